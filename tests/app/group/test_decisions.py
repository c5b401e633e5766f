"""What hosts decided, on the page of the group: for hosts alone, and with no word that is gone."""

import re

from tests.app.conftest import Visitor
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


def plain(visitor: Visitor) -> str:
    """What the page says, without what makes words of somebody stand for themselves."""
    return re.sub(r"<[^>]*>|[\u2066-\u2069]", "", visitor.sees)
