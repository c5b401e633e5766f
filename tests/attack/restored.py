"""Coming back in by what was good when a backup was made: after it was brought back nothing of it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from itertools import product

from ripple.actions.invitations import format_code, invited_to
from ripple.actions.joining import COOKIE, SignInLink, issue_link
from ripple.actions.members import HANDED_LINK_LIVES
from ripple.actions.restoring import bring_back
from ripple.domain.errors import UnknownCode
from ripple.live import Groups, LiveGroup
from tests.attack.stage import FILES, PAGES, Stage, now, stage, tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, Person, World

FAMILY = "restored"


def comes_back(at: Stage) -> None:
    at.does(lambda groups, live: bring_back(groups, [live.id], keep_sign_ins=False, now=now()))


def reads(who: Callable[[Stage], Person], page: str, world: World) -> None:
    """With the cookie of a browser that was signed in."""
    at = stage(world)
    comes_back(at)
    with who(at).tab(at.query) as tab:
        tab.open(page)
        tells_nothing(tab.came)
        stopped(not tab.has("Share"), "the form is there")


def goes_on(who: Callable[[Stage], Person], page: str, world: World) -> None:
    """In a page that was open meanwhile, if a socket outlived the restart."""
    at = stage(world)
    with who(at).tab(at.query) as tab:
        tab.open(page)
        comes_back(at)
        before = len(tab.came)
        tells_nothing(tab.run().came[before:])
        stopped(not tab.has(FIELD), "the form is there")


def takes(who: Callable[[Stage], Person], file: str, world: World) -> None:
    at = stage(world)
    comes_back(at)
    answer = who(at).asks("GET", file.format(at.group))
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def follows(whose: Callable[[Stage], str], days: int, world: World) -> None:
    """A link that nobody had used yet."""
    at, links = stage(world), list[SignInLink]()

    def is_made(_groups: Groups, live: LiveGroup) -> None:
        links.append(issue_link(live, whose(at), now=now(), lives=days * HANDED_LINK_LIVES))

    at.does(is_made)
    comes_back(at)
    thief = world.stranger()
    stopped("Quirin" not in thief.asks("GET", links[0].path).text, "the doorstep still knows them")
    thief.asks("POST", links[0].path)
    stopped(COOKIE + at.group not in thief.cookies, "it signed somebody in")


INVITATIONS: dict[str, Callable[[LiveGroup], str]] = {
    "the code": lambda live: live.history.code,
    "the code as it is read out": lambda live: format_code(live.history.code),
    "the link": lambda live: live.secret,
}


def joins(what: str, world: World) -> None:
    """By the page, and by what a page asks."""
    at, said = stage(world), list[str]()
    at.does(lambda _groups, live: said.append(INVITATIONS[what](live)))
    comes_back(at)
    with world.stranger("Ulrike").tab(f"code={said[0]}") as tab:
        stopped("Stage Street" not in tab.says, "the welcome page still tells the group's name")

    def asks(groups: Groups, _live: LiveGroup) -> None:
        with suppress(UnknownCode):
            invited_to(groups, said[0], asker="a restorer")
            stopped(False, "it still invites")

    at.does(asks)


def host(at: Stage) -> Person:
    return at.host


def member(at: Stage) -> Person:
    return at.member


WHO = {"a host": host, "a member": member}


def attacks() -> Iterator[Attack]:
    for (name, who), page in product(WHO.items(), PAGES):
        place = page or "home"
        yield Attack(FAMILY, f"read “{place}” with the cookie of {name}", partial(reads, who, page))
    for name, who in WHO.items():
        yield Attack(FAMILY, f"go on in an open page of {name}", partial(goes_on, who, ""))
    for (name, who), (what, file) in product(WHO.items(), FILES.items()):
        yield Attack(FAMILY, f"take {what} with the cookie of {name}", partial(takes, who, file))
    for days in (1, 7):
        yield Attack(FAMILY, f"follow a member's link of {days} days", partial(follows, _member, days))
        yield Attack(FAMILY, f"follow a host's link of {days} days", partial(follows, _host, days))
    for what in INVITATIONS:
        yield Attack(FAMILY, f"join by {what} of the backup", partial(joins, what))


def _member(at: Stage) -> str:
    return at.member_id


def _host(at: Stage) -> str:
    return at.host_id
