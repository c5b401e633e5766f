"""The journal itself: upgrades, compaction, news."""

import json
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import StoreDamaged
from ripple.store import disk, lines, reading
from ripple.store.journal import Journal
from ripple.store.lines import Tables
from tests.store.machine import Killed, Machine, read_only, running_on


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


def as_words(tables: Tables) -> Tables:
    """Schema 0 -> 1: what was ``text`` is called ``words``."""
    return {"log": {key: {"words": doc["text"]} for key, doc in tables["log"].items()}}


def in_capitals(tables: Tables) -> Tables:
    """Schema 1 -> 2."""
    return {"log": {key: {"words": doc["words"].upper()} for key, doc in tables["log"].items()}}


def test_an_old_file_is_brought_up_to_date_when_it_is_opened(path: Path) -> None:
    Journal(path).commit({"log": {"1": {"text": "hello"}}})
    assert Journal(path, [as_words]).refresh().tables == {"log": {"1": {"words": "hello"}}}
    assert Journal(path, [as_words, in_capitals]).refresh().tables == {"log": {"1": {"words": "HELLO"}}}
    assert b"hello" not in path.read_bytes()


def test_a_skipped_version_is_upgraded_through_all_steps_once(path: Path) -> None:
    Journal(path).commit({"log": {"1": {"text": "hello"}}})
    for _ in range(2):
        journal = Journal(path, [as_words, in_capitals])
        assert journal.refresh().tables == {"log": {"1": {"words": "HELLO"}}}
    journal.commit({"log": {"2": {"words": "NEW"}}})
    assert Journal(path, [as_words, in_capitals]).refresh().tables["log"].keys() == {"1", "2"}


def test_an_old_file_that_cannot_be_written_is_upgraded_in_memory(path: Path) -> None:
    Journal(path).commit({"log": {"1": {"text": "hello"}}})
    was = path.read_bytes()
    with running_on(read_only()):
        assert Journal(path, [as_words]).refresh().tables == {"log": {"1": {"words": "hello"}}}
    assert path.read_bytes() == was


def test_a_file_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    Journal(path, [as_words]).commit({"log": {"1": {"words": "hello"}}})
    was = path.read_bytes()
    with pytest.raises(StoreDamaged, match="schema 1; this program knows 0"):
        Journal(path)
    assert path.read_bytes() == was


def test_a_running_program_notices_that_a_newer_one_upgraded_its_file(path: Path) -> None:
    old = Journal(path)
    old.commit({"log": {"1": {"text": "hello"}}})
    Journal(path, [as_words])
    with pytest.raises(StoreDamaged, match="schema"):
        old.commit({"log": {"2": {"text": "lost?"}}})


def test_compaction_keeps_what_is_true_and_drops_what_was(path: Path) -> None:
    journal, other = Journal(path), Journal(path)
    for n in range(50):
        journal.commit({"t": {"1": {"text": f"version {n}"}}})
    journal.commit({"t": {"2": {}}, "empty": {}, "odd": [[1, 2]], "gone": {"1": {}}})
    journal.commit({"gone": None, "t": {"2": None, "3": {"x": 1}}})
    told: list[tuple[int, int]] = []
    journal.rewrite(progress=lambda done, total: told.append((done, total)))
    true = {"t": {"1": {"text": "version 49"}, "3": {"x": 1}}, "empty": {}, "odd": [1, 2]}
    assert journal.refresh().tables == other.refresh().tables == Journal(path).refresh().tables == true
    assert b"version 48" not in path.read_bytes()
    assert told[-1] == (2, 2)


def test_others_go_on_in_the_new_file_after_a_compaction(path: Path) -> None:
    one, other = Journal(path), Journal(path)
    one.commit({"t": {"1": {}}})
    other.rewrite()
    one.commit({"t": {"2": {}}})
    other.commit({"t": {"3": {}}})
    assert one.refresh().tables["t"].keys() == {"1", "2", "3"}


def test_compaction_keeps_the_rights_of_the_file(path: Path) -> None:
    journal = Journal(path)
    path.chmod(0o640)
    journal.rewrite()
    assert path.stat().st_mode & 0o777 == 0o640


def test_readers_neither_wait_for_the_disk_nor_see_what_is_not_on_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other, syncing, go_on = Journal(path), Journal(path), Event(), Event()
    journal.commit({"t": {"1": {}}})

    def slow_sync(file: disk.File) -> None:
        syncing.set()
        assert go_on.wait(60)

    monkeypatch.setattr(disk.File, "sync", slow_sync)
    writer = Thread(target=lambda: journal.commit({"t": {"2": {}}}))
    writer.start()
    assert syncing.wait(60)
    assert journal.refresh().tables["t"].keys() == other.refresh().tables["t"].keys() == {"1"}
    go_on.set()
    writer.join()
    assert journal.refresh().tables["t"].keys() == other.refresh().tables["t"].keys() == {"1", "2"}


