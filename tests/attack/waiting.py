"""Who waits before the door: every page, file and post of the group they are not in yet."""

from collections.abc import Iterator
from functools import partial

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
from tests.attack.stage import FILES, GREW, PAGES, WORDS, tells_nothing
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


def attacks() -> Iterator[Attack]:
    for page in PAGES:
        yield Attack(FAMILY, f"read “{page or 'home'}”", partial(reads, page))
    for name, file in FILES.items():
        yield Attack(FAMILY, f"take {name}", partial(takes, file))
    for name, deed in (HOSTS | EVERYBODYS).items():
        yield Attack(FAMILY, name, partial(says, name, deed))
