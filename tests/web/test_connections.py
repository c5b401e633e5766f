"""A connection on which too little is said ends, and of too many from one address the oldest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from ripple.web import connections
from ripple.web.connections import SAFE, HastyRequests, SmallMessages

HERE = "127.0.0.1"
PATIENCE_S = 20
Lines = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was sent; at /slow with what never ends."""
    if scope["type"] != "http":
        return
    request = Request(scope, receive)

    async def without_end() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    slow = request.url.path == "/slow"
    answer = StreamingResponse(without_end()) if slow else PlainTextResponse(await request.body() or b"empty")
    await answer(scope, receive, send)


def served(meanwhile: Callable[[uvicorn.Server, Callable[[], Awaitable[Lines]]], Awaitable[None]]) -> None:
    async def run() -> None:
        config = uvicorn.Config(
            echo, HERE, 0, http=HastyRequests, ws=SmallMessages, lifespan="off", log_level="error"
        )
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup()
        port, lines = server.servers[0].sockets[0].getsockname()[1], []

        async def connect() -> Lines:
            lines.append(await asyncio.open_connection(HERE, port))
            return lines[-1]

        try:
            await meanwhile(server, connect)
        finally:
            for _reader, writer in lines:
                writer.close()
                with suppress(ConnectionError):
                    await writer.wait_closed()
            await server.shutdown()

    asyncio.run(asyncio.wait_for(run(), PATIENCE_S))


async def ends(line: Lines) -> bytes:
    """What comes until the other side closes."""
    with suppress(ConnectionError):
        return await asyncio.wait_for(line[0].read(), PATIENCE_S)
    return b""


HALVES = [
    b"",
    b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
    b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx",
]


@pytest.mark.parametrize("half", HALVES)
def test_half_a_request_ends(half: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "ASKS_WITHIN_S", 0.05)
    monkeypatch.setattr(connections, "SENDS_WITHIN_S", 0.05)

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(half)
        await ends(line)

    served(meanwhile)


def test_of_too_many_the_oldest_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "WAITING", 3)

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        lines = [await connect() for _ in range(5)]
        assert [await ends(line) for line in lines[:2]] == [b"", b""]
        for line in lines[2:]:
            line[1].write(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi")
            assert (await ends(line)).endswith(b"hi")
        assert not connections._of

    served(meanwhile)


def test_what_cannot_be_read_is_answered_with_all_headers() -> None:
    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(b"NONSENSE\r\n\r\n")
        said = (await ends(line)).decode()
        assert said.startswith("HTTP/1.1 400 ")
        assert all(f"{name}: {value}\r\n" in said for name, value in SAFE.items())

    served(meanwhile)


def test_an_answer_without_end_keeps_no_server_from_stopping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "ENDS_WITHIN_S", 0.05)

    async def meanwhile(server: uvicorn.Server, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        assert await line[0].readuntil(b"x\r\n")
        await server.shutdown()
        await ends(line)

    served(meanwhile)
