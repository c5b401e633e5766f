"""Whose posts are measured: this project's store and its peers, each writing the same bytes.

The peers: a bare append with fdatasync, TinyDB's own storage, SQLite (WAL, synchronous=FULL). They find
what they write ready made; SQLite, once more, is handed the entry as our store is and makes a row of it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tinydb import TinyDB

from ripple.domain.events.acts import ActEdited, ActPosted
from ripple.domain.events.log import GroupEvent
from ripple.domain.model import Act, Kind, Person, replace
from ripple.store.codec import to_document
from ripple.store.lines import body_of
from ripple.store.tiny import TinyLog

WORDS = ("held", "the", "door", "carried", "her", "bag", "wrote", "a", "card", "sang", "for", "us", "waited")
GROUP = "g"


def entry(number: int) -> ActPosted:
    """An act as people post them: a sentence or two, signed, with names; some 500 bytes."""
    chance, now = Random(number), datetime(2026, 5, 4, 12, tzinfo=UTC)
    act = Act(
        id=f"{number:016x}",
        text=" ".join(chance.choices(WORDS, k=30)),
        posted_at=now,
        author=f"{number % 30:016x}",
        givers=(Person("Ada", "0" * 16),),
        receivers=(Person("Ben"),),
        kind=chance.choice(list(Kind)),
        inspired_by=f"{chance.randrange(number):016x}" if number else None,
    )
    return ActPosted(at=now, act=act)


def edit_of(number: int) -> ActEdited:
    """The act of this number with other words."""
    old = entry(number)
    return ActEdited(id=f"edit {number}", at=old.at, act=replace(old.act, text=f"Sorry: {old.act.text[:90]}"))


class Append:
    """The least that anybody could do: the bytes at the end of a file, and the disk's word for it."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "bare", os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def fill(self, entries: Sequence[ActPosted]) -> None:
        os.write(self._fd, b"".join(as_bytes(entry) for entry in entries))

    def post(self, entry: ActPosted) -> Callable[[], object]:
        line = as_bytes(entry)
        return lambda: (os.write(self._fd, line), os.fdatasync(self._fd))

    def close(self) -> None:
        os.close(self._fd)


class Ours:
    """The store of this project, as the app calls it."""

    def __init__(self, folder: Path) -> None:
        self._log = TinyLog(folder)

    def fill(self, entries: Sequence[ActPosted]) -> None:
        self._log.append(GROUP, *entries)

    def post(self, entry: ActPosted) -> Callable[[], object]:
        return lambda: self._log.append(GROUP, entry)

    def edit(self, number: int) -> Callable[[], object]:
        edit, spent = edit_of(number), entry(number).id

        def do() -> None:
            self._log.append(GROUP, edit)
            self._log.erase(GROUP, spent)

        return do

    def close(self) -> None:
        self._log.close()


class StockTinyDB:
    """TinyDB as it comes, with the documents that we store."""

    def __init__(self, folder: Path) -> None:
        self._db = TinyDB(folder / "db.json")

    def fill(self, entries: Sequence[ActPosted]) -> None:
        self._db.insert_multiple(to_document(entry) for entry in entries)

    def post(self, entry: ActPosted) -> Callable[[], object]:
        document = to_document(entry)
        return lambda: self._db.insert(document)

    def close(self) -> None:
        self._db.close()


class SQLite:
    """The same bytes as rows."""

    name = "rows"
    settings: tuple[str, ...] = ("journal_mode = wal", "synchronous = full")

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / self.name, isolation_level=None, timeout=60)
        for setting in self.settings:
            self._db.execute(f"pragma {setting}")
        self._db.execute("create table if not exists log (version integer primary key, id unique, entry)")

    def fill(self, entries: Sequence[ActPosted]) -> None:
        self._db.execute("begin")
        self._db.executemany("insert into log (id, entry) values (?, ?)", map(self._row, entries))
        self._db.execute("commit")

    def post(self, entry: ActPosted) -> Callable[[], object]:
        row = self._row(entry)
        return lambda: self._insert(row)

    def _insert(self, row: tuple[str, str]) -> None:
        self._db.execute("insert into log (id, entry) values (?, ?)", row)

    def close(self) -> None:
        self._db.close()

    @staticmethod
    def _row(entry: GroupEvent) -> tuple[str, str]:
        return entry.id, as_bytes(entry).decode()


class SQLiteLog(SQLite):
    """What the app would pay if it kept its entries there."""

    name = "entries"

    def post(self, entry: ActPosted) -> Callable[[], object]:
        return lambda: self._insert(self._row(entry))


class SQLiteEdits(SQLite):
    """Rows whose old words are gone too when it returns: of what can be set so, the fastest here."""

    name = "edits"
    settings = ("journal_mode = wal", "synchronous = full", "secure_delete = on")
    checkpoint: str | None = "pragma wal_checkpoint(truncate)"  # until then the words are in the file

    def edit(self, number: int) -> Callable[[], object]:
        row, left, old = self._row(edit_of(number)), entry(number).without_words(), entry(number).id
        bare = as_bytes(left).decode()

        def do() -> None:
            self._db.execute("begin immediate")
            self._db.execute("insert into log (id, entry) values (?, ?)", row)
            self._db.execute("update log set entry = ? where id = ?", (bare, old))
            self._db.execute("commit")
            if self.checkpoint:
                self._db.execute(self.checkpoint).fetchall()

        return do


class SQLiteRollback(SQLiteEdits):
    """The same with SQLite's default, a rollback journal, which is removed when it returns."""

    name = "rollback"
    settings = ("journal_mode = delete", "synchronous = full", "secure_delete = on")
    checkpoint = None


class SQLiteWordsLeft(SQLiteEdits):
    """What it costs to promise less: the words stay in the file until the next checkpoint."""

    name = "left"
    checkpoint = None


def as_bytes(entry: GroupEvent) -> bytes:
    """The line that our journal writes for it, all but for the checksum's value."""
    return b"00000000 " + body_of({"log": {"1": to_document(entry)}}) + b"\n"


PEERS = {"ours": Ours, "append": Append, "sqlite": SQLite, "sqlite_log": SQLiteLog, "tinydb": StockTinyDB}
EDITORS = {
    "ours": Ours,
    "sqlite_secure_delete": SQLiteEdits,
    "sqlite_rollback": SQLiteRollback,
    "sqlite_words_left": SQLiteWordsLeft,
}
