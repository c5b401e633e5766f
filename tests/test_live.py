"""A group is folded once for a whole process, and closed when nobody looks at it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest

from ripple.actions.files.row_ids import Names
from ripple.actions.joining import start_group
from ripple.actions.leaving import export_mine
from ripple.actions.posting import share_act
from ripple.domain.errors import (
    NewerVersion,
    RippleError,
    StoreDamaged,
    StoreReadOnly,
    StoreUnreadable,
    UnknownGroup,
)
from ripple.domain.events.acts import ActEdited, ActErased, ActPosted
from ripple.domain.events.directory import GroupListed, GroupUnlisted
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act
from ripple.domain.moderation import Asker
from ripple.live import DIRECTORY, ERASE_AGAIN_S, ERASE_EVERY_S, KEPT_OPEN_S, Groups, LiveGroup
from ripple.network.numbers import numbers_of
from ripple.network.pond import Pond
from ripple.store import Log, open_store
from ripple.store.backup import backup, restore

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def log() -> Log:
    return open_store("memory:")


def an_act(act_id: str, inspired_by: str | None = None) -> Act:
    return Act(id=act_id, text="Held the door", posted_at=NOON, inspired_by=inspired_by)


def test_two_processes_on_one_store_see_each_others_acts(log: Log) -> None:
    here, there = Groups(log), Groups(log)
    start_group(here, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    share_act(there.group("g"), "g", an_act("1"), now=NOON)
    assert list(here.group("g").history.acts) == ["1"]
    assert here.by_code(there.group("g").history.code) == "g"


def test_everybody_in_a_process_shares_one_group(log: Log) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    assert groups.group("g") is groups.group("g")


def test_the_directory_is_no_group(log: Log) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    with pytest.raises(UnknownGroup):
        groups.group(DIRECTORY)


def test_nothing_is_added_to_a_group_that_a_newer_version_changed(log: Log) -> None:
    """An event of the directory stands for any that no group of this version holds."""
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    share_act(groups.group("g"), "g", an_act("1"), now=NOON)
    log.append("g", GroupUnlisted(id="new", at=NOON, group="g"))
    live, before = groups.group("g"), list(log.since("g", 0))
    for write in (
        lambda: share_act(live, "g", an_act("2"), now=NOON),
        lambda: live.append(ActErased(id="erase 1", at=NOON, act="1")),
        lambda: live.erase("act 1"),
        lambda: live.as_seen(lambda: (None, [ActErased(id="erase 1", at=NOON, act="1")])),
    ):
        with pytest.raises(NewerVersion):
            write()
    assert list(log.since("g", 0)) == before
    assert list(live.history.acts) == ["1"], "it can be read"


def test_a_made_up_group_is_unknown_until_it_is_started(log: Log) -> None:
    groups = Groups(log)
    with pytest.raises(UnknownGroup):
        groups.group("g")
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    assert groups.group("g").history.name == "Class 4b"


def test_many_who_come_at_once_read_a_group_once(log: Log) -> None:
    start_group(Groups(log), "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    groups, came = Groups(log), Barrier(5)
    read: list[int] = []

    class Watched:
        """The log, which notes how much of it is read."""

        def __getattr__(self, name: str) -> Any:
            return getattr(log, name)

        def walk(self, group: str, version: int) -> Any:
            entries = log.since(group, version)
            read.append(len(entries))
            return iter(entries)

    groups.log = Watched()

    def come() -> None:
        came.wait(60)
        groups.group("g")

    threads = [Thread(target=come) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(read) == log.version("g")


def test_while_another_thread_reads_on_the_group_is_not_gone(log: Log) -> None:
    start_group(Groups(log), "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live = Groups(log).group("g")

    class Slow:
        """The log, whose answer comes after another thread has read on."""

        def __getattr__(self, name: str) -> Any:
            return getattr(log, name)

        def version(self, group: str) -> int:
            newest = log.version(group)
            log.append(group, ActPosted(at=NOON, act=an_act("1")))
            live.history.apply(newest + 1, ActPosted(at=NOON, act=an_act("1")))
            return newest

    live.log = Slow()
    assert live.catch_up() in (live.version - 1, live.version)


def test_a_deleted_group_is_unknown_to_every_process_that_had_it_open(log: Log) -> None:
    here, there = Groups(log), Groups(log)
    start_group(here, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live = there.group("g")
    log.forget("g")
    for ask in (live.catch_up, lambda: there.group("g"), lambda: here.group("g")):
        with pytest.raises(UnknownGroup):
            ask()


def test_an_earlier_state_that_is_restored_meanwhile_is_what_is_true(tmp_path: Path) -> None:
    store = tmp_path / "store"
    groups = Groups(open_store(f"tinydb:{store}"))
    for name in ("a", "b"):
        start_group(groups, f"Class {name}", "Ada", nonce=name, founder=name, now=NOON)
    backup(store, tmp_path / "copy")
    share_act(groups.group("a"), "a", an_act("1"), now=NOON)
    start_group(groups, "Class c", "Ada", nonce="c", founder="c", now=NOON)
    code_of_c = groups.group("c").history.code
    assert groups.by_code(code_of_c) == "c"
    store.rename(tmp_path / "before")
    restore(tmp_path / "copy", store)
    assert groups.by_code(code_of_c) is None
    assert not groups.group("a").history.acts
    start_group(groups, "Class d", "Ada", nonce="d", founder="d", now=NOON)
    assert groups.by_code(groups.group("d").history.code) == "d"
    assert groups.listed() == ["a", "b", "d"]


def test_an_earlier_state_that_has_grown_since_is_what_is_true(tmp_path: Path) -> None:
    store = tmp_path / "store"
    groups = Groups(open_store(f"tinydb:{store}"))
    start_group(groups, "Class a", "Ada", nonce="a", founder="a", now=NOON)
    backup(store, tmp_path / "copy")
    for act in ("old 1", "old 2"):
        share_act(groups.group("a"), "a", an_act(act), now=NOON)
    start_group(groups, "Class b", "Ada", nonce="b", founder="b", now=NOON)
    code_of_b = groups.group("b").history.code
    store.rename(tmp_path / "before")
    restore(tmp_path / "copy", store)
    other = Groups(open_store(f"tinydb:{store}"))
    for act in ("new 1", "new 2", "new 3"):
        share_act(other.group("a"), "a", an_act(act), now=NOON)
    start_group(other, "Class c", "Ada", nonce="c", founder="c", now=NOON)
    assert list(groups.group("a").history.acts) == ["new 1", "new 2", "new 3"]
    assert groups.by_code(code_of_b) is None
    assert groups.listed() == ["a", "c"]


def test_a_first_reading_that_broke_off_mixes_no_two_states(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    share_act(groups.group("g"), "g", an_act("1"), now=NOON)
    live, walk = LiveGroup("g", log), log.walk

    def broken(group: str, after: int) -> Iterator[tuple[int, Any]]:
        yield next(iter(walk(group, after)))
        raise StoreDamaged("g", 0, "broken")

    with monkeypatch.context() as patch:
        patch.setattr(log, "walk", broken)
        with pytest.raises(StoreDamaged):
            live.catch_up()
    monkeypatch.setattr(log, "replaced", lambda group: 1)
    with pytest.raises(UnknownGroup):
        live.catch_up()


def test_a_group_is_read_and_kept_tidy_without_placing_its_acts(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    log.append("g", ActPosted(at=NOON, act=an_act("1")), ActPosted(at=NOON, act=an_act("2", "1")))
    monkeypatch.setattr(Pond, "put", lambda *_: pytest.fail("it was placed"))
    with Groups(log).in_passing("g") as live:
        assert list(live.history.acts) == ["1", "2"]
    assert list(Groups(log).group("g").history.acts) == ["1", "2"]


class Troubled:
    """A log that refuses to do ``what`` as often as it is told to."""

    def __init__(self, log: Log, what: str, trouble: RippleError, times: int) -> None:
        self._log, self._what, self._trouble, self._times = log, what, trouble, times

    def __getattr__(self, name: str) -> Any:
        if name == self._what and self._times:
            self._times -= 1
            raise self._trouble
        return getattr(self._log, name)


@pytest.mark.parametrize(
    ("what", "trouble"),
    [("erase", StoreReadOnly("full")), ("version", StoreUnreadable("g.journal", 0, "too many open files"))],
)
def test_what_a_crash_left_is_erased_once_a_passing_trouble_is_over(
    log: Log, what: str, trouble: RippleError
) -> None:
    start_group(Groups(log), "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    log.append("g", ActPosted(at=NOON, act=an_act("1")), ActErased(id="erase 1", at=NOON, act="1"))
    clock = [0.0]
    groups = Groups(Troubled(log, what, trouble, 1), clock=lambda: clock[0])
    with suppress(StoreUnreadable):
        groups.group("g")
    assert words_in(log) == ["Held the door"]
    clock[0] += ERASE_AGAIN_S
    groups.group("g")
    assert words_in(log) == [""]


def test_what_another_process_left_is_erased_where_the_group_is_open(log: Log) -> None:
    clock = [0.0]
    groups = Groups(log, clock=lambda: clock[0])
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    log.append("g", ActPosted(at=NOON, act=an_act("1")), ActErased(id="erase 1", at=NOON, act="1"))
    for look in range(1, 9):
        clock[0] = look * ERASE_EVERY_S / 8
        groups.group("g")
    assert words_in(log) == [""]


def words_in(log: Log) -> list[str]:
    """The words of all acts that are stored."""
    return [entry.act.text for _, entry in log.since("g", 0) if isinstance(entry, ActPosted)]


def test_a_new_code_revokes_the_one_before_and_unlisting_all(log: Log) -> None:
    groups = Groups(log)
    for number, code in enumerate(("OLD", "NEW")):
        log.append(DIRECTORY, GroupListed(id=f"list {number}", at=NOON, group="g", code=code))
    assert (groups.by_code("OLD"), groups.by_code("NEW")) == (None, "g")
    log.append(DIRECTORY, GroupUnlisted(id="unlist", at=NOON, group="g"))
    assert groups.by_code("NEW") is None


class Counted(str):
    """A group's id that counts how often such ids are compared."""

    compared = 0

    def __ne__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__ne__(self, other)

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_listing_a_group_costs_the_same_however_many_there_are(log: Log) -> None:
    listed = [
        GroupListed(id=f"list {n}", at=NOON, group=Counted(f"g{n}"), code=f"CODE{n}") for n in range(500)
    ]
    log.append(DIRECTORY, *listed)
    Counted.compared = 0
    assert len(Groups(log).listed()) == 500
    assert Counted.compared < 5 * 500


