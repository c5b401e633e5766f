"""A network between the app and its database that takes its time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

HERE = "127.0.0.1"
PIECE = 65_536


@dataclass
class Way:
    """A port of this machine, and how long each piece takes from it to where it leads, and back."""

    delay_s: float
    port: int = 0


@contextmanager
def slow_way_to(port: int, delay_s: float) -> Iterator[Way]:
    """A way to ``port``, as slow as this, or as is said later."""
    way = Way(delay_s)
    begun: Future[tuple[int, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        stopped = asyncio.Event()
        server = await asyncio.start_server(lambda near, back: _carry(near, back, port, way), HERE, 0)
        begun.set_result((server.sockets[0].getsockname()[1], asyncio.get_running_loop(), stopped))
        await stopped.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    way.port, loop, stopped = begun.result()
    try:
        yield way
    finally:
        loop.call_soon_threadsafe(stopped.set)
        thread.join()


async def _carry(near: asyncio.StreamReader, back: asyncio.StreamWriter, port: int, way: Way) -> None:
    far, there = await asyncio.open_connection(HERE, port)
    await asyncio.gather(_pass_on(near, there, way), _pass_on(far, back, way))


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter, way: Way) -> None:
    try:
        while piece := await source.read(PIECE):
            await asyncio.sleep(way.delay_s)
            target.write(piece)
            await target.drain()
    except ConnectionError:  # the other side ends as well
        pass
    finally:
        target.close()
