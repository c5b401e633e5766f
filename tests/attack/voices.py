"""Words under the name of another: an unsigned act that names them, wherever it can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from functools import cache, partial
from itertools import product

from ripple.actions.joining import COOKIE
from ripple.charts.export.keepsake import as_html, group_keepsake, ripple_keepsake
from tests.attack.table import Attack, stopped
from tests.attack.world import Person, World

FAMILY = "voices"
WORDS = "The class trip is off, said nobody"
VICTIM = "Adelheid-Sophie"  # the host
SPELLED = {
    "as it is": VICTIM,
    "in capitals": VICTIM.upper(),
    "with a hyphen of another keyboard": VICTIM.replace("-", "\u2010"),
    "with a place for an object": f"{VICTIM}\ufffc",
    "twice": f"{VICTIM}, {VICTIM}",
    "with a role": f"{VICTIM} · host",
}
NAMED = {"as who was kind": ("givers",), "as to whom": ("receivers",), "as both": ("givers", "receivers")}
PAGES = {
    "home": "",
    "the people": "people",
    "the page of its ripple": "ripple?act={act}",
    "the page to take along": "keepsake ",
    "its ripple to take along": "keepsake {act}",
}


@cache
def classroom(world: World) -> tuple[Person, Person]:
    """The host, a group of hers, and a pupil who would like to speak as she."""
    host = world.stranger(VICTIM)
    host.starts("Class 4b")
    pupil = world.stranger("Balthasar")
    pupil.joins(world.code_of(host))
    return host, pupil


@cache
def act_naming(spelled: str, named: str, world: World) -> tuple[str, str]:
    """The id and the words of an unsigned act that names the host so."""
    host, pupil = classroom(world)
    words = f"{WORDS} ({spelled}, {named})"
    pupil.shares(words, unsigned=True, **dict.fromkeys(NAMED[named], SPELLED[spelled]))
    with world.group(group_of(host)) as live:
        return next(act.id for act in live.history.acts.values() if act.text == words), words


def group_of(host: Person) -> str:
    return next(iter(host.cookies)).removeprefix(COOKIE)


def says_that_it_is_unsigned(spelled: str, named: str, page: str, world: World) -> None:
    act, words = act_naming(spelled, named, world)
    host, _pupil = classroom(world)
    _before, kept_of, where = PAGES[page].format(act=act).rpartition("keepsake ")
    texts = kept(host, where) if kept_of else shown(host, where)
    told = [text for text in texts if words in text]
    stopped(told or page == "the people", "it is told nowhere, so nothing was tried")
    for text in told:
        stopped(is_told_as_unsigned(text, words), text[:300])


def is_told_as_unsigned(text: str, words: str) -> bool:
    """Whether the line about who tells the ``words`` begins so: it stands above them, below a heading
    at most, and in a story it stands below them."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    at = next(place for place, line in enumerate(lines) if words in line)
    about = [*lines[:2], *lines[at + 1 : at + 2]]
    return any(line.startswith("Unsigned") for line in about)


def shown(host: Person, where: str) -> list[str]:
    page, _mark, query = where.partition("?")
    with host.tab(query) as tab:
        return [read(text) for kind, text in tab.open(page).texts() if kind == "html.body"]


def kept(host: Person, act: str) -> list[str]:
    """Each act of the list in the page to take along; made here, for a browser gets ten a minute."""
    with host.world.group(group_of(host)) as live:
        all_of_it = group_keepsake(live.pond, live.history)
        page = as_html(ripple_keepsake(live.pond, live.history, act) if act else all_of_it, UTC).decode()
    return [read(story) for story in re.split(r'(?=<li id="act-)', page)[1:]]


def read(html: str) -> str:
    return re.sub(r"<[^>]*>", "\n", html)


def attacks() -> Iterator[Attack]:
    for spelled, named, page in product(SPELLED, NAMED, PAGES):
        run = partial(says_that_it_is_unsigned, spelled, named, page)
        yield Attack(FAMILY, f"{named}, {spelled}, on {page}", run)
