"""A group is read to let go what is due in it when something is, and else once after each change."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.ending import ask_to_end
from ripple.actions.joining import join_group, start_group
from ripple.actions.keeping import AT_LEAST_EVERY, keep_everywhere
from ripple.actions.posting import share_act
from ripple.domain.ending import GRACE
from ripple.domain.errors import StoreReadOnly
from ripple.domain.events.acts import ActErased
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Act
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.store.tiny import NOTE, TinyLog
from tests.actions.conftest import NOON

HOUR = timedelta(hours=1)


def start(groups: Groups, group: str, keep_days: int | None = None) -> None:
    """A group with an act of `NOON`."""
    start_group(groups, "Class 4b", "Ada", nonce=group, founder=group, now=NOON)
    live = groups.group(group)
    share_act(live, group, Act(id="1", text="Held the door", posted_at=NOON), now=NOON)
    if keep_days:
        live.append(SettingsChanged(id="set", at=NOON, by=group, keep_days=keep_days))


def a_round(groups: Groups, now: datetime) -> None:
    keep_everywhere(groups, now, threading.Event())


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The groups whose entries were read, the directory left out."""
    read = list[str]()

    def noting(method: str) -> Callable[[TinyLog, str, int], object]:
        reads = getattr(TinyLog, method)

        def noted(log: TinyLog, group: str, version: int) -> object:
            read.extend({group} - {"directory"})
            return reads(log, group, version)

        return noted

    for method in ("since", "walk"):
        monkeypatch.setattr(TinyLog, method, noting(method))
    return read


@pytest.fixture
def restarted(tmp_path: Path) -> Callable[[], Groups]:
    """What a server has that starts now: no group is open."""
    return lambda: Groups(open_store(f"tinydb:{tmp_path}"))


@pytest.fixture
def noted(restarted: Callable[[], Groups], read: list[str]) -> Callable[[], Groups]:
    """Two groups that were looked through in a round; ``week`` keeps words for seven days."""
    start(restarted(), "week", 7)
    start(restarted(), "always")
    a_round(restarted(), NOON)
    read.clear()
    return restarted


def test_a_group_in_which_nobody_did_anything_is_not_read(
    noted: Callable[[], Groups], read: list[str]
) -> None:
    a_round(noted(), NOON + HOUR)
    assert read == []


def share(live: LiveGroup) -> None:
    share_act(live, live.id, Act(id="2", text="Sang", posted_at=NOON), now=NOON)


def erase(live: LiveGroup) -> None:
    live.append(ActErased(id="erase", at=NOON, act="1"))
    live.erase("act 1")


@pytest.mark.parametrize("change", [share, erase])
def test_a_group_that_was_changed_is_read_once(
    noted: Callable[[], Groups], read: list[str], change: Callable[[LiveGroup], None]
) -> None:
    change(noted().group("always"))
    read.clear()
    a_round(noted(), NOON + HOUR)
    assert set(read) == {"always"}
    read.clear()
    a_round(noted(), NOON + 2 * HOUR)
    assert read == []


def test_each_group_is_read_once_a_day_whatever_was_noted(
    noted: Callable[[], Groups], read: list[str]
) -> None:
    a_round(noted(), NOON + AT_LEAST_EVERY)
    assert set(read) == {"week", "always"}


def test_what_was_noted_to_be_due_is_done_at_that_moment(
    noted: Callable[[], Groups], read: list[str]
) -> None:
    due = NOON + timedelta(days=7)
    a_round(noted(), due - 2 * HOUR)
    read.clear()
    a_round(noted(), due - HOUR)
    assert read == []
    a_round(noted(), due)
    assert not noted().group("week").history.acts["1"].erased, "kept for seven whole days"
    a_round(noted(), due + HOUR)
    assert noted().group("week").history.acts["1"].erased
    assert not noted().group("always").history.acts["1"].erased


def test_a_group_ends_when_that_was_noted(restarted: Callable[[], Groups]) -> None:
    groups = restarted()
    start(groups, "ends")
    live = groups.group("ends")
    join_group(groups, live.history.code, "Ben", asker="Ben", nonce="ben", now=NOON)
    ask_to_end(groups, live, "ends", now=NOON)
    a_round(restarted(), NOON + GRACE - HOUR)
    a_round(restarted(), NOON + GRACE)
    assert restarted().listed() == []


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"week": 1}', '{"week": ["x", "noon"]}', '{"week": ["", 7]}', "\xff"]
)
def test_a_lost_note_costs_one_reading_and_keeps_no_words(
    noted: Callable[[], Groups], tmp_path: Path, note: str
) -> None:
    (tmp_path / NOTE).write_bytes(note.encode("latin-1"))
    a_round(noted(), NOON + timedelta(days=8))
    assert noted().group("week").history.acts["1"].erased


def test_the_note_holds_nobodys_words(noted: Callable[[], Groups], tmp_path: Path) -> None:
    note = (tmp_path / NOTE).read_text()
    assert "week" in note
    assert not any(word in note for word in ("door", "Ada", "Class"))


def test_what_cannot_be_noted_is_let_go_all_the_same(
    restarted: Callable[[], Groups], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_log: TinyLog, _note: str) -> None:
        raise StoreReadOnly("no room")

    start(restarted(), "always")
    start(restarted(), "week", 7)
    monkeypatch.setattr(TinyLog, "stamp", lambda _log, _group: "as ever")
    monkeypatch.setattr(TinyLog, "remember", refuse)
    a_round(restarted(), NOON + timedelta(days=8))
    assert restarted().group("week").history.acts["1"].erased
    assert "could not be noted" in caplog.text


@given(
    st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["post", "old", 7, 30, 0, None])), max_size=12)
)
def test_the_same_goes_as_if_each_group_were_read_at_every_round(
    steps: list[tuple[int, str | int | None]],
) -> None:
    """Hours pass; an act comes, also one that is told late, or the hosts choose for how long words stay."""
    with_notes, without = (Groups(open_store("memory:")) for _ in range(2))
    for groups in (with_notes, without):
        start(groups, "g", 7)
    now = NOON
    for number, (hours, step) in enumerate(steps):
        now += timedelta(hours=hours)
        for groups in (with_notes, without):
            live = Groups(groups.log).group("g")
            if isinstance(step, int):
                live.append(SettingsChanged(id=f"set {number}", at=now, by="g", keep_days=step))
            elif step:
                posted_at = now - timedelta(days=3) * (step == "old")
                act = Act(id=f"a{number}", text="Sang", posted_at=posted_at)
                share_act(live, "g", act, now=now)
        without.log.remember("")
        for groups in (with_notes, without):
            a_round(Groups(groups.log), now)
        seen = [
            [act.erased for act in Groups(g.log).group("g").history.acts.values()]
            for g in (with_notes, without)
        ]
        assert seen[0] == seen[1]