def test_a_line_longer_than_a_block_is_read_whole(path: Path) -> None:
    text = "ü" * 1_000_000
    Journal(path).commit({"t": {"1": {"text": text}}})
    assert Journal(path).refresh().tables == {"t": {"1": {"text": text}}}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=3), JSON, max_size=3))
def test_a_line_is_read_as_json_itself_would_read_it(said: dict[str, Any]) -> None:
    assert repr(lines.as_read(said)) == repr(json.loads(json.dumps(said)))
    line = lines.line_of(lines.json_of(said), 7)
    assert lines.is_whole(line, 7)
    assert repr(lines.said_by(line[9:])) == repr(json.loads(json.dumps(said)))
    assert not {b"\n", b"\0"} & {line[at : at + 1] for at in range(len(line))}


@given(st.dictionaries(st.text(max_size=3), st.none() | st.lists(JSON) | st.dictionaries(st.text(), JSON)))
def test_a_document_that_is_opened_late_says_the_same(said: dict[str, Any]) -> None:
    header, change = lines.said_unopened(b'[["journal",1,0],%s]' % lines.body_of(said))
    late = {
        name: {key: lines.opened(doc) for key, doc in docs.items()} if isinstance(docs, dict) else docs
        for name, docs in change.items()
    }
    assert (header, repr(late)) == (["journal", 1, 0], repr(json.loads(json.dumps(said))))


def test_a_file_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    path.write_text('{"_default": {}}')
    with pytest.raises(StoreDamaged, match="no journal"):
        Journal(path)
    assert path.read_text() == '{"_default": {}}'
    path.write_text("")
    with pytest.raises(StoreDamaged, match="no journal"):
        Journal(path)


def test_the_mark_changes_not_before_the_tables_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal, other, seen = Journal(path), Journal(path), list[bool]()
    known = journal.refresh()
    before, real = known.mark, lines.apply

    def watched(change: lines.Change, tables: Tables) -> None:
        seen.append(known.mark == before)
        real(change, tables)

    other.commit({"t": {"1": {}}})
    monkeypatch.setattr(reading, "apply", watched)
    assert journal.refresh().mark != before
    assert seen == [True], "or a search would be cached as newer than it is"


def test_several_removals_are_seen_as_one(path: Path) -> None:
    journal = Journal(path)
    journal.commit({"t": {"1": {}, "2": {}, "3": {}}})
    held = journal.refresh().tables["t"]
    journal.commit({"t": {"1": None, "2": None, "4": {}}})
    assert held.keys() == {"1", "2", "3"}, "who was reading goes on with what was true"
    assert journal.refresh().tables["t"].keys() == {"3", "4"}


def test_a_writer_whose_file_was_replaced_goes_on_in_the_new_one(path: Path) -> None:
    journal, other = Journal(path), Journal(path)
    for number in range(3):
        other.rewrite({"t": {f"other {number}": {}}})
        journal.commit({"t": {f"ours {number}": {}}})
    told: dict[str, object] = {f"{who} {number}": {} for number in range(3) for who in ("other", "ours")}
    assert Journal(path).refresh().tables == {"t": told}
    assert [found.name for found in path.parent.iterdir()] == [path.name]


def test_a_kill_before_a_fresh_file_takes_its_place_harms_nothing(path: Path) -> None:
    def at_the_last_moment(_number: int, name: str, _args: object) -> None:
        if name == "replace":
            raise Killed

    journal = Journal(path)
    journal.commit({"t": {"1": {}}})
    with running_on(Machine(at_the_last_moment)), pytest.raises(Killed):
        Journal(path).rewrite()
    assert path.read_bytes().rstrip(b"\0").endswith(lines.REPLACED)
    assert Journal(path).refresh().tables == {"t": {"1": {}}}
    journal.commit({"t": {"2": {}}})
    assert Journal(path).refresh().tables == {"t": {"1": {}, "2": {}}}
    assert lines.REPLACED not in path.read_bytes()
    assert not list(path.parent.glob("*.cut-*")), "nothing was cut off that anybody wrote"


def test_there_is_room_behind_the_sign_that_a_file_was_replaced(path: Path) -> None:
    journal, held = Journal(path), disk.File(path)
    end = journal.refresh().end
    for size in range(held.size() - end - 40, held.size() - end - 20):
        journal.commit({"t": {"1": {"": "x" * size}}})
        old = disk.File(path)
        journal.rewrite()
        assert old.read(2, old.size() - 2)[-1:] == b"\0"
