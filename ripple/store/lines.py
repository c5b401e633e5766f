"""The file under the store: how tables of documents are written as lines, and read back.

It is text, one line a commit, then NUL bytes up to its end:

    CRC ["journal", 1, SCHEMA]                    format of the file, schema of its documents
    CRC {"log": {"1": {...}, "2": {...}}}         documents put in; null takes one out
    CRC {"log": null, "other": [{...}]}           a table dropped; a table's whole new content
    NUL NUL NUL ...

Three rules carry the rest:

1. The CRC-32 of a line goes on from the line before: a lost, doubled or swapped line shows
   like a flipped bit.
2. A line gets its newline when it is safe on the disk, not before. So readers, here and in
   other processes, see only what is durable; and what has no newline after a crash was never
   acknowledged, or is whole.
3. The file always ends with NUL: room is made, and synced, before a line goes in. So a file
   that ends otherwise was cut short; and a sync has no new file size to record, which makes
   it faster than a plain append.
"""

from __future__ import annotations

import errno
import gc
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from zlib import crc32

Tables = dict[str, Any]  # name of a table -> id as text -> document
Change = dict[str, Any]  # what one line says, as above

FORMAT = 1
BLOCK = 16 * 1024  # bytes read at a time: news is mostly one line


class Broken(Exception):
    """From ``byte`` on the file does not hold what was written."""

    def __init__(self, byte: int, reason: str) -> None:
        super().__init__(byte, reason)
        self.byte, self.reason = byte, reason


class Handle:
    """An open file, closed when its last user lets go: nobody writes to a number that was reused.

    Opened for reading alone where writing is ``refused`` (the system's reason).
    """

    fd = -1

    def __init__(self, path: Path, flags: int = 0) -> None:
        self.refused = ""
        try:
            self.fd = os.open(path, os.O_RDWR | os.O_CLOEXEC | flags, 0o600)
        except OSError as error:
            if flags or error.errno not in (errno.EROFS, errno.EACCES, errno.EPERM):
                raise
            self.fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            self.refused = str(error)
        self._owner = os.getpid()

    def __del__(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)

    def is_at(self, path: Path) -> bool:
        """Whether ``path`` leads here, in the process that opened it (a forked child shares its locks)."""
        return os.path.samestat(path.stat(), os.fstat(self.fd)) and self._owner == os.getpid()


class Reading:
    """What an open file says, up to the last line that was read."""

    _numbers = count()

    def __init__(self, file: Handle) -> None:
        self.file = file
        self._number = next(self._numbers)
        self.tables: Tables = {}
        self.schema = 0
        self.end = 0  # the byte after the last line
        self.crc = 0  # of the last line
        self.rest = b""  # what lies there without a newline

    def load(self) -> Reading:
        """Read the file from its beginning. Raises `Broken`."""
        header = os.pread(self.file.fd, BLOCK, 0).partition(b"\n")[0]
        self.schema = self._check_header(header)
        with _no_garbage():
            self.follow()
        self.rest = self.beyond()
        if b"\n" in self.rest:
            raise Broken(self.end, "bytes are missing in the middle")
        return self

    def follow(self) -> None:
        """Apply the lines that came since. Raises `Broken`, having applied only sound ones."""
        rest, nul = b"", b""
        while not nul:
            block = os.pread(self.file.fd, max(BLOCK, len(rest)), self.end + len(rest))
            if not block:
                raise Broken(self.end, "the file was cut short")
            text, nul, _ = block.partition(b"\0")
            *lines, rest = (rest + text).split(b"\n")
            for change in self._check(lines):
                apply(change, self.tables)
        self.rest = rest

    @property
    def mark(self) -> tuple[int, int]:
        """Differs whenever the tables may: for whoever keeps something computed from them."""
        return self._number, self.end

    def beyond(self) -> bytes:
        """Everything after the last line but the NULs at the end."""
        size = os.fstat(self.file.fd).st_size
        return os.pread(self.file.fd, max(0, size - self.end), self.end).rstrip(b"\0")

    def _check_header(self, line: bytes) -> int:
        [header] = self._check([line])
        kind, version, schema = header
        if (kind, version) != ("journal", FORMAT):
            raise Broken(0, f"this is {kind} format {version}; known here is {FORMAT}")
        return int(schema)

    def _check(self, lines: Sequence[bytes]) -> Sequence[Any]:
        """What ``lines`` say, when every checksum is right."""
        crc, end = self.crc, self.end
        for line in lines:
            crc = crc32(line[9:], crc)
            if line[:9] != b"%08x " % crc:
                raise Broken(end, "a line does not match its checksum")
            end += len(line) + 1
        # Decoded as one array they share their keys: a third of the memory less.
        said: Sequence[Any] = json.loads(b"[" + b",".join(line[9:] for line in lines) + b"]")
        self.crc, self.end = crc, end
        return said


def encode(said: object, crc: int) -> bytes:
    """The line of ``said``, without its newline, after a line with ``crc``."""
    # surrogatepass: a lone surrogate is no text, but documents of other programs may hold one.
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%08x %s" % (crc32(body, crc), body)


def as_read(said: dict[str, Any]) -> dict[str, Any]:
    """``said`` as it will be read back: tuples as lists, every key as text."""
    read: dict[str, Any] = json.loads(json.dumps(said))
    return read


def header(schema: int) -> list[object]:
    """What the first line of a file says."""
    return ["journal", FORMAT, schema]


def crc_of(line: bytes) -> int:
    """The checksum that ``line`` carries: the next one goes on from it."""
    return int(line[:8], 16)


def is_whole(line: bytes, crc: int) -> bool:
    """Whether ``line`` is sound after a line with ``crc``: then only its newline is missing."""
    return line[:9] == b"%08x " % crc32(line[9:], crc)


def apply(change: Change, tables: Tables) -> None:
    """Put ``change`` into ``tables``. Who reads a table at that moment sees all that came in, or nothing."""
    for name, docs in change.items():
        if docs is None:
            tables.pop(name, None)
        elif isinstance(docs, list):
            tables[name] = docs[0]
        else:
            table = tables.setdefault(name, {})
            gone = [key for key, doc in docs.items() if doc is None]
            for key in gone:
                del docs[key]
                table.pop(key, None)
            table.update(docs)


def as_changes(tables: Tables) -> Iterator[Change]:
    """The changes that make ``tables`` out of nothing, one document each: damage then hits few."""
    for name, docs in tables.items():
        if docs and isinstance(docs, dict) and all(isinstance(doc, dict) for doc in docs.values()):
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
        if was_on:
            gc.enable()
