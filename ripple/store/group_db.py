"""A group's TinyDB database: the entries of its log are the documents of one table."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from tinydb.table import Document, Table

from ripple.domain.events.log import Stored
from ripple.store.codec import from_document, from_json, id_in
from ripple.store.durable import DurableDB, DurableTable, JournalStorage
from ripple.store.journal import Journal
from ripple.store.lines import opened

TABLE = "log"


class Line(Mapping[str, Any]):
    """A document of the log as it lies there: read when somebody looks into it, or as an `entry` at once."""

    __slots__ = ("_document", "doc_id")

    def __init__(self, document: Mapping[str, Any] | bytes, doc_id: int) -> None:
        self._document, self.doc_id = document, doc_id

    @property
    def id(self) -> str:
        """The entry's own."""
        said = self._document
        found: str = id_in(said) if isinstance(said, bytes) else said["id"]
        return found

    def entry(self) -> Stored:
        """Raises what `from_document` raises."""
        said = self._document
        return from_json(said) if isinstance(said, bytes) else from_document(said)

    def __getitem__(self, name: str) -> Any:
        return opened(self._document)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(opened(self._document))

    def __len__(self) -> int:
        return len(opened(self._document))


class LogTable(DurableTable):
    """Hands out its documents as they lie there: they are made into entries at once, and not changed."""

    document_class = Line  # type: ignore[assignment]  # TinyDB means any that has an id

    def own(self, document: Document) -> Document:
        return document


class GroupDB(DurableDB):
    """The TinyDB database of a group: its entries are the documents 1, 2, 3, ... of the default table."""

    default_table_name = TABLE
    table_class = LogTable

    @property
    def log(self) -> Table:
        """The table of the entries."""
        return self.table(TABLE)

    @property
    def journal(self) -> Journal:
        """What its storage writes to: ``with db.journal`` nobody else writes, in any process."""
        return cast(JournalStorage, self.storage).journal
