"""The log on TinyDB: what it does beyond the contract."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Table

from ripple.actions.joining import enter, start_group
from ripple.actions.posting import share_act
from ripple.domain.errors import StoreDamaged, StoreReadOnly, UnknownGroup
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.store import Log, open_store
from ripple.store.codec import from_document, to_document
from ripple.store.durable import DurableDB
from ripple.store.group_db import GroupDB
from ripple.store.reading import Reading
from ripple.store.tiny import OPEN_FILES, TinyLog
from tests.store.contract import WORDS, LastingContract
from tests.store.entries import NOON, posted

PATIENCE_S = 10  # for another thread, on a busy machine


def everything_in(folder: Path) -> bytes:
    """All bytes of all files there."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


class TestTiny(LastingContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"tinydb:{tmp_path / 'store'}"

    def test_no_byte_of_erased_words_is_left_in_any_file(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1", text=WORDS, giver="Ünal"), posted("2", text="stays"))
        assert WORDS.encode() in everything_in(tmp_path), "the search itself works"
        log.erase("g", "act 1")
        left = everything_in(tmp_path)
        assert b"stays" in left
        for word in ("berraschend", "Ünal", "🌊", "\\u"):
            assert word.encode() not in left

    def test_no_byte_of_a_forgotten_group_is_left_in_any_file(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1", text=WORDS, giver="Ünal"))
        (tmp_path / "store" / "g.journal.cut-99").write_bytes(WORDS.encode())
        log.forget("g")
        for word in ("berraschend", "Ünal", "🌊", "2026", "act"):
            assert word.encode() not in everything_in(tmp_path)

    def test_erasing_takes_what_was_cut_off_along(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1", text=WORDS))
        (tmp_path / "store" / "g.journal.cut-99").write_bytes(WORDS.encode())
        log.erase("g", "act 1")
        assert "🌊".encode() not in everything_in(tmp_path)

    @pytest.mark.parametrize("group", ["", "../g", "a/b", "G", "ü", "a" * 41, "g\n", "g.journal", "."])
    def test_a_group_that_is_no_plain_name_is_unknown(self, log: Log, tmp_path: Path, group: str) -> None:
        with pytest.raises(UnknownGroup):
            log.append(group, posted("1"))
        with pytest.raises(UnknownGroup):
            log.version(group)
        with pytest.raises(UnknownGroup):
            log.since(group, 0)
        with pytest.raises(UnknownGroup):
            log.erase(group, "act 1")
        assert everything_in(tmp_path) == b""

    def test_asking_makes_no_files(self, log: Log, tmp_path: Path) -> None:
        log.version("g")
        log.since("g", 0)
        log.erase("g", "act 1")
        assert list(tmp_path.iterdir()) == []

    def test_a_group_is_one_file(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1"))
        log.append("h", posted("1"))
        log.erase("g", "act 1")
        assert sorted(path.name for path in (tmp_path / "store").iterdir()) == ["g.journal", "h.journal"]

    def test_more_groups_than_open_files_are_not_read_at_every_look(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        groups, read = [f"g{n}" for n in range(OPEN_FILES + 5)], list[int]()
        load = Reading.load
        monkeypatch.setattr(Reading, "load", lambda reading: read.append(1) or load(reading))
        with closing(TinyLog(url.removeprefix("tinydb:"))) as log:
            with closing(open_store(url)) as other:
                for number in (1, 2, 3):
                    for group in groups:
                        assert log.append(group, posted(str(number))) == number
                assert len(read) == len(groups)
                for group in groups:
                    other.append(group, posted("4"))
                    other.erase(group, "act 1")
            open_here = [group for group, one in log._groups.items() if one._db.journal._follower.reading]
            assert open_here == groups[-OPEN_FILES:]
            assert [log.version(group) for group in groups] == [4] * len(groups)
            assert log.since("g0", 0)[0][1] == posted("1").without_words()

    def test_a_group_out_of_use_leaves_memory_and_comes_back(self, url: str) -> None:
        with closing(TinyLog(url.removeprefix("tinydb:"))) as log:
            log.append("g", posted("1"))
            log.release("g")
            assert not log._groups
            assert log.append("g", posted("2")) == 2

    def test_a_damaged_group_is_read_again_only_once_its_file_has_changed(
        self, log: Log, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        log.append("g", posted("1"))
        log.release("g")
        file, read = tmp_path / "store" / "g.journal", list[Reading]()
        whole = file.read_bytes()
        file.write_bytes(whole.replace(b"door", b"dOor"))
        load = Reading.load
        monkeypatch.setattr(Reading, "load", lambda reading: read.append(reading) or load(reading))
        with pytest.raises(StoreDamaged, match="checksum"):
            log.version("g")
        once = len(read)
        for ask in (log.version, lambda group: log.since(group, 0)):
            with pytest.raises(StoreDamaged, match="checksum"):
                ask("g")
        assert len(read) == once
        file.write_bytes(whole)
        assert log.version("g") == 1

    def test_another_state_in_a_group_s_place_is_noticed_at_any_length(
        self, log: Log, url: str, tmp_path: Path
    ) -> None:
        store = tmp_path / "store"
        log.append("g", posted("1"))
        shutil.copytree(store, tmp_path / "earlier")
        log.append("g", posted("old 2"), posted("old 3"))
        store.rename(tmp_path / "before")
        (tmp_path / "earlier").rename(store)
        with closing(open_store(url)) as other:
            other.append("g", posted("new 2"), posted("new 3"))
            other.erase("g", "act 1")
        with pytest.raises(StoreReadOnly):
            log.append("g", posted("old 2"))
        assert (log.version("g"), log.replaced("g")) == (3, 1)
        with closing(open_store(url)) as other:
            other.erase("g", "act new 2")
        assert (log.version("g"), log.replaced("g")) == (3, 1), "erasing is no other state"

    def test_a_large_group_is_opened_once_and_keeps_nobody_from_another(
        self, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        opened, begun, may_end = list[str](), Event(), Event()

        class LargeIsSlow(GroupDB):
            def __init__(self, path: Path, **options: Any) -> None:
                opened.append(path.stem)
                if path.stem == "large":
                    begun.set()
                    may_end.wait(PATIENCE_S)
                super().__init__(path, **options)

        with closing(open_store(url)) as log:
            log.append("large", posted("1"))
            log.append("small", posted("1"))
        monkeypatch.setattr("ripple.store.tiny.GroupDB", LargeIsSlow)
        with closing(open_store(url)) as log, ThreadPoolExecutor() as others:
            both = [others.submit(log.version, "large") for _ in range(2)]
            try:
                assert begun.wait(PATIENCE_S)
                assert others.submit(log.version, "small").result(PATIENCE_S / 2) == 1
            finally:
                may_end.set()
            assert [one.result() for one in both] == [1, 1]
        assert sorted(opened) == ["large", "small"]

    def test_a_group_whose_file_vanished_is_damaged_not_new(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1"))
        (tmp_path / "store" / "g.journal").unlink()
        with pytest.raises(StoreDamaged):
            log.append("g", posted("2"))
        with pytest.raises(StoreDamaged):
            log.version("g")

    def test_a_group_is_a_database_that_tinydb_opens(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1", text=WORDS), posted("2"))
        with DurableDB(tmp_path / "store" / "g.journal", access_mode="r") as db:
            assert [doc.doc_id for doc in db.table("log")] == [1, 2]
            [act] = db.table("log").search(where("act").text == WORDS)
            assert from_document(act) == posted("1", text=WORDS)

    def test_what_the_app_does_is_done_by_tables_of_tinydb(
        self, log: Log, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        used = list[tuple[str, str]]()

        def spied(name: str) -> Callable[..., Any]:
            real = getattr(Table, name)

            def spy(table: Table, *args: Any, **options: Any) -> Any:
                used.append((table.name, name))
                return real(table, *args, **options)

            return spy

        for name in ("insert_multiple", "update", "all"):
            monkeypatch.setattr(Table, name, spied(name))
        groups = Groups(log)
        enter(groups, start_group(groups, "Alpha", "Ada", nonce="n", founder="ada", now=NOON), now=NOON)
        live = groups.group(groups.listed()[0])
        used.clear()
        share_act(live, "ada", Act(id="1", text="first", posted_at=NOON, author="ada"), now=NOON)
        assert used == [("log", "insert_multiple")]
        live.erase("act 1")
        assert used[1:] == [("log", "update")]
        assert len(Groups(log).group(live.id).history.acts) == 1
        assert used[2:] == [("log", "all")]

    def test_an_entry_that_breaks_the_rules_is_named(self, url: str, tmp_path: Path) -> None:
        with closing(open_store(url)) as log:
            log.append("g", posted("1"))
        with DurableDB(tmp_path / "store" / "g.journal") as db:
            db.table("log").insert({"id": "x", "entry": "ActErased"})
        with closing(open_store(url)) as log, pytest.raises(StoreDamaged, match="entry 2"):
            log.since("g", 0)


def test_who_was_kind_alone_in_an_old_store_is_kind_still(tmp_path: Path) -> None:
    told = [to_document(posted("1", giver="Ünal")), to_document(posted("2"))]
    for document in told:
        givers = document["act"].pop("givers")
        document["act"]["giver"] = givers[0] if givers else None
    before = DurableDB(tmp_path / "g.journal")
    before.storage.write({"log": {str(at): document for at, document in enumerate(told, 1)}})
    before.close()
    assert [entry for _, entry in TinyLog(tmp_path).since("g", 0)] == [posted("1", giver="Ünal"), posted("2")]
