"""Connections to the server, before any request is there to be answered.

A request comes whole and soon: a browser sends it in one go, and reads the answer. Whoever opens connections
and says little on them, or much of nothing, or reads nothing, holds nobody else up: each ends after a while,
and of many from one address the oldest at once.
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
from ripple.web.token_bucket import Rate, TokenBuckets
from ripple.web.websocket_limits import LARGEST, SAID

ASKS_WITHIN_S = 10  # from the first sign to the last of a request's head; also before the first
SENDS_WITHIN_S = 20  # from one part of what it brings along to the next
ENDS_WITHIN_S = 2  # once the server stops
GIVEN_UP_WITHIN_S = 4  # and what is being done for them
READS_WITHIN_S = 20  # a part of its answer, at least so large a one:
READS_LEAST = 10_000  # bytes
HEAD = 100_000  # bytes of a request besides what it brings along: twenty groups' cookies are 3,000
PIECE = 4_096  # bytes that are taken in before anybody looks what came of them
AHEAD = 100  # requests or messages that wait for those before them; a browser sends some few
EMPTY = Rate(at_once=100, a_second=1)  # frames of a socket in which nothing is said: a browser sends none
WAITING = 100  # connections of one address on which nothing was asked yet: a class whose browsers open spares

SAFE = ALWAYS | {"Content-Security-Policy": "; ".join(map(" ".join, POLICY.items()))}

_waiting: dict[RequestTimeouts, str] = {}  # with the address of each, oldest first
_of: Counter[str] = Counter()


class SlowReaderTimeout(asyncio.Protocol):
    """Answers that are read: who takes nothing of theirs is cut off, and whatever waits for it goes on."""

    loop: asyncio.AbstractEventLoop
    transport: asyncio.Transport
    _reads: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._expect_less_than(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        self._all_is_well()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._all_is_well()
        super().connection_lost(exc)

    def _expect_less_than(self, left: int) -> None:
        self._all_is_well()
        self._reads = self.loop.call_later(READS_WITHIN_S, self._look_again, left)

    def _look_again(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left > before - READS_LEAST:
            self.transport.abort()
        else:
            self._expect_less_than(left)

    def _all_is_well(self) -> None:
        if self._reads:
            self._reads.cancel()


class RequestTimeouts(SlowReaderTimeout, HttpToolsProtocol):
    """Requests of which no part lets itself be waited for."""

    _ends: asyncio.TimerHandle | None = None
    _head = 0  # bytes of which nothing came yet
    _address = ""  # found once: pages ask often

    def __init__(self, config: Config, *more: Any, **named: Any) -> None:
        config.timeout_graceful_shutdown = GIVEN_UP_WITHIN_S  # Streamlit leaves it at for ever
        super().__init__(config, *more, **named)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return
            piece = data[start : start + PIECE]
            self._head += len(piece)
            super().data_received(piece)
            if self._head > HEAD:
                self.send_400_response("This is more than a request can be.")
            elif len(self.pipeline) > AHEAD:
                self.transport.abort()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._address = asker_at(self.client[0] if self.client else None)
        self._waits()

    def connection_lost(self, exc: Exception | None) -> None:
        self._is_there()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head = 0
        self._waits()

    def on_headers_complete(self) -> None:
        self._is_there()
        self._end_in(SENDS_WITHIN_S)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head = 0
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
        _waiting[self] = self._address
        _of[self._address] += 1
        self._end_in(ASKS_WITHIN_S)
        if _of[self._address] > WAITING:
            oldest = next(each for each, its in _waiting.items() if its == self._address)
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


class WebSocketMessageLimits(SlowReaderTimeout, WebSocketsSansIOProtocol):
    """Sockets that end at the head of a message which is too large, before any of it is in memory, and where
    frame after frame says nothing."""

    def __init__(self, config: Config, *more: Any, **named: Any) -> None:
        config.ws_max_size = LARGEST  # Streamlit sets what it may send itself, which is fifty times that
        super().__init__(config, *more, **named)
        self._empty = TokenBuckets(EMPTY)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), PIECE):
            if self.transport.is_closing():
                return
            super().data_received(data[start : start + PIECE])
            if self.queue.qsize() > AHEAD:
                self._cut_off()

    def handle_ping(self) -> None:
        self._says_nothing()
        super().handle_ping()

    def handle_pong(self, event: Any) -> None:
        self._says_nothing()
        super().handle_pong(event)

    def handle_cont(self, event: Any) -> None:
        if not event.data:
            self._says_nothing()
        super().handle_cont(event)

    def _says_nothing(self) -> None:
        if self._empty.wait("", patience=0):
            self._cut_off()

    def _cut_off(self) -> None:
        """End, and hear nothing more of what was said: the app would be busy with that for minutes."""
        waiting = [self.queue.get_nowait() for _ in range(self.queue.qsize())]
        for message in waiting:
            if message["type"] != SAID:
                self.queue.put_nowait(message)
        self.transport.abort()


def install_protocols() -> None:
    """From now on the servers of this process are like that, and may have as many files open as the system
    allows at all: each connection is one."""
    HTTP_PROTOCOLS["auto"] = f"{__name__}:{RequestTimeouts.__name__}"
    WS_PROTOCOLS["websockets-sansio"] = f"{__name__}:{WebSocketMessageLimits.__name__}"
    if sys.platform != "win32":
        import resource

        most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
