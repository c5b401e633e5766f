"""One stranger against everybody: sockets, messages and half requests, while a member opens their page."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from statistics import median
from threading import Event, Semaphore, Thread

import httpx2
import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from ripple.actions.joining import join_group, new_id
from ripple.live import Groups, LiveGroup
from tests.attack.stage import now, stage
from tests.attack.tab import ANSWERS_WITHIN_S, Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import OPENS, Person, World

FAMILY = "crowds"
PAGES = 5  # of a member, that are opened meanwhile
CALM_S = 1.0  # for each, or so many times what a calm one takes: a machine may be busy with other things
TIMES = 4
BUSY = 0.5  # of a processor
GROWTH = 150_000_000  # bytes of memory
Attacker = Callable[[World, Event, ExitStack], object]


def opens_a_page(world: World) -> float:
    """How long a member waits for their page, in seconds."""
    began = time.monotonic()
    with world.ben.tab() as tab:
        stopped(tab.has(OPENS), "the page of the group did not come")
    return time.monotonic() - began


def one_more(person: Person) -> ClientConnection:
    """A socket of theirs, on which nothing was said yet."""
    address = person.world.url.replace("http", "ws") + "_stcore/stream"
    spoken = [Subprotocol("streamlit"), Subprotocol("x")]
    opened = connect(
        address,
        origin=Origin(person.world.origin),
        additional_headers=person.headers,
        subprotocols=spoken,
    )
    return opened.__enter__()


def rerun() -> bytes:
    """What asks for the page."""
    asked = BackMsg()
    asked.rerun_script.query_string = "x"
    return bytes(asked.SerializeToString())


def frame(megabytes: int) -> bytes:
    """What asks for it with a widget for every two bytes; written by hand, since it would fill this
    machine's memory too."""
    states, widget = b"\x12", b"\x0a\x00"
    one = BackMsg()
    one.rerun_script.widget_states.widgets.add()
    said = one.SerializeToString()  # the tag of the page, of the states, of the widget, with a length each
    assert said.endswith(states + b"\x02" + widget), said
    widgets = widget * (megabytes * 500_000)
    inner = states + _length(widgets) + widgets
    return bytes(said[: -len(states + b"\x02" + widget) - 1] + _length(inner) + inner)


def _length(content: bytes) -> bytes:
    left, said = len(content), bytearray()
    while left > 127:
        said.append(left & 127 | 128)
        left >>= 7
    return bytes([*said, left])


@contextmanager
def meanwhile(attack: Callable[[Event], object]) -> Iterator[None]:
    over = Event()
    attacker = Thread(target=attack, args=(over,))
    attacker.start()
    try:
        yield
    finally:
        over.set()
        attacker.join()


def nobody_waits(attack: Attacker, world: World) -> None:
    """While it goes on, a member's pages come, and the app's memory stays what it was."""
    assert world.server.process
    app = psutil.Process(world.server.process.pid)
    calm, memory = opens_a_page(world), app.memory_info().rss
    began, since = time.monotonic(), world.server.worked()
    with ExitStack() as held, meanwhile(lambda over: attack(world, over, held)):
        waited, grown = [], 0
        for _ in range(PAGES):
            waited.append(opens_a_page(world))
            grown = max(grown, app.memory_info().rss - memory)
    # Of a machine that is busy with other things the app gets little, and that is no attack's work.
    busy = (world.server.worked() - since) / (time.monotonic() - began) > BUSY
    in_time = median(waited) < max(CALM_S, TIMES * calm)
    stopped(in_time or not busy, f"a member waited {max(waited):.1f} s for a page, {calm:.1f} s before")
    stopped(grown < GROWTH, f"the memory grew by {grown / 1e6:.0f} MB")


def large_frames(megabytes: int, world: World, over: Event, held: ExitStack) -> None:
    content, person = frame(megabytes), world.stranger()
    for _ in range(3):
        tab = one_more(person)
        with suppress(ConnectionClosed):
            tab.send(content)
            while not over.is_set():
                tab.recv(timeout=10)
        tab.close()


def reruns(sockets: int, cookies: dict[str, str], world: World, over: Event, _held: ExitStack) -> None:
    """Each socket asks for the page again and again."""
    person = world.stranger()
    person.cookies = cookies
    tabs = [one_more(person) for _ in range(sockets)]

    def asks(tab: ClientConnection) -> None:
        with suppress(ConnectionClosed, OSError):
            while not over.wait(0.02):
                tab.send(rerun())

    threads = [Thread(target=asks, args=(tab,)) for tab in tabs]
    for thread in threads:
        thread.start()
    over.wait()
    for tab in tabs:
        tab.socket.shutdown(socket.SHUT_RDWR)  # it may be waiting to send
    for thread in threads:
        thread.join()


