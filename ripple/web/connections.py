"""Connections to the server, before any request is there to be answered.

A request comes whole and soon: a browser sends it in one go. Whoever opens connections and says little on
them holds nobody else up: each ends after a while, and of many from one address the oldest at once.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from typing import Any

from uvicorn.config import HTTP_PROTOCOLS, WS_PROTOCOLS, Config
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from ripple.actions.rate_limits import asker_at
from ripple.web.security_headers import ALWAYS, POLICY
from ripple.web.websocket_limits import LARGEST

ASKS_WITHIN_S = 10  # from the first sign to the last of a request's head; also before the first
SENDS_WITHIN_S = 20  # from one part of what it brings along to the next
ENDS_WITHIN_S = 2  # once the server stops
WAITING = 100  # connections of one address on which nothing was asked yet: a class whose browsers open spares

SAFE = ALWAYS | {"Content-Security-Policy": "; ".join(map(" ".join, POLICY.items()))}

_waiting: dict[HastyRequests, str] = {}  # with the address of each, oldest first
_of: Counter[str] = Counter()


class HastyRequests(HttpToolsProtocol):
    """Requests of which no part lets itself be waited for."""

    _ends: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._waits()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_there()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._waits()

    def on_headers_complete(self) -> None:
        self._is_there()
        self._end_in(SENDS_WITHIN_S)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._end_in(SENDS_WITHIN_S)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._is_there()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._is_there()
        super().handle_websocket_upgrade()

    def shutdown(self) -> None:
        """The server stops: what is being answered has a moment, and is given up then."""
        super().shutdown()
        self.loop.call_later(ENDS_WITHIN_S, self.transport.close)

    def send_400_response(self, msg: str) -> None:
        """What cannot be read gets the headers of any other answer."""
        safe = "".join(f"{name}: {value}\r\n" for name, value in SAFE.items())
        head = f"{STATUS_LINE[400].decode()}{safe}content-type: text/plain; charset=utf-8\r\n"
        self.transport.write(f"{head}content-length: {len(msg)}\r\nconnection: close\r\n\r\n{msg}".encode())
        self.transport.close()

    def _waits(self) -> None:
        """Nothing is asked yet; if there are many like that from the same address, the oldest makes room."""
        self._is_there()
        address = asker_at(self.client[0] if self.client else None)
        _waiting[self] = address
        _of[address] += 1
        self._end_in(ASKS_WITHIN_S)
        if _of[address] > WAITING:
            oldest = next(each for each, its in _waiting.items() if its == address)
            oldest._is_there()
            oldest.transport.close()

    def _is_there(self) -> None:
        """It is asked, or never will be."""
        if (address := _waiting.pop(self, None)) is not None:
            _of[address] -= 1
            if not _of[address]:
                del _of[address]
        if self._ends:
            self._ends.cancel()

    def _end_in(self, seconds: float) -> None:
        if self._ends:
            self._ends.cancel()
        self._ends = self.loop.call_later(seconds, self.transport.close)


class SmallMessages(WebSocketsSansIOProtocol):
    """Sockets that end at the head of a message which is too large, before any of it is in memory."""

    def __init__(self, config: Config, *more: Any, **named: Any) -> None:
        config.ws_max_size = LARGEST  # Streamlit sets what it may send itself, which is fifty times that
        super().__init__(config, *more, **named)


def be_hasty() -> None:
    """From now on the servers of this process are like that, and may have as many files open as the system
    allows at all: each connection is one."""
    HTTP_PROTOCOLS["auto"] = f"{__name__}:{HastyRequests.__name__}"
    WS_PROTOCOLS["websockets-sansio"] = f"{__name__}:{SmallMessages.__name__}"
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
