"""Many people at once: nothing that one is in the middle of may show up at another's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

from tests.attack.table import Attack, stopped
from tests.attack.world import FIELD, OPENS, Person, World

FAMILY = "apart"
CROWD = 12  # half of them in Rowan Lane, each of the others in a group of their own
ROUNDS = 4


@dataclass(frozen=True)
class Traces:
    """What is one person's alone, by what it is; and every byte that reached their tab."""

    own: dict[str, str]
    came: bytes


@cache
def crowd(world: World) -> list[Traces]:
    """Everybody types, makes a link and walks from page to page, all at the same time."""
    people = [world.stranger(f"Walpurga {number * number + 7}") for number in range(CROWD)]
    for number, person in enumerate(people):
        if number % 2:
            person.starts(f"Hermitage {number}")
        else:
            person.joins(world.code)
    with ThreadPoolExecutor(CROWD) as pool:
        return list(pool.map(walk, people))


def walk(person: Person) -> Traces:
    draft = f"half-typed by {person.name} and nobody else"
    with person.tab() as tab:
        tab.press(OPENS).type(FIELD, draft)
        for _ in range(ROUNDS):
            for page in ("", "you", "group", ""):
                tab.open(page)
        tab.open("you").press("Make the link")
        link = next(text for _where, text in tab.texts() if "enter/" in text)
        token = next(iter(person.cookies.values()))
        own = {"draft": draft, "link": link.rpartition("/")[2], "cookie": token, "session": tab.session}
        return Traces(own, bytes(tab.came))


def stays_with_its_owner(what: str, world: World) -> None:
    traces = crowd(world)
    assert len({each.own[what] for each in traces}) == CROWD, "two people have the same, so nothing was tried"
    for one in traces:
        for other in traces:
            if one is not other:
                stopped(one.own[what].encode() not in other.came, "it came to another's tab")


def is_in_nobody_s_page(world: World) -> None:
    """Scripts cannot read the cookie; no page may tell it them either."""
    for each in crowd(world):
        stopped(each.own["cookie"].encode() not in each.came, "the page tells the token")


def attacks() -> Iterator[Attack]:
    for what in ("draft", "link", "cookie", "session"):
        yield Attack(FAMILY, f"see another's {what} in a crowd", partial(stays_with_its_owner, what))
    yield Attack(FAMILY, "read one's own token off a page", is_in_nobody_s_page)
