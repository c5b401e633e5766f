"""A group that rests: nothing is added to it, by whomever, and whatever helps somebody goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from ripple.actions.files.bringing import bring_in
from ripple.actions.files.sifting import Sifted
from ripple.actions.leaving import leave_group
from ripple.actions.members import change_settings, remove
from ripple.actions.moderating import hide_act, report_act, restore_act, thank
from ripple.actions.posting import edit_act, share_act, undo_withdrawal, withdraw_act
from ripple.domain.errors import NotAllowed, OutOfRange
from ripple.domain.model import NEVER, Act, Warmth, replace
from ripple.domain.moderation import Asker, case_of
from ripple.domain.resting import GroupRests
from ripple.live import LiveGroup
from tests.actions.conftest import NOON

MINUTE = timedelta(minutes=1)
A_WEEK_ON = NOON + timedelta(days=7)
Deed = Callable[[LiveGroup, datetime], object]


def act(id: str, *, inspired_by: str | None = None) -> Act:
    return Act(id=id, text=f"words {id}", posted_at=NOON, author="ben", inspired_by=inspired_by)


def rest(live: LiveGroup, by: str = "ada", now: datetime = NOON) -> None:
    settings = replace(live.history.settings, rests_until=A_WEEK_ON.date())
    change_settings(live, by, settings, now=now)


@pytest.fixture
def resting(live: LiveGroup) -> LiveGroup:
    """Ben shared an act, thanked for Ada's, and then the group went to rest for a week."""
    share_act(live, "ben", act("1"), now=NOON)
    share_act(live, "ada", replace(act("2"), author="ada"), now=NOON)
    thank(live, Asker("ben"), "2", Warmth.MOVED, now=NOON)
    rest(live)
    return live


ADDS: dict[str, Deed] = {
    "share": lambda live, now: share_act(live, "ben", act("3"), now=now),
    "pass on": lambda live, now: share_act(live, "ben", act("3", inspired_by="2"), now=now),
    "share as a host": lambda live, now: share_act(live, "ada", replace(act("3"), author="ada"), now=now),
    "edit": lambda live, now: edit_act(live, Asker("ben"), replace(act("1"), text="other"), now=now),
    "thank": lambda live, now: thank(live, Asker("ada"), "1", Warmth.MOVED, now=now),
    "bring in": lambda live, now: bring_in(live, "ada", Sifted([act("3")], 0, []), now=now),
}
HELPS: dict[str, Deed] = {
    "take back": lambda live, now: withdraw_act(live, Asker("ben"), "1", now=now),
    "take thanks back": lambda live, now: thank(live, Asker("ben"), "2", None, now=now),
    "leave": lambda live, now: leave_group(live, lambda _act: Asker("ben"), erase=True, now=now),
    "report": lambda live, now: report_act(live, Asker("ben"), "2", "it hurts", now=now),
    "hide": lambda live, now: hide_act(live, "ada", "1", now=now),
    "remove": lambda live, now: remove(live, "ada", "ben", now=now),
}


@pytest.mark.parametrize("deed", ADDS)
def test_nothing_is_added_until_the_day_has_come(resting: LiveGroup, deed: str) -> None:
    before = resting.version
    with pytest.raises(GroupRests):
        ADDS[deed](resting, NOON + MINUTE)
    assert resting.catch_up() == before
    ADDS[deed](resting, A_WEEK_ON)
    assert resting.catch_up() > before


@pytest.mark.parametrize("deed", HELPS)
def test_what_helps_somebody_goes_on(resting: LiveGroup, deed: str) -> None:
    before = resting.version
    HELPS[deed](resting, NOON + MINUTE)
    assert resting.catch_up() > before


def test_what_was_taken_back_and_hidden_comes_back_all_the_same(resting: LiveGroup) -> None:
    undo_withdrawal(
        resting, Asker("ben"), withdraw_act(resting, Asker("ben"), "1", now=NOON), now=NOON + MINUTE
    )
    hide_act(resting, "ada", "1", now=NOON)
    case = case_of(resting.history, "1")
    assert case
    restore_act(resting, Asker("ada"), case, now=NOON)
    assert resting.history.acts["1"].text == "words 1"


def test_hosts_alone_let_a_group_rest_and_open_it_at_any_time(resting: LiveGroup) -> None:
    awake = replace(resting.history.settings, rests_until=NEVER)
    with pytest.raises(NotAllowed):
        change_settings(resting, "ben", awake, now=NOON)
    change_settings(resting, "ada", awake, now=NOON)
    ADDS["share"](resting, NOON + MINUTE)
    with pytest.raises(NotAllowed):
        rest(resting, "ben")


def test_quiet_hours_keep_words_out_each_night(live: LiveGroup) -> None:
    night = replace(live.history.settings, quiet_from=20, quiet_to=7)
    change_settings(live, "ada", night, now=NOON)
    with pytest.raises(GroupRests) as refused:
        share_act(live, "ben", act("1"), now=NOON.replace(hour=23))
    assert refused.value.opens == NOON.replace(hour=7) + timedelta(days=1)
    share_act(live, "ben", act("1"), now=refused.value.opens)


def test_nobody_lets_a_group_rest_for_years(live: LiveGroup) -> None:
    far = replace(live.history.settings, rests_until=NOON.date() + timedelta(days=400))
    with pytest.raises(OutOfRange):
        change_settings(live, "ada", far, now=NOON)
