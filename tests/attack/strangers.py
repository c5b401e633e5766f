"""Pages of other sites that would like to act as a member: over HTTP, over a socket, by a link."""

from collections.abc import Iterator
from functools import partial

from websockets.exceptions import InvalidStatus

from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import HIDDEN, World

FAMILY = "strangers"


# What the page of another site says it is.
ORIGINS = {
    "another site": "https://evil.example",
    "another port": "http://127.0.0.1:1",
    "another name of this machine": "http://localhost:{port}",
    "a name that begins alike": "http://{host}.evil.example",
    "a name that ends alike": "http://evil.example@{host}",
    "a sandbox": "null",
    "nothing": "",
    "a file": "file://",
    "brackets": "http://[",
    "capitals": "HTTP://{host}",
}


def origin(name: str, world: World) -> str:
    return ORIGINS[name].format(host=world.host, port=world.host.partition(":")[2])


def cannot_sign_in(name: str, world: World) -> None:
    """Login CSRF: the victim's browser sends the attacker's link."""
    victim = world.stranger()
    answer = victim.asks("POST", world.eve.link(), headers={"Origin": origin(name, world)})
    stopped(not victim.cookies, answer.status_code)


def cannot_sign_out(name: str, world: World) -> None:
    answer = world.ben.asks("POST", f"leave/{world.maple}", headers={"Origin": origin(name, world)})
    stopped("set-cookie" not in answer.headers, answer.headers)
    with world.ben.tab() as tab:
        stopped(HIDDEN in tab.says, "Ben was signed out")


def cannot_open_a_socket(name: str, world: World) -> None:
    """Cross-site websocket hijacking: the browser sends the victim's cookie along."""
    try:
        tab = Tab(world.url, headers=world.ada.headers, origin=origin(name, world))
    except InvalidStatus:
        return
    with tab:
        stopped(False, f"the socket was open to read {HIDDEN in tab.says}")


def cannot_upload(method: str, name: str, world: World) -> None:
    with world.ada.tab() as tab:
        headers = {"Origin": origin(name, world), "X-Xsrftoken": "x", "Cookie": "_streamlit_xsrf=x"}
        path = f"_stcore/upload_file/{tab.session}/file"
        answer = world.stranger().asks(method, path, headers=headers, files={"file": b"x"})
        stopped(answer.status_code == 403, answer.status_code)


def a_link_that_is_only_opened_signs_nobody_in(method: str, world: World) -> None:
    link, victim = world.eve.link(), world.stranger()
    for _ in range(3):
        victim.asks(method, link)
    stopped(not victim.cookies, victim.cookies)
    world.stranger().follows(link)  # and nobody used it up


def a_link_to_leave_does_nothing(world: World) -> None:
    world.ben.asks("GET", f"leave/{world.maple}")
    with world.ben.tab() as tab:
        stopped(HIDDEN in tab.says, "Ben was signed out")


def the_doorstep_names_who_one_would_be(world: World) -> None:
    page = world.stranger().asks("GET", world.eve.link()).text
    stopped("Eve" in page and "Elm Street" in page and "<form" in page, page[:200])


def a_join_link_joins_nobody(world: World) -> None:
    victim = world.stranger()
    victim.asks("GET", f"join/{world.code}")
    stopped(not victim.cookies, victim.cookies)


# Names of an attacker's, which lead to this machine after their page was loaded (DNS rebinding).
LED_HERE = (
    "evil.example",
    "evil.example.",
    "127.0.0.1.evil.example",
    "localhost.evil.example",
    "classroom.local.evil.example",
)


def is_led_here_to_a_socket(name: str, world: World) -> None:
    """Without a cookie, which belongs to another name: but whoever has a socket can start groups."""
    port = int(world.host.partition(":")[2])
    url = f"http://{name}:{port}/"
    try:
        tab = Tab(url, headers=world.stranger().headers, origin=url.rstrip("/"), really=("127.0.0.1", port))
    except InvalidStatus:
        return
    with tab:
        stopped(False, f"the socket was open, to start a group: {tab.has('Start a group')}")


def is_led_here_to_change_something(name: str, world: World) -> None:
    host = f"{name}:{world.host.partition(':')[2]}"
    link, victim = world.eve.link(), world.stranger()
    victim.asks("POST", link, headers={"Origin": f"http://{host}", "Host": host})
    stopped(not victim.cookies, "it signed somebody in")


def attacks() -> Iterator[Attack]:
    for name in LED_HERE:
        yield Attack(FAMILY, f"open a socket as {name}, led here", partial(is_led_here_to_a_socket, name))
        run = partial(is_led_here_to_change_something, name)
        yield Attack(FAMILY, f"sign somebody in as {name}, led here", run)
    for name in ORIGINS:
        yield Attack(FAMILY, f"sign somebody in from {name}", partial(cannot_sign_in, name))
        yield Attack(FAMILY, f"sign somebody out from {name}", partial(cannot_sign_out, name))
        yield Attack(FAMILY, f"open a member's socket from {name}", partial(cannot_open_a_socket, name))
        for method in ("PUT", "DELETE"):
            yield Attack(FAMILY, f"{method} a file from {name}", partial(cannot_upload, method, name))
    for method in ("GET", "HEAD", "OPTIONS"):
        run = partial(a_link_that_is_only_opened_signs_nobody_in, method)
        yield Attack(FAMILY, f"{method} a sign-in link", run)
    yield Attack(FAMILY, "sign somebody out by an image", a_link_to_leave_does_nothing)
    yield Attack(FAMILY, "sign in without saying as whom", the_doorstep_names_who_one_would_be)
    yield Attack(FAMILY, "join by an image", a_join_link_joins_nobody)
