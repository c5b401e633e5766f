"""The end of a group: no host brings it about alone where others are, and of an ended one nothing is left."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ripple.actions.ending import agree_to_end, ask_to_end, end_when_due, stop_end
from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.invitations import invited_to
from ripple.actions.joining import start_group
from ripple.actions.leaving import erase_member, leave_group
from ripple.actions.members import name_host, remove
from ripple.actions.posting import share_act
from ripple.actions.restoring import bring_back
from ripple.domain.ending import GRACE, PUT_OUT_FOR, ends_at
from ripple.domain.errors import ImportRefused, NotAllowed, UnknownCode, UnknownGroup
from ripple.domain.events.group import EndAsked, EndStopped
from ripple.domain.model import Act
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.codec import to_json
from tests.actions.conftest import NOON, come_in, with_ada_and_ben

DUE = NOON + GRACE
A_MOMENT = timedelta(seconds=1)


@pytest.fixture
def groups(tmp_path: Path) -> Groups:
    return Groups(open_store(f"tinydb:{tmp_path / 'store'}"))


@pytest.fixture
def live(groups: Groups) -> LiveGroup:
    """Ada and Cleo, who are hosts, and Ben."""
    live = with_ada_and_ben(groups)
    come_in(groups, live, "Cleo")
    name_host(live, "ada", "cleo", host=True, now=NOON)
    share_act(live, "ben", Act(id="1", text="Held the door", posted_at=NOON, author="ben"), now=NOON)
    return live


def is_there(groups: Groups, live: LiveGroup) -> bool:
    """Whether the group is still there once the time is over and the app's own keeper has looked."""
    if live.id in groups.listed():
        end_when_due(groups, live, now=DUE)
    return live.id in groups.listed()


def test_a_group_that_a_host_asked_to_delete_is_there_for_a_week(groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    assert ends_at(live.history) == DUE
    assert not end_when_due(groups, live, now=DUE - A_MOMENT)
    assert live.history.acts["1"].text == "Held the door"
    assert end_when_due(groups, live, now=DUE)
    assert groups.listed() == []


def test_of_a_group_that_ended_nothing_is_left(groups: Groups, live: LiveGroup, tmp_path: Path) -> None:
    code = live.history.code
    ask_to_end(groups, live, "ada", now=NOON)
    assert not is_there(groups, live)
    files = "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*.journal"))
    for words in ("Held the door", "Ada", "Ben", "Class 4b"):
        assert words not in files
    with pytest.raises(UnknownGroup):
        groups.group(live.id)
    with pytest.raises(UnknownCode):
        invited_to(groups, code, asker="late")


