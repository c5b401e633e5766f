"""All that one store keeps, in another."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ripple.domain.database_errors import WouldOverwrite
from ripple.domain.errors import StoreReadOnly
from ripple.domain.events.directory import GroupListed
from ripple.domain.events.log import Stored
from ripple.domain.events.unknown import UnknownEvent
from ripple.store import Log, moving, open_store
from ripple.store.moving import move
from tests.store.entries import NOON, posted
from tests.store.postgresql import Server

NEWER = UnknownEvent("pin 1", {"entry": "ActPinned", "id": "pin 1", "act": {"b": 1, "a": [2.50, "ü\0"]}})
PAIRS = [
    ("tinydb", "postgresql"),
    ("postgresql", "tinydb"),
    ("tinydb", "tinydb"),
    ("postgresql", "postgresql"),
]


def everything(log: Log) -> dict[str, list[tuple[int, Stored]]]:
    """All that the store says."""
    return {group: list(log.since(group, 0)) for group in log.groups()}


@pytest.fixture(params=PAIRS, ids="-".join)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Log, Log]]:
    """A store of three groups, one of them with an entry of a newer version, and an empty one."""

    def address(kind: str, name: str) -> str:
        if kind == "tinydb":
            return f"tinydb:{tmp_path / name}"
        server: Server = request.getfixturevalue("postgresql")
        return server.new_store()

    old, new = request.param
    with (
        closing(open_store(address(old, "old"))) as source,
        closing(open_store(address(new, "new"))) as target,
    ):
        for group in "abc":
            source.append(group, *(posted(f"{group} {n}", text=f"zwölf 🌊 {n}") for n in range(12)))
            source.append("directory", GroupListed(id=f"list {group}", at=NOON, group=group, code=group))
        source.append("b", NEWER)
        source.erase("a", "act a 3")
        yield source, target


def test_everything_is_there_under_its_version(stores: tuple[Log, Log]) -> None:
    source, target = stores
    told: list[tuple[int, int]] = []
    done = move(source, target, lambda *far: told.append(far))
    assert everything(target) == everything(source)
    assert (done.groups, done.entries, done.damaged) == (4, 40, [])
    assert told == sorted(told)
    assert told[-1] == (40, 40)


def test_again_it_changes_nothing_and_brings_what_is_new(stores: tuple[Log, Log]) -> None:
    source, target = stores
    move(source, target)
    source.append("a", posted("new", text="later"))
    source.erase("b", "act b 1", "act b 2")
    move(source, target)
    assert everything(target) == everything(source)
    assert move(source, target).entries == 41


def test_it_goes_on_where_it_was_cut_off(stores: tuple[Log, Log], monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = stores
    monkeypatch.setattr(moving, "AT_ONCE", 5)
    left, append = 4, target.append

    def fails_soon(group: str, *entries: Stored, after: int | None = None) -> int:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoreReadOnly("the disk is full")
        return append(group, *entries, after=after)

    with monkeypatch.context() as full:
        full.setattr(target, "append", fails_soon)
        with pytest.raises(StoreReadOnly):
            move(source, target)
    assert {group: len(log) for group, log in everything(target).items()} == {"a": 12, "b": 5}
    move(source, target)
    assert everything(target) == everything(source)


def test_what_comes_meanwhile_comes_along(stores: tuple[Log, Log]) -> None:
    source, target = stores
    news = [("a", posted("late")), ("d", posted("a new group"))]

    def somebody_posts(_done: int, _whole: int) -> None:
        if news:
            group, entry = news.pop()
            source.append(group, entry)

    move(source, target, somebody_posts)
    assert "d" in everything(target)
    assert everything(target) == everything(source)


@pytest.mark.parametrize("there", [("a", "act a 0"), ("z", "1"), ("a", "gone")])
def test_nothing_is_written_where_something_else_is(stores: tuple[Log, Log], there: tuple[str, str]) -> None:
    source, target = stores
    group, act = there
    if act == "gone":
        target.append("a", posted("a 0", text="zwölf 🌊 0"))
        target.forget("a")
    else:
        target.append(group, posted(act, text="mine"))
    before = everything(target)
    with pytest.raises(WouldOverwrite):
        move(source, target)
    assert everything(target) == before


def test_a_damaged_group_keeps_no_other_from_coming_along(tmp_path: Path) -> None:
    place = tmp_path / "old"
    with closing(open_store(f"tinydb:{place}")) as source:
        source.append("a", posted("1"))
        source.append("b", posted("1"))
    spoilt = bytearray((place / "a.journal").read_bytes())
    spoilt[60] ^= 1
    (place / "a.journal").write_bytes(spoilt)
    with closing(open_store(f"tinydb:{place}")) as source, closing(open_store("memory:")) as target:
        done = move(source, target)
        assert [Path(damage.file).name for damage in done.damaged] == ["a.journal"]
        assert everything(target) == {"b": [(1, posted("1"))]}
