"""A journal's file as it is read: the lines of `ripple.store.lines`, checked and applied to tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any
from zlib import crc32

from ripple.store.disk import File
from ripple.store.draft import copy
from ripple.store.erasable import Erasable
from ripple.store.garbage import no_garbage
from ripple.store.in_place import Places, cut_short, erased_by, laid_over, overwrite
from ripple.store.lines import (
    BLOCK,
    FORMAT,
    MIDDLE,
    Change,
    Decode,
    Tables,
    Upgrade,
    apply,
    as_read,
    crc_of,
    is_whole,
    said_by,
)

NEWS = 1024  # bytes to read where a line or two are expected
NO_NEWS = b"\n" + bytes(NEWS)


class Broken(Exception):
    """From ``byte`` on the file does not hold what was written."""

    def __init__(self, byte: int, reason: str) -> None:
        super().__init__(byte, reason)
        self.byte, self.reason = byte, reason


class Reading:
    """What a file says, up to the last line that was read."""

    _numbers = count()

    def __init__(self, file: File, decode: Decode = said_by) -> None:
        self.file = file
        self.decode = decode
        self._number = next(self._numbers)
        self._laid_over: Places = {}  # what is true of the file, though something else may lie there
        self._begin_anew()

    def _begin_anew(self) -> None:
        self.tables: Tables = {}
        self.schema = 0
        self.start = 0  # of the last line, in bytes
        self.end = 0  # the byte after it
        self.crc = 0  # of the last line
        self.rest = b""  # what lies there without a newline
        self._erasable = Erasable()

    @property
    def mark(self) -> tuple[int, int]:
        """Differs whenever the tables may: for whoever keeps what was computed from them."""
        return self._number, self.end

    def load(self) -> Reading:
        """Read the file from its beginning, also where its last line is just being done. Raises `Broken`."""
        try:
            self._load()
        except Broken:
            self._laid_over = cut_short(self.file)
            if not self._laid_over:
                raise
            self._begin_anew()
            self._load()
        return self

    def _load(self) -> None:
        self.file.measure_again()
        self.take([self.read(NEWS, 0).partition(b"\n")[0]])
        with no_garbage():
            self.follow(BLOCK)
        self.rest = self.beyond()
        if b"\n" in self.rest:
            raise Broken(self.end, MIDDLE)
        if is_whole(self.rest[:-1], self.crc):
            raise Broken(self.end + len(self.rest) - 1, "the end of the last line is wrong")

    def read(self, size: int, at: int) -> bytes:
        """At most ``size`` bytes of the file from ``at`` on."""
        return laid_over(self._laid_over, self.file.read(size, at), at)

    def follow(self, at_once: int = NEWS) -> None:
        """Apply the lines that came since. Raises `Broken`, having applied only sound ones."""
        block = self.read(1 + at_once, self.end - 1)
        if block == NO_NEWS:  # most times
            self.rest = b""
        elif block[:1] == b"\n":  # the end of the last line: if it is still there
            self.rest = self._follow(block[1:], at_once)
        else:
            raise Broken(self.end, "what was there before is there no more")

    def _follow(self, block: bytes, at_once: int) -> bytes:
        """Apply the lines that begin with ``block``; return what has no newline yet."""
        rest = b""
        while True:
            if block[:1] == b"\0" and not rest:
                return block.rstrip(b"\0")
            if not block:
                raise Broken(self.end, "the file was cut short")
            text, nul, _ = block.partition(b"\0")
            *lines, rest = (rest + text).split(b"\n")
            if lines:
                self.take(lines)
            if nul:
                return rest
            block = self.read(max(at_once, len(rest)), self.end + len(rest))

    def beyond(self) -> bytes:
        """Everything after the last line but the NULs at the end."""
        return self.file.read(max(0, self.file.size() - self.end), self.end).rstrip(b"\0")

    def take(self, lines: Sequence[bytes]) -> None:
        """Apply the ``lines``, which come next, up to the first whose checksum is wrong: `Broken`."""
        crc, start, end, sound = self.crc, self.start, self.end, list[bytes]()
        for line in lines:
            body = line[9:]
            sealed = crc32(body, crc)
            if line[:9] != b"%08x " % sealed:
                break
            crc, start, end = sealed, end, end + len(line) + 1
            sound.append(body)
        # Decoded as one array they share their keys: a third of the memory less.
        for body, said in zip(sound, self.decode(b"[%s]" % b",".join(sound)), strict=True):
            if isinstance(said, dict):
                self._apply(said, body)
            else:
                self.schema = _schema_in(said)
        self.crc, self.start, self.end = crc, start, end  # after the tables: see `mark`
        if len(sound) < len(lines):
            raise Broken(end, "a line does not match its checksum" if end else "this is no journal")

    def took(self, said: Change, line: bytes) -> None:
        """Apply what this process just wrote as a ``line`` at the end."""
        self._apply(said, line[9:])
        self.crc, self.start, self.end = crc_of(line), self.end, self.end + len(line) + 1

    def _apply(self, said: Change, body: bytes) -> None:
        apply(said, self.tables)
        self._erasable.heard(said, body)

    def in_place(self, change: Change) -> tuple[bytes, Places]:
        """The JSON of a line that puts documents in the place of others, and what is to be overwritten.

        Raises `LookupError` where it takes a fresh file to get rid of those.
        """
        return self._erasable.in_place(change, self.tables, self.read, self.end)

    @property
    def is_erasing(self) -> bool:
        """Whether the last line erases, and may not have been done yet."""
        return bool(self._erasable.pending)

    def overwrite(self, places: Places) -> None:
        """Do what the last line erases. Raises `StoreReadOnly`."""
        overwrite(self.file, places)
        self._erasable.pending, self._laid_over = b"", {}

    def erase_again(self) -> bool:
        """Do what the last line erases, if it does: who wrote it may have been killed before it was done.

        Not so if it cannot be done here, and takes a fresh file. Raises `StoreReadOnly`.
        """
        if self.is_erasing:
            try:
                self.overwrite(erased_by(self.read, self.start, self._erasable.pending))
            except (LookupError, ValueError):  # it was not written by `Journal.erase`
                return False
        return True

    def made_of(self, tables: Tables) -> None:
        """The file was written anew, and holds these ``tables``."""
        self.tables = tables
        self._erasable.begin_with(tables)

    def is_of(self, file: File) -> bool:
        """Whether ``file`` begins with what was read: the last checksum is of all that is before it."""
        return file.read(9, self.start) == b"%08x " % self.crc


def _schema_in(header: Any) -> int:
    """What a file's first line says. Raises `Broken`."""
    if not isinstance(header, list) or header[:2] != ["journal", FORMAT]:
        raise Broken(0, f"it begins with {header}; known here is the journal format {FORMAT}")
    return int(header[2])


def upgraded(reading: Reading, upgrades: Sequence[Upgrade]) -> Reading:
    """``reading`` with its tables in the newest schema. Raises `Broken` for a file from the future."""
    if reading.schema > len(upgrades):
        raise Broken(0, f"schema {reading.schema}; this program knows {len(upgrades)}")
    for upgrade in upgrades[reading.schema :]:
        reading.tables = as_read(upgrade(copy(reading.tables)))
    return reading
