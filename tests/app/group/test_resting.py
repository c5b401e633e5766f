"""A group that rests, as its pages tell it, and as its hosts choose it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

from ripple.actions.members import change_settings
from ripple.app import session
from ripple.app.ui import keeping_up
from ripple.domain.model import NEVER, Settings, replace
from tests.app.conftest import Visitor
from tests.app.test_away import out_of_date
from tests.app.test_moderating import HELD

RESTS = "This group is resting until"
KEPT = "What you write here is kept in this tab until then."
IN_VAIN = "This group is resting now. Nothing was added"


def settings(visitor: Visitor) -> Settings:
    return visitor.group.live.history.settings


def sets(host: Visitor, **chosen: Any) -> None:
    live = host.group.live
    wanted = replace(live.history.settings, **chosen)
    change_settings(live, host.group.member.id, wanted, now=datetime.now(UTC))


def rest(host: Visitor) -> Visitor:
    host.open("group").press("Let the group rest …")
    return host.press("Let it rest")


def test_every_page_says_until_when_and_only_a_host_opens_it(ada: Visitor, ben: Visitor) -> None:
    rest(ada)
    assert settings(ada).rests_until == session.today() + timedelta(days=14)
    for page in ("home", "group", "you", "people"):
        assert RESTS in ben.open(page).sees
    assert "Open the group again" not in [one.label for one in ben.tab.button]
    ada.press("Open the group again")
    assert settings(ada).rests_until == NEVER
    assert RESTS not in ben.look().sees


def test_a_host_who_was_asked_can_leave_it_as_it_is(ada: Visitor) -> None:
    ada.open("group").press("Let the group rest …").press("Cancel")
    assert "Let it rest" not in [one.label for one in ada.tab.button]
    assert settings(ada).rests_until == NEVER


def test_who_tries_to_share_is_told_and_loses_nothing(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD)
    rest(ada)
    ben.press("Share")
    assert IN_VAIN in ben.sees
    assert HELD in [area.value for area in ben.tab.text_area]
    assert KEPT in ben.look().sees
    sets(ada, rests_until=NEVER)
    ben.press("Share")
    assert HELD in ada.open("home").sees


def test_who_tries_to_thank_or_edit_is_told(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD).press("Share")
    sets(ada, rests_until=session.today() + timedelta(days=2))
    ada.open("home").choose("thank", "moved")
    assert IN_VAIN in ada.sees
    ben.look().choose("more", "edit")
    ben.tab.text_area[-1].set_value("Held the doors")
    ben.press("Save")
    assert IN_VAIN in ben.sees
    ben.open("home").choose("more", "take back")
    ben.press("Take it back")
    assert HELD not in ada.look().sees


def test_quiet_hours_are_a_switch_with_its_hours(ada: Visitor, ben: Visitor) -> None:
    toggle = next(one for one in ada.open("group").tab.toggle if one.label == "Quiet hours")
    toggle.set_value(True)
    ada.look()
    assert (settings(ada).quiet_from, settings(ada).quiet_to) == (20, 7)
    ada.tab.selectbox(key="set quiet_from").set_value(21)
    ada.tab.selectbox(key="set zone").set_value("Europe/Berlin")
    ada.look()
    assert (settings(ada).quiet_from, settings(ada).zone) == (21, "Europe/Berlin")
    assert "everything can be read, and nothing is added" in ben.open("group").sees
    next(one for one in ada.tab.toggle if one.label == "Quiet hours").set_value(False)
    ada.look()
    assert settings(ada).quiet_from == settings(ada).quiet_to


def test_a_page_hears_that_the_quiet_hours_begin(ada: Visitor) -> None:
    evening = datetime.now(UTC).replace(hour=19, minute=59)
    sets(ada, quiet_from=20, quiet_to=7)
    with patch.object(keeping_up, "now", lambda: evening):
        ada.open("home")
        assert not out_of_date(ada)
    with patch.object(keeping_up, "now", lambda: evening + timedelta(minutes=2)):
        assert out_of_date(ada)
