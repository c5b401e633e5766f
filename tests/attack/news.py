"""The question whether there is news, asked by who has no business there, or about what is none of theirs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import quote

import httpx2

from ripple.actions.joining import COOKIE, issue_link
from ripple.actions.members import remove
from ripple.actions.moderating import thank
from ripple.domain.model import Warmth
from ripple.domain.moderation import Asker
from ripple.web.news import NEWS, NOT_HERE, NOTHING
from tests.attack.stage import Stage, now, stage
from tests.attack.table import Attack, stopped
from tests.attack.traces import whispers
from tests.attack.world import HIDDEN, Person, World

FAMILY = "news"
FLOOD, AT_ONCE = 1_200, 20  # questions, and how many of them at the same moment
KNOWN_WITHIN_S = 10
A_PAGE_S = 20  # a machine that is busy has so long for a page of who is in the group
SEEN = ["", "-1", "1e999", "NaN", "9" * 5_000, "0x10", "\0", "1&seen=0", "١", "x" * 50_000]
GROUPS = [
    "directory",
    "..%2f..%2fetc%2fpasswd",
    "x" * 5_000,
    "%00",
    "*",
    "a%0d%0ax:y",
    "%c3%28",
    "{maple}%2f.",
]


def asked(person: Person, group: str, seen: object = 0) -> httpx2.Response:
    return person.asks("GET", f"news/{group}?seen={seen}")


def nobody(world: World) -> Person:
    return world.stranger()


def a_guess(world: World) -> Person:
    guesser = world.stranger()
    guesser.cookies[COOKIE + world.maple] = "guessed"
    return guesser


def from_another_group(world: World) -> Person:
    """With the token that is good in the other one, too."""
    eve = world.stranger()
    eve.cookies = world.eve.cookies | {COOKIE + world.maple: world.eve.cookies[COOKIE + world.elm]}
    return eve


def a_neighbour(world: World) -> Person:
    return world.ada


def hears_nothing(who: Callable[[World], Person], world: World) -> None:
    there, nowhere = asked(who(world), world.maple), asked(who(world), "0123456789abcdef")
    stopped(there.status_code == nowhere.status_code == NOT_HERE, there.status_code)
    stopped(there.content == nowhere.content == b"", there.content)


def who_is_out_hears_nothing(world: World) -> None:
    at = stage(world)
    at.does(lambda _groups, live: remove(live, at.host_id, at.member_id, now=now()))
    known_by = time.monotonic() + KNOWN_WITHIN_S  # to the server, of what this process stored
    while (told := asked(at.member, at.group).status_code) != NOT_HERE and time.monotonic() < known_by:
        time.sleep(0.05)
    stopped(told == NOT_HERE, "who was removed is told on")


def to_another_page_nothing_is_said(who: Callable[[World], Person], world: World) -> None:
    """By the name of a page that is somebody else's."""
    with world.ben.tab() as tab:
        where = f"{tab.asks['url']}&seen={tab.asks['seen'] - 1}"
        answer = who(world).asks("GET", where)
    stopped(answer.content == b"", answer.content)


def thanked(at: Stage, act: str) -> None:
    at.does(lambda _g, live: thank(live, Asker(at.writer_id), act, Warmth.MOVED, now=now()))


def signed_in(at: Stage, _act: str) -> None:
    at.does(lambda _g, live: issue_link(live, at.writer_id, now=now()))


def of_others_says_nothing(deed: Callable[[Stage, str], None], world: World) -> None:
    """Neither to a host nor to whoever posted it, in a browser that is not known to have done so."""
    at = stage(world)
    act = whispers(at)
    others = (at.host, at.browser(at.member_id))
    seen = at.version()
    deed(at, act)
    with others[0].tab(at.query):  # this process has read of it
        told = {asked(one, at.group, seen).status_code for one in others}
    stopped(told == {NOTHING}, told)


def is_answered(group: str, seen: str, world: World) -> None:
    answer = asked(world.ben, group.format(maple=world.maple), quote(seen, safe="&"))
    stopped(answer.status_code in (NEWS, NOTHING, NOT_HERE, 400, 404, 414), answer.status_code)
    stopped("set-cookie" not in answer.headers and HIDDEN not in answer.text, answer.text)


def is_refused(method: str, headers: dict[str, str], world: World) -> None:
    answer = world.ben.asks(method, f"news/{world.maple}?seen=0", headers=headers)
    stopped(answer.status_code in (403, 404, 405), answer.status_code)


def is_kept_nowhere(world: World) -> None:
    answer = asked(world.ben, world.maple)
    stopped(answer.headers["cache-control"] == "no-store" and answer.content == b"", answer.headers)


def holds_nobody_up(who: Callable[[World], Person], world: World) -> None:
    """Asked without end, while somebody opens a page."""
    flooder, url = who(world), f"{world.url}news/{world.maple}?seen=0"

    def floods(_nth: int) -> None:
        with httpx2.Client(headers=flooder.headers, timeout=60) as client:
            for _ in range(FLOOD // AT_ONCE):
                client.get(url)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        flood = pool.map(floods, range(AT_ONCE))
        began = time.monotonic()
        with world.ada.tab() as tab:
            stopped(HIDDEN in tab.says, "the page did not come")
        took = time.monotonic() - began
        list(flood)
    stopped(took < A_PAGE_S, f"a page took {took:.0f} s")


def attacks() -> Iterator[Attack]:
    for who in (nobody, a_guess, from_another_group):
        name = who.__name__.replace("_", " ")
        yield Attack(FAMILY, f"hear of a group: {name}", partial(hears_nothing, who))
    yield Attack(FAMILY, "hear of a group that one is out of", who_is_out_hears_nothing)
    for who in (nobody, a_guess, from_another_group, a_neighbour):
        name = who.__name__.replace("_", " ")
        yield Attack(FAMILY, f"hear by another's page: {name}", partial(to_another_page_nothing_is_said, who))
    yield Attack(FAMILY, "hear that others thanked", partial(of_others_says_nothing, thanked))
    yield Attack(FAMILY, "hear that others sign in", partial(of_others_says_nothing, signed_in))
    for seen in SEEN:
        yield Attack(FAMILY, f"seen: {seen[:20]!r}, {len(seen)} signs", partial(is_answered, "{maple}", seen))
    for group in GROUPS:
        yield Attack(FAMILY, f"group: {group[:20]!r}", partial(is_answered, group, "0"))
    for method in ("POST", "PUT", "DELETE"):
        yield Attack(FAMILY, f"{method} the question", partial(is_refused, method, {}))
    evil = {"Origin": "https://evil.example"}
    yield Attack(FAMILY, "ask from another site's page", partial(is_refused, "GET", evil))
    yield Attack(FAMILY, "read the answer off a cache", is_kept_nowhere)
    for who in (a_guess, lambda world: world.ben):
        name = "a guess" if who is a_guess else "a member"
        yield Attack(FAMILY, f"ask without end: {name}", partial(holds_nobody_up, who))
