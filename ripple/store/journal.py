"""A journal: one file that many threads and processes append to, and that survives a crash.

One writer at a time holds the file's lock; readers take none and never wait for a disk.
The format, and why a crash cannot hurt it, is told in `ripple.store.lines`.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock, RLock

from ripple.domain.errors import StoreDamaged, StoreReadOnly
from ripple.store.lines import (
    Broken,
    Change,
    Handle,
    Reading,
    Tables,
    apply,
    as_changes,
    as_read,
    crc_of,
    encode,
    header,
    is_whole,
)

try:
    import fcntl
except ImportError as error:  # Windows has no flock, and does not replace a file that is open
    raise ImportError("the tinydb: store needs a POSIX system; on Windows, run it under WSL") from error

Upgrade = Callable[[Tables], Tables]  # from one schema of the documents to the next
Progress = Callable[[int, int], None]  # done, of how many

ROOM = 64 * 1024  # bytes of NUL added at a time: some hundred posts


def silently(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class Journal:
    """Tables of documents kept in the file at ``path``, which is made when it is missing.

    ``upgrades`` lead from each schema of the documents to the next; an older file is brought
    up to date when it is opened. Every method raises `StoreDamaged` when the file does not
    hold what was written, and the writing ones `StoreReadOnly` when it cannot be written.
    """

    def __init__(self, path: str | os.PathLike[str], upgrades: Sequence[Upgrade] = ()) -> None:
        self.path = Path(path)
        self._upgrades = upgrades
        self._turn = RLock()  # one thread writes
        self._depth = 0  # of nested `_alone`
        self._locked: Handle | None = None
        self._reading_on = Lock()  # one thread reads on, the others use what there is
        self._reading: Reading | None = None
        if not self.path.exists():
            begin(self.path, {}, len(upgrades))
        self.refresh()
        if self.reading.schema < len(upgrades):
            self._upgrade()

    @property
    def reading(self) -> Reading:
        """What the file said when it was last looked at; after a compaction, another object."""
        while (reading := self._reading) is None:
            self.refresh()
        return reading

    def close(self) -> None:
        """Let go of the file and the memory. Closing twice is harmless; using it opens it again."""
        self._reading = None

    def refresh(self, *, wait: bool = True) -> Reading:
        """Take in what is new, a few system calls when nothing is, and return all there is.

        Without ``wait``: when another thread is just doing so, be content with what there is.
        """
        if not self._reading_on.acquire(blocking=wait or self._reading is None):
            return self.reading
        try:
            return self._catch_up()
        except Broken:
            pass  # or only a writer at work just there: look again when nobody is
        finally:
            self._reading_on.release()
        with self._alone():
            return self._read_alone()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Reading]:
        """Be the one writer, of all threads and processes, with everything read that others wrote."""
        with self._alone() as file:
            if file.refused:
                raise StoreReadOnly(file.refused)
            if self._depth == 1:
                self._read_alone()
                self._mend()
            yield self.reading

    def commit(self, change: Change) -> None:
        """Store ``change`` wholly and durably, or raise; `ripple.store.lines` tells its form."""
        with self.writing() as reading:
            self._put(encode(change, reading.crc), reading)
            self._read_alone()

    def rewrite(self, change: Change | None = None, progress: Progress = silently) -> None:
        """Write what is true, with ``change``, into a fresh file and drop the old one.

        When this returns, no byte of what was replaced or removed is left in the journal's files.
        """
        with self.writing() as reading:
            tables = {name: dict(t) if isinstance(t, dict) else t for name, t in reading.tables.items()}
            apply(as_read(change or {}), tables)
            self._replace(tables, progress)

    def _upgrade(self) -> None:
        with self.writing() as reading:
            tables = reading.tables
            for upgrade in self._upgrades[reading.schema :]:
                tables = upgrade(tables)
            self._replace(as_read(tables), silently)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Handle]:
        with self._turn:
            self._locked = file = self._locked or self._lock()
            self._depth += 1
            try:
                yield file
            finally:
                self._depth -= 1
                if self._depth == 0:
                    unlock(self._locked)
                    self._locked = None

    def _lock(self) -> Handle:
        while True:
            reading = self._reading
            file = reading.file if reading and self._is_here(reading.file) else self._open()
            lock(file)
            if self._is_here(file):
                return file
            unlock(file)  # replaced while we waited: the others wait at its successor

    def _open(self) -> Handle:
        with self._expecting_a_file():
            return Handle(self.path)

    def _is_here(self, file: Handle) -> bool:
        with self._expecting_a_file():
            return file.is_at(self.path)

    @contextlib.contextmanager
    def _expecting_a_file(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise StoreDamaged(str(self.path), 0, "the file is gone") from error

    def _read_alone(self) -> Reading:
        with self._reading_on:
            try:
                return self._catch_up()
            except Broken:
                self._reading = None
            try:
                return self._catch_up()
            except Broken as broken:
                raise StoreDamaged(str(self.path), broken.byte, broken.reason) from broken

    def _catch_up(self) -> Reading:
        reading = self._reading
        if reading and self._is_here(reading.file):
            reading.follow()
            return reading
        reading = Reading(self._open()).load()
        if reading.schema > len(self._upgrades):
            raise Broken(0, f"schema {reading.schema}; this program knows {len(self._upgrades)}")
        self._reading = reading
        return reading

    def _put(self, line: bytes, reading: Reading) -> None:
        """Write ``line`` where ``reading`` ends: first safely, then visibly."""
        fd, at = reading.file.fd, reading.end
        with refusing():
            try:
                make_room(fd, at + len(line) + 1)
                write(fd, line, at)
                os.fdatasync(fd)
                write(fd, b"\n", at + len(line))
            except OSError:
                # After a failed sync nobody knows what the disk holds: take the line back, never retry.
                with contextlib.suppress(OSError):  # then the next writer does it
                    write(fd, bytes(len(line)), at)
                    os.fdatasync(fd)
                raise

    def _mend(self) -> None:
        """Finish what a writer left that was killed: publish its line if it is whole, else cut it off."""
        reading = self.reading
        if not reading.rest:
            return
        rest = reading.beyond()
        if is_whole(rest, reading.crc):
            self._put(rest, reading)
        else:
            with refusing():
                keep_beside(rest, beside(self.path, f"cut-{reading.end}"))
                write(reading.file.fd, bytes(len(rest)), reading.end)
        self._read_alone()

    def _replace(self, tables: Tables, progress: Progress) -> None:
        old = self.reading.file
        try:
            with refusing():
                fresh = write_fresh(self.path, tables, len(self._upgrades), progress)
                beside(self.path, "new").replace(self.path)
                self._locked, self._reading = fresh.file, fresh
                sync_folder(self.path.parent)
                for cut in self.path.parent.glob(f"{self.path.name}.cut-*"):
                    cut.unlink()
        finally:
            if self._locked is not old:
                unlock(old)


def begin(path: Path, tables: Tables, schema: int) -> None:
    """Make the journal at ``path`` unless another process just did."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with refusing():
            fcntl.flock(folder, fcntl.LOCK_EX)
            if not path.exists():
                write_fresh(path, tables, schema)
                beside(path, "new").replace(path)
                os.fsync(folder)
    finally:
        os.close(folder)


