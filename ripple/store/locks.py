"""Whose turn it is with a file, of all threads and processes: by a lock that ends with whoever holds it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from ripple.domain.database_errors import SystemUnfit
from ripple.language import gettext as _

if TYPE_CHECKING:
    from filelock import FileLock

with suppress(ImportError):  # Windows has none
    import fcntl

BESIDE = ".lock"  # so ends the name of a file that is there to be locked
LOOK_EVERY_S = 0.005  # while somebody else has it


class Lock(Protocol):
    """The lock of one file."""

    def acquire(self, after: Any = None, /) -> None:
        """Wait until nobody else has it. ``after`` is the lock, held, of the file that this one replaces."""
        ...

    def release(self) -> None:
        """Let the next one have it."""
        ...


class Flock:
    """On the open file ``fd`` itself, whatever name it has (`flock`): Linux, macOS."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def acquire(self, _after: object = None, /) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_EX)

    def release(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_UN)


class LockBeside:
    """On a file beside the one at ``path`` (by filelock): for systems where a lock keeps readers out too.

    Nobody reads that file and nothing takes its place, so whoever replaces the other keeps the lock.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + BESIDE)
        self._held: FileLock | None = None  # the last one who lets it go releases it

    def acquire(self, after: LockBeside | None = None, /) -> None:
        self._held = (after and after._held) or self._acquired()

    def release(self) -> None:
        self._held = None

    def _acquired(self) -> FileLock:
        from filelock import FileLock  # only where it is needed

        lock = FileLock(self._path, thread_local=False, preserve_lock_file=True, poll_interval=LOOK_EVERY_S)
        lock.acquire()
        return lock


def must_have_beside() -> None:
    """Raises `SystemUnfit` where no file beside can be locked, or its lock would outlive a crash."""
    try:
        import filelock
    except ImportError:
        raise SystemUnfit(_("filelock is missing: pip install filelock")) from None
    if filelock.FileLock is filelock.SoftFileLock:
        raise SystemUnfit(_("it has no lock that ends with a program"))
