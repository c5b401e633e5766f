"""What the store asks of the system about files, and what it does not ask."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ripple.environment import CHECKOUT
from ripple.store import disk, identity
from ripple.store.codec import UPGRADES
from ripple.store.disk import File
from ripple.store.identity import identity_of
from ripple.store.journal import Journal
from ripple.store.tiny import TinyLog
from tests.store.entries import posted
from tests.store.machine import Machine, running_on
from tests.store.postgresql import Server as Database


@pytest.fixture(params=["statx", "no statx"])
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that has the call, and on one that lacks or refuses it."""
    if request.param == "no statx":
        monkeypatch.setattr(identity, "_statx", None)
    elif not identity._statx:
        pytest.skip("this system has no statx")


@pytest.mark.usefixtures("told")
def test_a_file_knows_whether_it_is_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a"
    file = File(path, new=True)
    assert file.is_at(str(path))
    File(tmp_path / "b", new=True)
    assert not file.is_at(str(tmp_path / "b"))
    path.rename(tmp_path / "c")
    with pytest.raises(FileNotFoundError):
        file.is_at(str(path))
    (tmp_path / "b").rename(tmp_path / "c")
    assert not file.is_at(str(tmp_path / "c"))


def test_the_system_tells_the_same_of_a_file_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    file = File(path, new=True)
    ways = [identity_of(str(path)), identity_of("", file._fd)]
    assert ways[0] == ways[1]
    monkeypatch.setattr(identity, "_statx", None)
    assert identity_of(str(path))[1] == ways[0][1] == path.stat().st_ino


def test_a_file_that_is_written_anew_is_written_page_by_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = TinyLog(tmp_path)
    log.append("g", *(posted(str(act)) for act in range(100)))
    sizes, pwrite = list[int](), os.pwrite
    monkeypatch.setattr(os, "pwrite", lambda fd, data, at: (sizes.append(len(data)), pwrite(fd, data, at))[1])
    Journal(tmp_path / "g.journal", UPGRADES).rewrite()
    log.append("new", posted("0"))
    assert len(sizes) > 10
    assert max(sizes) <= disk.PAGE  # else the system keeps larger pages, and each post writes one


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is said to the system")
def test_many_acts_at_once_stay_in_the_memory_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, forgettable, advise = TinyLog(tmp_path), list[int](), os.posix_fadvise
    monkeypatch.setattr(os, "posix_fadvise", lambda *what: (forgettable.append(what[2]), advise(*what))[1])
    log.append("g", posted("1"))
    assert len(forgettable) == 1, "its disk begins early with a post"
    log.append("g", *(posted(str(act)) for act in range(2, 400)))
    assert len(forgettable) == 1, "the next edits would read them from the disk"


@pytest.mark.skipif(not identity._statx, reason="this system has no statx")
def test_a_post_looks_at_no_times_which_would_slow_the_next(tmp_path: Path) -> None:
    log, looks = TinyLog(tmp_path), list[str]()
    log.append("g", posted("1"))

    class Watching(Machine):
        def __getattr__(self, name: str) -> Any:
            if name in ("stat", "fstat"):
                looks.append(name)
            return getattr(os, name)

    with running_on(Watching(lambda *_: None)):
        for number in range(2, 20):
            log.append("g", posted(str(number)))
            assert log.version("g") == number
    assert looks == []


ELSEWHERE = """
import filelock, os, runpy, sys
sys.modules["fcntl"] = sys.modules["resource"] = None
{more}
from ripple.store import disk, portable
class Lacking:
    def __getattr__(self, name):
        if name in lacks:
            raise AttributeError(name)
        return getattr(os, name)
lacks = "register_at_fork pread pwrite fdatasync posix_fadvise fchmod chown geteuid O_NONBLOCK".split()
disk.os = portable.os = Lacking()
runpy.run_module("ripple", run_name="__main__", alter_sys=True)
"""
UNFIT = {
    "filelock is missing": 'sys.modules["filelock"] = None',
    "no lock that ends with a program": "filelock.FileLock = filelock.SoftFileLock",
}


@pytest.mark.parametrize("why", UNFIT)
@pytest.mark.parametrize("command", [["start", "Elm"], ["serve"], ["backup", "copy"]])
def test_without_locks_that_end_nothing_is_made(tmp_path: Path, command: list[str], why: str) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "street.journal").touch()
    done = elsewhere(tmp_path, *command, "--store", f"tinydb:{tmp_path / 'store'}", more=UNFIT[why])
    assert done.returncode == 1
    assert "under WSL" in done.stderr
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.rglob("*")] == ["store", "street.journal"]


def test_without_what_windows_lacks_groups_are_kept_in_files(tmp_path: Path) -> None:
    for command, says in (
        (("demo",), "Maple Street: 12 members, 64 acts"),
        (("compact",), "nothing to leave out"),
        (("backup", "copy"), "copy holds a copy of 2 files"),
        (("restore", "copy", "--store", "tinydb:other"), "2 files are back"),
        (("check", "--store", "tinydb:other"), "All is sound: 2 files"),
    ):
        done = elsewhere(tmp_path, *command, *[] if "--store" in command else ["--store", "tinydb:store"])
        assert says in done.stdout, done.stderr


def test_without_what_windows_lacks_other_stores_do(tmp_path: Path, postgresql: Database) -> None:
    for store in ("memory:", postgresql.new_store()):
        started = elsewhere(tmp_path, "start", "Elm Street", "--store", store)
        assert "Elm Street: 1 member" in started.stdout, started.stderr


def elsewhere(folder: Path, *command: str, more: str = "") -> subprocess.CompletedProcess[str]:
    """The command line on a system that lacks what Windows lacks."""
    env = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    called = [sys.executable, "-c", ELSEWHERE.replace("{more}", more), *command]
    return subprocess.run(called, cwd=folder, env=env, capture_output=True, text=True)
