"""What others stored: one connection of each process listens for it, and looks each second anyway."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from threading import Event, Lock, Thread

import psycopg
from psycopg import errors

from ripple.store.postgres import sql
from ripple.store.postgres.schema import Connection

LOOK_EVERY_S = 0.8  # without news; what is not listened for is seen then
TOGETHER_S = 0.03  # what is said within this time is one piece of news
TIDY_EVERY_S = 60.0

log = logging.getLogger(__name__)


class Follower:
    """Knows the versions of the groups that somebody asked for, at most a second late.

    ``connect`` opens a connection of its own, once somebody asks. While the database cannot be reached
    nothing is known; it tries again by itself.
    """

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._lock = Lock()
        self._thread: Thread | None = None
        self._listener: Callable[[str], None] = lambda _told: None
        self._stopped = Event()
        self._watched: dict[str, int | None] = {}
        self._told: set[str] = set()  # groups stored to since the last query began
        self._looked_at = -10 * LOOK_EVERY_S
        self._untidy = False
        self._tidied_at = -TIDY_EVERY_S
        self.is_heard = (
            True  # whether the database carries what is said to others: not all that speak like it do
        )

    def version(self, group: str) -> int | None:
        """The group's version; None where it is not known, and has to be asked for."""
        with self._lock:
            self._begin()
            late = time.monotonic() - self._looked_at > 2 * LOOK_EVERY_S
            seen = self._watched.setdefault(group, None)
            return None if late else seen

    def hear(self, listener: Callable[[str], None]) -> None:
        """Have the ``listener`` called with all that is told."""
        with self._lock:
            self._listener = listener
            self._begin()

    def _begin(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._follow, name="follower", daemon=True)
            self._thread.start()

    def heard(self, group: str, version: int) -> None:
        """This process stored something, or ended the group (version 0)."""
        with self._lock:
            if group in self._watched:
                self._watched[group] = version and max(version, self._watched[group] or 0)
                self._told.add(group)

    def forget(self, group: str) -> None:
        """Nobody asks for the group any more."""
        with self._lock:
            self._watched.pop(group, None)

    def tidy_soon(self) -> None:
        """Rows were given up that hold words: let the database use their room again."""
        self._untidy = True

    def close(self) -> None:
        """Tidy what is left to be, and end."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._untidy:
            try:
                with self._connect() as connection:
                    self._tidy(connection)
            except psycopg.Error as error:
                kind = type(error).__name__
                log.warning("the database could not be tidied (%s); its own vacuum will do it", kind)

    def _follow(self) -> None:
        while not self._stopped.is_set():
            try:
                with self._connect() as connection:
                    self._listen(connection)
                    while not self._stopped.is_set():
                        self._look(connection)
                        self._wait(connection)
            except psycopg.Error as error:
                kind = type(error).__name__
                log.warning("the database cannot be followed just now (%s); it is tried again", kind)
                self._stopped.wait(LOOK_EVERY_S * random.uniform(0.5, 1))

    def _listen(self, connection: Connection) -> None:
        try:
            connection.execute(sql.LISTEN)
        except (errors.FeatureNotSupported, errors.SyntaxError):
            self.is_heard = False

    def _look(self, connection: Connection) -> None:
        with self._lock:
            asked = list(self._watched)
            self._told.clear()
        began = time.monotonic()
        found = dict(connection.execute(sql.VERSIONS, [asked]).fetchall()) if asked else {}
        with self._lock:
            for group in asked:
                if group in self._watched and group not in self._told:
                    self._watched[group] = found.get(group, 0)
            self._looked_at = began
        if self._untidy and began - self._tidied_at > TIDY_EVERY_S:
            self._tidy(connection)

    def _wait(self, connection: Connection) -> None:
        """Until somebody says that there is news, or for so long."""
        if self.is_heard:
            for news in connection.notifies(timeout=LOOK_EVERY_S, stop_after=1):
                self._tell(news.payload)
                self._stopped.wait(TOGETHER_S)
        else:
            self._stopped.wait(LOOK_EVERY_S)

    def _tell(self, told: str) -> None:
        """Whatever goes wrong with one piece of news, the next ones are told."""
        try:
            self._listener(told)
        except Exception as error:  # the listener's own: this thread has to go on
            log.warning("news could not be taken in (%s)", type(error).__name__)  # no words of people

    def _tidy(self, connection: Connection) -> None:
        self._untidy = False  # before: what is given up meanwhile may be too late for this one
        self._tidied_at = time.monotonic()
        try:
            connection.execute(sql.TIDY)
        except psycopg.Error:
            self._untidy = True
            raise
