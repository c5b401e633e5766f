"""A crowd of newcomers at one address, through the pages that they have, against who is there for long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial

from ripple.actions.joining import join_group, new_id, start_group
from ripple.actions.posting import share_act
from ripple.actions.rate_limits import SHARING
from ripple.domain.model import Act
from ripple.live import Groups, LiveGroup
from ripple.web.websocket_limits import SOCKETS
from tests.attack.crowds import one_more
from tests.attack.deeds import Step, does
from tests.attack.floods import measure
from tests.attack.stage import NAME, Stage, now, stage
from tests.attack.tab import Tab
from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, OPENS, Person, World

FAMILY = "newcomers"
CROWD = 12
HIDDEN_MOST = 5
MEAN = "Words-that-are-in-the-way"


def come_in(at: Stage, many: int) -> list[Person]:
    """So many, at one address; through the store, for `floods` tries the door itself."""
    crowd, address = [], at.world.stranger().address

    def joins(groups: Groups, live: LiveGroup) -> None:
        for number in range(many):
            one = new_id()
            join_group(groups, live.secret, f"Newcomer {number}", asker="a crowd", nonce=one, now=now())
            crowd.append(at.browser(one))
            crowd[-1].address = address

    at.does(joins)
    return crowd


def told(at: Stage, many: int) -> list[str]:
    """So many acts of Rosalinde's; their ids."""
    acts = [new_id() for _ in range(many)]

    def shares(_groups: Groups, live: LiveGroup) -> None:
        for act in acts:
            mean = Act(id=act, text=f"{MEAN} {act}", posted_at=now(), author=at.writer_id)
            share_act(live, at.writer_id, mean, now=now())

    at.does(shares)
    return acts


def report(tab: Tab, act: str) -> None:
    for step in (Step(f"more {act}", choice="Ask a host to look"), Step(f"report {act}")):
        found = [one for one in tab.elements.values() if step.widget in getattr(one, "id", "")]
        if not found:  # out of their sight
            return
        does(tab, step.of_id(found[0].id))


def hide(each: int, world: World) -> None:
    """Every one of them asks a host to look at acts of their own choice."""
    at = stage(world)
    acts = iter(told(at, CROWD * each))
    for newcomer in come_in(at, CROWD):
        with newcomer.tab(f"group={at.group}") as tab:
            for act in [next(acts) for _ in range(each)]:
                report(tab, act)
    with world.group(at.group) as live:
        asked, hidden = len(live.history.reports.open), len(live.history.hidden)
    stopped(asked > HIDDEN_MOST, f"only {asked} were asked about, so nothing was tried")
    stopped(hidden <= HIDDEN_MOST, f"{hidden} of {asked} are out of sight")


def shares(words: str, tab: Tab) -> None:
    with suppress(AssertionError):  # told to wait
        tab.press(OPENS).type(FIELD, words).press("Share")


def thanks(at: Stage, tab: Tab) -> None:
    button = [one for one in tab.elements.values() if f"thank {at.act}" in getattr(one, "id", "")]
    if button:
        does(tab, Step(f"thank {at.act}", choice="It made me smile").of_id(button[0].id))


def makes_a_link(tab: Tab) -> None:
    with suppress(AssertionError):
        tab.open("you").press("Make the link")


DOES: dict[str, Callable[[Stage, Tab], object]] = {
    "share, each five times": lambda at, tab: [shares(f"{MEAN} {n}", tab) for n in range(5)],
    "thank": thanks,
    "make links": lambda at, tab: makes_a_link(tab),
    "look at every page": lambda at, tab: [tab.open(page) for page in ("people", "you", "group", "")],
}


def keep_from_sharing(what: str, world: World) -> None:
    """Whoever is there for long, at the same address, shares all the same."""
    at = stage(world)
    crowd = come_in(at, CROWD)
    at.member.address = crowd[0].address
    for newcomer in crowd:
        with newcomer.tab(at.query) as tab:
            DOES[what](at, tab)
    can_share(at)


def can_share(at: Stage) -> None:
    with at.member.tab(f"group={at.group}") as tab:
        tab.press(OPENS).type(FIELD, "Held the door for all").press("Share")
    with at.world.group(at.group) as live:
        said = [act.text for act in live.history.acts.values()]
    stopped("Held the door for all" in said, "the member's words did not come in")


def keep_pages_open(many: int, elsewhere: bool, world: World) -> None:
    """In the member's group or in one of their own."""
    at = stage(world)
    theirs = stage(world) if elsewhere else at
    crowd = come_in(theirs, many)
    at.member.address = crowd[0].address
    with ExitStack() as held:
        for newcomer in crowd:
            with suppress(Exception):  # no page for them any more
                held.enter_context(newcomer.tab(theirs.query))
        can_share(at)


def crowd_the_host_out(world: World) -> None:
    """The host's page of the group comes, and whoever came is sent away."""
    at = stage(world)
    come_in(at, 60)
    with at.host.tab(at.query) as tab:
        tab.open("group")
        stopped(NAME in tab.says and tab.has("Make a new invitation …"), "the host's page did not come")


def fill_the_address(world: World) -> None:
    """Each of five hundred names in a group of their own holds one page open."""
    at, theirs = stage(world), stage(world)
    crowd = come_in(theirs, SOCKETS)
    at.member.address = crowd[0].address
    with ExitStack() as held:
        for newcomer in crowd:
            held.callback(one_more(newcomer).socket.close)
        can_share(at)


def be_called_by_their_id(world: World) -> None:
    """In a group of one's own, as a file may bring it."""
    at = stage(world)
    twin = new_id()
    with world.groups() as groups:
        start_group(groups, "Twins", "Zoe", nonce=twin, founder=at.member_id, now=now())
    theirs = replace(at, group=twin)
    zoe = theirs.browser(at.member_id)
    with zoe.tab(f"group={twin}") as tab:
        for n in range(measure(SHARING)):
            shares(f"{MEAN} {n}", tab)
    with world.group(twin) as live:
        stopped(len(live.history.acts) == measure(SHARING), "not so many came in, so nothing was tried")
    can_share(at)


def attacks() -> Iterator[Attack]:
    for each in (1, 3):
        yield Attack(FAMILY, f"{CROWD} ask a host to look at {each} each", partial(hide, each))
    for what in DOES:
        yield Attack(FAMILY, f"{CROWD} {what}, and a member does not share", partial(keep_from_sharing, what))
    for many, elsewhere in ((20, False), (20, True), (60, True)):
        where = "in a group of their own" if elsewhere else "in the member's group"
        run = partial(keep_pages_open, many, elsewhere)
        yield Attack(FAMILY, f"{many} pages kept open {where}, and a member does not share", run)
    yield Attack(FAMILY, f"{SOCKETS} names, each with a page, and a member does not share", fill_the_address)
    yield Attack(FAMILY, "a member's id in a group of one's own", be_called_by_their_id)
    yield Attack(FAMILY, "60 come in, and the host's page does not come", crowd_the_host_out)
