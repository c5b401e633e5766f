"""Documents overwritten where they lie in the file; rules 5 and 6 of `ripple.store.lines`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from ripple.store.blanks import BLANKS, has_blanks, in_place_of
from ripple.store.disk import File, refusals
from ripple.store.lines import crc_of, is_whole, json_of, opened

Read = Callable[[int, int], bytes]  # so many bytes, from there on
Places = dict[int, bytes]  # where in a file -> what is to be written there

MANY = 250  # documents
NEAR = 4 * 1024  # bytes that are not worth to be halved
SOON = 8 * 1024  # bytes in which the next document to be overwritten mostly lies, where there are many
LONGEST = 64 * 1024  # of a document that is overwritten in place, with what leads to it
ERASES = b" "  # so begins the JSON of a line that erases

_KEY = re.compile(rb'[{,]"(\d+)":\{')  # and so a document in any other line; in a text its quotes have a \
_KEY_LONGEST = 24
_END = re.compile(rb"[ \t]{%d}\}" % BLANKS)
_Erased = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


def erasing(read: Read, end: int, table: str, docs: Mapping[str, tuple[Any, Any]]) -> tuple[bytes, Places]:
    """The JSON of a line that puts other documents in the place of some, and what then is to be overwritten.

    ``docs`` says for each id what is there and what is to be there. The file has the documents of one table,
    each once and in the order of their ids, in its first ``end`` bytes; else `LookupError`, as for documents
    that have no blanks, or too few bytes, and for `MANY`: to find each costs more than to write all anew.
    """
    if len(docs) >= MANY:
        raise LookupError(MANY)
    said, places = list[bytes](), Places()
    for (key, (was, becomes)), at in zip(docs.items(), _places_of(read, end, docs), strict=True):
        old = _document(read(LONGEST, at), was)
        places[at] = text = in_place_of(old, json_of(becomes)) or b""
        if not text:
            raise LookupError(key)
        said.append(b'"%s": %s' % (key.encode(), text))
    return b" {%s:{%s}}" % (json_of(table), b",".join(said)), places


def erased_by(read: Read, end: int, body: bytes) -> Places:
    """What is to be overwritten once the line of the JSON ``body``, which erases, is safe on the disk."""
    [docs] = _Erased(body).values()
    return dict(zip(_places_of(read, end, docs), map(bytes, docs.values()), strict=True))


def overwrite(file: File, places: Places) -> None:
    """Write what is to be there, and return when nothing else is on the disk. Raises `StoreReadOnly`."""
    with refusals():
        for at, text in places.items():
            file.write(text, at)
        file.sync()


def last_lines(file: File, most: int) -> list[bytes]:
    """At least so many lines as the file ends with, if it has them; what has no newline yet counts as one."""
    end = file.size()
    lines, at = list[bytes](), end
    while len(lines) < most and at > 0:
        at = max(0, end - 2 * (end - at) - LONGEST)
        lines = file.read(end - at, at).rstrip(b"\0\1").split(b"\n")
    return lines


def laid_over(places: Places, block: bytes, at: int) -> bytes:
    """The ``block``, which lies in a file ``at`` this byte, as it is once the ``places`` are overwritten."""
    for place, text in places.items():
        first, last = max(place, at), min(place + len(text), at + len(block))
        if first < last:
            block = block[: first - at] + text[first - place : last - place] + block[last - at :]
    return block


def cut_short(file: File) -> Places:
    """What the last line of ``file`` erases, if it does: all that can be half overwritten.

    It is known by the checksum alone that the line before it has: there may be no sound line before that one.
    """
    lines, end = last_lines(file, 4), file.size()  # the end of a line, a whole one, the last one, nothing
    if len(lines) < 3:
        return {}
    before, last = lines[-3:-1] if not lines[-1] else lines[-2:]
    try:
        if last[9:10] == ERASES and is_whole(last, crc_of(before)):
            return erased_by(file.read, end, last[9:])
    except (ValueError, LookupError):  # it is damage
        pass
    return {}


def _places_of(read: Read, end: int, keys: Iterable[str]) -> Iterator[int]:
    """Where each of the documents of these ids begins. Raises `LookupError`."""
    place = 0
    for key in map(int, keys):
        place = _place_soon(read, place, key) or _place_of(read, end, key)
        yield place


def _place_soon(read: Read, at: int, key: int) -> int:
    """Where the document of this id begins, if it is one of those just after the one that begins ``at``."""
    name = b'"%d":{' % key
    found = read(SOON, at).find(name) if at else -1
    return at + found + len(name) - 1 if found >= 0 else 0


def _place_of(read: Read, end: int, key: int) -> int:
    """Where the document of this id begins, found by halving the file. Raises `LookupError`."""
    low, high = 0, end
    while high - low > NEAR:
        middle = (low + high) // 2
        found = _next(read, middle, high)
        if found and found[0] <= key:
            low = found[1]
        else:
            high = middle
    while found := _next(read, low, end):
        number, at, document = found
        if number == key:
            return document
        if number > key:
            break
        low = at + 1
    raise LookupError(key)


def _next(read: Read, at: int, end: int) -> tuple[int, int, int] | None:
    """The id of the next document, where it is named, and where it begins."""
    while at < end:
        block = read(NEAR, at)
        if match := _KEY.search(block):
            return int(match[1]), at + match.start(), at + match.end() - 1
        at += max(1, len(block) - _KEY_LONGEST)
    return None


def _document(block: bytes, said: Any) -> bytes:
    """The JSON with which ``block`` begins, which says ``said`` and has blanks. Raises `LookupError`."""
    for end in _END.finditer(block):
        text = block[: end.end()]
        try:
            found = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # it was a text that holds such blanks
        if found == opened(said) and has_blanks(text):
            return text
        break
    raise LookupError
