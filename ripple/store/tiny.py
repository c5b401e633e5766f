"""The log on TinyDB: a journal for each group, in a folder."""

import re
from collections.abc import Sequence, Set
from pathlib import Path
from threading import Lock
from typing import Any

from ripple.domain.entries import Entry
from ripple.domain.errors import RippleError, StoreDamaged, UnknownGroup
from ripple.store.codec import UPGRADES, from_document, to_change, to_document
from ripple.store.disk import is_there, make_folder, refusals
from ripple.store.draft import Docs
from ripple.store.durable import JournalStorage
from ripple.store.fresh import start_over
from ripple.store.journal import Journal
from ripple.store.lines import Reading

SUFFIX = ".journal"
TABLE = "log"
FORGOTTEN = "forgotten"  # a table that only a group has that was deleted
OPEN_GROUPS = 100  # groups kept in memory; the one that was used longest ago goes first

_GROUP = re.compile(r"[a-z0-9]{1,40}", re.ASCII)


class TinyLog:
    """The `Log` protocol on the journals in ``folder``, which is made when it is missing.

    A group is one file; its entries are the documents of one table, each under its version.
    A group's id is 1 to 40 small letters and digits: `UnknownGroup` for any other.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self._lock = Lock()
        self._groups: dict[str, GroupLog] = {}

    def append(self, group: str, *entries: Entry, after: int | None = None) -> int:
        return self._open(group).append(entries, after)

    def since(self, group: str, version: int) -> Sequence[tuple[int, Entry]]:
        return self._open(group).since(version) if self._has(group) else []

    def version(self, group: str) -> int:
        return self._open(group).version() if self._has(group) else 0

    def erase(self, group: str, *entry_ids: str) -> None:
        if self._has(group):
            self._open(group).erase(frozenset(entry_ids))

    def forget(self, group: str) -> None:
        if self._has(group):
            self._open(group).forget()

    def close(self) -> None:
        with self._lock:
            while self._groups:
                self._groups.popitem()[1].close()

    def _has(self, group: str) -> bool:
        log = self._groups.get(group)
        return (log is not None and log.is_open) or is_there(self._path(group))

    def _path(self, group: str) -> Path:
        if not _GROUP.fullmatch(group):
            raise UnknownGroup(group)
        return self._folder / f"{group}{SUFFIX}"

    def _open(self, group: str) -> "GroupLog":
        with self._lock:
            log = self._groups.pop(group, None)
            if log is None:
                with refusals():
                    make_folder(self._folder)
                log = GroupLog(self._path(group))
            self._groups[group] = log  # now the last one used
            while len(self._groups) > OPEN_GROUPS:
                self._groups.pop(next(iter(self._groups)))
            return log


class GroupLog:
    """One group's entries: a TinyDB database whose table ``log`` has the documents 1, 2, 3, ...

    `DurableDB` opens it too. Here the versions, which TinyDB would have to work out, are known.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opening = Lock()  # one of each group: reading a large one keeps nobody from the others
        self._storage: JournalStorage | None = None
        self._ids: set[str] = set()
        self._ids_of: Reading | None = None

    @property
    def is_open(self) -> bool:
        """Whether its file was opened: at the first use, which reads all of it."""
        return self._storage is not None

    @property
    def _journal(self) -> Journal:
        with self._opening:
            if self._storage is None:
                self._storage = JournalStorage(self._path, upgrades=UPGRADES)
            return self._storage.journal

    def append(self, entries: Sequence[Entry], after: int | None) -> int:
        with self._journal as reading:
            if FORGOTTEN in reading.tables:
                raise UnknownGroup(self._path.stem)
            new: dict[str, Entry] = {}
            known = self._known_ids(reading)
            for entry in entries if after in (None, len(known)) else ():
                if entry.id not in known:
                    new.setdefault(entry.id, entry)
            if new:
                self._journal.commit(to_change(TABLE, dict(enumerate(new.values(), len(known) + 1))))
                known.update(new)
            return len(known)

    def version(self) -> int:
        return len(self._docs(self._journal.refresh(wait=False)))

    def since(self, version: int) -> list[tuple[int, Entry]]:
        docs = self._docs(self._journal.refresh(wait=False))
        return [(at, self._entry(docs, at)) for at in range(max(0, version) + 1, len(docs) + 1)]

    def erase(self, entry_ids: Set[str]) -> None:
        with self._journal as reading:
            docs = self._docs(reading)
            found = [v for v in range(1, len(docs) + 1) if self._document(docs, v)["id"] in entry_ids]
            bare = {str(v): to_document(self._entry(docs, v).without_words()) for v in found}
            if bare:
                self._journal.rewrite({TABLE: bare})

    def forget(self) -> None:
        left: dict[str, Any] = {FORGOTTEN: {"1": {}}}
        try:
            with self._journal:  # the file stays, so that no other process begins the group anew
                self._journal.rewrite({TABLE: None, **left})
        except StoreDamaged:
            start_over(self._path, left, len(UPGRADES))

    def close(self) -> None:
        if self._storage is not None:
            self._storage.close()

    @staticmethod
    def _docs(reading: Reading) -> Docs:
        docs: Docs = reading.tables.get(TABLE, {})
        return docs

    def _known_ids(self, reading: Reading) -> set[str]:
        """The ids of all entries; brought up to date by reading only what is new."""
        if self._ids_of is not reading:
            self._ids, self._ids_of = set(), reading
        docs = self._docs(reading)
        for version in range(len(self._ids) + 1, len(docs) + 1):
            self._ids.add(self._document(docs, version)["id"])
        return self._ids

    def _document(self, docs: Docs, version: int) -> dict[str, Any]:
        try:
            document: dict[str, Any] = docs[str(version)]
        except KeyError as error:
            raise StoreDamaged(str(self._path), 0, f"entry {version} is missing") from error
        return document

    def _entry(self, docs: Docs, version: int) -> Entry:
        try:
            return from_document(self._document(docs, version))
        except (ValueError, RippleError) as error:
            raise StoreDamaged(str(self._path), 0, f"entry {version}: {error}") from error
