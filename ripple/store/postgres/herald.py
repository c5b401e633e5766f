"""Tells other processes that there is news, after it was stored: whoever posts does not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread

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
        self._news: set[str] = set()
        self._woken = Event()
        self._ended = False

    def tell(self, group: str) -> None:
        """The group has news."""
        with self._lock:
            self._news.add(group)
            if self._thread is None and not self._ended:
                self._thread = Thread(target=self._run, name="herald", daemon=True)
                self._thread.start()
        self._woken.set()

    def close(self) -> None:
        """Tell what is left to be told, and end."""
        with self._lock:
            self._ended = True
            thread, self._thread = self._thread, None
        self._woken.set()
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        while True:
            self._woken.wait()
            self._woken.clear()
            with self._lock:
                news, self._news = list(self._news), set()
            if news:
                self._tell_all(news)
            elif self._ended:
                return

    def _tell_all(self, news: list[str]) -> None:
        with suppress(RippleError):
            self._ask(lambda connection: connection.execute(sql.NOTIFY, [news]))
        self._woken.set()  # look once more, for what came meanwhile or for the end