def write_fresh(path: Path, tables: Tables, schema: int, progress: Progress = silently) -> Reading:
    """A journal of ``tables`` beside ``path``, synced, and locked until it has its name and more."""
    new = beside(path, "new")
    fresh = Reading(Handle(new, os.O_CREAT | os.O_TRUNC))
    fresh.tables, fresh.schema = tables, schema
    try:
        lock(fresh.file)
        if path.exists():  # whoever compacts, root perhaps, the file stays the app's
            was = path.stat()
            os.fchmod(fresh.file.fd, was.st_mode)
            os.fchown(fresh.file.fd, was.st_uid, was.st_gid)
        with os.fdopen(os.dup(fresh.file.fd), "wb") as out:
            for line in lines_of(tables, schema, progress):
                out.write(line + b"\n")
                fresh.end, fresh.crc = fresh.end + len(line) + 1, crc_of(line)
            out.write(bytes(ROOM))
        os.fsync(fresh.file.fd)
    except OSError:
        new.unlink(missing_ok=True)
        raise
    return fresh


def lines_of(tables: Tables, schema: int, progress: Progress) -> Iterator[bytes]:
    """The lines that say ``tables``, header first."""
    total = sum(len(docs) for docs in tables.values() if isinstance(docs, dict))
    line = encode(header(schema), 0)
    yield line
    for done, change in enumerate(as_changes(tables)):
        line = encode(change, crc_of(line))
        yield line
        if done % 1000 == 0:
            progress(done, total)
    progress(total, total)


def make_room(fd: int, needed: int) -> None:
    """See to it that the file is longer than ``needed`` bytes, and stays so."""
    size = os.fstat(fd).st_size
    if size <= needed:
        write(fd, bytes(needed - size + ROOM), size)
        os.fdatasync(fd)


def write(fd: int, data: bytes, at: int) -> None:
    """All of ``data``: the system may take it in parts."""
    while data:
        written = os.pwrite(fd, data, at)
        data, at = data[written:], at + written


def beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")


def keep_beside(data: bytes, path: Path) -> None:
    """Keep what is cut off, durably, for whoever wants to look at it."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in ``folder`` survive a power cut."""
    fd = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def lock(file: Handle) -> None:
    """Wait until nobody else, in any process, holds ``file``."""
    fcntl.flock(file.fd, fcntl.LOCK_EX)


def unlock(file: Handle) -> None:
    fcntl.flock(file.fd, fcntl.LOCK_UN)


@contextlib.contextmanager
def refusing() -> Iterator[None]:
    """Turn what the system refuses into `StoreReadOnly`."""
    try:
        yield
    except OSError as error:
        raise StoreReadOnly(str(error)) from error
