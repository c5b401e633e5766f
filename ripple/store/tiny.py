"""The log on TinyDB: a journal for each group, in a folder."""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence, Set
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from ripple.domain.errors import RippleError, StoreDamaged, StoreUnreadable, UnknownGroup
from ripple.domain.events.log import Stored
from ripple.store.codec import UPGRADES, to_document
from ripple.store.disk import is_there, must_fit, open_file, refusals, stamp_of, write_over
from ripple.store.fresh import start_over
from ripple.store.group_db import TABLE, GroupDB, Line
from ripple.store.in_place import last_lines
from ripple.store.lines import opened, said_unopened
from ripple.store.reading import Reading

SUFFIX = ".journal"
FORGOTTEN = "forgotten"  # a table that only a group has that was deleted
NOTE = "next.json"  # the file that `remember` writes
OPEN_FILES = 100  # kept open; the one that was used longest ago is closed first, and not read again

_GROUP = re.compile(r"[a-z0-9]{1,40}", re.ASCII)


class TinyLog:
    """The `Log` protocol on the journals in ``folder``, which is made when it is missing.

    A group is one file; its entries are the documents of one table, each under its version.
    A group's id is 1 to 40 small letters and digits: `UnknownGroup` for any other.
    """

    def __init__(self, folder: str | Path) -> None:
        must_fit()
        self._folder = Path(folder)
        self._lock = Lock()
        self._groups: dict[str, GroupLog] = {}  # those in use
        self._recent: dict[str, GroupLog] = {}  # whose files are open, the last one used at the end

    def append(self, group: str, *entries: Stored, after: int | None = None) -> int:
        return self._open(group).append(entries, after)

    def since(self, group: str, version: int) -> Sequence[tuple[int, Stored]]:
        return [*self.walk(group, version)]

    def walk(self, group: str, version: int) -> Iterator[tuple[int, Stored]]:
        return self._open(group).walk(version) if self._has(group) else iter(())

    def version(self, group: str) -> int:
        return self._open(group).version() if self._has(group) else 0

    def glance(self, group: str) -> int:
        return self.version(group)

    def erase(self, group: str, *entry_ids: str) -> None:
        if self._has(group):
            self._open(group).erase(frozenset(entry_ids))

    def forget(self, group: str) -> None:
        if self._has(group):
            self._open(group).forget()

    def replaced(self, group: str) -> int:
        log = self._groups.get(group)
        return log.replaced if log else 0

    def stamp(self, group: str) -> str:
        try:
            file = open_file(self._path(group))
            *_, last, rest = last_lines(file, 3)  # the first of these may be half a line
        except (OSError, ValueError):
            return ""
        return "" if rest else last[:8].decode("ascii", "replace")  # a checksum of all that is in the file

    def remember(self, note: str) -> None:
        with refusals():
            write_over(self._folder / NOTE, note.encode())

    def remembered(self) -> str:
        try:
            return (self._folder / NOTE).read_text("utf-8")
        except (OSError, ValueError):
            return ""

    def tell(self, word: str) -> None:
        pass  # files carry no words

    def hear(self, listener: Callable[[str], None]) -> None:
        pass

    def groups(self) -> Sequence[str]:
        files = self._folder.glob(f"*{SUFFIX}") if self._folder.is_dir() else ()
        return sorted(path.stem for path in files if _GROUP.fullmatch(path.stem))

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
                log = self._groups[group] = GroupLog(self._path(group))
            self._recent.pop(group, None)
            self._recent[group] = log  # now the last one used
            while len(self._recent) > OPEN_FILES:
                self._recent.pop(next(iter(self._recent))).rest()
            return log


