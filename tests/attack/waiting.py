"""Who waits before the door: every page, file and post of the group they are not in yet."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from ripple.actions.joining import WAITING_MOST, join_group, new_id
from ripple.actions.members import admit, rename_member
from ripple.domain.errors import DoorFull
from ripple.domain.events.members import MemberJoined
from ripple.live import Groups, LiveGroup
from tests.attack.deeds import (
    EVERYBODYS,
    HOSTS,
    NOT_BEFORE_THE_DOOR,
    Deed,
    changed_by,
    does,
    scene,
    works,
)
from tests.attack.stage import FILES, GREW, PAGES, WORDS, Stage, now, stage, tells_nothing
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "waiting"


def reads(page: str, world: World) -> None:
    here = scene(world)
    with here.newcomer.tab(here.at.query) as tab:
        tab.open(page)
        tells_nothing(tab.came, WORDS, GREW, *NOT_BEFORE_THE_DOOR)
        stopped("Almost there" in tab.says or page == "about", "they are not before the door")


def takes(file: str, world: World) -> None:
    here = scene(world)
    answer = here.newcomer.asks("GET", file.format(here.at.group))
    stopped(answer.status_code == 303, f"{answer.status_code} with {len(answer.content)} bytes")


def says(name: str, deed: Deed, world: World) -> None:
    """What a page inside would say, sent from before the door."""
    works(name, world)
    here = scene(world)
    inside = here.at.host if name in HOSTS else here.at.member
    with inside.tab(here.at.query) as theirs, here.newcomer.tab(here.at.query) as mine:
        said = deed.prepared(theirs, here)
        mine.open(deed.page)

        def says_it() -> None:
            for each in said:
                does(mine, each)

        stopped(not changed_by(here, says_it), "it was done")
        tells_nothing(mine.came, WORDS, GREW, *NOT_BEFORE_THE_DOOR)


def crowded(world: World) -> Stage:
    """As many wait before the door as may."""
    at = stage(world, approve_newcomers=True)

    def come(_groups: Groups, live: LiveGroup) -> None:
        crowd = [f"puppet{number}" for number in range(WAITING_MOST)]
        live.append(
            *(MemberJoined(id=f"join {one}", at=now(), member=one, name=one, waits=True) for one in crowd)
        )

    at.does(come)
    return at


def crowds_the_door(world: World) -> None:
    at = crowded(world)

    def one_more(groups: Groups, live: LiveGroup) -> None:
        with suppress(DoorFull):
            join_group(groups, live.secret, "One more", asker="x", nonce=new_id(), now=now())
            stopped(False, "there is no end to them")

    at.does(one_more)
    with at.host.tab(at.query) as tab:
        tab.open("group")
        shown = [label for label in tab.labels() if label.startswith("Let ") and "puppet" in label]
        stopped(0 < len(shown) <= 20, f"the page has {len(shown)} of them")
        stopped(tab.has("Say “not now” to all of these"), "each has to be sent away alone")


def is_read_by_members(world: World) -> None:
    at = crowded(world)
    with at.member.tab(at.query) as tab:
        for page in PAGES:
            tab.open(page)
        tells_nothing(tab.came, "puppet")


def takes_the_names(world: World) -> None:
    """That somebody waits under a name keeps nobody from it who is let in, or renames themselves."""
    at = crowded(world)
    at.does(lambda _groups, live: rename_member(live, at.member_id, "puppet7", now=now()))
    at.does(lambda _groups, live: admit(live, at.host_id, "puppet8", now=now(), name="puppet9"))
    with world.group(at.group) as live:
        called = {one.name for one in live.history.members.values()}
    stopped({"puppet7", "puppet9"} <= called, called)


def attacks() -> Iterator[Attack]:
    yield Attack(FAMILY, "crowd before the door without end", crowds_the_door)
    yield Attack(FAMILY, "be read by members in a crowd before the door", is_read_by_members)
    yield Attack(FAMILY, "take names away by waiting", takes_the_names)
    for page in PAGES:
        yield Attack(FAMILY, f"read “{page or 'home'}”", partial(reads, page))
    for name, file in FILES.items():
        yield Attack(FAMILY, f"take {name}", partial(takes, file))
    for name, deed in (HOSTS | EVERYBODYS).items():
        yield Attack(FAMILY, name, partial(says, name, deed))
