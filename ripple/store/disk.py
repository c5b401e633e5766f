"""All that the store asks of the system: files that are locked, written, synced and swapped."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from ripple.domain.errors import StoreDamaged, StoreReadOnly, StoreUnreadable
from ripple.store.identity import identity_of
from ripple.store.locks import Flock, Lock, LockBeside, must_have_beside

with suppress(ImportError):  # Windows has none
    import fcntl

ROOM = 64 * 1024  # bytes of NUL added at a time: some hundred posts
PAGE = 4 * 1024  # and in one write: of a larger one Linux makes larger pages, dearer to sync
GONE = "the file is gone"
BINARY, NOT_WAITING = getattr(os, "O_BINARY", 0), getattr(os, "O_NONBLOCK", 0)
MAKING = ".making-"  # so begins the name of a folder that something is made in

POSIX = "fcntl" in globals()
PORTABLE = not POSIX or bool(os.environ.get("RIPPLE_PORTABLE_FILES"))  # see `ripple.store.portable`
_forks = 0  # that lead from the first process to this one


def _forked() -> None:
    global _forks  # there is but one process
    _forks += 1


if POSIX:
    os.register_at_fork(after_in_child=_forked)


def must_fit() -> None:
    """Raise `SystemUnfit` where files cannot be locked: before anything is made there."""
    if PORTABLE:
        must_have_beside()


class Replaced(OSError):
    """Another file took the place of the one that was read."""

    def __init__(self) -> None:
        super().__init__("another file took its place just now")


class File:
    """An open file, closed when its last user lets go: nobody writes to a number that was reused.

    Open for reading alone where writing is ``refused`` (the system's reason).
    """

    _fd = -1
    _close = staticmethod(os.close)  # still there when the interpreter shuts down

    def __init__(self, path: Path, *, new: bool = False) -> None:
        self._path = path
        self.refused = ""
        try:
            self._fd = os.open(path, os.O_RDWR | BINARY | (os.O_CREAT | os.O_TRUNC) * new, 0o600)
        except OSError as error:
            if new or error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            self._fd = os.open(path, os.O_RDONLY | BINARY | NOT_WAITING)  # a pipe would wait for ever
            self.refused = reason_of(error)
        self._lock: Lock = Flock(self._fd)
        self._room = 0  # its length when last looked at
        self._forks = _forks
        self._identity = identity_of("", self._fd)  # no other file gets it while this one is open

    def __del__(self) -> None:
        if self._fd >= 0:
            self._close(self._fd)

    def is_at(self, path: str) -> bool:
        """Whether ``path`` leads here. Raises FileNotFoundError."""
        return identity_of(path) == self._identity

    def measure_again(self) -> None:
        """It may be shorter than it was: it is about to be read from its beginning."""
        self._room = 0

    def is_ours(self) -> bool:
        """Whether this process opened it: a forked child shares, and would undo, its parent's locks."""
        return self._forks == _forks

    def lock(self, after: File | None = None) -> None:
        """Wait until nobody else, in any process, has locked it. It may be to replace ``after``, locked."""
        self._lock.acquire(after and after._lock)

    def unlock(self) -> None:
        """Let the next one have it."""
        self._lock.release()

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

    def write_pages(self, data: bytes, at: int) -> None:
        """As `write`, so that what is added behind it later is cheap to sync."""
        for start in range(0, len(data), PAGE):
            self.write(data[start : start + PAGE], at + start)

    def begin_sync(self, at: int, size: int) -> None:
        """Have the disk begin with what was written there, while the caller does something else."""
        if sys.platform == "linux" and size <= ROOM:  # of more, it would forget what it has written by then
            # Told that we need it no more, the system starts to write (PostgreSQL's trick).
            with suppress(OSError):  # a hint: the sync that follows does not depend on it
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
            self.write_pages(bytes(ROOM), needed)
            self.sync()
        self._room = self.size()

    def belong_like(self, path: Path) -> None:
        """Take rights and owner from the file at ``path``."""
        os.fchmod(self._fd, stat.S_IMODE(path.stat().st_mode))
        _hand_over(self._fd, path)

    def belong_in(self, folder: Path) -> None:
        """Take the owner from ``folder``."""
        _hand_over(self._fd, folder)

    def rename(self, path: Path) -> None:
        """Have the name ``path``, in the place of what has it now."""
        rename(self._path, path)
        self._path = path


def open_file(path: Path, *, new: bool = False, name: Path | None = None) -> File:
    """The file at ``path``, or a ``new``, empty one there, which is to have the ``name`` later on."""
    must_fit()
    if PORTABLE:
        from ripple.store.portable import ClosedFile

        return ClosedFile(path, new=new, name=name)
    return File(path, new=new)


def _hand_over(fd: int | Path, like: Path) -> None:
    """What root makes belongs to whom ``like`` belongs to: the app, which is not root, has to use it."""
    if POSIX and os.geteuid() == 0:
        was = like.stat()
        os.chown(fd, was.st_uid, was.st_gid)


def rename(new: Path, path: Path) -> None:
    """Give the file at ``new`` the name ``path``, in the place of what has it now."""
    os.replace(new, path)  # noqa: PTH105  # all calls to the system are made here, through `os`


def remove(path: Path) -> None:
    """Remove the file at ``path``."""
    os.unlink(path)  # noqa: PTH108  # as above


def keep_beside(data: bytes, path: Path) -> None:
    """Add ``data`` to the file at ``path``, durably."""
    file = open_file(path, new=not path.exists())
    file.belong_in(path.parent)
    file.write(data, file.size())
    file.sync()
    sync_folder(path.parent)


def write_over(path: Path, data: bytes) -> None:
    """Make ``data`` all that is in the file at ``path``, which a crash may lose."""
    file = open_file(path, new=True)
    file.belong_in(path.parent)
    file.write(data, 0)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and those above it, where they are missing, to stay after a power cut.

    What is made is for its owner alone.
    """
    must_fit()
    if not folder.is_dir():
        if folder.exists():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        _hand_over(folder, folder.parent)
        sync_folder(folder.parent)


def new_folder_in(folder: Path) -> Path:
    """An empty folder in ``folder`` with a name that nothing had."""
    made = Path(mkdtemp(prefix=MAKING, dir=folder))
    _hand_over(made, folder)
    return made


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` survive a power cut."""
    if not PORTABLE:  # else it is nothing that can be opened
        with _opened(folder) as fd:
            os.fsync(fd)


@contextmanager
def only_maker_in(folder: Path) -> Iterator[None]:
    """Be the one, of all processes, who makes files in ``folder``."""
    must_fit()
    if PORTABLE:
        lock: Lock = LockBeside(folder / "making")
        lock.acquire()
        try:
            yield
        finally:
            lock.release()
    else:
        with _opened(folder) as fd:
            Flock(fd).acquire()
            yield


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    fd = os.open(folder, os.O_RDONLY)
    try:
        yield fd
    finally:
        os.close(fd)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the system refuses into `StoreReadOnly`, but that something is there already."""
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        raise StoreReadOnly(reason_of(error)) from error


def reason_of(error: OSError) -> str:
    """What the system says, without where: pages tell it."""
    return error.strerror or str(error)


def unreadable(path: object, error: OSError) -> StoreDamaged:
    """What is wrong with the file at ``path``, which the system did not let us read."""
    if isinstance(error, FileNotFoundError):
        return StoreDamaged(str(path), 0, GONE)
    return StoreUnreadable(str(path), 0, reason_of(error))


def is_there(path: Path) -> bool:
    """Whether anything has the name ``path``. Raises `StoreUnreadable` when nobody can tell."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise unreadable(path, error) from error
    return True


def stamp_of(path: Path) -> tuple[int, int, int] | None:
    """Differs once the file at ``path`` was changed: its inode, bytes, and nanosecond of the last change.
    Nothing where nobody can tell."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
