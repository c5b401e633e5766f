"""What a member takes along: no more than their pages tell them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import product

from ripple.actions.joining import COOKIE
from ripple.actions.moderating import report_act, thank
from ripple.domain.model import Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from tests.attack.deeds import AWAITS, NEWCOMER, OUT_OF_SIGHT, WHY, Scene, scene
from tests.attack.stage import FILES, HOSTS_ALONE, PAGES
from tests.attack.stage import now as at_now
from tests.attack.table import Attack, stopped
from tests.attack.voices import read
from tests.attack.world import World

FAMILY = "copies"
MINE = [name for name in FILES if name not in HOSTS_ALONE]  # what any member may take
KEPT_BACK = (
    "words out of sight",
    "words that wait",
    "why somebody asked",
    "why somebody else asked",
    "who waits before the door",
    "how somebody was moved by another's act",
    "the code",
    "the secret of the link",
    "the claim on an unsigned act",
    "the own cookie",
    "the host's cookie",
    "the host's id",
    "the writer's id",
)
WHY_ELSE = "I-do-not-like-it"
SECOND = re.compile(r"T\d\d:\d\d:(?!00)\d\d")


@dataclass(eq=False)
class Taken:
    """What the member Quirin was given, and what of the group is not for them, by what it is."""

    here: Scene
    files: dict[str, str]
    pages: str
    kept_back: dict[str, str]


@cache
def taken(world: World) -> Taken:
    here = scene(world)
    at = here.at

    def is_set(_groups: Groups, live: LiveGroup) -> None:
        report_act(live, Asker(at.writer_id), here.unsigned, WHY_ELSE, now=at_now())
        thank(live, Asker(at.host_id), at.act, Warmth.MOVED, now=at_now())

    at.does(is_set)
    with world.group(at.group) as live:
        code = live.history.code
        secret = live.history.group.secret if live.history.group else ""
        unsigned = live.history.written(here.unsigned)
        claim = unsigned.claim if unsigned else ""
    member, host = at.member.cookies[COOKIE + at.group], at.host.cookies[COOKIE + at.group]
    words = (OUT_OF_SIGHT, AWAITS, WHY, WHY_ELSE, NEWCOMER, '"moved"')
    signs_in = (code, secret, claim, member, host, at.host_id, at.writer_id)
    kept_back = dict(zip(KEPT_BACK, words + signs_in, strict=True))
    files = {name: at.member.asks("GET", FILES[name].format(at.group)).text for name in MINE}
    return Taken(here, files, told_on_pages(here), kept_back)


def told_on_pages(here: Scene) -> str:
    said = []
    for page in PAGES:
        with here.at.member.tab(here.at.query) as tab:
            said += [read(text) for _where, text in tab.open(page).texts()]
    return "\n".join(said)


def holds(what: str, file: str, world: World) -> None:
    given = taken(world)
    stopped(given.files[file] and given.kept_back[what], "there is nothing, so nothing was tried")
    stopped(given.kept_back[what] not in given.files[file], what)


def holds_a_second(file: str, world: World) -> None:
    found = SECOND.search(taken(world).files[file])
    stopped(not found, found)


def says_more_than_pages(file: str, world: World) -> None:
    """Every word of people in the copy stands on a page of the same member."""
    given = taken(world)
    said = words_of_people(file, given.files[file])
    stopped(said, "it has no words, so nothing was tried")
    for words in said:
        stopped(words in given.pages, f"{words!r} stands on no page")


def words_of_people(file: str, came: str) -> list[str]:
    if file == "a copy of one's own":
        mine = json.loads(came)
        rows = [*mine["acts"], *mine["named_in"]]
        said = [word for row in rows for word in (row["text"], row["told_by"], *row.get("by", ()))]
        return [mine["group"], mine["name"], *said]
    cells = re.findall(r'"([^"]*)"', "\n".join(came.splitlines()[1:]))
    return [cell for cell in cells if cell and not cell[0].isdigit()]


def attacks() -> Iterator[Attack]:
    for what, file in product(KEPT_BACK, MINE):
        yield Attack(FAMILY, f"find {what} in {file}", partial(holds, what, file))
    for file in MINE:
        yield Attack(FAMILY, f"find the second of anything in {file}", partial(holds_a_second, file))
    for file in ("a copy of one's own", "the people"):
        yield Attack(FAMILY, f"read more in {file} than on pages", partial(says_more_than_pages, file))
