"""What others, and the system, do to a file while it is in use: told, and nothing built upon it."""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ripple.domain.errors import StoreDamaged, StoreReadOnly, StoreUnreadable
from ripple.store import disk, fresh
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check, compact
from tests.store.entries import content, posted
from tests.store.machine import Machine, running_on


class Refusing:
    """An `os` that refuses ``call``, of files whose name has ``part`` where it is told a name."""

    def __init__(self, call: str, code: int, part: str = "") -> None:
        self._call, self._code, self._part = call, code, part

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name != self._call:
            return real

        def refuse(first: Any, *rest: Any) -> Any:
            if self._part and self._part not in str(first):
                return real(first, *rest)
            raise OSError(self._code, os.strerror(self._code))

        return refuse


def in_place_of(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path)])
def test_what_is_no_file_is_told_of_its_group_alone(folder: Path, make: Callable[[Path], object]) -> None:
    in_place_of(folder / "g.journal", make)
    told_of_g_alone(folder)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EIO, errno.EMFILE, errno.ENOTDIR])
def test_a_file_that_cannot_be_opened_is_told_of_its_group_alone(folder: Path, code: int) -> None:
    with running_on(Refusing("open", code, "g.journal")):  # type: ignore[arg-type]
        told_of_g_alone(folder)


def told_of_g_alone(folder: Path) -> None:
    with closing(TinyLog(folder)) as log:
        for ask in (log.version, lambda g: log.since(g, 0), lambda g: log.append(g, posted("3"))):
            with pytest.raises((StoreUnreadable, StoreReadOnly)):
                ask("g")
        assert log.append("h", posted("3")) == 3
    assert [(type(one), Path(one.file).name) for one in check(folder).damage] == [
        (StoreUnreadable, "g.journal")
    ]
    _won, wrong = compact(folder)
    assert len(wrong) == 1


def test_an_unreadable_file_is_told_and_read_again_when_it_can(folder: Path) -> None:
    with closing(TinyLog(folder)) as log:
        assert log.version("g") == 2
        with running_on(Refusing("pread", errno.EIO)), pytest.raises(StoreUnreadable, match="Input/output"):  # type: ignore[arg-type]
            log.version("g")
        assert log.append("g", posted("3")) == 3


def test_nothing_is_built_upon_damage_that_others_wrote_meanwhile(folder: Path) -> None:
    file = folder / "g.journal"
    with closing(TinyLog(folder)) as mine, closing(TinyLog(folder)) as other:
        mine.version("g")
        end = len(file.read_bytes().rstrip(b"\0"))
        for number in range(3, 6):
            other.append("g", posted(str(number)))
        whole = file.read_bytes()
        for start in range(end, end + 200):
            for zeroed in (1, 16):
                file.write_bytes(whole[:start] + bytes(zeroed) + whole[start + zeroed :])
                spoilt = file.read_bytes()
                if spoilt == whole:
                    continue
                with pytest.raises(StoreDamaged):
                    mine.append("g", posted("mine"))
                assert file.read_bytes() == spoilt
        file.write_bytes(whole)
        assert mine.append("g", posted("mine")) == 6
    assert not list(folder.glob("*.cut-*"))


def test_an_earlier_copy_laid_over_an_open_file_is_what_is_true(folder: Path, tmp_path: Path) -> None:
    file = folder / "g.journal"
    shutil.copyfile(file, tmp_path / "earlier")
    with closing(TinyLog(folder)) as log:
        log.append("g", *(posted(f"n{n}", text="word " * 300) for n in range(100)))
        shutil.copyfile(tmp_path / "earlier", file)
        assert log.append("g", posted("3")) == 3
        assert [entry.id for _, entry in log.since("g", 0)] == ["act 1", "act 2", "act 3"]
    assert check(folder).sound


def test_nobody_writes_to_a_first_file_before_its_name_is_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, looked = disk.sync_folder, []

    def look(where: Path) -> None:
        fd = os.open(tmp_path / "g.journal", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(fd)
        looked.append(where)
        sync(where)

    monkeypatch.setattr(fresh, "sync_folder", look)
    with closing(TinyLog(tmp_path)) as log:
        log.append("g", posted("1"))
    assert looked == [tmp_path]


def test_what_was_cut_off_is_gone_before_the_folder_is_synced(folder: Path) -> None:
    (folder / "g.journal.cut-99").write_bytes(b"words")
    calls: list[str] = []
    machine = Machine(lambda _number, name, _args: calls.append(name))
    with running_on(machine), closing(TinyLog(folder)) as log:
        log.erase("g", "act 1")
    assert calls.index("unlink") < len(calls) - 1 - calls[::-1].index("fsync")


def test_what_was_cut_off_goes_wherever_the_store_lies(tmp_path: Path) -> None:
    folder = tmp_path / "our [new] store*"
    with closing(TinyLog(folder)) as log:
        log.append("g", posted("1"))
        (folder / "g.journal.cut-99").write_bytes(b"words")
        log.erase("g", "act 1")
    assert list(content(folder)) == ["g.journal"]


def test_a_writer_moves_on_from_a_file_that_has_a_second_name(folder: Path, tmp_path: Path) -> None:
    with closing(TinyLog(folder)) as log, closing(TinyLog(folder)) as other:
        log.version("g")
        (tmp_path / "by cp -al").hardlink_to(folder / "g.journal")
        other.erase("g", "act 1")
        assert log.append("g", posted("3")) == 3


def test_a_hint_that_the_system_refuses_refuses_no_post(folder: Path) -> None:
    with running_on(Refusing("posix_fadvise", errno.EINVAL)), closing(TinyLog(folder)) as log:  # type: ignore[arg-type]
        assert log.append("g", posted("3")) == 3


def test_tidying_takes_the_beginning_of_a_file_that_nobody_finishes(folder: Path) -> None:
    (folder / "never.journal.new").write_bytes(b"?")
    compact(folder)
    assert check(folder).beside == ()
