"""A machine on which every call of the store to the system can fail, be the last, or lose power."""

from __future__ import annotations

import errno
import gc
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest

from ripple.store import disk, portable

WATCHED = {"open", "pwrite", "write", "fdatasync", "fsync", "replace", "unlink"}
SECTOR = 512  # bytes that a disk writes as a whole or not at all


class Killed(BaseException):
    """The process is no more: nothing it would still do happens."""


class Machine:
    """Stands in for `os` in `ripple.store.disk`.

    ``fault`` is asked before each watched call, with its name and arguments, and may raise.
    ``calls`` counts them. The machine remembers what was synced, for `cut_power`; with
    ``lying`` it says that it synced and does not.
    """

    def __init__(self, fault: Callable[[int, str, tuple[Any, ...]], None], *, lying: bool = False) -> None:
        self.calls = 0
        self._fault, self._lying = fault, lying
        self._sure: dict[int, bytes] = {}  # inode -> what the disk holds for certain
        self._renamed: dict[Path, bytes | None] = {}  # not synced yet -> what had the name before

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return (lambda *args: self._call(name, real, args)) if name in WATCHED else real

    def _call(self, name: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        self.calls += 1
        self._fault(self.calls, name, args)
        if name == "replace":
            was = args[1]
            self._renamed[was] = self._sure.get(was.stat().st_ino, b"") if was.exists() else None
        result = real(*args)
        if name in ("fdatasync", "fsync") and not self._lying:
            self._synced(args[0], named=name == "fsync")
        return result

    def _synced(self, fd: int, *, named: bool) -> None:
        """A folder's names are safe, or what is in a file; on Windows all names up to then with that."""
        if stat.S_ISREG(os.fstat(fd).st_mode):
            self._sure[os.fstat(fd).st_ino] = content(fd)
        if named:
            self._renamed.clear()

    def cut_power(self, folder: Path, chance: Random, into: Path) -> Path:
        """Copy ``folder`` as it would be found ``into`` a new one, and return that: of what was not synced,
        only the sectors and names are there that happen to be written."""
        into.mkdir()
        for path in folder.iterdir():
            sure, now = self._sure.get(path.stat().st_ino, b""), path.read_bytes()
            size = chance.choice([len(sure), len(now)])
            sectors = (chance.choice([sure, now])[at : at + SECTOR] for at in range(0, size, SECTOR))
            (into / path.name).write_bytes(b"".join(one.ljust(SECTOR, b"\0") for one in sectors)[:size])
        for renamed, was in self._renamed.items():
            path = into / renamed.name
            if path.exists() and chance.random() < 0.5:
                path.rename(f"{path}.new") if was is None else path.write_bytes(was)
        return into


def content(fd: int) -> bytes:
    """All that the open file holds."""
    return os.pread(fd, os.fstat(fd).st_size, 0)


@contextmanager
def running_on(machine: Machine) -> Iterator[None]:
    """Run the store on ``machine``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(disk, "os", machine)
        patch.setattr(portable, "os", machine)
        yield
    gc.collect(1)  # a killed process holds no lock; let go of its objects too


def fails(at: int, *, for_good: bool = False, code: int = errno.EIO) -> Machine:
    """A machine whose call number ``at`` fails, and if ``for_good`` all after it; half is written."""

    def fault(number: int, name: str, args: tuple[Any, ...]) -> None:
        if number == at or (for_good and number > at):
            _write_half(name, args)
            raise OSError(code, os.strerror(code))

    return Machine(fault)


def dies(at: int, *, lying: bool = False) -> Machine:
    """A machine on which the process is killed at call number ``at``; half is written."""

    def fault(number: int, name: str, args: tuple[Any, ...]) -> None:
        if number == at:
            _write_half(name, args)
        if number >= at:
            raise Killed

    return Machine(fault, lying=lying)


def read_only() -> Machine:
    """A machine whose file system takes no writes (root may write whatever a file's rights say)."""

    def fault(_number: int, name: str, args: tuple[Any, ...]) -> None:
        if name != "open" or args[1] & (os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    return Machine(fault)


def _write_half(name: str, args: tuple[Any, ...]) -> None:
    if name == "pwrite":
        fd, data, at = args
        os.pwrite(fd, data[: len(data) // 2], at)
    if name == "write":
        fd, data = args
        os.write(fd, data[: len(data) // 2])
