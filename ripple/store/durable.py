"""TinyDB on a journal: as fast at 100,000 documents as at ten, safe for threads, processes and crashes.

Each group of the app is such a database (`ripple.store.tiny`), and any TinyDB program can have its own so:

    db = DurableDB("db.journal")        # instead of TinyDB("db.json")

and takes what it has along in one step:

    db.storage.write(TinyDB("db.json").storage.read())

The public API is TinyDB's. What is overridden besides, and so pinned to TinyDB 4.9, are
`Table._update_table`, `_read_table` and `_get_next_id`: they see one change instead of a
whole file. Under a middleware, or on another storage, they do what TinyDB does.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from threading import Lock, local
from typing import Any

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from ripple.store.draft import Docs, Draft, copy, difference
from ripple.store.folders import made_for
from ripple.store.journal import Journal
from ripple.store.lines import Change, Decode, Tables, Upgrade, as_read, opened, said_by, snapshot


class Overtaken(Exception):
    """Somebody else wrote between this program's whole read and whole write; nothing was stored."""


class JournalStorage(Storage):
    """A TinyDB storage on a `Journal`.

    Through `DurableDB` a change costs the same however much is stored. Without it, or under a
    middleware, TinyDB reads and writes everything each time: then what differs is appended,
    and `write` raises `Overtaken` rather than undo what another wrote in the meantime.

    ``upgrades`` and ``decode`` are those of the `Journal`. With ``secure_delete``, as SQLite calls it, no
    byte of what a change replaces or removes is in the file when it returns.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        create_dirs: bool = False,
        access_mode: str = "r+",
        upgrades: Sequence[Upgrade] = (),
        secure_delete: bool = False,
        decode: Decode = said_by,
    ) -> None:
        self._secure_delete = secure_delete
        self._writable = "+" in access_mode
        if not self._writable:
            Path(path).stat()  # must be there already
        with made_for(Path(path).parent) if self._writable and create_dirs else nullcontext():
            self.journal = Journal(path, upgrades, decode)
        self._last_read = local()

    def read(self) -> Tables | None:
        """A copy of everything, None when there is nothing."""
        reading = self.journal.refresh()
        self._last_read.mark = reading.mark
        return {name: copy(docs) for name, docs in snapshot(reading.tables).items()} or None

    def write(self, data: Tables) -> None:
        """Make ``data`` everything there is. Raises `Overtaken` when it would undo a foreign change."""
        with self.journal as reading:
            seen = getattr(self._last_read, "mark", None)
            if data and seen and seen != reading.mark:
                raise Overtaken
            change = difference(reading.tables, as_read(data))
            if change:
                self.commit(change)
            self._last_read.mark = reading.mark

    def commit(self, change: Change) -> None:
        """Append one change, in the form of `ripple.store.lines`."""
        if not self._writable:
            raise io.UnsupportedOperation("the database was opened for reading")
        if self._secure_delete and not _only_adds(change, self.journal.reading.tables):
            self.journal.erase(change)
        else:
            self.journal.commit(change)

    def close(self) -> None:
        self.journal.close()


def _only_adds(change: Change, tables: Tables) -> bool:
    for name, docs in change.items():
        if not isinstance(docs, dict) or not tables.get(name, {}).keys().isdisjoint(docs):
            return False
    return True


class DurableTable(Table):
    """TinyDB's table, which tells a journal what changed instead of everything."""

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        self._durable = storage if isinstance(storage, JournalStorage) else None
        self._draft: Draft | None = None
        self._cache_lock = Lock()
        super().__init__(storage, name, **options)

    def insert(self, document: Mapping[str, Any]) -> int:
        """As TinyDB's, but the next id is taken when it is our turn to write, not before."""
        if isinstance(document, self.document_class):
            self._next_id = None  # count on from the highest id
        return self.insert_multiple([document])[0]

    def search(self, cond: QueryLike) -> list[Document]:
        """As TinyDB's; its cache knows of other writers."""
        if not self._durable:
            return super().search(cond)
        mark = self._durable.journal.refresh(wait=False).mark
        with self._cache_lock:
            cache: Any = self._query_cache
            found_at, found = cache.get(cond, (None, []))
        if found_at != mark:
            found = [
                self.document_class(doc, self.document_id_class(key))
                for key, doc in self._read_table().items()
                if cond(opened(doc))
            ]
            if getattr(cond, "is_cacheable", lambda: True)():
                with self._cache_lock:
                    cache[cond] = mark, found
        return [self.own(document) for document in found]

    def get(self, cond: Any = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """As TinyDB's; by id it costs the same however large the table is."""
        if self._durable and doc_id is not None:
            doc = self._docs(self._durable).get(str(doc_id))
            return None if doc is None else self.own(self.document_class(doc, doc_id))
        found = super().get(cond, doc_id, doc_ids)
        return [*map(self.own, found)] if isinstance(found, list) else found and self.own(found)

    def update(self, fields: Any, cond: Any = None, doc_ids: Any = None) -> list[int]:
        """As TinyDB's; only documents that ``cond`` finds are touched."""
        if not self._durable or cond is None or doc_ids is not None:
            return super().update(fields, cond, doc_ids)
        with self._durable.journal:
            return super().update(fields, doc_ids=self._ids(cond))

    def remove(self, cond: Any = None, doc_ids: Any = None) -> list[int]:
        """As TinyDB's; only documents that ``cond`` finds are touched."""
        if not self._durable or cond is None or doc_ids is not None:
            return super().remove(cond, doc_ids)
        with self._durable.journal:
            return super().remove(doc_ids=self._ids(cond))

    def _ids(self, cond: QueryLike) -> list[Any]:
        return [self.document_id_class(key) for key, doc in self._read_table().items() if cond(opened(doc))]

    def own(self, document: Document) -> Document:
        """A copy that shares nothing with the store: who changes it changes nothing else."""
        return type(document)(copy(dict(document)), document.doc_id)

    def __iter__(self) -> Iterator[Document]:
        return map(self.own, super().__iter__())

    def __len__(self) -> int:
        return len(self._docs(self._durable) if self._durable else self._read_table())

    def _docs(self, storage: JournalStorage) -> Docs:
        """The documents themselves: neither to be changed nor to be walked through."""
        docs: Docs = storage.journal.refresh(wait=False).tables.get(self.name, {})
        return docs

    def _read_table(self) -> Docs:
        # A copy (of the table, not of its documents): others go on writing while it is walked.
        return dict(self._docs(self._durable) if self._durable else super()._read_table())

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        if not self._durable:
            super()._update_table(updater)
            return
        with self._durable.journal as reading:
            outer, self._draft = self._draft, Draft(reading.tables.get(self.name, {}), self.document_id_class)
            try:
                updater(self._draft)
                change = self._draft.change()
            finally:
                self._draft = outer
            if change or self.name not in reading.tables:
                self._durable.commit({self.name: change})
        self.clear_cache()

    def _get_next_id(self) -> Any:
        count_on: Callable[[], Any] = super()._get_next_id
        next_id = count_on()
        while self._draft is not None and next_id in self._draft:
            next_id = count_on()  # another writer has it
        return next_id


class DurableDB(TinyDB):
    """TinyDB on a `JournalStorage`: `DurableDB(path, create_dirs=False, access_mode="r+")`."""

    table_class = DurableTable  # type: ignore[assignment]  # TinyDB means any table
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB means any storage

    def tables(self) -> set[str]:
        """The names of all tables, without a copy of what is in them."""
        if isinstance(self.storage, JournalStorage):
            return set(self.storage.journal.refresh().tables)
        return super().tables()

    def drop_tables(self) -> None:
        """Drop all tables, those that others just made too."""
        if isinstance(self.storage, JournalStorage):
            with self.storage.journal as reading:
                self.storage.commit(dict.fromkeys(reading.tables))
            self._tables.clear()
        else:
            super().drop_tables()

    def drop_table(self, name: str) -> None:
        """Drop the table ``name`` if there is one."""
        if isinstance(self.storage, JournalStorage):
            with self.storage.journal as reading:
                if name in reading.tables:
                    self.storage.commit({name: None})
            self._tables.pop(name, None)
        else:
            super().drop_table(name)
