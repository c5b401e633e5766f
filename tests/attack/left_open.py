"""A computer that several people use: the session of a tab that one left open, in the browser of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import product

from tests.attack.stage import GREW, PAGES, Stage, stage, tells_nothing
from tests.attack.tab import Tab
from tests.attack.table import Attack
from tests.attack.world import FIELD, OPENS, Person, World

FAMILY = "left open"
TYPED = "Typed-and-not-shared"


def types(tab: Tab) -> str:
    tab.press(OPENS).type(FIELD, TYPED).run()
    return TYPED


def types_unsigned(tab: Tab) -> str:
    tab.press(OPENS).type(FIELD, TYPED).switch("Leave my name out").run()
    return TYPED


def types_in_a_dialog(tab: Tab) -> str:
    tab.press("Pass it on").type(FIELD, TYPED).run()
    return TYPED


def types_a_name(tab: Tab) -> str:
    tab.open("you").type("Your name in this group", TYPED).run()
    return TYPED


def makes_a_link(tab: Tab) -> str:
    tab.open("you").press("Make the link")
    return next(text for _where, text in tab.texts() if "enter/" in text).rpartition("/")[2]


DID: dict[str, Callable[[Tab], str]] = {
    "what was typed": types,
    "what was typed unsigned": types_unsigned,
    "what was typed in a dialog": types_in_a_dialog,
    "another name that was thought of": types_a_name,
    "a link that was made": makes_a_link,
}


def next_person(at: Stage, who: str) -> Person:
    """Who sits down there, with their own cookies in the very same browser."""
    found = {"the host": at.host, "a host of another group": at.world.eve, "a stranger": Person(at.world)}[
        who
    ]
    cookies = dict(found.cookies)
    if xsrf := at.member.cookies.get("_streamlit_xsrf"):
        cookies["_streamlit_xsrf"] = xsrf
    return Person(at.world, found.name, cookies, at.member.address)


def goes_on(did: str, who: str, world: World) -> None:
    """Neither what comes of itself nor what comes of any page has a trace."""
    at = stage(world)
    with at.member.tab(at.query) as tab:
        trace, session = DID[did](tab), tab.session
    mine = next_person(at, who)
    xsrf = mine.cookies.get("_streamlit_xsrf", "none")
    tab = Tab(world.url, headers=mine.headers, origin=world.origin, session=session, xsrf=xsrf)
    with tab:
        for page in PAGES:
            tab.open(page)
        tells_nothing(tab.came, trace)
        if who != "the host":
            tells_nothing(tab.came, GREW, "Rosalinde")


WHO = ("the host", "a host of another group", "a stranger")


def attacks() -> Iterator[Attack]:
    for did, who in product(DID, WHO):
        yield Attack(FAMILY, f"find {did}, as {who}", partial(goes_on, did, who))
