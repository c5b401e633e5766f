"""Which documents of a journal's file can be overwritten where they lie, as its lines say."""

from __future__ import annotations

from ripple.store.in_place import ERASES, Places, erasing
from ripple.store.lines import Change, Tables, is_table
from ripple.store.places import Read

UNPLAIN = 1 << 62  # more documents than a file can hold


class Erasable:
    """Those that lie in the file once, and were not erased yet."""

    def __init__(self) -> None:
        self.pending = b""  # the JSON of the last line, if it erases and may not have been done yet
        self._put = 0  # documents that lines put in which do not erase
        self._erased = set[str]()  # the ids of those that were erased

    def heard(self, said: Change, body: bytes) -> None:
        """A line says so, in the JSON ``body``."""
        if body[:1] == ERASES:
            self.pending = body
            for docs in said.values():
                self._erased.update(docs)
        else:
            self.pending = b""
            for docs in said.values():
                self._put += len(docs) if isinstance(docs, dict) else UNPLAIN

    def begin_with(self, tables: Tables) -> None:
        """The file was written anew, and holds these ``tables``."""
        self._put = sum(len(docs) if docs and is_table(docs) else UNPLAIN for docs in tables.values())

    def in_place(self, change: Change, tables: Tables, read: Read, end: int) -> tuple[bytes, Places]:
        """The JSON of a line that puts documents in the place of others, and what is to be overwritten.

        Raises `LookupError` where it takes a fresh file to get rid of those.
        """
        for table, docs in change.items():
            there = tables.get(table, {})
            lie_once = len(tables) == len(change) == 1 and self._put == len(there)
            if lie_once and isinstance(docs, dict) and all(docs.values()) and self._erased.isdisjoint(docs):
                both = {key: (there[key], doc) for key, doc in docs.items()}
                return erasing(read, end, table, both)
        raise LookupError
