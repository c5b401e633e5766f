"""Whose turn it is to write to a file: one thread's, of all processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import RLock

from ripple.store.disk import File


class Turn:
    """One thread of this process has it, as often as it entered, and meanwhile holds the lock of ``file``."""

    def __init__(self, to_lock: Callable[[], File]) -> None:
        """``to_lock`` gives the file, open, to whoever's turn begins."""
        self._to_lock = to_lock
        self._thread = RLock()
        self.file: File | None = None
        self.depth = 0

    def enter(self) -> File:
        """Wait for the turn; the locked file. Raises OSError where that cannot be opened."""
        self._thread.acquire()
        try:
            file = self.file or self._lock()
        except BaseException:
            self._thread.release()
            raise
        self.depth += 1
        return file

    def leave(self) -> None:
        """Let the next one have it, unless this thread has yet to leave as often as it entered."""
        self.depth -= 1
        if self.depth == 0 and self.file:
            self.file.unlock()
            self.file = None
        self._thread.release()

    def move_on(self, forget: Callable[[File], object]) -> None:
        """Lock the file that took the other's place, which ``forget`` is told in between."""
        if self.file:
            self.file.unlock()
            forget(self.file)
            self._lock()

    def _lock(self) -> File:
        file = self._to_lock()
        file.lock()
        self.file = file
        return file

    @contextmanager
    def if_free(self) -> Iterator[bool]:
        """Whether no thread of this process has it, which stays so meanwhile."""
        free = self._thread.acquire(blocking=False)
        try:
            yield free and self.depth == 0
        finally:
            if free:
                self._thread.release()
