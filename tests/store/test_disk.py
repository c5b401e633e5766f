"""What the store asks of the system about files, and what it does not ask."""

import os
from pathlib import Path
from typing import Any

import pytest

from ripple.store import disk
from ripple.store.codec import UPGRADES
from ripple.store.disk import File
from ripple.store.journal import Journal
from ripple.store.tiny import TinyLog
from tests.store.entries import posted
from tests.store.machine import Machine, running_on


@pytest.fixture(params=["statx", "no statx"])
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that has the call, and on one that lacks or refuses it."""
    if request.param == "no statx":
        monkeypatch.setattr(disk, "_statx", None)
    elif not disk._statx:
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
    ways = [disk._identity(str(path)), disk._identity("", file._fd)]
    assert ways[0] == ways[1]
    monkeypatch.setattr(disk, "_statx", None)
    assert disk._identity(str(path))[1] == ways[0][1] == path.stat().st_ino


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


@pytest.mark.skipif(not disk._statx, reason="this system has no statx")
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
