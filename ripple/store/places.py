"""Where in a journal's file a document lies: found by its id, in a few reads however large the file is.

It follows from nothing but where the names of documents stand, and these stay when one is overwritten. So who
finishes what was cut off finds the very places that were found before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from ripple.store.lines import json_of

Read = Callable[[int, int], bytes]  # so many bytes, from there on

BLOCK = 8 * 1024  # bytes to read at once: mostly a dozen documents
GUESSES = 6  # before the file is halved
_LONGEST = 24  # bytes of a name: its quotes, the id, the colon and the brace
_ID = re.compile(r"[1-9]\d{0,18}", re.ASCII)


class Found(NamedTuple):
    """The document of this id, which begins at this byte."""

    id: int
    at: int


def places_of(read: Read, end: int, table: str, ids: Iterable[str]) -> Iterator[int]:
    """Where each of the documents of these ids begins, in the first ``end`` bytes of a file.

    There are only documents of this one ``table``, each once and in the order of their ids: where they
    are not, one may not be found. Raises `LookupError`.
    """
    names, found = Names(read, end, table), Found(0, 0)
    for text in ids:
        if not _ID.fullmatch(text):
            raise LookupError(text)
        found = names.find(int(text), found if found.id < int(text) else Found(0, 0))
        yield found.at


class Names:
    """The names of a table's documents, as they stand in the first ``end`` bytes of a file."""

    def __init__(self, read: Read, end: int, table: str) -> None:
        self._read, self._end = read, end
        self._before = b" {%s:{" % json_of(table)  # what stands before the first document of a line
        self._name = _names_after(self._before)

    def find(self, key: int, low: Found) -> Found:
        """The document of the id ``key``, which comes after the one at ``low``. Raises `LookupError`."""
        high = Found(0, self._end)  # 0: what id comes there is not known
        for turn in count():
            if low.at >= high.at:
                break
            at = low.at if turn == 0 and low.id else _from_where(low, high, key, turn)
            found = self._next(at, high.at, key)
            if found and found.id == key:
                return found
            if found and found.id < key:
                low = found
            else:
                high = Found(found.id if found else high.id, at)
        raise LookupError(key)

    def _next(self, at: int, end: int, key: int) -> Found | None:
        """The document of the id ``key``, if it is one of the next few from ``at`` on; else the next one."""
        while at < end:
            first = max(0, at - len(self._before) - 1)  # a name is known by what stands before it
            block = self._read(min(at + BLOCK, self._end) - first, first)
            if name := self._name.search(block, at - first):
                if int(name[1]) < key and (there := block.find(b'"%d":{' % key, name.end())) > 0:
                    name = self._name.match(block, there) or name
                return Found(int(name[1]), first + name.end() - 1)
            at += BLOCK - _LONGEST
        return None


def _from_where(low: Found, high: Found, key: int, turn: int) -> int:
    """From which byte on to look for the id ``key`` between these two, the next time.

    It is guessed as if all documents between them were equally long. Where that was wrong too often, it is
    by halves: that takes few reads however long each of them is.
    """
    if high.at - low.at <= BLOCK:
        return low.at
    if turn >= GUESSES:
        return (low.at + high.at) // 2
    if high.id:
        at = low.at + (high.at - low.at) * (key - low.id) // (high.id - low.id) - BLOCK // 2
    else:
        at = high.at - BLOCK
    return min(max(at, low.at), high.at - 1)


@cache
def _names_after(before: bytes) -> re.Pattern[bytes]:
    """What the names of documents look like, ``before`` which this stands at the beginning of a line.

    Nothing else in a line looks so. In a text a quote has a backslash before it; only a document has blanks
    before its last brace; and only a line begins with a checksum.
    """
    return re.compile(rb'"(?:(?<=[ \t]\},")|(?<=[0-9a-f]%s"))([1-9]\d{0,18})":\{' % re.escape(before))
