"""The same thing again and again, from one person or one address, within bounds that spare the machine."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count

import httpx2
from limits import parse
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from ripple.actions.rate_limits import JOINING, LINKING, SHARING, STARTING, UPLOADING, RateLimit
from ripple.web.websocket_limits import OF_STRANGERS
from tests.attack.tab import ANSWERS_WITHIN_S
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, OPENS, Person, World

FAMILY = "floods"
WAIT = "Please wait"


def measure(pace: RateLimit) -> int:
    """How often one person may do it within a minute."""
    return parse(pace.one.partition(";")[0]).amount


def until_told_to_wait(a_minute: int, once: Callable[[], str]) -> None:
    """Do it until somebody is told to wait, which must be before more went through than may."""
    began = time.monotonic()
    stopped(WAIT not in once(), "even the first was refused, so nothing was tried")
    for went_through in count(1):
        minutes = 1 + (time.monotonic() - began) // 60  # a machine that is busy has more of them
        stopped(went_through <= a_minute * minutes, f"{went_through} went through")
        if WAIT in once():
            return


def acts(world: World) -> None:
    member = world.stranger("Edeltraud")
    member.joins(world.code)
    with member.tab() as tab:

        def once() -> str:
            return tab.press(OPENS).type(FIELD, "Held the door").press("Share").says

        until_told_to_wait(measure(SHARING), once)
        stopped("Held the door" in tab.says, "what was typed is lost")


def acts_from_many_tabs(world: World) -> None:
    member = world.stranger("Friedlinde")
    member.joins(world.code)

    def once() -> str:
        with member.tab() as tab:
            return tab.press(OPENS).type(FIELD, "Held the door").press("Share").says

    until_told_to_wait(measure(SHARING), once)


def links(world: World) -> None:
    member = world.stranger("Gundula")
    member.joins(world.code)
    with member.tab() as tab:
        tab.open("you")
        until_told_to_wait(measure(LINKING), lambda: tab.press("Make the link").says)


def groups(world: World) -> None:
    founder = world.stranger("Irmtraud")

    def once() -> str:
        with founder.tab() as tab:
            tab.press("Start a group").type("Name of the group", "Flood").type("Your name", "Irmtraud")
            return tab.press("Start the group").says

    until_told_to_wait(measure(STARTING), once)


def newcomers(spread: bool, world: World) -> None:
    """Into one group: from one address, or from a new one each time."""
    host = world.stranger("Jorinde")
    host.starts("Flooded Fen")
    code, address, number = world.code_of(host), world.stranger().address, iter(range(1_000))

    def once() -> str:
        newcomer = Person(world, f"Newcomer {next(number)}", address="" if spread else address)
        with newcomer.tab(f"code={code}") as tab:
            return tab.type("Your name in this group", newcomer.name).press("Join the group").says

    until_told_to_wait(measure(JOINING), once)
    Person(world, f"Kunibert {spread}", address=address).joins(world.code)  # another class is not kept out


def files(world: World) -> None:
    person = world.stranger()
    with person.tab() as tab, httpx2.Client(base_url=world.url, headers=person.headers) as client:
        path = f"_stcore/upload_file/{tab.session}/"
        answers = [
            client.put(f"{path}{n}", headers={"Origin": world.origin}, files={"file": b"x"}).status_code
            for n in range(measure(UPLOADING) + 1)
        ]
    stopped(answers[-1] == 429 and answers[0] != 429, answers)


def sockets(world: World) -> None:
    """However many one stranger opens, so many stay open: the oldest make room."""
    address, person = world.url.replace("http", "ws") + "_stcore/stream", world.stranger()
    with ExitStack() as held:
        opened = []
        for _ in range(OF_STRANGERS + 3):
            made = connect(address, origin=Origin(world.origin), additional_headers=person.headers)
            opened.append(held.enter_context(made))
        ended = sum(is_ended(one, ANSWERS_WITHIN_S) for one in opened[:3])
        left = sum(not is_ended(one, 0) for one in opened[3:])
    stopped(ended == 3, f"of the oldest three {ended} made room")
    stopped(left == OF_STRANGERS, f"{left} of the newest {OF_STRANGERS} are open")


def is_ended(line: ClientConnection, within_s: float) -> bool:
    """Whether the app closed it; it says nothing else to who says nothing."""
    try:
        line.recv(timeout=within_s)
    except ConnectionClosed:
        return True
    except TimeoutError:
        return False
    raise AssertionError("it says something")


def attacks() -> Iterator[Attack]:
    yield Attack(FAMILY, "act after act", acts)
    yield Attack(FAMILY, "act after act from new tabs", acts_from_many_tabs)
    yield Attack(FAMILY, "link after link", links)
    yield Attack(FAMILY, "group after group", groups)
    yield Attack(FAMILY, "newcomers from one address", partial(newcomers, False))
    yield Attack(FAMILY, "newcomers from many addresses", partial(newcomers, True))
    yield Attack(FAMILY, "file after file", files)
    yield Attack(FAMILY, "pages without end", sockets)
