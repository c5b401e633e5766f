"""What hosts decided, on the page of the group: for hosts alone, and with no word that is gone."""

import re

from tests.app.conftest import Visitor, joined
from tests.app.test_moderating import HELD, choose_settings, without_a_name


def test_hosts_read_what_they_decided_and_nobody_else_does(ada: Visitor, ben: Visitor) -> None:
    assert "What hosts decided" not in [one.label for one in ada.open("group").tab.expander]
    choose_settings(ada, approve_acts=True)
    for words in (HELD, "Made soup"):
        ben.look().writes(words).press("Share")
    ada.look().press("Let it through").press("Decline")
    assert "What hosts decided" in [one.label for one in ada.open("group").tab.expander]
    told = [f"An act was let through · “{HELD}”", "An act was not let through", "Settings were changed"]
    assert all(one in plain(ada) for one in told)
    assert "Made soup" not in ada.sees
    assert "An act was" not in ben.open("group").sees


def test_of_an_unsigned_act_it_is_not_said_which_host_it_was(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    without_a_name(ben.look()).writes(HELD).press("Share")
    ada.look().press("Let it through").open("group")
    told = plain(ada)[plain(ada).index("An act was let through") :]
    assert told.partition("Settings were changed")[0].count("Ada") == 0
    assert "Ada" in told.partition("Settings were changed")[2]


def undo_buttons(host: Visitor) -> list[str]:
    return [one.key for one in host.tab.button if (one.key or "").startswith("undo ")]


def test_a_host_undoes_what_they_let_through(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share")
    ada.look().press("Let it through")
    assert HELD in ben.look().sees
    assert [key.split()[1] for key in undo_buttons(ada.open("group"))] == ["approved"]
    ada.press("Undo")
    assert "To look at" in [one.value for one in ada.tab.header]
    assert [key.split()[1] for key in undo_buttons(ada)] == ["hidden"]
    ada.press("Undo")
    assert HELD in ben.open("home").sees
    assert undo_buttons(ben.open("group")) == []


def test_who_was_sent_away_by_mistake_waits_again(ada: Visitor, code: str) -> None:
    choose_settings(ada, approve_newcomers=True)
    wanda = joined(code, "Wanda")
    assert "Nothing of them is kept." not in ada.open("group").sees
    ada.press("Not now")
    assert "Not let in. Nothing of them is kept." in ada.sees
    assert "could not let you in" in plain(wanda.look())
    ada.press("Undo")
    assert "Wanda" in plain(ada.look())
    ada.press("Let Wanda in")
    assert wanda.new_tab().group.member.name == "Wanda"


def plain(visitor: Visitor) -> str:
    """What the page says, without what makes words of somebody stand for themselves."""
    return re.sub(r"<[^>]*>|[\u2066-\u2069]", "", visitor.sees)
