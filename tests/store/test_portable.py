"""The log in files by calls that every system has: as on Windows, as far as a test can tell."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

from ripple.domain.errors import StoreReadOnly, StoreUnreadable
from ripple.store import Log, open_store, portable
from ripple.store.journal import Journal
from ripple.store.locks import LockBeside
from ripple.store.upkeep import check
from tests.store.contract import WORDS, LastingContract
from tests.store.entries import content, posted
from tests.store.machine import read_only, running_on
from tests.store.programs import started
from tests.store.windows import treat_files_as_windows_does


@pytest.fixture(autouse=True)
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    treat_files_as_windows_does(monkeypatch)


class TestPortable(LastingContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return f"tinydb:{tmp_path / 'store'}"

    def test_no_byte_of_erased_words_is_left_in_any_file(self, log: Log, tmp_path: Path) -> None:
        log.append("g", posted("1", text=WORDS, giver="\u00dcnal"), posted("2", text="stays"))
        log.erase("g", "act 1")
        log.forget("h")
        left = b"".join(content(tmp_path / "store").values())
        assert b"stays" in left
        assert not [word for word in ("berraschend", "\u00dcnal", "\U0001f30a") if word.encode() in left]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.journal"


def test_a_lock_of_a_process_that_was_killed_is_free(path: Path) -> None:
    dies = """
        import os, signal
        from ripple.store.journal import Journal
        with Journal(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
    """
    Journal(path).commit({"t": {"1": {}}})
    process = started(dies, str(path))
    process.communicate()
    assert process.returncode < 0
    Journal(path).commit({"t": {"2": {}}})
    assert Journal(path).refresh().tables["t"].keys() == {"1", "2"}


def test_others_wait_while_a_file_is_replaced_and_go_on_in_the_new(path: Path) -> None:
    here, there = Journal(path), Journal(path)
    here.commit({"t": {"1": {}}})
    with ThreadPoolExecutor(1) as other, here:
        waits = other.submit(there.commit, {"t": {"2": {}}})
        here.rewrite({"t": {"3": {}}})
        assert not waits.done(), "the lock went on with the file that took the place"
        here.commit({"t": {"4": {}}})
    waits.result()
    assert here.refresh().tables["t"].keys() == there.refresh().tables["t"].keys() == {"1", "2", "3", "4"}


@pytest.fixture
def held_open(path: Path) -> Iterator[threading.Event]:
    """Somebody else has the file open until they are told."""
    Journal(path).commit({"t": {"1": {}}})
    let_go = threading.Event()

    def hold(file: BinaryIO) -> None:
        with file:
            let_go.wait()

    holder = threading.Thread(target=hold, args=[path.open("rb")])
    holder.start()
    yield let_go
    let_go.set()
    holder.join()


def test_who_looks_at_a_file_only_delays_that_it_is_replaced(path: Path, held_open: threading.Event) -> None:
    threading.Timer(0.1, held_open.set).start()
    Journal(path).rewrite()
    assert Journal(path).refresh().tables == {"t": {"1": {}}}


def test_who_keeps_a_file_open_is_told_of_and_harms_nothing(
    path: Path, held_open: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portable, "PATIENCE_S", 0.1)
    journal = Journal(path)
    with pytest.raises(StoreReadOnly, match="somebody has it open"):
        journal.rewrite()
    journal.commit({"t": {"2": {}}})
    held_open.set()
    assert Journal(path).refresh().tables["t"].keys() == {"1", "2"}


def test_what_can_only_be_read_is_read_alone_without_a_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Journal(path).commit({"t": {"1": {}}})

    def refuse(_lock: LockBeside) -> NoReturn:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(LockBeside, "_acquired", refuse)
    with pytest.raises(StoreUnreadable, match="refused"), Journal(path).unchanging():
        pass
    with running_on(read_only()), Journal(path).unchanging() as reading:
        assert reading.tables == {"t": {"1": {}}}


def test_a_file_beside_that_is_locked_is_no_litter(tmp_path: Path) -> None:
    with closing(open_store(f"tinydb:{tmp_path}")) as log:
        log.append("g", posted("1"))
    assert {path.name for path in tmp_path.iterdir()} == {"g.journal", "g.journal.lock", "making.lock"}
    assert check(tmp_path).beside == ()
