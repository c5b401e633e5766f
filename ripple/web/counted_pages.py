"""How many pages are open, and how long what they ask for takes: counted where somebody asked for figures."""

from __future__ import annotations

from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ripple.metrics import PAGES, RUNS
from ripple.web.websocket_filter import cost, finishes, runs


class CountedPages:
    """Count every socket while it is open, and time its runs; what is said on it stays unread."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            timed = _TimedRuns(receive, send)
            receive, send = timed.receive, timed.send
            with PAGES.track_inprogress():
                await self.app(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class _TimedRuns:
    """One socket. Who asks again before a run is over waits from the first time on."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._asked: tuple[float, str] | None = None

    async def receive(self) -> Message:
        message = await self._receive()
        said = message.get("bytes") or b""
        if self._asked is None and runs(said):
            self._asked = perf_counter(), "page" if cost(said) >= 1 else "part"
        return message

    async def send(self, message: Message) -> None:
        await self._send(message)
        if self._asked and finishes(message.get("bytes") or b""):
            since, of = self._asked
            RUNS.labels(of).observe(perf_counter() - since)
            self._asked = None