class GroupLog:
    """One group's entries, in its database; which id has which version, TinyDB would have to search for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opening = Lock()  # one of each group: reading a large one keeps nobody from the others
        self._opened: GroupDB | None = None
        self._damage: tuple[object, StoreDamaged] | None = None  # of which file
        self._ids: dict[str, int] = {}  # and their versions
        self._reading: Reading | None = None
        self.replaced = 0

    @property
    def is_open(self) -> bool:
        """Whether its file was opened: at the first use, which reads all of it."""
        return self._opened is not None

    @property
    def _db(self) -> GroupDB:
        with self._opening:
            if self._opened is None:
                self._opened = self._open()
            return self._opened

    def _open(self) -> GroupDB:
        """Raises `StoreDamaged`, without reading the file again where it is as it was the last time."""
        stamp = stamp_of(self._path)
        if self._damage and self._damage[0] == stamp:
            raise self._damage[1].facts()
        try:
            with refusals():
                return GroupDB(
                    self._path, create_dirs=True, upgrades=UPGRADES, secure_delete=True, decode=said_unopened
                )
        except StoreUnreadable:
            raise  # it may be read the next time
        except StoreDamaged as damage:
            self._damage = stamp, damage.facts()
            raise

    def append(self, entries: Sequence[Stored], after: int | None) -> int:
        db = self._db
        with db.journal as reading:
            known = self._known_ids(reading)
            if not known and FORGOTTEN in db.tables():
                raise UnknownGroup(self._path.stem)
            new: dict[str, Stored] = {}
            for entry in entries if after in (None, len(known)) else ():
                if entry.id not in known:
                    new.setdefault(entry.id, entry)
            if new:
                versions = dict(zip(new, itertools.count(len(known) + 1), strict=False))
                documents = (Line(to_document(entry), versions[one]) for one, entry in new.items())
                db.log.insert_multiple(documents)
                known |= versions
            else:
                db.journal.must_be_here(reading.file)
            return len(known)

    def version(self) -> int:
        return self._count()

    def walk(self, version: int) -> Iterator[tuple[int, Stored]]:
        return ((line.doc_id, self._entry(line)) for line in self._lines(max(0, version)))

    def erase(self, entry_ids: Set[str]) -> None:
        db = self._db
        with db.journal as reading:
            known = self._known_ids(reading)
            versions = sorted(known[one] for one in entry_ids if one in known)
            if versions:
                db.log.update(partial(self._take_words, known), doc_ids=versions)

    def _take_words(self, known: Mapping[str, int], document: MutableMapping[str, Any]) -> None:
        entry = self._entry(Line(document, known[document["id"]]))
        left = entry.without_words()
        if left != entry:  # else it stays byte by byte
            document.clear()
            document.update(to_document(left))

    def forget(self) -> None:
        left: dict[str, Any] = {FORGOTTEN: {"1": {}}}
        try:
            self._db.storage.write(left)  # the file stays, so that no other process begins the group anew
        except StoreDamaged:
            start_over(self._path, left, len(UPGRADES))

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def rest(self) -> None:
        """Close the file, if nobody is at it."""
        if self._opened is not None:
            self._opened.journal.rest()

    def _count(self) -> int:
        """How many documents there are; whether the file was read anew is seen here too."""
        db = self._db
        found = len(db.log)
        self._see(db.journal.reading)
        return found

    def _see(self, reading: Reading) -> None:
        if reading is not self._reading:
            self._take(reading)

    def _take(self, reading: Reading) -> None:
        """The file was read anew: see whether it goes on from what was known, and count it if not."""
        tables = [known.tables.get(TABLE, {}) for known in (self._reading, reading) if known]
        shared = str(min(map(len, tables)))
        self.replaced += len({opened(table.get(shared, {})).get("id") for table in tables}) > 1
        self._reading, self._ids = reading, {}

    def _known_ids(self, reading: Reading) -> dict[str, int]:
        """The versions of all entries by their ids; brought up to date by reading only what is new."""
        self._see(reading)  # which forgets them when the file was read anew
        known = self._ids  # who reads beside us may begin others, for a file that was replaced
        if len(known) < len(reading.tables.get(TABLE, ())):
            for line in self._lines(len(known)):
                known[line.id] = line.doc_id
        return known

    def _lines(self, after: int) -> list[Line]:
        """All documents after that version, in order. Raises `StoreDamaged` where one is missing."""
        count, table = self._count(), self._db.log
        found: Any  # lines: TinyDB has no word for a class of documents
        if after:
            found = [table.get(doc_id=version) for version in range(after + 1, count + 1)]
        else:
            found = sorted(table.all(), key=lambda line: line.doc_id)
        sound = list[Line]()
        for version, line in enumerate(found, after + 1):
            if line is None or line.doc_id != version:
                raise StoreDamaged(str(self._path), 0, f"entry {version} is missing")
            sound.append(line)
        return sound

    def _entry(self, line: Line) -> Stored:
        try:
            return line.entry()
        except (ValueError, RippleError) as error:
            raise StoreDamaged(str(self._path), 0, f"entry {line.doc_id}: {error}") from error
