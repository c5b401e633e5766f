"""More than fits: messages, addresses, files, marks. The app must refuse and go on for everybody else."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import httpx2
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed, InvalidMessage, InvalidStatus

from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, HIDDEN, NAMES, OPENS, World

FAMILY = "sizes"
PATIENCE_S = 10  # of the app's own work, for another member's page meanwhile; a calm one takes a tenth
MARKS = "a" + "\u0301\u0316" * 150_000  # Unicode wants them in order, which takes the square of their number
WORDS: dict[str, str] = {
    "2,001 signs": "x" * 2_001,
    "half a million signs": "x" * 500_000,
    "marks without end": MARKS,
    "empty lines without end": "x" + "\n \n" * 150_000,
    "spaces without end": "x" + " " * 500_000 + "x",
    "commas without end": "x," * 200_000,
    "emoji without end": "\U0001f49b\u200d" * 100_000,
    "overrides without end": "\u202e" * 300_000,
    "brackets without end": "[" * 400_000,
    "dollars without end": "$" * 400_000,
}
PLACES = {"the words": (FIELD, 0), "who was kind": (NAMES, 0), "for whom": (NAMES, 1)}
FRAMES: dict[str, Callable[[], bytes | str]] = {
    "2 MB": lambda: b"\0" * 2_000_000,
    "60 MB": lambda: b"\0" * 60_000_000,
    "noise": lambda: bytes(range(256)) * 100,
    "a length that lies": lambda: b"\x5a\xff\xff\xff\xff\x0f" + b"x" * 100,
    "nesting without end": lambda: b"\x5a\x7f" * 5_000,
    "text instead of bytes": lambda: "hello",
    "nothing": lambda: b"",
}


def goes_on(world: World, since: float) -> None:
    """Another member's page stands, after not much more work than the app had done ``since``."""
    with world.ben.tab() as tab:
        stopped(HIDDEN in tab.says, "the group is gone")
    took = world.server.worked() - since
    stopped(took < PATIENCE_S, f"everybody waited while the app worked for {took:.0f} s")


def too_many_words(name: str, place: str, nth: int, world: World) -> None:
    with world.group(world.maple) as live:
        acts = len(live.history.acts)
    since = world.server.worked()
    with world.ben.tab() as tab:
        tab.press(OPENS)
        if place != FIELD:
            tab.type(FIELD, "Held the door")
        tab.type(place, WORDS[name], nth).press("Share")
    goes_on(world, since)
    with world.group(world.maple) as live:
        stopped(len(live.history.acts) == acts, "it was posted")


def a_frame(name: str, world: World) -> None:
    since = world.server.worked()
    tab = world.stranger().tab()
    try:
        tab.socket.send(FRAMES[name]())
        tab.run()
    except (ConnectionClosed, TimeoutError):
        pass  # it was cut off
    goes_on(world, since)


def many_widgets(world: World) -> None:
    since = world.server.worked()
    with suppress(ConnectionClosed), world.stranger().tab() as tab:  # or it is cut off
        tab.run(*(WidgetState(id=f"$$ID-{n:032x}-x", string_value="x") for n in range(10_000)))
    goes_on(world, since)


def an_address(path: str, world: World) -> None:
    since = world.server.worked()
    try:
        answer = world.stranger().asks("GET", path)
        stopped(answer.status_code < 500, f"the server broke: {answer.status_code}")
    except httpx2.TransportError:
        pass  # it was cut off
    goes_on(world, since)


def a_query(query: str, world: World) -> None:
    since = world.server.worked()
    with suppress(ConnectionClosed), world.stranger().tab(query) as tab:  # or it is cut off
        stopped(tab.has("Start a group"), "the page broke")
    goes_on(world, since)


def a_header(headers: dict[str, str], world: World) -> None:
    person = world.stranger()
    person.cookies = headers
    try:
        with person.tab() as tab:
            stopped(tab.has("Start a group"), "the page broke")
    except (InvalidStatus, InvalidMessage, ConnectionClosed, TimeoutError):
        pass  # it was refused, or never answered
    goes_on(world, world.server.worked())  # whoever sent it waits for the answer, and nobody else may


def a_file(size: int, world: World) -> None:
    since = world.server.worked()
    with world.stranger().tab() as tab:
        token = {"X-Xsrftoken": "x", "Cookie": "_streamlit_xsrf=x"}
        path = f"_stcore/upload_file/{tab.session}/file"
        try:
            answer = world.stranger().asks("PUT", path, headers=token, files={"file": b"x" * size})
            stopped(answer.status_code in (403, 413), answer.status_code)
        except httpx2.TransportError:
            pass  # it was cut off
    goes_on(world, since)


def attacks() -> Iterator[Attack]:
    for name in WORDS:
        for place, (label, nth) in PLACES.items():
            yield Attack(FAMILY, f"{name} as {place}", partial(too_many_words, name, label, nth))
    for name in FRAMES:
        yield Attack(FAMILY, f"{name} to the socket", partial(a_frame, name))
    yield Attack(FAMILY, "ten thousand widgets", many_widgets)
    yield Attack(FAMILY, "a long path", partial(an_address, "join/" + "A" * 60_000))
    yield Attack(FAMILY, "a deep path", partial(an_address, "x/" * 20_000))
    yield Attack(FAMILY, "a long link", partial(an_address, "enter/" + "a" * 30_000 + "/" + "b" * 30_000))
    for name, query in (
        ("a long query", "code=" + "A" * 500_000),
        ("a query of many", "&".join(f"x{n}={n}" for n in range(20_000))),
        ("a broken query", "code=%ff%fe%00&group=%e2%28%a1"),
    ):
        yield Attack(FAMILY, name, partial(a_query, query))
    yield Attack(FAMILY, "many cookies", partial(a_header, {f"ripple_{n}": "x" * 40 for n in range(1_000)}))
    yield Attack(FAMILY, "a long cookie", partial(a_header, {"ripple_x": "x" * 60_000}))
    for megabytes in (6, 60):
        yield Attack(FAMILY, f"a file of {megabytes} MB", partial(a_file, megabytes * 1_000_000))
