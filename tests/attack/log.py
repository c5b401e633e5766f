"""What whoever reads the server's log learns: tried last, when everything above has left its traces."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import cache, partial

from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.actions.members import name_host
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, Person, World

FAMILY = "log"
TYPED = "typed-where-it-breaks-something"
PAGES = ("", "people", "you", "group")
A_PAGE = 2  # hosts, each of whom sends half of the values
ALSO_HOSTS = [f"Cornelia {nth}" for nth in range(1, len(PAGES) * A_PAGE)]
BROKEN = "Error deserializing back message"  # what Streamlit says to noise


@cache
def log(world: World) -> str:
    """The log, after some more was done that servers like to write down."""
    for path in (f"join/{world.code}", f"join/{TYPED}", f"enter/{world.maple}/{TYPED}", f"?code={TYPED}"):
        world.stranger().asks("GET", path)
    world.stranger().follows(world.ada.link())
    hosts = [world.ada, *(another_host(world, name) for name in ALSO_HOSTS)]
    # Several a page, because each of them has a pace of their own to keep.
    with ThreadPoolExecutor(len(hosts)) as at_once:
        broke = sum(at_once.map(misuse, hosts, PAGES * A_PAGE, sorted([*range(A_PAGE)] * len(PAGES))))
    stopped(broke > 20, f"only {broke} values broke anything, so hardly anything was tried")
    noise = world.stranger().tab()
    noise.run().socket.send(TYPED.encode())
    world.stranger().tab().run().socket.close()
    return world.server.log.read_text(encoding="utf-8", errors="replace")


def another_host(world: World, name: str) -> Person:
    """Somebody who came into Rowan Lane and is a host there too."""
    they = world.stranger(name)
    they.joins(world.code)
    with world.group(world.maple) as live:
        ids = {one.name: one.id for one in live.history.members.values()}
        name_host(live, ids[world.ada.name], ids[name], host=True, now=datetime.now(UTC))
    return they


def misuse(host: Person, page: str, part: int) -> int:
    """Send widgets of the page values of every wrong sort, those of one ``part``; how many broke something.

    A tab in which something broke runs nothing any more: what is left is sent from the next one.
    """
    with tab_at(page, host, {}) as tab:
        left, drawn = wrong_values(tab)[part::A_PAGE], tab.typed
    broke = 0
    while left:
        with tab_at(page, host, drawn) as tab:
            tab.run(left.pop())
            while left and len(tab.elements) > 1:  # else it says no more than that something went wrong
                tab.run(left.pop())
            broke += len(tab.elements) <= 1
    return broke


def tab_at(page: str, host: Person, drawn: dict[str, WidgetState]) -> Tab:
    """A tab that begins with the page, its pictures ``drawn`` already: it runs once instead of thrice."""
    tab = host.tab()
    tab.page, tab.typed = page, {**drawn}
    return tab


def wrong_values(tab: Tab) -> list[WidgetState]:
    """For each widget of the page."""
    wrong = []
    for widget in sorted({getattr(one, "id", "") for one in tab.elements.values()} - {""}):
        wrong.append(WidgetState(id=widget, string_value=TYPED))
        wrong.append(WidgetState(id=widget, json_value=TYPED))
        wrong.append(WidgetState(id=widget, string_array_value=StringArray(data=[TYPED])))
    return wrong


def is_not_in_the_log(find: Callable[[World], str], world: World) -> None:
    said = log(world)
    stopped(BROKEN in said, "nothing is in the log, so nothing was tried")
    lines = [line for line in said.splitlines() if find(world) in line]
    stopped(not lines, lines[:2])


SECRETS: dict[str, Callable[[World], str]] = {
    "what was shared": lambda world: HIDDEN,
    "what was typed": lambda world: TYPED,
    "the host's name": lambda world: world.ada.name,
    "a member's name": lambda world: world.ben.name,
    "the group's name": lambda world: "Rowan Lane",
    "the group's code": lambda world: world.code,
    "the host's token": lambda world: next(iter(world.ada.cookies.values())),
    "a member's token": lambda world: next(iter(world.ben.cookies.values())),
    "a sign-in link": lambda world: "enter/",
    "an invitation": lambda world: "join/",
    "the words of other attacks": lambda world: "evil.example",
    "somebody's address": lambda world: world.ada.address,
}


def attacks() -> Iterator[Attack]:
    for name, find in SECRETS.items():
        yield Attack(FAMILY, f"read {name} in the log", partial(is_not_in_the_log, find))
