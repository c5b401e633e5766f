"""Streamlit's own doors, and ways around the front one."""

from collections.abc import Iterator
from functools import partial
from itertools import count

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "doors"
_members = count(1)
CLOSED = [
    *(("GET", f"_stcore/{door}") for door in ("metrics", "metrics?families=session", "agent/openapi.json")),
    *(("POST", f"_stcore/agent/{door}") for door in ("interact", "mcp")),
    *(("GET", f"_stcore/{door}") for door in ("agent/mcp", "script-health-check", "bidi-components/x/y.js")),
    *(("GET", door) for door in ("auth/login", "auth/logout", "oauth2callback?state=x&code=x")),
    ("GET", "//_stcore/metrics"),
    ("GET", "/_stcore//metrics"),
    ("GET", "/%5fstcore/metrics"),
    ("GET", "/x/../_stcore/metrics"),
]
UP = ["../" * 6, "..%2f" * 6, "%2e%2e/" * 6, "..%5c" * 6, "....//" * 6, "%252e%252e%252f" * 6]
WANTED = {"etc/passwd": "root:", "proc/self/environ": "PATH=", "data/ripple": "{"}
SAYINGS = {
    "empty everybody's caches": BackMsg(clear_cache=True),
    "run the page whenever a file changes": BackMsg(set_run_on_save=True),
    "end the server": BackMsg(debug_shutdown_runtime=True),
    "cut the line": BackMsg(debug_disconnect_websocket=True),
}


def is_closed(method: str, path: str, world: World) -> None:
    answer = world.stranger().asks(method, path)
    bare = answer.status_code in (403, 404) or '<div id="root">' in answer.text  # the empty page
    stopped(bare, f"{answer.status_code} {answer.text[:80]}")


def holds_nothing_from_the_disk(path: str, sign: str, world: World) -> None:
    answer = world.stranger().asks("GET", path)
    stopped(answer.status_code >= 300 or sign not in answer.text or 'root">' in answer.text, answer.text[:80])


def is_unheard(message: BackMsg, world: World) -> None:
    """What the page remembers must outlast what was said; an emptied cache forgets it."""
    member = world.stranger(f"Member {next(_members)}")
    member.joins(world.code)
    with member.tab() as tab:
        tab.open("you").press("Make the link")
        link = next(text for _where, text in tab.texts() if "enter/" in text)
        tab.say(message)
        stopped(link in tab.run().says, "the session forgot its link")
        stopped(world.ada.asks("GET", "_stcore/health").status_code == 200, "the server is gone")


def does_not_answer(method: str, world: World) -> None:
    answer = world.stranger().asks(method, "enter/nowhere/spent")
    stopped(answer.status_code in (403, 405), answer.status_code)


def attacks() -> Iterator[Attack]:
    for method, path in CLOSED:
        yield Attack(FAMILY, f"{method} {path}", partial(is_closed, method, path))
    for up in UP:
        for file, sign in WANTED.items():
            for start in ("static/", "media/", "component/x/"):
                path = start + up + file
                yield Attack(FAMILY, f"GET {path}", partial(holds_nothing_from_the_disk, path, sign))
    for name, message in SAYINGS.items():
        yield Attack(FAMILY, f"say to the socket: {name}", partial(is_unheard, message))
    for method in ("PUT", "DELETE", "PATCH"):
        yield Attack(FAMILY, f"{method} a sign-in link", partial(does_not_answer, method))
