"""Connections to one database, shared by threads: tried again where that helps, and said kindly else."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from ripple.domain.database_errors import NoDatabaseThere, StoreUnreachable
from ripple.domain.errors import StoreReadOnly, StoreUnknown
from ripple.language import gettext as _
from ripple.store.addresses import without_password
from ripple.store.postgres.schema import Connection, bring_up_to_date

# Where the address does not say otherwise. A network that swallows everything is given up after seconds.
CONNECTING = {
    "application_name": "kindness-ripple",
    "client_encoding": "utf8",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
# A process that stops in the middle keeps its group from the others for seconds, not for ever. And what is
# said to be stored is on the disk, whatever else this database is for.
SESSION = """
    set lock_timeout = '5s';
    set idle_in_transaction_session_timeout = '15s';
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'
"""
MOST_CONNECTIONS = 8  # of one process; more only wait for each other on two cores
WRITE_WITHIN_S, READ_WITHIN_S = 8.0, 3.0  # so long it is tried again before people are told
POOL_TRIES_S = 1.0  # so long the pool tries to connect, before it gives up by itself
REST_S = 1.0  # so long a database that could not be reached is not asked again
LONGEST_PAUSE_S = 0.5

# Serialization failure, deadlock, a lock or an idle transaction that took too long, too many connections; by
# their class, connections that broke, and servers that shut down or start. Without a code, psycopg saw it.
READ_ONLY = "25006"  # after a failover, say: new connections may lead to the server that takes over
_PASSES = {"40001", "40P01", "55P03", "25P03", "53300", READ_ONLY}
_PASSING_CLASSES = {"08", "57"}

# Without an answer, though the connection stands: a machine that froze, say. As long as the largest group may
# take to come.
ANSWERS_WITHIN_S = 30.0

T = TypeVar("T")


class Answering(psycopg.Connection[Any]):
    """A connection that is given up when no answer comes."""

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """As psycopg's; without a ``timeout`` (seconds) of the caller's, ours holds."""
        try:
            return super().wait(gen, interval, ANSWERS_WITHIN_S if timeout is None else timeout)
        except errors._WaitTimeout as late:
            if timeout is not None:
                raise
            self.close()  # what would still come belongs to nothing
            raise psycopg.OperationalError(_("it does not answer")) from late


class Database:
    """The database at an address, its schema brought up to date. Safe for many threads.

    Raises `StoreUnknown` for an address that cannot be understood, `NoDatabaseThere` where nobody answers or
    the user may not come in, and what `bring_up_to_date` raises.
    """

    def __init__(self, address: str) -> None:
        self._said_down = -REST_S
        try:
            given: dict[str, Any] = conninfo_to_dict(address)
        except psycopg.Error as error:
            raise StoreUnknown(without_password(address)) from error
        self._conninfo = make_conninfo("", **{**CONNECTING, **given})
        try:
            with self.connect() as connection:
                bring_up_to_date(connection)
        except psycopg.Error as error:
            if error.sqlstate is None or _may_pass(error):
                raise NoDatabaseThere("", 0, reason_of(error)) from error
            raise StoreReadOnly(reason_of(error)) from error  # a full disk, say
        self._pool = ConnectionPool(
            self._conninfo,
            connection_class=Answering,
            kwargs={"autocommit": True},
            min_size=1,
            max_size=MOST_CONNECTIONS,
            configure=_begin,
            reconnect_timeout=POOL_TRIES_S,  # then whoever needs one tries: no pause that grows
            open=True,
            name="kindness-ripple",
        )

    def connect(self, kind: type[Connection] = Answering) -> Connection:
        """A connection outside of the pool. Raises what psycopg raises."""
        connection = kind.connect(self._conninfo, autocommit=True)
        _begin(connection)
        return connection

    def read(self, ask: Callable[[Connection], T]) -> T:
        """What ``ask`` says. Raises `StoreUnreachable`."""
        try:
            return self._again(ask, READ_WITHIN_S)
        except psycopg.Error as error:
            raise StoreUnreachable("", 0, reason_of(error)) from error

    def write(self, do: Callable[[Connection], T]) -> T:
        """What ``do`` says, which stores something and may be done twice. Raises `StoreReadOnly`."""
        try:
            return self._again(do, WRITE_WITHIN_S)
        except psycopg.Error as error:
            raise StoreReadOnly(reason_of(error)) from error

    def close(self) -> None:
        """Let go of all connections."""
        self._pool.close()

    def _again(self, do: Callable[[Connection], T], within_s: float) -> T:
        """What ``do`` says, tried until so many seconds went by while what is in its way may pass."""
        resting = time.monotonic() - self._said_down < REST_S
        deadline = time.monotonic() + (0 if resting else within_s)
        pause = 0.01
        while True:
            try:
                left = min(max(0.1, deadline - time.monotonic()), POOL_TRIES_S)  # asked again, it tries again
                # Not by its `with`, which would also commit: here whoever begins a transaction ends it.
                connection = self._pool.getconn(left)
                try:
                    return do(connection)
                finally:
                    self._pool.putconn(connection)
            except psycopg.Error as error:
                if not _may_pass(error):
                    raise
                if error.sqlstate == READ_ONLY:
                    self._pool.drain()
                if time.monotonic() + pause > deadline:
                    if error.sqlstate is None:
                        self._said_down = time.monotonic()
                    raise
            time.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, LONGEST_PAUSE_S)


def _begin(connection: Connection) -> None:
    connection.execute(SESSION)


def _may_pass(error: psycopg.Error) -> bool:
    """Whether the same may go well in a moment."""
    if isinstance(error, PoolClosed):
        return False
    state = error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return state in _PASSES or state[:2] in _PASSING_CLASSES


def reason_of(error: psycopg.Error) -> str:
    """What the database, or the system, says about it, on one line."""
    if isinstance(error, PoolTimeout):
        return _("it does not answer")
    said = error.diag.message_primary or str(error)
    return " ".join((said.strip().splitlines() or [type(error).__name__])[0].split())
