"""Files by calls that every system has, for those that lack POSIX's: Windows. Not tried on a real one.

There no file can take the place of one that is open, so each is open only while it is used, and known again
by its identity. `RIPPLE_PORTABLE_FILES=1` has them so elsewhere, as the tests do.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from ripple.store.disk import BINARY, File, Replaced
from ripple.store.identity import identity_of
from ripple.store.locks import LockBeside

PATIENCE_S = 5.0  # with others who have a file open just now: who reads it, or looks for viruses in it
PAUSE_S = 0.005
LOOKS = 20  # before a file that may not be written to is taken to be one that stays so

T = TypeVar("T")


class ClosedFile(File):
    """As `File`, but open only while it is used. Raises `Replaced` where it is not at its path any more."""

    def __init__(self, path: Path, *, new: bool = False, name: Path | None = None) -> None:
        """``name`` is what it is to be called later on: by that it is locked."""
        for _look in range(LOOKS):
            super().__init__(path, new=new)
            self._close(self._fd)
            self._fd = -1
            if not self.refused:
                break
            time.sleep(PAUSE_S)
        self._lock = LockBeside(name or path)

    def lock(self, after: File | None = None) -> None:
        try:
            super().lock(after)
        except OSError:
            if not self.refused:  # else this process can only read here, also what a backup on a disc holds
                raise

    def read(self, size: int, at: int) -> bytes:
        with self._opened(os.O_RDONLY) as fd:
            os.lseek(fd, at, os.SEEK_SET)
            return os.read(fd, size)

    def size(self) -> int:
        with self._opened(os.O_RDONLY) as fd:
            return os.fstat(fd).st_size

    def write(self, data: bytes, at: int) -> None:
        with self._opened(os.O_RDWR) as fd:
            os.lseek(fd, at, os.SEEK_SET)
            while data:
                data = data[os.write(fd, data) :]

    def begin_sync(self, at: int, size: int) -> None:
        pass

    def sync(self) -> None:
        with self._opened(os.O_RDWR) as fd:
            os.fsync(fd)

    def belong_like(self, path: Path) -> None:
        pass  # rights come from the folder

    def belong_in(self, folder: Path) -> None:
        pass

    def rename(self, path: Path) -> None:
        _patiently(lambda: File.rename(self, path))
        self.sync()  # what the file system notes down of names is on the disk then, for it does that in order

    @contextmanager
    def _opened(self, how: int) -> Iterator[int]:
        fd = _patiently(lambda: os.open(self._path, how | BINARY))
        try:
            if identity_of("", fd) != self._identity:
                raise Replaced
            yield fd
        finally:
            os.close(fd)


def _patiently(do: Callable[[], T]) -> T:
    """What ``do`` says, tried again while the file is open elsewhere. Raises what it raises at last."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        try:
            return do()
        except PermissionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_S)
