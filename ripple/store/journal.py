"""A journal: one file that many threads and processes write to, and that survives a crash.

One writer at a time holds the file's lock; readers take none and never wait for a disk.
The format, and why a crash cannot hurt it, is told in `ripple.store.lines`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock

from ripple.domain.errors import StoreDamaged, StoreReadOnly
from ripple.store.disk import File, refusals, rename, sync_folder, unreadable
from ripple.store.fresh import begin, beside, cut_off, remove_cut_from, write_fresh
from ripple.store.lines import (
    REPLACED,
    Change,
    Progress,
    Tables,
    Upgrade,
    body_of,
    changed,
    line_of,
    said_in,
    silently,
)
from ripple.store.reading import Broken, Reading, upgraded


class Journal:
    """Tables of documents kept in the file at ``path``, which is made when it is missing.

    ``upgrades`` lead from each schema of the documents to the next; an older file is brought
    up to date when it is opened. Every method raises `StoreDamaged` when the file does not
    hold what was written, `StoreUnreadable` when the system does not let it be read, and the
    writing ones `StoreReadOnly` when it cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], upgrades: Sequence[Upgrade] = ()) -> None:
        self.path = Path(path)
        self._place = str(path)
        self._upgrades = upgrades
        self._turn = RLock()  # one thread writes,
        self._depth = 0  # as often as it entered,
        self._locked: File | None = None  # and holds the lock of this file
        self._reading_on = Lock()  # one thread reads on, the others use what there is
        self._reading: Reading | None = None
        self._resting: Reading | None = None  # what was read, while the file is closed
        begin(self.path, len(upgrades))
        reading = self.refresh()
        if reading.rest or reading.erasing or reading.schema < len(upgrades):
            with suppress(StoreReadOnly), self:  # who enters to write mends and upgrades the file
                pass

    @property
    def reading(self) -> Reading:
        """All there is, as far as it was read."""
        return self._reading or self.refresh()

    def refresh(self, *, wait: bool = True) -> Reading:
        """Take in what is new, two system calls when nothing is, and return all there is.

        The tables are to be read, never to be changed. Without ``wait``: when another thread
        is just looking for news, be content with what there is.
        """
        if not self._reading_on.acquire(blocking=wait or self._reading is None):
            return self._reading or self.refresh()
        try:
            return self._catch_up()
        except Broken:
            pass  # or only a writer at work just there: look again when nobody is
        except OSError as error:
            raise unreadable(self._place, error) from error
        finally:
            self._reading_on.release()
        with self.unchanging() as reading:
            return reading

    @contextmanager
    def unchanging(self) -> Iterator[Reading]:
        """All there is, while nobody writes."""
        self._enter()
        try:
            reading = self._read_alone()
            while not self._is_here(reading.file):  # it was replaced while we waited
                reading = self._moved_on()
            yield reading
        finally:
            self._leave()

    def __enter__(self) -> Reading:
        """Be the one writer, of all threads and processes, and know everything that others wrote.

        A thread that is the writer may enter again.
        """
        file = self._enter()
        try:
            if file.refused:
                raise StoreReadOnly(file.refused)
            if self._depth > 1:
                return self._reading or self.refresh()
            return self._ready_to_write()
        except BaseException as error:
            self._leave()
            if isinstance(error, OSError):
                raise unreadable(self._place, error) from error
            raise

    def __exit__(self, *_: object) -> None:
        self._leave()

    def _ready_to_write(self) -> Reading:
        reading = self._read_alone()
        while reading.rest or reading.file is not self._locked:
            reading = self._mended(reading)
        if reading.schema < len(self._upgrades) or not reading.erase_again():
            reading = self._replace(reading, reading.tables, silently)
        return reading

    def commit(self, change: Change | bytes) -> None:
        """Store ``change``, or what this JSON says, wholly and durably, or raise.

        `ripple.store.lines` tells its form.
        """
        body = change if isinstance(change, bytes) else body_of(change)
        with self as reading:
            line, at = line_of(body, reading.crc), reading.end
            said = self._put(line, reading)
            with self._reading_on:
                if reading.end == at:  # else another thread has read it already
                    reading.took(said, line)

    def erase(self, change: Change) -> None:
        """Store ``change``; of what it replaces or removes no byte is left in the journal's files.

        Documents that take others' places cost the same however much there is, but in a file in which one
        of those lies twice, or without its blanks. That is written anew, as for all other changes.
        """
        with self as reading:
            try:
                body, places = reading.in_place(change)
            except LookupError:
                self.rewrite(change)
            else:
                self.must_be_here(reading.file)
                with refusals():
                    remove_cut_from(self.path)
                self.commit(body)
                reading.overwrite(places)

    def rewrite(self, change: Change | None = None, progress: Progress = silently) -> None:
        """Write what is true, with ``change``, into a fresh file and drop the old one.

        When this returns, no byte of what was replaced or removed is left in the journal's files.
        """
        with self as reading:
            self._replace(reading, changed(reading.tables, change or {}), progress)

    def close(self) -> None:
        """Let go of file and memory. Closing twice is harmless; using it opens it again."""
        self._reading = self._resting = None

    def rest(self) -> None:
        """Close the file, if nobody is at it; what was read stays, and is not read again while it holds."""
        if not self._turn.acquire(blocking=False):
            return
        if self._depth == 0 and self._reading_on.acquire(blocking=False):
            if self._reading:
                del self._reading.file
                self._resting, self._reading = self._reading, None
            self._reading_on.release()
        self._turn.release()

    def _enter(self) -> File:
        self._turn.acquire()
        try:
            self._locked = self._locked or self._lock()
        except BaseException as error:
            self._turn.release()
            if isinstance(error, OSError):
                raise unreadable(self._place, error) from error
            raise
        self._depth += 1
        return self._locked

    def _leave(self) -> None:
        self._depth -= 1
        if self._depth == 0 and self._locked:
            self._locked.unlock()
            self._locked = None
        self._turn.release()

    def _lock(self) -> File:
        reading = self._reading
        file = reading.file if reading and reading.file.is_ours() else File(self.path)
        file.lock()
        return file

    def must_be_here(self, file: File) -> None:
        """Raises `StoreReadOnly` when another file took its place, which the next one begins with."""
        if not self._is_here(file):
            self._reading = None
            raise StoreReadOnly("another file took its place just now")

    def _is_here(self, file: File) -> bool:
        try:
            return file.is_at(self._place)
        except OSError as error:
            raise unreadable(self._place, error) from error

    def _catch_up(self) -> Reading:
        reading = self._reading or self._taken_up()
        if reading and reading.schema == len(self._upgrades):
            file = reading.file
            if file is self._locked or (file.is_ours() and file.is_at(self._place)):
                reading.follow()
                self._reading = reading
                return reading
        self._reading = upgraded(Reading(self._locked or File(self.path)).load(), self._upgrades)
        return self._reading

    def _taken_up(self) -> Reading | None:
        """What was read before the file was closed, if that is still what the file begins with."""
        reading, self._resting = self._resting, None
        if reading:
            reading.file = self._locked or File(self.path)
            if not reading.is_of(reading.file):
                return None
        return reading

    def _read_alone(self) -> Reading:
        """Catch up while nobody writes: what is broken now is damaged."""
        with self._reading_on:
            try:
                return self._catch_up()
            except Broken:
                self._reading = None
            try:
                return self._catch_up()
            except Broken as broken:
                raise StoreDamaged(self._place, broken.byte, broken.reason) from broken

    def _put(self, line: bytes, reading: Reading) -> Change:
        """Write ``line`` where ``reading`` ends, first safely, then visibly; what all will read there."""
        file, at = reading.file, reading.end
        try:
            file.make_room(at + len(line) + 1)
            file.write(line, at)
            file.begin_sync(at, len(line))
            said = said_in(line)  # this and the next cost nothing: the disk takes longer
            self.must_be_here(file)
            file.sync()
            file.write(b"\n", at + len(line))
        except Exception as error:
            # After a failed sync nobody knows what the disk holds: take it back, never retry.
            with suppress(OSError):  # then the next writer takes it back
                file.write(bytes(len(line)), at)
                file.sync()
            if isinstance(error, OSError):
                raise StoreReadOnly(str(error)) from error
            raise
        return said

    def _mended(self, reading: Reading) -> Reading:
        """Move on to the file that took this one's place, or finish what a writer left that was killed."""
        if self._locked is not reading.file or not self._is_here(reading.file):
            return self._moved_on()
        with refusals():
            line = cut_off(self.path, reading)
        if line:
            self._put(line, reading)
        return self._read_alone()

    def _moved_on(self) -> Reading:
        if self._locked:
            self._locked.unlock()
            if self._reading and self._locked is self._reading.file:
                self._reading = None
            self._locked = self._lock()
        return self._read_alone()

    def _replace(self, reading: Reading, tables: Tables, progress: Progress) -> Reading:
        old = reading.file
        self.must_be_here(old)
        with refusals():
            fresh = write_fresh(self.path, tables, len(self._upgrades), progress)
            old.make_room(reading.end + 1)
            old.write(REPLACED, reading.end)
            rename(beside(self.path, "new"), self.path)
            self._locked, self._reading = fresh.file, fresh
            old.unlock()  # who waits there will see that it is not the one any more
            remove_cut_from(self.path)
            sync_folder(self.path.parent)
        return fresh
