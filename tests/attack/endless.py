"""A stranger who says much and means nothing, or lists without end, while a member opens their page."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from threading import Event

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.attack.crowds import nobody_waits, one_more
from tests.attack.table import Attack
from tests.attack.world import World
from tests.web.test_websocket_filter import told

FAMILY = "endless"


# What lists more than any page has.
LISTS: dict[str, Callable[[], bytes]] = {
    "60,000 names of files": lambda: told(file_urls_request={"file_names": ["x"] * 60_000}),
    "25,000 widgets": lambda: told(
        rerun_script={"widget_states": {"widgets": [{"id": f"{n:x}"} for n in range(25_000)]}}
    ),
    "40,000 pictures that it has": lambda: told(
        rerun_script={"cached_message_hashes": [f"{n:x}" for n in range(40_000)]}
    ),
}


def long_lists(name: str, world: World, over: Event, _held: ExitStack) -> None:
    content, person = LISTS[name](), world.stranger()
    while not over.wait(0.05):
        with suppress(InvalidHandshake, ConnectionClosed, OSError, TimeoutError):
            tab = one_more(person)
            tab.send(content)
            tab.recv(timeout=5)


_NOTHING = b"\x80\0\0\0\0"  # a frame's length and mask
NOTHINGS = {
    "empty messages": (b"", b"\x82" + _NOTHING),
    "pings": (b"", b"\x89" + _NOTHING),
    "parts of a message": (b"\x02" + _NOTHING, b"\x00" + _NOTHING),
}


def nothing_without_end(name: str, world: World, over: Event, _held: ExitStack) -> None:
    begins, frame_of_it = NOTHINGS[name]
    person = world.stranger()
    while not over.is_set():
        with suppress(InvalidHandshake, ConnectionClosed, OSError, TimeoutError):
            line = one_more(person).socket
            line.sendall(begins)
            while not over.wait(0.01):
                line.sendall(frame_of_it * 5_000)


HEADS = {
    "addresses": (b"GET /", b"a" * 100_000),
    "headers": (b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ", b"a" * 100_000),
    "requests": (b"", b"GET /about HTTP/1.1\r\nHost: x\r\n\r\n" * 5_000),
}


def without_end(name: str, world: World, over: Event, _held: ExitStack) -> None:
    """What is sent over HTTP does not come to an end."""
    begins, goes_on = HEADS[name]
    host, port = world.host.split(":")
    while not over.is_set():
        with suppress(OSError), socket.create_connection((host, int(port)), timeout=5) as line:
            line.sendall(begins)
            while not over.wait(0.01):
                line.sendall(goes_on)


def attacks() -> Iterator[Attack]:
    for rows, attacker in ((LISTS, long_lists), (NOTHINGS, nothing_without_end), (HEADS, without_end)):
        for name in rows:
            yield Attack(FAMILY, f"{name} without end", partial(nobody_waits, partial(attacker, name)))