def opened_and_closed(sockets: int, world: World, over: Event, _held: ExitStack) -> None:
    person = world.stranger()
    for _ in range(sockets):
        if over.is_set():
            return
        with suppress(InvalidHandshake, ConnectionClosed, OSError, TimeoutError):
            one_more(person).close()


HALVES = {
    "of a head": b"GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
    "of nothing": b"",
    "of a body": b"POST /leave/x HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx",
}


def half_requests(half: bytes, world: World, over: Event, held: ExitStack) -> None:
    host, port = world.host.split(":")
    for _ in range(240):
        line = held.enter_context(socket.create_connection((host, int(port))))
        line.sendall(half)
    over.wait()


def pictures(world: World) -> None:
    """Twenty members ask for their pond twice each; strangers follow invitations and leave meanwhile."""
    scene, calm = stage(world), _come_in_and_leave(world)
    members: list[Person] = []

    def come(groups: Groups, live: LiveGroup) -> None:
        for number in range(20):
            one = new_id()
            join_group(groups, live.secret, f"Member {number}", asker="the crowd", nonce=one, now=now())
            members.append(scene.browser(one))

    scene.does(come)
    over, begun, path = Event(), Semaphore(0), f"{world.url}keepsake/{scene.group}/png"
    askers = [Thread(target=_holds, args=(member, path, begun, over)) for member in members * 2]
    for asker in askers:
        asker.start()
    for _asker in askers:
        begun.acquire(timeout=ANSWERS_WITHIN_S)
    waited = _come_in_and_leave(world)
    over.set()
    for asker in askers:
        asker.join()
    stopped(waited < max(CALM_S, TIMES * calm), f"somebody waited {waited:.1f} s, {calm:.1f} s before")


def _come_in_and_leave(world: World) -> float:
    """How long a stranger waits at most, in seconds, for what takes the server no time."""
    waited = []
    for method, way in (("GET", "join/ABCD2345"), ("GET", "enter/nowhere/x"), ("POST", "leave/nowhere")):
        began = time.monotonic()
        stopped(world.stranger().asks(method, way).status_code == 303, way)
        waited.append(time.monotonic() - began)
    return max(waited)


def _holds(member: Person, path: str, begun: Semaphore, over: Event) -> None:
    """Ask for the picture and wait for it, until it is over."""
    with suppress(httpx2.TransportError), httpx2.stream("GET", path, headers=member.headers, timeout=60):
        begun.release()
        over.wait()


def keeps_the_sleeping(world: World) -> None:
    """A member's phone sleeps; a stranger opens and closes pages; the phone finds its session again."""
    member = world.stranger("Notburga")
    member.joins(world.code)
    with member.tab() as tab:
        tab.open("you").press("Make the link")
        link, session = next(text for _where, text in tab.texts() if "enter/" in text), tab.session
    person = world.stranger()
    for _ in range(130):
        with suppress(InvalidHandshake, ConnectionClosed, OSError, TimeoutError):
            one_more(person).close()
    again = Tab(world.url, headers=member.headers, origin=world.origin, session=session)
    stopped(link in again.open("you").says, "the session was thrown out")
    again.socket.close()


def attacks() -> Iterator[Attack]:
    for megabytes in (1, 10, 49):
        yield Attack(
            FAMILY, f"frames of {megabytes} MB", partial(nobody_waits, partial(large_frames, megabytes))
        )
    for sockets in (3, 10, 25):
        for name, cookies in (("", {}), (" with made-up cookies", {"ripple_x": "y", "__Host-ripple_x": "y"})):
            attack = partial(nobody_waits, partial(reruns, sockets, cookies))
            yield Attack(FAMILY, f"{sockets} sockets that ask again and again{name}", attack)
    yield Attack(
        FAMILY, "130 sockets, opened and closed", partial(nobody_waits, partial(opened_and_closed, 130))
    )
    for name, half in HALVES.items():
        yield Attack(FAMILY, f"240 halves {name}", partial(nobody_waits, partial(half_requests, half)))
    yield Attack(FAMILY, "pictures for everybody", pictures)
    yield Attack(FAMILY, "throw sleeping pages out", keeps_the_sleeping)
