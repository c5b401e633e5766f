"""Documents overwritten where they lie in the file; rules 5 and 6 of `ripple.store.lines`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ripple.store.blanks import BLANKS, has_blanks, in_place_of
from ripple.store.disk import File, refusals
from ripple.store.lines import crc_of, is_whole, json_of, opened
from ripple.store.places import Read, places_of

Places = dict[int, bytes]  # where in a file -> what is to be written there

MANY = 250  # documents
LONGEST = 64 * 1024  # of a document that is overwritten in place, with what leads to it
ERASES = b" "  # so begins the JSON of a line that erases

_END = re.compile(rb"[ \t]{%d}\}" % BLANKS)
_Erased = msgspec.json.Decoder(dict[str, dict[str, msgspec.Raw]]).decode


def erasing(read: Read, end: int, table: str, docs: Mapping[str, tuple[Any, Any]]) -> tuple[bytes, Places]:
    """The JSON of a line that puts other documents in the place of some, and what then is to be overwritten.

    ``docs`` says for each id what is there and what is to be there. Those are all of one ``table``, each once
    and in the order of their ids, in the first ``end`` bytes of the file. Raises `LookupError` where one is
    not found, has no blanks, or has fewer bytes than what is to be there. Also for `MANY`: it costs less to
    write the whole file anew than to find each of them.
    """
    if len(docs) >= MANY:
        raise LookupError(MANY)
    said, places = list[bytes](), Places()
    for (key, (was, becomes)), at in zip(docs.items(), places_of(read, end, table, docs), strict=True):
        old = _document(read, at, was)
        places[at] = text = in_place_of(old, json_of(becomes)) or b""
        if not text:
            raise LookupError(key)
        said.append(b'"%s": %s' % (key.encode(), text))
    return b" {%s:{%s}}" % (json_of(table), b",".join(said)), places


def erased_by(read: Read, end: int, body: bytes) -> Places:
    """What is to be overwritten once the line of the JSON ``body``, which erases, is safe on the disk.

    The line begins at the byte ``end``. Raises `LookupError`, and ValueError where `erasing` did not make it.
    """
    [(table, docs)] = _Erased(body).items()
    return dict(zip(places_of(read, end, table, docs), map(bytes, docs.values()), strict=True))


def overwrite(file: File, places: Places) -> None:
    """Write these ``places``, and return when the disk holds what was written. Raises `StoreReadOnly`."""
    with refusals():
        for at, text in places.items():
            file.write(text, at)
        file.sync()


def last_lines(file: File, most: int) -> list[bytes]:
    """At least so many lines as the file ends with, if it has them; what has no newline yet counts as one."""
    return _tail(file, most)[1].split(b"\n")


def _tail(file: File, most: int) -> tuple[int, bytes]:
    """At which byte at least so many of the last lines begin, and their text."""
    at = end = file.size()
    text = b""
    while at > 0 and text.count(b"\n") < most - 1:
        at = max(0, end - 2 * (end - at) - LONGEST)
        text = file.read(end - at, at).rstrip(b"\0\1")
    return at, text


def laid_over(places: Places, block: bytes, at: int) -> bytes:
    """The ``block``, which lies in a file ``at`` this byte, as it is once the ``places`` are overwritten."""
    for place, text in places.items():
        first, last = max(place, at), min(place + len(text), at + len(block))
        if first < last:
            block = block[: first - at] + text[first - place : last - place] + block[last - at :]
    return block


def cut_short(file: File) -> Places:
    """What is to be overwritten if the last line of ``file`` erases; nothing else can be half done.

    Whether that line is whole is told by the checksum that the line before it carries: the lines before
    may not match theirs until this is done.
    """
    at, text = _tail(file, 4)  # maybe half a line, two whole ones, and what is behind the last newline
    text = text.removesuffix(b"\n")
    *_, before, last = [b"", *text.split(b"\n")]
    start = at + len(text) - len(last)
    try:
        if last[9:10] == ERASES and is_whole(last, crc_of(before)):
            return erased_by(file.read, start, last[9:])
    except (ValueError, LookupError):  # it is damage
        pass
    return {}


def _document(read: Read, at: int, said: Any) -> bytes:
    """The JSON that lies there, which says ``said`` and has blanks. Raises `LookupError`."""
    if isinstance(said, bytes) and has_blanks(said) and read(len(said), at) == said:
        return said  # mostly: it was read from there
    block = read(LONGEST, at)
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
