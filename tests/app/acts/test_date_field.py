"""The day an act happened: what was tapped holds, and no day that there is breaks a form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from streamlit.testing.v1.element_tree import ButtonGroup, DateInput

from ripple.actions.posting import share_act
from ripple.domain.model import Act
from tests.app.conftest import Visitor

EVENING = datetime(2026, 11, 23, 22, 50, tzinfo=UTC)
MORNING = EVENING + timedelta(hours=10)


class Clock:
    """The time and the place of whoever looks."""

    def __init__(self) -> None:
        self.now = EVENING
        self.zone: tzinfo = UTC

    def read(self) -> datetime:
        return self.now

    def read_zone(self) -> tzinfo:
        return self.zone


@pytest.fixture
def clock() -> Iterator[Clock]:
    clock = Clock()
    with (
        patch("ripple.app.session.now", clock.read),
        patch("ripple.app.session.zone", clock.read_zone),
        patch("ripple.app.acts.date_field.zone", clock.read_zone),
        patch("ripple.app.acts.form.now", clock.read),
    ):
        yield clock


def days(visitor: Visitor, nth: int = 0) -> ButtonGroup[Any]:
    """The usual answers to when it happened, in the nth form."""
    return [one for one in visitor.tab.button_group if one.label == "When did it happen?"][nth]


def calendar(visitor: Visitor) -> DateInput:
    return visitor.tab.date_input[0]


def taps(visitor: Visitor, said: str | None, nth: int = 0) -> Visitor:
    days(visitor, nth).set_value(said)
    return visitor.look()


def kept(visitor: Visitor) -> list[date | None]:
    return [act.happened_on for act in visitor.group.live.history.acts.values()]


def test_today_is_the_day_of_the_tap_also_over_midnight(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "today")
    clock.now = MORNING
    assert days(ada.look()).value == "yesterday"
    ada.press("Share")
    assert kept(ada) == [date(2026, 11, 23)]


def test_what_is_sent_after_midnight_without_a_look_keeps_its_day(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "yesterday")
    clock.now = MORNING
    ada.press("Share")
    assert kept(ada) == [date(2026, 11, 22)]


def test_a_tap_on_a_page_of_yesterday_means_the_day_of_the_tap(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "yesterday")
    clock.now = MORNING
    taps(ada, "today").press("Share")
    assert kept(ada) == [date(2026, 11, 24)]


def test_an_edit_over_midnight_leaves_the_day_alone(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the dor"), "today").press("Share")
    ada.choose("more", "edit")
    clock.now = MORNING
    ada.tab.text_area[-1].set_value("Held the door")
    ada.press("Save")
    assert kept(ada) == [date(2026, 11, 23)]
    assert [act.text for act in ada.group.live.history.acts.values()] == ["Held the door"]


@pytest.mark.parametrize("zone", ["Europe/London", "America/Los_Angeles", "Pacific/Kiritimati"])
def test_a_day_that_is_tomorrow_here_can_be_shown_and_kept(ada: Visitor, clock: Clock, zone: str) -> None:
    tomorrow = date(2026, 11, 24)
    act = Act(id="a", text="Held", posted_at=EVENING, author=ada.group.member.id, happened_on=tomorrow)
    share_act(ada.group.live, ada.group.member.id, act, now=EVENING)
    clock.zone = ZoneInfo(zone)
    ada.look().choose("more", "edit").look()
    ada.tab.text_area[-1].set_value("Held the door")
    ada.press("Save")
    assert kept(ada) == [tomorrow]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 5, 1), date(2010, 5, 1)])
def test_a_day_of_long_ago_can_be_shown_and_kept(ada: Visitor, clock: Clock, day: date) -> None:
    act = Act(id="a", text="Held", posted_at=EVENING, author=ada.group.member.id, happened_on=day)
    share_act(ada.group.live, ada.group.member.id, act, now=EVENING)
    ada.look().choose("more", "edit").look()
    assert calendar(ada).value == day
    ada.tab.text_area[-1].set_value("Held the door")
    ada.press("Save")
    assert kept(ada) == [day]


def test_an_old_act_offers_no_day_that_it_cannot_have(ada: Visitor, clock: Clock) -> None:
    ada.look().writes("Held the door").press("Share")
    clock.now = EVENING + timedelta(days=9)
    ada.look().choose("more", "edit").look()
    assert days(ada).options == ["Another day"]
    taps(ada, "another")
    assert calendar(ada).max == date(2026, 11, 23)


def test_a_lifetime_ago_is_a_day_too(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "another")
    assert calendar(ada).min <= date(1917, 1, 1)
    calendar(ada).set_value(date(1931, 5, 1))
    ada.press("Share")
    assert kept(ada) == [date(1931, 5, 1)]


def test_a_day_that_never_came_stops_the_form_and_the_field_says_so(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "another")
    assert "Which day was it?" not in ada.sees  # nobody is asked before they are done
    ada.press("Share")
    assert kept(ada) == []
    assert "Which day was it? Please choose one from 1916 to 23 November 2026" in ada.sees
    assert ada.tab.text_area[0].value == "Held the door"
    calendar(ada).set_value(date(2010, 5, 1))
    assert "Which day was it?" not in ada.look().sees
    ada.press("Share")
    assert kept(ada) == [date(2010, 5, 1)]


def test_whoever_changes_their_mind_leaves_the_day_out(ada: Visitor, clock: Clock) -> None:
    taps(ada.look().writes("Held the door"), "another").press("Share")
    taps(ada, None).press("Share")
    assert kept(ada) == [None]
