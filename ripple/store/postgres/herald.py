"""Tells other processes that there is news, after it was stored: whoever posts does not wait for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from ripple.domain.errors import RippleError
from ripple.store.postgres import sql
from ripple.store.postgres.schema import Connection


class Herald:
    """Has a thread of its own, once there is something to tell. ``ask`` runs what is given a connection.

    What is not told, for the database is away or carries no such words, is seen by who looks each second.
    """

    def __init__(self, ask: Callable[[Callable[[Connection], object]], object]) -> None:
        self._ask = ask
        self._lock = Lock()
        self._thread: Thread | None = None
        self._news = SimpleQueue[str | None]()  # None: there is no more to tell

    def tell(self, group: str) -> None:
        """The group has news."""
        self._news.put(group)
        if self._thread is None:
            with self._lock:
                if self._thread is None:
                    self._thread = Thread(target=self._run, name="herald", daemon=True)
                    self._thread.start()

    def close(self) -> None:
        """Tell what is left to be told, and end."""
        if self._thread is not None:
            self._news.put(None)
            self._thread.join()

    def _run(self) -> None:
        news = set[str | None]()
        while None not in news:
            news = {self._news.get(), *self._waiting()}
            self._tell_all([group for group in news if group is not None])

    def _tell_all(self, news: list[str]) -> None:
        if news:
            with suppress(RippleError):
                self._ask(lambda connection: connection.execute(sql.NOTIFY, [news]))

    def _waiting(self) -> Iterator[str | None]:
        """What came meanwhile."""
        with suppress(Empty):
            while True:
                yield self._news.get_nowait()
