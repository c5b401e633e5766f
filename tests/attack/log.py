"""What whoever reads the server's log learns: tried last, when everything above has left its traces."""

from collections.abc import Callable, Iterator
from functools import cache, partial

from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, World

FAMILY = "log"
TYPED = "typed-where-it-breaks-something"
BROKEN = "Error deserializing back message"  # what Streamlit says to noise


@cache
def log(world: World) -> str:
    """The log, after some more was done that servers like to write down."""
    for path in (f"join/{world.code}", f"join/{TYPED}", f"enter/{world.maple}/{TYPED}", f"?code={TYPED}"):
        world.stranger().asks("GET", path)
    world.stranger().follows(world.ada.link())
    for page in ("", "people", "you", "group"):
        with world.ada.tab() as tab:
            misuse(tab.open(page))
    noise = world.stranger().tab()
    noise.run().socket.send(TYPED.encode())
    world.stranger().tab().run().socket.close()
    return world.server.log.read_text(encoding="utf-8", errors="replace")


def misuse(tab: Tab) -> None:
    """Send each widget a value of every wrong sort, so that whatever can break breaks."""
    for widget in {getattr(one, "id", "") for one in tab.elements.values()} - {""}:
        tab.run(WidgetState(id=widget, string_value=TYPED))
        tab.run(WidgetState(id=widget, json_value=TYPED))
        tab.run(WidgetState(id=widget, string_array_value=StringArray(data=[TYPED])))


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
