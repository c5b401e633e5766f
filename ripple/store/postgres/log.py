"""The log in PostgreSQL: a row counts each group's versions, and holds the group while entries are stored."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress

from psycopg import errors

from ripple.domain.database_errors import EntryDamaged, StoreUnreachable
from ripple.domain.errors import RippleError, UnknownGroup
from ripple.domain.events.log import Stored
from ripple.store.codec import from_document, read_document, to_json
from ripple.store.postgres import sql
from ripple.store.postgres.database import Database
from ripple.store.postgres.follower import Follower
from ripple.store.postgres.herald import Herald
from ripple.store.postgres.schema import Connection
from ripple.store.postgres.words import Words

LONGEST_ID = 200  # characters of an entry's id in an index; a longer one is there by its hash

_GROUP = re.compile(r"[a-z0-9]{1,40}", re.ASCII)


class PostgresLog:
    """The `Log` protocol on the database at ``address``, ``postgresql://…`` as libpq understands it.

    A group's id is 1 to 40 small letters and digits: `UnknownGroup` for any other. Raises `StoreUnreachable`
    where the database cannot be read, after some seconds; what cannot be stored is `StoreReadOnly`.
    """

    def __init__(self, address: str) -> None:
        self._database = Database(address)
        self._follower = Follower(self._database.connect)
        self._words = Words()
        self._herald = Herald(self._database.read)
        self._newest: dict[str, tuple[int, str | None]] = {}  # group -> version and id of its newest entry
        self._replaced: Counter[str] = Counter()

    def append(self, group: str, *entries: Stored, after: int | None = None) -> int:
        _must_be_an_id(group)
        new: dict[str, str] = {}
        for entry in entries:
            new.setdefault(_key(entry.id), to_json(entry).decode())

        def store(connection: Connection) -> int:
            reached = _append_new(connection, group, new, after) if new else None
            if reached is None:
                reached = _append_unknown(connection, group, new, after)
            return reached

        reached = self._database.write(store)
        if new:
            self._tell(group, reached)
        return reached

    def since(self, group: str, version: int) -> Sequence[tuple[int, Stored]]:
        _must_be_an_id(group)
        after = max(0, version)
        asked = {"group": group, "after": after}
        rows = self._database.read(lambda connection: connection.execute(sql.SINCE, asked).fetchall())
        newest = rows[0][0] if rows else 0
        there = [(at, document) for _newest, at, document in rows if at is not None]
        for expected in range(after + 1, newest + 1):
            if [at for at, _document in there[expected - after - 1 : expected - after]] != [expected]:
                raise EntryDamaged(group, expected, f"entry {expected} is missing")
        return [(at, _entry(group, at, document)) for at, document in there]

    def walk(self, group: str, version: int) -> Iterator[tuple[int, Stored]]:
        return iter(self.since(group, version))

    def version(self, group: str) -> int:
        _must_be_an_id(group)
        known, known_id = self._newest.get(group, (0, None))
        asked = {"group": group, "known": known}
        row = self._database.read(lambda connection: connection.execute(sql.NEWEST, asked).fetchone())
        version, newest_id, at_known = row or (0, None, None)
        if version and known and at_known != known_id:
            self._replaced[group] += 1
        self._newest[group] = version, newest_id
        return int(version)

    def glance(self, group: str) -> int:
        _must_be_an_id(group)
        seen = self._follower.version(group)
        return self.version(group) if seen is None else seen

    def erase(self, group: str, *entry_ids: str) -> None:
        _must_be_an_id(group)
        asked = {"group": group, "ids": list({_key(entry_id) for entry_id in entry_ids})}

        def take_words(connection: Connection) -> None:
            with connection.transaction():
                connection.execute(sql.HOLD, asked)
                for version, document in connection.execute(sql.AMONG, asked).fetchall():
                    entry = _entry(group, version, document)
                    if (left := entry.without_words()) != entry:  # else it stays as it is
                        left_of_it = {"document": to_json(left).decode(), "version": version}
                        connection.execute(sql.REPLACE, asked | left_of_it)
                connection.execute(sql.ERASED, asked)

        self._database.write(take_words)
        self._follower.tidy_soon()

    def forget(self, group: str) -> None:
        _must_be_an_id(group)

        def end(connection: Connection) -> None:
            with connection.transaction():
                connection.execute(sql.END, {"group": group})
                connection.execute(sql.DROP_ENTRIES, {"group": group})

        self._database.write(end)
        self._follower.tidy_soon()
        self._tell(group, 0)

    def replaced(self, group: str) -> int:
        return self._replaced[group]

    def stamp(self, group: str) -> str:
        _must_be_an_id(group)
        asked = {"group": group}
        row = self._database.read(lambda connection: connection.execute(sql.STAMP, asked).fetchone())
        return " ".join(map(str, row)) if row else ""

    def remember(self, note: str) -> None:
        self._database.write(lambda connection: connection.execute(sql.REMEMBER, [note]))

    def remembered(self) -> str:
        with suppress(StoreUnreachable):
            row = self._database.read(lambda connection: connection.execute(sql.REMEMBERED).fetchone())
            return str(row[0]) if row else ""
        return ""

    def tell(self, word: str) -> None:
        self._herald.tell(self._words.carrying(word))

    def hear(self, listener: Callable[[str], None]) -> None:
        self._follower.hear(self._words.for_(listener))

    def groups(self) -> Sequence[str]:
        return self._database.read(lambda connection: [row[0] for row in connection.execute(sql.GROUPS)])

    def release(self, group: str) -> None:
        self._newest.pop(group, None)
        self._follower.forget(group)

    def close(self) -> None:
        self._herald.close()
        self._follower.close()
        self._database.close()

    def _tell(self, group: str, version: int) -> None:
        """Wake who follows, here and in other processes."""
        self._follower.heard(group, version)
        self._herald.tell(group)


def _append_new(connection: Connection, group: str, new: dict[str, str], after: int | None) -> int | None:
    """Store the documents by their ids, in one step; None where one is there already, the group has no row
    yet or is gone, or another version than ``after``."""
    asked = {"group": group, "after": after, "count": len(new)}
    try:
        if len(new) == 1:
            [(key, document)] = new.items()
            said = connection.execute(sql.APPEND_ONE, asked | {"id": key, "document": document})
        else:
            lists = {"ids": list(new), "documents": list(new.values())}
            said = connection.execute(sql.APPEND, asked | lists)
        row = said.fetchone()
    except errors.UniqueViolation:
        return None
    return row[0] if row else None


def _append_unknown(connection: Connection, group: str, new: dict[str, str], after: int | None) -> int:
    """Store what is not there yet, with the group held; its version then. Raises `UnknownGroup`."""
    with connection.transaction():
        if new:
            connection.execute(sql.BEGIN, {"group": group})
        row = connection.execute(sql.HOLD, {"group": group}).fetchone()
        version, gone = row or (0, False)
        if gone:
            raise UnknownGroup(group)
        there = {row[0] for row in connection.execute(sql.KNOWN, {"group": group, "ids": list(new)})}
        unknown = {key: document for key, document in new.items() if key not in there}
        if unknown and after in (None, version):
            version = _append_new(connection, group, unknown, after)
        return int(version)


def _entry(group: str, version: int, document: str) -> Stored:
    try:
        return from_document(read_document(document.encode()))
    except (ValueError, RecursionError, RippleError) as error:
        raise EntryDamaged(group, version, str(error)) from error


def _key(entry_id: str) -> str:
    """What an entry's id is called in the table: an index takes no long ones, and a text no NUL."""
    if len(entry_id) <= LONGEST_ID and "\0" not in entry_id:
        return entry_id
    return f"sha256 {hashlib.sha256(entry_id.encode()).hexdigest()}"


def _must_be_an_id(group: str) -> None:
    if not _GROUP.fullmatch(group):
        raise UnknownGroup(group)
