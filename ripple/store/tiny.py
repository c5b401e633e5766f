"""The log on TinyDB: a journal for each group, in a folder."""

import re
from collections.abc import Sequence, Set
from pathlib import Path
from threading import Lock
from typing import Any

from ripple.domain.errors import RippleError, StoreDamaged, StoreUnreadable, UnknownGroup
from ripple.domain.events.log import LogEvent, Stored
from ripple.store.codec import UPGRADES, from_document, to_document
from ripple.store.disk import is_there, make_folder, refusals, stamp_of
from ripple.store.draft import Docs
from ripple.store.durable import JournalStorage
from ripple.store.fresh import start_over
from ripple.store.journal import Journal
from ripple.store.reading import Reading

SUFFIX = ".journal"
TABLE = "log"
FORGOTTEN = "forgotten"  # a table that only a group has that was deleted
OPEN_FILES = 100  # kept open; the one that was used longest ago is closed first, and not read again

_GROUP = re.compile(r"[a-z0-9]{1,40}", re.ASCII)


class TinyLog:
    """The `Log` protocol on the journals in ``folder``, which is made when it is missing.

    A group is one file; its entries are the documents of one table, each under its version.
    A group's id is 1 to 40 small letters and digits: `UnknownGroup` for any other.
    """

    def __init__(self, folder: str | Path) -> None:
        self._folder = Path(folder)
        self._lock = Lock()
        self._groups: dict[str, GroupLog] = {}  # those in use
        self._recent: dict[str, GroupLog] = {}  # whose files are open, the last one used at the end

    def append(self, group: str, *entries: LogEvent, after: int | None = None) -> int:
        return self._open(group).append(entries, after)

    def since(self, group: str, version: int) -> Sequence[tuple[int, Stored]]:
        return self._open(group).since(version) if self._has(group) else []

    def version(self, group: str) -> int:
        return self._open(group).version() if self._has(group) else 0

    def erase(self, group: str, *entry_ids: str) -> None:
        if self._has(group):
            self._open(group).erase(frozenset(entry_ids))

    def forget(self, group: str) -> None:
        if self._has(group):
            self._open(group).forget()

    def replaced(self, group: str) -> int:
        log = self._groups.get(group)
        return log.replaced if log else 0

    def release(self, group: str) -> None:
        with self._lock:
            self._groups.pop(group, None)
            self._recent.pop(group, None)

    def close(self) -> None:
        with self._lock:
            self._recent.clear()
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
            log = self._groups.get(group)
            if log is None:
                with refusals():
                    make_folder(self._folder)
                log = self._groups[group] = GroupLog(self._path(group))
            self._recent.pop(group, None)
            self._recent[group] = log  # now the last one used
            while len(self._recent) > OPEN_FILES:
                self._recent.pop(next(iter(self._recent))).rest()
            return log


class GroupLog:
    """One group's entries: a TinyDB database whose table ``log`` has the documents 1, 2, 3, ...

    `DurableDB` opens it too. Here the versions, which TinyDB would have to work out, are known.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opening = Lock()  # one of each group: reading a large one keeps nobody from the others
        self._storage: JournalStorage | None = None
        self._damage: tuple[object, StoreDamaged] | None = None  # of which file
        self._ids: dict[str, int] = {}  # and their versions
        self._reading: Reading | None = None
        self.replaced = 0

    @property
    def is_open(self) -> bool:
        """Whether its file was opened: at the first use, which reads all of it."""
        return self._storage is not None

    @property
    def _journal(self) -> Journal:
        with self._opening:
            if self._storage is None:
                self._storage = self._opened()
            return self._storage.journal

    def _opened(self) -> JournalStorage:
        """Raises `StoreDamaged`, without reading the file again where it is as it was the last time."""
        stamp = stamp_of(self._path)
        if self._damage and self._damage[0] == stamp:
            raise self._damage[1].facts()
        try:
            return JournalStorage(self._path, upgrades=UPGRADES)
        except StoreUnreadable:
            raise  # it may be read the next time
        except StoreDamaged as damage:
            self._damage = stamp, damage.facts()
            raise

    def append(self, entries: Sequence[LogEvent], after: int | None) -> int:
        with self._journal as reading:
            if FORGOTTEN in reading.tables:
                raise UnknownGroup(self._path.stem)
            new: dict[str, LogEvent] = {}
            known = self._known_ids(reading)
            for entry in entries if after in (None, len(known)) else ():
                if entry.id not in known:
                    new.setdefault(entry.id, entry)
            if new:
                numbered = enumerate(new.values(), len(known) + 1)
                self._journal.commit({TABLE: {str(at): to_document(entry) for at, entry in numbered}})
                self._known_ids(reading)
            else:
                self._journal.must_be_here(reading.file)
            return len(known)

    def version(self) -> int:
        return len(self._docs(self._journal.refresh(wait=False)))

    def since(self, version: int) -> list[tuple[int, Stored]]:
        docs = self._docs(self._journal.refresh(wait=False))
        return [(at, self._entry(docs, at)) for at in range(max(0, version) + 1, len(docs) + 1)]

    def erase(self, entry_ids: Set[str]) -> None:
        with self._journal as reading:
            docs, known = self._docs(reading), self._known_ids(reading)
            found = {
                version: self._entry(docs, version) for one in entry_ids if (version := known.get(one, 0))
            }
            bare = {version: entry.without_words() for version, entry in found.items()}
            left = {str(at): to_document(entry) for at, entry in sorted(bare.items()) if entry != found[at]}
            if left:
                self._journal.erase(TABLE, left)

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

    def rest(self) -> None:
        """Close the file, if nobody is at it."""
        if self._storage is not None:
            self._storage.journal.rest()

    def _docs(self, reading: Reading) -> Docs:
        docs: Docs = reading.tables.get(TABLE, {})
        if reading is not self._reading:
            self._take(reading)
        return docs

    def _take(self, reading: Reading) -> None:
        """The file was read anew: see whether it goes on from what was known, and count it if not."""
        tables = [known.tables.get(TABLE, {}) for known in (self._reading, reading) if known]
        shared = str(min(map(len, tables)))
        self.replaced += len({table.get(shared, {}).get("id") for table in tables}) > 1
        self._reading, self._ids = reading, {}

    def _known_ids(self, reading: Reading) -> dict[str, int]:
        """The versions of all entries by their ids; brought up to date by reading only what is new."""
        docs = self._docs(reading)
        for version in range(len(self._ids) + 1, len(docs) + 1):
            self._ids[self._document(docs, version)["id"]] = version
        return self._ids

    def _document(self, docs: Docs, version: int) -> dict[str, Any]:
        try:
            document: dict[str, Any] = docs[str(version)]
        except KeyError as error:
            raise StoreDamaged(str(self._path), 0, f"entry {version} is missing") from error
        return document

    def _entry(self, docs: Docs, version: int) -> Stored:
        try:
            return from_document(self._document(docs, version))
        except (ValueError, RippleError) as error:
            raise StoreDamaged(str(self._path), 0, f"entry {version}: {error}") from error
