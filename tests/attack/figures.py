"""What is counted for whoever runs the app: read from elsewhere, or for more than figures."""

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import httpx2

from ripple.cli.serve import _lan_address
from tests.attack.stage import tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, World

FAMILY = "figures"
ELSEWHERE = {"its address in the network": _lan_address, "another address of its own": lambda: "127.0.0.2"}
MADE = "ripple_acts_shared_total"
OPEN = ("healthz", "readyz")


def port_of(world: World) -> int:
    return int(world.server.settings["RIPPLE_METRICS_PORT"])


def is_not_on_the_app_s_port(method: str, path: str, world: World) -> None:
    answer = world.stranger().asks(method, path)
    stopped(MADE not in answer.text, "the figures are there for everybody")


def is_not_reached(address: str, world: World) -> None:
    with suppress(OSError), socket.create_connection((address, port_of(world)), timeout=5):
        stopped(False, f"somebody answers at {address}")


def tells_of_nobody(world: World) -> None:
    said = httpx2.get(f"http://127.0.0.1:{port_of(world)}/metrics").content
    stopped(MADE.encode() in said, "nothing is counted")
    tells_nothing(said, HIDDEN, "Rowan", "Adelheid", "Balthasar", "Eve", world.maple, world.elm, world.code)


def says_one_word(path: str, world: World) -> None:
    answer = world.stranger().asks("GET", path)
    stopped(re.fullmatch(r"[a-z]+", answer.text), answer.text[:80])
    stopped("set-cookie" not in answer.headers, "it sets a cookie")


def changes_nothing(path: str, method: str, world: World) -> None:
    answer = world.stranger().asks(method, path)
    stopped(answer.status_code in (403, 404, 405), answer.status_code)


def attacks() -> Iterator[Attack]:
    for method, path in (
        ("GET", "metrics"),
        ("GET", "metrics/"),
        ("POST", "metrics"),
        ("GET", "_stcore/metrics"),
    ):
        yield Attack(FAMILY, f"{method} {path}", partial(is_not_on_the_app_s_port, method, path))
    for where, address in ELSEWHERE.items():
        yield Attack(FAMILY, f"read them at {where}", lambda world, to=address: is_not_reached(to(), world))
    yield Attack(FAMILY, "find anybody in them", tells_of_nobody)
    for path in OPEN:
        yield Attack(FAMILY, f"learn more than a word from {path}", partial(says_one_word, path))
        for method in ("POST", "PUT", "DELETE"):
            yield Attack(FAMILY, f"{method} {path}", partial(changes_nothing, path, method))