def test_what_is_made_once_is_made_again_only_after_news(log: Log) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live, made = groups.group("g"), []

    def make() -> int:
        made.append(live.version)
        return len(made)

    assert [live.once("picture", make), live.once("picture", make)] == [1, 1]
    share_act(live, "g", an_act("1"), now=NOON)
    assert live.once("picture", make) == 2


def test_a_group_nobody_looks_at_is_closed_and_opens_again_as_it_was(log: Log) -> None:
    clock = [0.0]
    groups = Groups(log, clock=lambda: clock[0])
    for group in ("g", "h"):
        start_group(groups, "Class 4b", "Ada", nonce=group, founder=group, now=NOON)
    forgotten = groups.group("g")
    share_act(forgotten, "g", an_act("1"), now=NOON)
    clock[0] = KEPT_OPEN_S + 1
    groups.group("h")
    again = groups.group("g")
    assert again is not forgotten
    assert again.history == forgotten.history


def test_an_act_that_came_and_went_often_costs_no_more_than_any(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups, puts = Groups(log), list[str]()
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    log.append("g", ActPosted(at=NOON, act=an_act("1")), ActPosted(at=NOON, act=an_act("2", "1")))
    for n in range(20):
        log.append("g", ActErased(id=f"erase {n}", at=NOON, act="1"))
        log.append("g", ActEdited(id=f"undo {n}", at=NOON, act=an_act("1"), revives=True))
    begin, put = Pond.begin_with, Pond.put
    monkeypatch.setattr(
        Pond, "begin_with", lambda pond, acts: (puts.extend(act.id for act in acts), begin(pond, acts))
    )
    monkeypatch.setattr(Pond, "put", lambda pond, act: (puts.append(act.id), put(pond, act)))
    live = Groups(log).group("g")
    assert puts == [], "nobody has asked for the pond"
    assert live.pond.acts == list(live.history.acts.values())
    assert puts == ["1", "2"]


def test_who_comes_while_a_group_is_read_waits_for_its_pond_too(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups, seen = Groups(log), list[int]()
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live = groups.group("g")
    put = Pond.put
    monkeypatch.setattr(Pond, "put", lambda pond, act: (seen.append(live.version), put(pond, act)))
    before = live.version
    share_act(live, "g", an_act("1"), now=NOON)
    assert seen == [before]
    assert live.version == before + 1


def test_many_readers_while_many_write_see_every_act_once(log: Log) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live = groups.group("g")

    def write(writer: int) -> None:
        for i in range(50):
            share_act(live, "g", an_act(f"{writer}-{i}", f"{writer}-{i - 1}" if i else None), now=NOON)

    threads = [Thread(target=write, args=(writer,)) for writer in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(live.history.acts) == 300
    assert sorted(live.pond.index) == sorted(live.history.acts)
    replayed = Groups(log).group("g")
    assert (replayed.pond.x, replayed.pond.y) == (live.pond.x, live.pond.y)


def a_newcomer_with_an_act(number: int) -> tuple[MemberJoined, ActPosted]:
    """Of a week of its own, a step farther from the start than the one before."""
    before = str(number - 1) if number else None
    act = Act(id=str(number), text="Thanked", posted_at=NOON + timedelta(weeks=number), inspired_by=before)
    who = f"m{number}"
    return MemberJoined(id=f"join {who}", at=NOON, member=who, name=f"M {number}"), ActPosted(
        at=NOON, act=act
    )


@pytest.mark.usefixtures("often")
@pytest.mark.parametrize(
    "read",
    [
        lambda live: export_mine(live, lambda _act: Asker("g")),
        lambda live: live.history.hosts,
        lambda live: Names(live.history),
        lambda live: live.pond.tally.weekly(),
        lambda live: numbers_of(live.pond),
    ],
    ids=["all of one's own", "the hosts", "what files call the acts", "the weeks", "the numbers"],
)
def test_what_is_read_stays_whole_while_others_come_and_post(
    log: Log, read: Callable[[LiveGroup], object]
) -> None:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="g", now=NOON)
    live = groups.group("g")
    log.append("g", *(entry for number in range(500) for entry in a_newcomer_with_an_act(number)))

    def post() -> None:
        for number in range(500, 1500):
            log.append("g", *a_newcomer_with_an_act(number))
            live.catch_up()

    others = Thread(target=post)
    others.start()
    while others.is_alive():
        read(live)
    others.join()
