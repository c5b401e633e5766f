"""A connection on which too little is said ends, and of too many from one address the oldest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.web import connections
from ripple.web.connections import SAFE, RequestTimeouts, WebSocketMessageLimits

HERE = "127.0.0.1"
PATIENCE_S = 20
Lines = tuple[asyncio.StreamReader, asyncio.StreamWriter]


LARGE = b"x" * 100_000_000  # more than any system keeps for who does not read it


async def hears(receive: Receive, send: Send) -> None:
    """A socket on which nothing is answered."""
    await send({"type": "websocket.accept"})
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with what it was sent; at /slow with what never ends, at /large with much."""
    if scope["type"] != "http":
        await hears(receive, send)
        return
    request = Request(scope, receive)

    async def without_end() -> AsyncIterator[bytes]:
        yield b"x"
        await asyncio.Event().wait()

    answers = {"/slow": lambda: StreamingResponse(without_end()), "/large": lambda: PlainTextResponse(LARGE)}
    said = await request.body() or b"empty"
    await answers.get(request.url.path, lambda: PlainTextResponse(said))()(scope, receive, send)


def served(
    meanwhile: Callable[[uvicorn.Server, Callable[[], Awaitable[Lines]]], Awaitable[None]],
    app: ASGIApp = echo,
) -> None:
    async def run() -> None:
        config = uvicorn.Config(
            app, HERE, 0, http=RequestTimeouts, ws=WebSocketMessageLimits, lifespan="off", log_level="error"
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


HEADS = {
    "an address": (b"GET /", b"a" * 1_000),
    "one header": (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ", b"a" * 1_000),
    "many headers": (b"GET / HTTP/1.1\r\nHost: x\r\n", b"a: b\r\n" * 200),
    "what comes after its body": (
        b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n",
        b"a: b\r\n" * 200,
    ),
}


@pytest.mark.parametrize("head", HEADS)
def test_a_request_without_end_is_not_read_on(head: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "ASKS_WITHIN_S", 2 * PATIENCE_S)
    monkeypatch.setattr(connections, "SENDS_WITHIN_S", 2 * PATIENCE_S)
    begins, goes_on = HEADS[head]

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(begins + goes_on * 150)
        await ends(line)

    served(meanwhile)


def test_as_many_cookies_as_a_browser_keeps_are_answered() -> None:
    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        cookies = b"; ".join(b"ripple_%d=%s" % (n, b"x" * 43) for n in range(1_000))
        line[1].write(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: %s\r\n\r\n" % cookies)
        assert (await ends(line)).startswith(b"HTTP/1.1 200 ")

    served(meanwhile)


def test_who_sends_requests_and_waits_for_no_answer_is_cut_off() -> None:
    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 5_000)
        assert (await ends(line)).count(b"200 OK") < 5_000

    served(meanwhile)


def test_an_answer_that_nobody_reads_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "READS_WITHIN_S", 0.05)
    cut_off, lose = asyncio.Event(), RequestTimeouts.connection_lost

    def lost(line: RequestTimeouts, why: Exception | None) -> None:
        lose(line, why)
        cut_off.set()

    monkeypatch.setattr(RequestTimeouts, "connection_lost", lost)

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        await cut_off.wait()
        assert len(await ends(line)) < len(LARGE)

    served(meanwhile)


SOCKET = (
    b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
SAYS_NOTHING = {"pings": b"\x89\x80", "pongs": b"\x8a\x80", "parts": b"\x00\x80", "messages": b"\x82\x80"}


@pytest.mark.parametrize("frame", SAYS_NOTHING)
def test_a_socket_on_which_much_of_nothing_is_said_ends(frame: str) -> None:
    mask = b"\0\0\0\0"
    begins = b"\x02\x80" + mask if frame == "parts" else b""

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(SOCKET)
        assert b" 101 " in await line[0].readuntil(b"\r\n\r\n")
        line[1].write(begins + (SAYS_NOTHING[frame] + mask) * 2_000)
        assert len(await ends(line)) < 2_000  # of pings some are answered before, with two bytes each

    served(meanwhile)


def test_what_is_said_without_waiting_for_answers_is_heard_no_more() -> None:
    heard = list[str]()

    async def counts(_scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})
        while not heard or heard[-1] != "websocket.disconnect":
            heard.append((await receive())["type"])

    async def meanwhile(_server: object, connect: Callable[[], Awaitable[Lines]]) -> None:
        line = await connect()
        line[1].write(SOCKET)
        assert b" 101 " in await line[0].readuntil(b"\r\n\r\n")
        line[1].write(b"\x82\x80\0\0\0\0" * 600)
        await ends(line)

    served(meanwhile, counts)
    assert heard == ["websocket.connect", "websocket.disconnect"]


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
