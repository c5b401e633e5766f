"""A journal: one file that many threads and processes write to, and that survives a crash.

One writer at a time holds the file's lock; readers take none and never wait for a disk.
The format, and why a crash cannot hurt it, is told in `ripple.store.lines`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ripple.domain.errors import StoreReadOnly
from ripple.store.append import append
from ripple.store.disk import File, Replaced, refusals, unreadable
from ripple.store.follower import Follower
from ripple.store.fresh import begin, cut_off, remove_cut_from, replace, write_fresh
from ripple.store.lines import (
    Change,
    Decode,
    Progress,
    Tables,
    Upgrade,
    body_of,
    changed,
    line_of,
    said_by,
    silently,
)
from ripple.store.reading import Broken, Reading

Where = str | os.PathLike[str]


class Journal:
    """Tables of documents kept in the file at ``path``, which is made when it is missing.

    ``upgrades`` lead from each schema of the documents to the next; an older file is brought up to date when
    it is opened. With `said_unopened` to ``decode`` its lines, its tables hold documents as their JSON.
    Every method raises `StoreDamaged` when the file does not hold what was written, `StoreUnreadable` when
    the system does not let it be read, and the writing ones `StoreReadOnly` when it cannot be written.
    """

    def __init__(self, path: Where, upgrades: Sequence[Upgrade] = (), decode: Decode = said_by) -> None:
        self.path = Path(path)
        self._upgrades = upgrades
        self._follower = Follower(self.path, upgrades, decode)
        self._turn = self._follower.turn
        begin(self.path, len(upgrades))
        reading = self.refresh()
        if reading.rest or reading.is_erasing or reading.schema < len(upgrades):
            with suppress(StoreReadOnly), self:  # who enters to write mends and upgrades the file
                pass

    @property
    def reading(self) -> Reading:
        """All there is, as far as it was read."""
        return self._follower.reading or self.refresh()

    def refresh(self, *, wait: bool = True) -> Reading:
        """Take in what is new, two system calls when nothing is, and return all there is.

        The tables are to be read, never to be changed. Without ``wait``: when another thread
        is just looking for news, be content with what there is.
        """
        try:
            return self._follower.catch_up(wait=wait)
        except (Broken, Replaced):
            pass  # or only a writer at work just there: look again when nobody is
        except OSError as error:
            raise unreadable(self.path, error) from error
        with self.unchanging() as reading:
            return reading

    @contextmanager
    def unchanging(self) -> Iterator[Reading]:
        """All there is, while nobody writes."""
        try:
            self._turn.enter()
        except OSError as error:
            raise unreadable(self.path, error) from error
        try:
            reading = self._follower.read_alone()
            while not self._follower.is_here(reading.file):  # it was replaced while we waited
                reading = self._follower.moved_on()
            yield reading
        finally:
            self._turn.leave()

    def __enter__(self) -> Reading:
        """Be the one writer, of all threads and processes, and know everything that others wrote.

        A thread that is the writer may enter again.
        """
        try:
            file = self._turn.enter()
            try:
                if file.refused:
                    raise StoreReadOnly(file.refused)
                return self._ready_to_write() if self._turn.depth == 1 else self.reading
            except BaseException:
                self._turn.leave()
                raise
        except OSError as error:
            raise unreadable(self.path, error) from error

    def __exit__(self, *_: object) -> None:
        self._turn.leave()

    def _ready_to_write(self) -> Reading:
        reading = self._follower.read_alone()
        while reading.rest or reading.file is not self._turn.file:
            reading = self._mended(reading)
        if reading.schema < len(self._upgrades) or not reading.erase_again():
            reading = self._replace(reading, reading.tables, silently)
        return reading

    def commit(self, change: Change | bytes) -> None:
        """Store ``change``, or what this JSON says, wholly and durably, or raise.

        `ripple.store.lines` tells its form.
        """
        body = change if isinstance(change, bytes) else body_of(change)
        with self as reading, refusals():
            line, at = line_of(body, reading.crc), reading.end
            said = append(line, reading, self.must_be_here)
            self._follower.took(said, line, at, reading)

    def erase(self, change: Change) -> None:
        """Store ``change``; of what it replaces or removes no byte is left in the journal's files.

        A few documents that take others' places cost the same however much there is, but in a file in which
        one of those lies twice, or without its blanks. That is written anew, as for all other changes.
        """
        with self as reading, refusals():
            try:
                body, places = reading.in_place(change)
            except LookupError:
                self.rewrite(change)
            else:
                self.must_be_here(reading.file)
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
        self._follower.close()

    def rest(self) -> None:
        """Close the file, if nobody is at it; what was read stays, and is not read again while it holds."""
        self._follower.rest()

    def must_be_here(self, file: File) -> None:
        """Raises `StoreReadOnly` when another file took its place, which the next one begins with."""
        if not self._follower.is_here(file):
            self._follower.close()
            raise StoreReadOnly(str(Replaced()))

    def _mended(self, reading: Reading) -> Reading:
        """Move on to the file that took this one's place, or finish what a writer left that was killed."""
        if self._turn.file is not reading.file or not self._follower.is_here(reading.file):
            return self._follower.moved_on()
        with refusals():
            line = cut_off(self.path, reading)
        if line:
            append(line, reading, self.must_be_here)
        return self._follower.read_alone()

    def _replace(self, reading: Reading, tables: Tables, progress: Progress) -> Reading:
        self.must_be_here(reading.file)
        with refusals():
            fresh = write_fresh(self.path, tables, len(self._upgrades), progress)
        replace(self.path, reading, fresh, self._follower.go_on_with)
        return fresh
