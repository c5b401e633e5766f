"""A network between the app and its database that takes its time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager

HERE = "127.0.0.1"
PIECE = 65_536


@contextmanager
def slow_way_to(port: int, delay_s: float) -> Iterator[int]:
    """A port of this machine that leads to ``port``; each piece takes so long, there and back."""
    begun: Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        stopped = asyncio.Event()
        server = await asyncio.start_server(lambda near, back: _carry(near, back, port, delay_s), HERE, 0)
        begun.set_result((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), stopped))
        await stopped.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    slow_port, loop, stopped = begun.result()
    try:
        yield slow_port
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()


async def _carry(near: asyncio.StreamReader, back: asyncio.StreamWriter, port: int, delay_s: float) -> None:
    far, there = await asyncio.open_connection(HERE, port)
    await asyncio.gather(_pass_on(near, there, delay_s), _pass_on(far, back, delay_s))


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, delay_s: float) -> None:
    try:
        while piece := await source.read(PIECE):
            await asyncio.sleep(delay_s)
            target.write(piece)
            await target.drain()
    except ConnectionError:  # the other side ends as well
        pass
    finally:
        target.close()
