"""The file under the store: how tables of documents are written as lines, and read back.

It is text, one line a commit, then NUL bytes up to its end:

    CRC ["journal", 1, SCHEMA]                    format of the file, schema of its documents
    CRC {"log": {"1": {...}, "2": {...}}}         documents put in; null takes one out
    CRC {"log": null, "other": [{...}]}           a table dropped; a table's whole new content
    NUL NUL NUL ...

Four rules carry the rest:

1. The CRC-32 of a line goes on from the line before: a lost, doubled or swapped line shows
   like a flipped bit.
2. A line gets its newline when it is safe on the disk, not before. So readers, here and in
   other processes, see only what is durable; and what has no newline after a crash was never
   acknowledged, or is whole.
3. The file always ends with NUL: room is made, and synced, before a line goes in. So a file
   that ends otherwise was cut short; and a sync has no new file size to record, which makes
   it faster than a plain append.
4. Who puts a fresh file in the place of this one writes a byte 1 behind its last line before. So
   a writer who waited for the old one sees that there, where it looks for news anyway.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any
from zlib import crc32

import msgspec

from ripple.store.disk import File

Tables = dict[str, Any]  # name of a table -> id as text -> document
Change = dict[str, Any]  # what one line says, as above
Progress = Callable[[int, int], None]  # done, of how many
Upgrade = Callable[[Tables], Tables]  # from one schema of the documents to the next

FORMAT = 1
MIDDLE = "bytes are missing in the middle"
REPLACED = b"\1"
NEWS = 1024  # bytes to read where a line or two are expected
NO_NEWS = b"\n" + bytes(NEWS)
BLOCK = 256 * 1024  # bytes to read where many are

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_decode = msgspec.json.Decoder().decode


def silently(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class Broken(Exception):
    """From ``byte`` on the file does not hold what was written."""

    def __init__(self, byte: int, reason: str) -> None:
        super().__init__(byte, reason)
        self.byte, self.reason = byte, reason


class Reading:
    """What a file says, up to the last line that was read."""

    _numbers = count()

    def __init__(self, file: File) -> None:
        self.file = file
        self.tables: Tables = {}
        self.schema = 0
        self.start = 0  # of the last line, in bytes
        self.end = 0  # the byte after it
        self.crc = 0  # of the last line
        self.rest = b""  # what lies there without a newline
        self._number = next(self._numbers)

    @property
    def mark(self) -> tuple[int, int]:
        """Differs whenever the tables may: for whoever keeps what was computed from them."""
        return self._number, self.end

    def load(self) -> Reading:
        """Read the file from its beginning. Raises `Broken`."""
        self.file.measure_again()
        self.take([self.file.read(NEWS, 0).partition(b"\n")[0]])
        with _no_garbage():
            self.follow(BLOCK)
        self.rest = self.beyond()
        if b"\n" in self.rest:
            raise Broken(self.end, MIDDLE)
        if is_whole(self.rest[:-1], self.crc):
            raise Broken(self.end + len(self.rest) - 1, "the end of the last line is wrong")
        return self

    def follow(self, at_once: int = NEWS) -> None:
        """Apply the lines that came since. Raises `Broken`, having applied only sound ones."""
        block = self.file.read(1 + at_once, self.end - 1)
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
            block = self.file.read(max(at_once, len(rest)), self.end + len(rest))

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
        for said in _said(b"[%s]" % b",".join(sound)):
            if isinstance(said, dict):
                apply(said, self.tables)
            else:
                self._begin(said)
        self.crc, self.start, self.end = (
            crc,
            start,
            end,
        )  # after the tables: see `mark`
        if len(sound) < len(lines):
            raise Broken(end, "a line does not match its checksum" if end else "this is no journal")

    def took(self, said: Change, crc: int, end: int) -> None:
        """Apply what this process just wrote in a line with ``crc`` that ends at ``end``."""
        apply(said, self.tables)
        self.crc, self.start, self.end = crc, self.end, end

    def is_of(self, file: File) -> bool:
        """Whether ``file`` begins with what was read: the last checksum is of all that is before it."""
        return file.read(9, self.start) == b"%08x " % self.crc

    def _begin(self, header: Any) -> None:
        if not isinstance(header, list) or header[:2] != ["journal", FORMAT]:
            raise Broken(0, f"it begins with {header}; known here is the journal format {FORMAT}")
        self.schema = int(header[2])


def upgraded(reading: Reading, upgrades: Sequence[Upgrade]) -> Reading:
    """``reading`` with its tables in the newest schema. Raises `Broken` for a file from the future."""
    if reading.schema > len(upgrades):
        raise Broken(0, f"schema {reading.schema}; this program knows {len(upgrades)}")
    for upgrade in upgrades[reading.schema :]:
        reading.tables = as_read(upgrade(reading.tables))
    return reading


def json_of(said: object) -> bytes:
    """``said`` as JSON on one line."""
    # surrogatepass: a lone surrogate is no text, but documents of other programs may hold one.
    return _encode(said).encode("utf-8", "surrogatepass")


def _said(body: bytes) -> Any:
    try:
        return _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):  # NaN, a lone surrogate: Python's own JSON has them
        return json.loads(body.decode("utf-8", "surrogatepass"))


def said_in(line: bytes) -> Change:
    """What a ``line`` says that is known to be whole."""
    change: Change = _said(line[9:])
    return change


def line_of(body: bytes, crc: int) -> bytes:
    """The line of this JSON, without its newline, after a line with ``crc``."""
    return b"%08x %s" % (crc32(body, crc), body)


def crc_of(line: bytes) -> int:
    """The checksum that ``line`` carries: the next one goes on from it."""
    return int(line[:8], 16)


def is_whole(line: bytes, crc: int) -> bool:
    """Whether ``line``, coming after a line with ``crc``, is as it was written."""
    return line[:9] == b"%08x " % crc32(line[9:], crc)


def as_read(said: dict[str, Any]) -> dict[str, Any]:
    """``said`` as it will be read back: tuples as lists, every key as text."""
    read: dict[str, Any] = json.loads(_encode(said))
    return read


def apply(change: Change, tables: Tables) -> None:
    """Put ``change`` into ``tables``; who reads a table meanwhile sees all that is done to it, or nothing."""
    for name, docs in change.items():
        if docs is None:
            tables.pop(name, None)
        elif isinstance(docs, list):
            tables[name] = docs[0]
        elif None in docs.values():
            tables[name] = _without(tables.get(name, {}), docs)
        else:
            tables.setdefault(name, {}).update(docs)


def _without(table: dict[str, Any], docs: dict[str, Any]) -> dict[str, Any]:
    """``table`` with ``docs`` put in, or taken out: itself where that is one step, else a copy."""
    if len(docs) == 1:
        table.pop(next(iter(docs)), None)
        return table
    both = table | docs
    return {key: doc for key, doc in both.items() if doc is not None}


def snapshot(tables: Tables) -> Tables:
    """``tables`` as they are now, to be walked through while others write; the documents are the same."""
    return {name: dict(docs) if isinstance(docs, dict) else docs for name, docs in tables.copy().items()}


def lines_of(tables: Tables, schema: int, progress: Progress) -> Iterator[bytes]:
    """The lines that say ``tables``, header first; one for each document, so that damage hits few."""
    line = line_of(json_of(["journal", FORMAT, schema]), 0)
    yield line
    total = max(1, sum(len(docs) for docs in tables.values() if is_table(docs)))
    for done, change in enumerate(_changes(tables), start=1):
        line = line_of(json_of(change), crc_of(line))
        yield line
        if done % 1000 == 0 and done < total:
            progress(done, total)
    progress(total, total)


def is_table(value: object) -> bool:
    """Whether ``value`` is what TinyDB keeps under a table's name, and not something else."""
    return isinstance(value, dict) and all(isinstance(doc, dict) for doc in value.values())


def _changes(tables: Tables) -> Iterator[Change]:
    for name, docs in tables.items():
        if docs and is_table(docs):
            yield from ({name: {key: doc}} for key, doc in docs.items())
        else:
            yield {name: [docs]}


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Documents just read are no garbage; looking for it among them doubles the time to open."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # together: all that there is counts as old, without being looked at
        if was_on:
            gc.enable()
