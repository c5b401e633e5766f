"""The tables, and how a database comes by them: safe to run twice, and by several processes at once."""

from __future__ import annotations

from importlib.resources import files
from typing import Any, LiteralString

import psycopg
from psycopg import errors

from ripple.domain.database_errors import EncodingUnfit, NewerStore, RightsMissing
from ripple.store import codec

VERSION = 1  # of the schema; one file of SQL leads to each
TURN = 0x52_69_70_70_6C_65  # the number of the lock under which one process at a time makes tables

LACKING = """
    select may, kept from unnest(array['ripple_store', 'ripple_groups', 'ripple_entries']) kept,
        unnest(array['select', 'insert', 'update', 'delete']) may
    where not has_table_privilege(kept, may)
"""

Connection = psycopg.Connection[Any]


def bring_up_to_date(connection: Connection) -> None:
    """Make what the database lacks, all of it or nothing. A database that is up to date is only read.

    The connection is to be closed afterwards. Raises `NewerStore`, `EncodingUnfit`, `RightsMissing` and what
    psycopg raises.
    """
    encoding = _one(connection, "select current_setting('server_encoding')")
    if encoding != "UTF8":
        raise EncodingUnfit(str(encoding))
    try:
        if _found(connection) != (VERSION, len(codec.UPGRADES)):
            connection.execute("set lock_timeout = 0")
            # Before the transaction: one that waited within would not see what was made meanwhile.
            connection.execute("select pg_advisory_lock(%s)", [TURN])
            with connection.transaction():
                _upgrade(connection)
            connection.execute("select pg_advisory_unlock(%s)", [TURN])
    except (errors.InsufficientPrivilege, errors.InvalidSchemaName) as error:
        raise RightsMissing(error.diag.message_primary or str(error)) from error
    if lacking := connection.execute(LACKING).fetchone():
        raise RightsMissing("no {} on {}".format(*lacking))


def _found(connection: Connection) -> tuple[int, int]:
    """The versions of the schema and of the documents; of an empty database 0 and today's."""
    if _one(connection, "select to_regclass('ripple_store')") is None:
        return 0, len(codec.UPGRADES)
    row = connection.execute("select version, documents from ripple_store").fetchone()
    version, documents = row or (0, 0)
    if version > VERSION or documents > len(codec.UPGRADES):
        raise NewerStore
    return version, documents


def _upgrade(connection: Connection) -> None:
    version, documents = _found(connection)
    for step in range(version, VERSION):
        sql = files(__package__).joinpath(f"{step + 1}.sql").read_text("utf-8")
        connection.execute(sql.encode())
    if version == 0:
        connection.execute("insert into ripple_store (version, documents) values (0, %s)", [documents])
    if documents < len(codec.UPGRADES):
        for (group,) in connection.execute("select id from ripple_groups where version > 0 for update"):
            _upgrade_documents(connection, group, documents)
    now = [VERSION, len(codec.UPGRADES)]
    connection.execute("update ripple_store set version = %s, documents = %s", now)


def _upgrade_documents(connection: Connection, group: str, documents: int) -> None:
    asked = "select version, document from ripple_entries where group_id = %s"
    tables = {"log": {str(version): document for version, document in connection.execute(asked, [group])}}
    for upgrade in codec.UPGRADES[documents:]:
        tables = upgrade(tables)
    with connection.cursor() as cursor:
        cursor.executemany(
            "update ripple_entries set document = %s where group_id = %s and version = %s",
            [
                (codec.encode(document).decode(), group, int(version))
                for version, document in tables["log"].items()
            ],
        )


def _one(connection: Connection, sql: LiteralString) -> object:
    """The first value of the first row."""
    row = connection.execute(sql).fetchone()
    return row[0] if row else None
