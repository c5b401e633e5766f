"""A journal's file read on, as others write to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from ripple.domain.errors import StoreDamaged
from ripple.store.disk import File, Replaced, open_file, unreadable
from ripple.store.lines import Change, Decode, Upgrade, said_by
from ripple.store.reading import Broken, Reading, upgraded
from ripple.store.turn import Turn


class Follower:
    """All there is in the file at ``path``, in the newest schema. One thread reads on, the others use that.

    Whose ``turn`` it is to write, has the file locked that was at the path when it began.
    """

    def __init__(self, path: Path, upgrades: Sequence[Upgrade], decode: Decode = said_by) -> None:
        self._path = path
        self._place = str(path)
        self._upgrades = upgrades
        self._decode = decode
        self.turn = Turn(self._to_lock)
        self._reading_on = Lock()
        self.reading: Reading | None = None  # as far as it was read
        self._resting: Reading | None = None  # what was read, while the file is closed

    def catch_up(self, *, wait: bool = True) -> Reading:
        """Take in what is new. Raises `Broken`, also for what a writer is at work on just there, and OSError.

        Without ``wait``: when another thread is just looking for news, be content with what there is.
        """
        if not self._reading_on.acquire(blocking=wait or self.reading is None):
            return self.reading or self.catch_up()
        try:
            return self._catch_up()
        finally:
            self._reading_on.release()

    def read_alone(self) -> Reading:
        """Catch up while nobody writes: what is broken now is `StoreDamaged`."""
        try:
            return self._read_alone()
        except Replaced:
            return self.moved_on()

    def _read_alone(self) -> Reading:
        with self._reading_on:
            try:
                return self._catch_up()
            except Broken:
                self.reading = None
            try:
                return self._catch_up()
            except Broken as broken:
                raise StoreDamaged(self._place, broken.byte, broken.reason) from broken

    def moved_on(self) -> Reading:
        """Read the file alone that took the place of the one that is locked."""
        self.turn.move_on(self._forget)
        return self.read_alone()

    def go_on_with(self, fresh: Reading) -> None:
        """Whose turn it is wrote and locked a file anew, which is at the path now."""
        old, self.turn.file, self.reading = self.turn.file, fresh.file, fresh
        fresh.decode = self._decode
        if old:
            old.unlock()  # who waits there will see that it is not the one any more

    def is_here(self, file: File) -> bool:
        """Whether it is the one at the path. Raises what `unreadable` makes."""
        try:
            return file.is_at(self._place)
        except OSError as error:
            raise unreadable(self._place, error) from error

    def took(self, said: Change, line: bytes, at: int, reading: Reading) -> None:
        """Take in a ``line`` that this process just wrote ``at`` the end."""
        with self._reading_on:
            if reading.end == at:  # else another thread has read it already
                reading.took(said, line)

    def _forget(self, file: File) -> None:
        """What was read of ``file`` is true no more."""
        if self.reading and self.reading.file is file:
            self.reading = None

    def close(self) -> None:
        """Let go of file and memory."""
        self.reading = self._resting = None

    def rest(self) -> None:
        """Close the file, if nobody is at it; what was read stays, and is not read again while it holds."""
        with self.turn.if_free() as free:
            if free and self._reading_on.acquire(blocking=False):
                if self.reading:
                    del self.reading.file
                    self._resting, self.reading = self.reading, None
                self._reading_on.release()

    def _catch_up(self) -> Reading:
        reading = self.reading or self._taken_up()
        if reading and reading.schema == len(self._upgrades):
            file = reading.file
            if file is self.turn.file or (file.is_ours() and file.is_at(self._place)):
                reading.follow()
                self.reading = reading
                return reading
        self.reading = upgraded(Reading(self._file(), self._decode).load(), self._upgrades)
        return self.reading

    def _taken_up(self) -> Reading | None:
        """What was read before the file was closed, if that is still what the file begins with."""
        reading, self._resting = self._resting, None
        if reading:
            reading.file = self._file()
            if not reading.is_of(reading.file):
                return None
        return reading

    def _to_lock(self) -> File:
        reading = self.reading
        return reading.file if reading and reading.file.is_ours() else open_file(self._path)

    def _file(self) -> File:
        return self.turn.file or open_file(self._path)
