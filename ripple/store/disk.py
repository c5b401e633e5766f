"""All that the store asks of the system: files that are locked, written, synced and swapped."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ripple.domain.errors import StoreReadOnly

try:
    import fcntl
except ImportError as error:  # Windows has no flock, and does not replace a file that is open
    raise ImportError("the tinydb: store needs a POSIX system; on Windows, run it under WSL") from error

ROOM = 64 * 1024  # bytes of NUL added at a time: some hundred posts
PAGE = 4 * 1024  # and in one write: of a larger one Linux makes larger pages, dearer to sync


_forks = 0  # that lead from the first process to this one


def _forked() -> None:
    global _forks  # there is but one process
    _forks += 1


os.register_at_fork(after_in_child=_forked)


class _Statx(ctypes.Structure):
    """What Linux tells of a file: see its `statx(2)`."""

    _fields_ = (
        ("_before", ctypes.c_uint64 * 2),
        ("nlink", ctypes.c_uint32),
        ("_whose", ctypes.c_uint32 * 3),
        ("ino", ctypes.c_uint64),
        ("_between", ctypes.c_uint64 * 12),
        ("dev", ctypes.c_uint64),
        ("_after", ctypes.c_uint64 * 14),
    )


_statx = getattr(ctypes.CDLL(None), "statx", None)
_FROM_HERE, _OF_FD = -100, 0x1000  # AT_FDCWD, AT_EMPTY_PATH
_NLINK_AND_INO = 0x4 | 0x100


def _status(path: str, fd: int | None = None) -> tuple[tuple[int, int], int]:
    """The identity of the file at ``path``, or of the open ``fd``, and how many names it has.

    As `os.stat`, but without the times: since Linux 6.13 a write that follows a look at them gets
    a time of its own, and storing that makes the next sync half as long again (multigrain timestamps).
    """
    told = _Statx()
    where = (_FROM_HERE, os.fsencode(path), 0) if fd is None else (fd, b"", _OF_FD)
    if _statx and _statx(*where, _NLINK_AND_INO, ctypes.byref(told)) == 0:
        return (told.dev, told.ino), told.nlink
    status = os.stat(path) if fd is None else os.fstat(fd)  # noqa: PTH116  # raises where statx failed
    return (status.st_dev, status.st_ino), status.st_nlink


class File:
    """An open file, closed when its last user lets go: nobody writes to a number that was reused.

    Open for reading alone where writing is ``refused`` (the system's reason).
    """

    _fd = -1
    _close = staticmethod(os.close)  # still there when the interpreter shuts down

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self.refused = ""
        try:
            self._fd = os.open(path, os.O_RDWR | os.O_CLOEXEC | (os.O_CREAT | os.O_TRUNC) * new, 0o600)
        except OSError as error:
            if new or error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            self._fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            self.refused = str(error)
        self._room = 0  # its length when last looked at
        self._forks = _forks
        self._identity, _ = _status("", self._fd)  # no other file gets it while this one is open

    def __del__(self) -> None:
        if self._fd >= 0:
            self._close(self._fd)

    def is_at(self, path: str) -> bool:
        """Whether ``path`` leads here. Raises FileNotFoundError."""
        return _status(path)[0] == self._identity

    def has_name(self) -> bool:
        """Whether any path leads here: not once it was replaced or removed."""
        return _status("", self._fd)[1] > 0

    def is_ours(self) -> bool:
        """Whether this process opened it: a forked child shares, and would undo, its parent's locks."""
        return self._forks == _forks

    def lock(self) -> None:
        """Wait until nobody else, in any process, has locked it."""
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    def unlock(self) -> None:
        """Let the next one have it."""
        fcntl.flock(self._fd, fcntl.LOCK_UN)

    def read(self, size: int, at: int) -> bytes:
        """At most ``size`` bytes from ``at`` on."""
        return os.pread(self._fd, size, at)

    def size(self) -> int:
        """Its length in bytes."""
        return os.fstat(self._fd).st_size

    def write(self, data: bytes, at: int) -> None:
        """All of ``data``: the system may take it in parts."""
        while data:
            written = os.pwrite(self._fd, data, at)
            data, at = data[written:], at + written

    def begin_sync(self, at: int, size: int) -> None:
        """Have the disk begin with what was written there, while the caller does something else."""
        if sys.platform == "linux":  # told that we need it no more, it starts to write (PostgreSQL's trick)
            os.posix_fadvise(self._fd, at, size, os.POSIX_FADV_DONTNEED)

    def sync(self) -> None:
        """Return when what was written is on the disk."""
        if sys.platform == "darwin":  # it has no fdatasync, and its fsync stops at the disk's own memory
            fcntl.fcntl(self._fd, fcntl.F_FULLFSYNC)
        else:
            os.fdatasync(self._fd)

    def make_room(self, needed: int) -> None:
        """See to it that it is longer than ``needed`` bytes, and stays so after a power cut."""
        if needed < self._room:
            return
        size = self.size()  # another process may have made room
        if size <= needed:
            self.write(bytes(needed - size), size)
            for at in range(needed, needed + ROOM, PAGE):
                self.write(bytes(PAGE), at)
            self.sync()
        self._room = self.size()

    def belong_like(self, path: Path) -> None:
        """Take rights and owner from the file at ``path``: if root compacts, it stays the app's."""
        was = path.stat()
        os.fchmod(self._fd, was.st_mode)
        if os.geteuid() == 0:
            os.fchown(self._fd, was.st_uid, was.st_gid)


def rename(new: Path, path: Path) -> None:
    """Give the file at ``new`` the name ``path``, in the place of what has it now."""
    os.replace(new, path)  # noqa: PTH105  # all calls to the system are made here, through `os`


def remove(path: Path) -> None:
    """Remove the file at ``path``."""
    os.unlink(path)  # noqa: PTH108  # as above


def keep_beside(data: bytes, path: Path) -> None:
    """Add ``data`` to the file at ``path``, durably."""
    file = File(path, new=not path.exists())
    file.write(data, file.size())
    file.sync()
    sync_folder(path.parent)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, where they are missing, to stay after a power cut."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    with _opened(folder) as fd:
        os.fsync(fd)


@contextmanager
def only_maker_in(folder: Path) -> Iterator[None]:
    """Be the one, of all processes, who makes files in ``folder``."""
    with _opened(folder) as fd:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield fd
    finally:
        os.close(fd)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the system refuses into `StoreReadOnly`."""
    try:
        yield
    except OSError as error:
        raise StoreReadOnly(str(error)) from error
