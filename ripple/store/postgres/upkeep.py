"""Looking after the database, as its keeper."""

from __future__ import annotations

from contextlib import closing

import psycopg

from ripple.domain.database_errors import RightsMissing
from ripple.domain.errors import StoreReadOnly
from ripple.store.postgres import sql
from ripple.store.postgres.database import Database, reason_of
from ripple.store.postgres.schema import Connection


def compact(address: str) -> int:
    """Write the entries' table afresh, so that nothing that was erased is in its file; the bytes won.

    Everybody else waits meanwhile. Raises `RightsMissing` for a user whose table it is not, `StoreReadOnly`,
    and what `Database` raises.
    """
    with closing(Database(address)) as database:
        try:
            # Any connection will do: the work may take as long as it wants.
            with database.connect(psycopg.Connection) as connection:
                return _rewritten(connection)
        except psycopg.Error as error:
            raise StoreReadOnly(reason_of(error)) from error


def _rewritten(connection: Connection) -> int:
    said = list[str]()
    connection.add_notice_handler(lambda notice: said.append(notice.message_primary or ""))
    before = _size(connection)
    connection.execute(sql.REWRITE)
    if said:  # it is only warned of, and passed over
        raise RightsMissing(said[0])
    return before - _size(connection)


def _size(connection: Connection) -> int:
    row = connection.execute(sql.SIZE).fetchone()
    return int(row[0]) if row else 0
