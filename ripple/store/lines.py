"""The file under the store: how tables of documents are written as lines, and read back.

It is text, one line a commit, then NUL bytes up to its end:

    CRC ["journal", 1, SCHEMA]                    format of the file, schema of its documents
    CRC {"log": {"1": {...}, "2": {...}}}         documents put in; null takes one out
    CRC {"log": null, "other": [{...}]}           a table dropped; a table's whole new content
    NUL NUL NUL ...

These rules carry the rest:

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
5. Each document ends with 32 blanks, spaces and tabs as chance had it. Erased, it is overwritten
   where it lies by what is left of it, as many bytes and with the same CRC-32 (`ripple.store.blanks`).
   So no other line changes, and the checksums tell nothing of what was there.
6. A line that tells others so comes before, and holds the very bytes that are then written over the
   old ones. It has a space where no other line has one: before its JSON, and before each document.
   As the last line of a file it says what may have been cut short: whoever reads the file lays its
   documents over the old ones, and whoever writes to it next writes them there once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from zlib import crc32

import msgspec

from ripple.store.blanks import with_blanks

Tables = dict[str, Any]  # name of a table -> id as text -> document
Document = dict[str, Any] | bytes  # what it says, or the JSON of what it says where nobody looked into it
Change = dict[str, Any]  # what one line says, as above
Decode = Callable[[bytes], list[Any]]  # a JSON array of lines -> what each says: `said_by` or `said_unopened`
Progress = Callable[[int, int], None]  # done, of how many
Upgrade = Callable[[Tables], Tables]  # from one schema of the documents to the next

FORMAT = 1
MIDDLE = "bytes are missing in the middle"
REPLACED = b"\1"
BLOCK = 256 * 1024  # bytes to read or write at once where there are many

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_quickly = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode
_Unopened = list[dict[str, dict[str, msgspec.Raw] | list[Any] | None] | list[Any]]
_decode_unopened = msgspec.json.Decoder(_Unopened).decode


def silently(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def json_of(said: object) -> bytes:
    """``said`` as JSON on one line, as Python's own JSON says it. Raises TypeError for what it cannot say."""
    try:
        text = _quickly(said)
        is_same = _decode(text) == said  # not so for NaN, a date, a number as a key
    except (TypeError, ValueError, RecursionError):
        is_same = False
    # surrogatepass: a lone surrogate is no text, but documents of other programs may hold one.
    return text if is_same else _encode(said).encode("utf-8", "surrogatepass")


def body_of(change: Change) -> bytes:
    """The JSON of a line that says ``change``."""
    return b"{%s}" % b",".join([b"%s:%s" % (_name(name), _docs_of(docs)) for name, docs in change.items()])


def _docs_of(docs: Any) -> bytes:
    if not isinstance(docs, dict):
        return json_of(docs)
    return b"{%s}" % b",".join([b"%s:%s" % (_name(key), _document(doc)) for key, doc in docs.items()])


def _name(name: str) -> bytes:
    return b'"%s"' % name.encode() if name.isalnum() and name.isascii() else json_of(name)


def _document(doc: Any) -> bytes:
    doc = opened(doc)
    return with_blanks(json_of(doc)) if isinstance(doc, dict) else json_of(doc)


def said_by(body: bytes) -> Any:
    """What the JSON of a line says."""
    try:
        return _decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):  # NaN, a lone surrogate: Python's own JSON has them
        return json.loads(body.decode("utf-8", "surrogatepass"))


def said_unopened(lines: bytes) -> list[Any]:
    """What each of these lines says, a JSON array, but of each document its JSON: `opened` tells the rest."""
    try:
        said: list[Any] = _decode_unopened(lines)
    except (msgspec.DecodeError, UnicodeDecodeError):  # none that `json_of` wrote
        return list(said_by(lines))
    for change in said:
        for docs in change.values() if isinstance(change, dict) else ():
            for key, doc in docs.items() if isinstance(docs, dict) else ():
                text = bytes(doc)  # apart from its line, which would stay in memory with it
                docs[key] = None if text == b"null" else text
    return said


def opened(doc: Any) -> Any:
    """What the document says."""
    return said_by(doc) if isinstance(doc, bytes) else doc


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


def changed(tables: Tables, change: Change) -> Tables:
    """``tables`` as they are now, but for ``change``; they stay as they are."""
    new = snapshot(tables)
    apply(as_read(change), new)
    return new


def lines_of(tables: Tables, schema: int, progress: Progress) -> Iterator[bytes]:
    """The lines that say ``tables``, header first; one for each document, so that damage hits few."""
    line = line_of(json_of(["journal", FORMAT, schema]), 0)
    yield line
    total = max(1, sum(len(docs) for docs in tables.values() if is_table(docs)))
    for done, change in enumerate(_changes(tables), start=1):
        line = line_of(body_of(change), crc_of(line))
        yield line
        if done % 1000 == 0 and done < total:
            progress(done, total)
    progress(total, total)


def is_table(value: object) -> bool:
    """Whether ``value`` is what TinyDB keeps under a table's name, and not something else."""
    return isinstance(value, dict) and all(_is_document(doc) for doc in value.values())


def _is_document(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, bytes) and value[:1] == b"{")


def _changes(tables: Tables) -> Iterator[Change]:
    for name, docs in tables.items():
        if docs and is_table(docs):
            yield from ({name: {key: doc}} for key, doc in docs.items())
        else:
            yield {name: [docs]}