def test_to_ask_again_puts_nothing_off_and_brings_nothing_nearer(groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    ask_to_end(groups, live, "cleo", now=NOON + timedelta(days=2))
    assert ends_at(live.history) == DUE


STOPS: dict[str, Callable[[LiveGroup], object]] = {
    "another host says so": lambda live: stop_end(live, "cleo", now=NOON),
    "who asked thinks better of it": lambda live: stop_end(live, "ada", now=NOON),
    "who asked is removed": lambda live: remove(live, "cleo", "ada", now=NOON),
    "who asked leaves": lambda live: leave_group(live, lambda _act: Asker("ada"), erase=False, now=NOON),
    "who asked is a host no more": lambda live: name_host(live, "cleo", "ada", host=False, now=NOON),
    "it was brought back from a backup": lambda live: bring_back(
        Groups(live.log), [live.id], keep_sign_ins=True, now=NOON
    ),
}


@pytest.mark.parametrize("stop", STOPS.values(), ids=STOPS)
def test_a_group_stays_when(stop: Callable[[LiveGroup], object], groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    stop(live)
    assert is_there(groups, live)
    assert ends_at(live.history) is None


def test_it_stays_when_somebody_else_is_a_host_no_more(groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    name_host(live, "ada", "cleo", host=False, now=NOON)
    assert not is_there(groups, live)


def test_who_asked_and_was_a_host_no_more_asks_anew(groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    for host in (False, True):
        name_host(live, "cleo", "ada", host=host, now=NOON)
    assert ends_at(live.history) is None


def test_after_it_was_stopped_it_can_be_asked_for_again(groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    stop_end(live, "cleo", now=NOON)
    ask_to_end(groups, live, "ada", now=NOON + timedelta(days=1))
    assert ends_at(live.history) == DUE + timedelta(days=1)


def test_with_another_host_s_yes_it_ends_at_once(groups: Groups, live: LiveGroup) -> None:
    a_week_on = NOON + timedelta(days=7)
    ask_to_end(groups, live, "ada", now=a_week_on)
    agree_to_end(groups, live, "cleo", now=a_week_on)
    assert groups.listed() == []


AGREEING = {
    "who asked": ("ada", NOON + timedelta(days=8)),
    "a member": ("ben", NOON + timedelta(days=8)),
    "a host who came within the week": ("cleo", DUE - A_MOMENT),
}


@pytest.mark.parametrize(("who", "now"), AGREEING.values(), ids=AGREEING)
def test_nobody_hastens_the_end_as(who: str, now, groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    with pytest.raises(NotAllowed):
        agree_to_end(groups, live, who, now=now)
    assert live.id in groups.listed()


def test_nobody_agrees_to_what_nobody_asked_for(groups: Groups, live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        agree_to_end(groups, live, "cleo", now=NOON + timedelta(days=8))


def test_a_group_in_which_nobody_else_ever_was_goes_at_once(groups: Groups) -> None:
    start_group(groups, "Trial", "Ada", nonce="trial", founder="ada", now=NOON)
    ask_to_end(groups, groups.group("trial"), "ada", now=NOON)
    assert groups.listed() == []


def test_who_removes_everybody_first_waits_all_the_same(groups: Groups, live: LiveGroup) -> None:
    for member in ("ben", "cleo"):
        remove(live, "ada", member, now=NOON)
    ask_to_end(groups, live, "ada", now=NOON)
    assert live.id in groups.listed()


PUT_OUT: dict[str, Callable[[LiveGroup], object]] = {
    "removed": lambda live: remove(live, "ada", "cleo", now=NOON),
    "removed, and their name erased": lambda live: (
        remove(live, "ada", "cleo", now=NOON),
        erase_member(live, "ada", "cleo", now=NOON),
    ),
    "a host no more": lambda live: name_host(live, "ada", "cleo", host=False, now=NOON),
}


@pytest.mark.parametrize("waits", [timedelta(0), GRACE, PUT_OUT_FOR - A_MOMENT], ids=str)
@pytest.mark.parametrize("put_out", PUT_OUT.values(), ids=PUT_OUT)
def test_whoever_is_there_keeps_it_where_another_host_was_put_out(
    put_out: Callable[[LiveGroup], object], waits: timedelta, groups: Groups, live: LiveGroup
) -> None:
    put_out(live)
    ask_to_end(groups, live, "ada", now=NOON + waits)
    stop_end(live, "ben", now=NOON + waits + GRACE)
    assert ends_at(live.history) is None


def ben_keeps_nothing(live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        stop_end(live, "ben", now=DUE)
    assert ends_at(live.history)


def test_members_keep_nothing_a_year_after_a_host_was_put_out(groups: Groups, live: LiveGroup) -> None:
    remove(live, "ada", "cleo", now=NOON - PUT_OUT_FOR)
    ask_to_end(groups, live, "ada", now=NOON)
    ben_keeps_nothing(live)


def test_members_keep_nothing_once_who_was_put_out_is_a_host_again(groups: Groups, live: LiveGroup) -> None:
    for host in (False, True):
        name_host(live, "ada", "cleo", host=host, now=NOON)
    ask_to_end(groups, live, "ada", now=NOON)
    ben_keeps_nothing(live)


def test_members_keep_nothing_when_a_host_left_by_themselves(groups: Groups, live: LiveGroup) -> None:
    leave_group(live, lambda _act: Asker("cleo"), erase=False, now=NOON)
    ask_to_end(groups, live, "ada", now=NOON)
    ben_keeps_nothing(live)


def test_nobody_hastens_the_end_where_another_host_was_put_out(groups: Groups, live: LiveGroup) -> None:
    name_host(live, "ada", "ben", host=True, now=NOON)
    a_week_on = NOON + timedelta(days=7)
    remove(live, "ada", "cleo", now=a_week_on)
    ask_to_end(groups, live, "ada", now=a_week_on)
    with pytest.raises(NotAllowed):
        agree_to_end(groups, live, "ben", now=a_week_on)
    assert is_there(groups, live)


@pytest.mark.parametrize(
    "entry", [EndAsked(id="e", at=NOON, by="ada"), EndStopped(id="e", at=NOON, by="ada")]
)
def test_no_file_brings_an_end_along(entry: EndAsked | EndStopped, groups: Groups, live: LiveGroup) -> None:
    ask_to_end(groups, live, "ada", now=NOON)
    copy = export_group(live, "ada")
    import_group(groups, copy, nonce="copy", now=NOON)
    assert ends_at(groups.group("copy").history) is None
    with pytest.raises(ImportRefused):
        import_group(groups, copy + to_json(entry), nonce="crafted", now=NOON)
