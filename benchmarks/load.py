"""`python3 -m benchmarks.load [--json] [--minutes N]`: how many people the app holds, and what each costs it.

A crowd in groups of 25 grows until of 100 reruns five take longer than a second, or of 100 looks at a new act
five come later than three seconds after *Share*. Everybody speaks as a browser on the home page does
(`benchmarks/person.py`), and shares an act in 30 seconds, or in five minutes: on one process with a folder,
and on two with PostgreSQL behind nginx. A bare Streamlit page with a field and a button is the peer.

Of two processes each has as many groups: few of them would be shared out by chance as hundreds are not.
Crowd, servers and database share this machine, so what tells most is the CPU that a person costs. Times are
wall clock: let the machine rest. A search that ``ended`` by time, not by a limit, found only how many are
held at least.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from statistics import mean
from typing import TYPE_CHECKING, Any

from benchmarks import parser_of
from ripple.environment import CHECKOUT, enter

if TYPE_CHECKING:
    from benchmarks.crowd import Crowd, Found
    from benchmarks.serving import Served

RERUN_S, VISIBLE_S = 1.0, 3.0  # the limits
MINUTES = 20.0
# The seconds in which each person shares one act, and how many seconds are measured: in a short while so few
# acts are shared at the slower pace that chance would say most.
EVERY_S = {30: 15.0, 300: 45.0}
FIRST = 30  # of these
GROWS = 1.3  # times as many people, from step to step, but a group at least


@dataclass(frozen=True)
class Size:
    """How large all of it is: people and acts of a group, posts to a database, how much sooner than in
    `EVERY_S` everybody shares, and for how much shorter that is measured."""

    group: int = 25
    acts: int = 250
    posts: int = 400
    sooner: int = 1
    shorter: int = 1
    most: int = 5_000  # people

    def window_s(self, every: int) -> float:
        """How many seconds are measured where each shares in ``every`` so many."""
        return EVERY_S[every] / self.shorter

    def steps(self) -> Iterator[int]:
        """With how many people it is tried, one after the other."""
        people = 2 * self.group
        while people <= self.most:
            yield people
            people += max(self.group, int(people * (GROWS - 1)) // self.group * self.group)


SMALL = Size(group=3, acts=10, posts=30, sooner=120, shorter=10, most=6)


@dataclass
class Search:
    """With how many people it was tried, and why it ended: at a limit, or for want of time."""

    tried: list[Found] = field(default_factory=list)
    ended: str = "time"

    @property
    def held(self) -> list[Found]:
        return [found for found in self.tried if is_held(found)]

    @property
    def people(self) -> int:
        """The most that were held."""
        return max((found.people for found in self.held), default=0)

    @property
    def best(self) -> Found:
        """What these met with; where none were held, the fewest that were tried."""
        return max(self.held, key=lambda found: found.people, default=self.tried[0])

    def costs(self) -> dict[int, float]:
        """By how many there were, the CPU of one of them, ms a second: the mean of all tries."""
        tries: dict[int, list[float]] = {}
        for found in self.tried:
            tries.setdefault(found.people, []).append(found.cpu_ms_of_all)
        return {people: mean(costs) for people, costs in tries.items()}

    def told(self) -> dict[str, Any]:
        return {"ended": self.ended, "tried": [found.told() for found in self.tried]}


@dataclass
class Side:
    """What was found on one thing that is served: for each of `EVERY_S`, and at rest."""

    searches: dict[int, Search]
    rest: Found
    rss_mb_per_session: float

    def people(self) -> dict[str, int]:
        """How many are held at each pace; as many at least as where they share more often."""
        held = accumulate((search.people for search in self.searches.values()), max)
        return dict(zip(map(str, self.searches), held, strict=True))

    def told(self) -> dict[str, Any]:
        found = {str(every): search.told() for every, search in self.searches.items()}
        return found | {"rest": self.rest.told(), "rss_mb_per_session": round(self.rss_mb_per_session, 3)}


def is_held(found: Found) -> bool:
    """Whether so many people are served well."""
    seen = found.visible_p95_s <= VISIBLE_S
    return found.rerun_p95_s <= RERUN_S and seen and found.acts > 0 and not found.failed


def side(served: Served, size: Size, until: float) -> Side:
    """Let a crowd grow there, until that moment at the latest."""
    return asyncio.run(_side(served, size, until))


async def _side(served: Served, size: Size, until: float) -> Side:
    async with in_two_groups(served, size) as (crowd, one_group_mb):
        rest, searches = await crowd.rests(size.window_s(FIRST)), dict[int, Search]()
        for every in EVERY_S:
            still = sum(size.window_s(each) for each in EVERY_S if each not in searches)
            ends = time.monotonic() + (until - time.monotonic()) * size.window_s(every) / still
            searches[every] = await search(crowd, every, size, ends)
        more = len(crowd.people) - size.group
        return Side(searches, rest, (served.memory_mb() - one_group_mb) / more)


@asynccontextmanager
async def in_two_groups(served: Served, size: Size) -> AsyncIterator[tuple[Crowd, float]]:
    """Two groups that are there, and the megabytes in use when the first was: much is loaded once for all."""
    from benchmarks.crowd import Crowd

    crowd = Crowd(served, size.group, size.acts)
    await crowd.grow(size.group)
    one_group_mb = served.memory_mb()
    await crowd.grow(2 * size.group)
    yield crowd, one_group_mb
    await crowd.leaves()


async def search(crowd: Crowd, every: int, size: Size, until: float) -> Search:
    """Let it grow, from as many as are there, until a limit is reached twice."""
    found = Search()
    for people in size.steps():
        if people < len(crowd.people):
            continue
        await crowd.grow(people)
        for _try in range(2):
            found.tried.append(await crowd.shares(every / size.sooner, size.window_s(every)))
            if is_held(found.tried[-1]):
                break
        else:
            found.ended = "limit"
            break
        if time.monotonic() + size.window_s(every) > until:
            break
    return found


def bare(size: Size) -> Side:
    """What two groups cost on the peer; nobody there sees what others share."""
    from benchmarks.serving import bare_page

    async def visit(served: Served) -> Side:
        async with in_two_groups(served, size) as (crowd, one_group_mb):
            window_s = size.window_s(FIRST)
            rest, shared = await crowd.rests(window_s), await crowd.shares(FIRST / size.sooner, window_s)
            return Side(
                {FIRST: Search([shared], "peer")}, rest, (served.memory_mb() - one_group_mb) / size.group
            )

    with bare_page() as served:
        return asyncio.run(visit(served))


def two_over_one(one: Side, two: Side) -> dict[str, float]:
    """How many times as much a person costs on two processes, over all crowds that were tried on both: in
    one alone so few acts are shared that chance would say more than the processes."""
    ratios = {}
    for every in EVERY_S:
        ones, twos = (side.searches[every].costs() for side in (one, two))
        if both := ones.keys() & twos.keys():
            ratios[str(every)] = round(sum(twos[each] for each in both) / sum(ones[each] for each in both), 2)
    return ratios


def measured(size: Size, minutes: float) -> dict[str, Any]:
    """All of it, in about so many minutes."""
    from benchmarks.database import measured as posted
    from benchmarks.serving import one_process, two_processes

    until = time.monotonic() + 60 * minutes
    pg, peer = posted(size.posts), bare(size)
    with one_process() as served:
        one = side(served, size, time.monotonic() + (until - time.monotonic()) / 2)
    with two_processes() as served:
        two = side(served, size, until)
    ratios = two_over_one(one, two)
    return {
        "people_at_1s": one.people(),
        "two_processes": two.people(),
        "cpu_per_person_two_over_one": max(ratios.values(), default=None),
        "visible_p95_s": round(one.searches[FIRST].best.visible_p95_s, 3),
        "idle_cpu_ms_per_s": round(one.rest.cpu_ms_of_all, 3),
        "rss_mb_per_session": round(one.rss_mb_per_session, 3),
        "pg_post_ratio": pg["pg_post_ratio"],
        "pg_visible_p95_s": round(two.searches[FIRST].best.visible_p95_s, 3),
        "details": {
            "two_over_one": ratios,
            "over_a_bare_page": over(one, peer),
            "pg": pg,
            "one": one.told(),
            "two": two.told(),
            "bare": peer.told(),
        },
    }


def over(one: Side, peer: Side) -> dict[str, float]:
    """How many times what a bare page costs: at rest, in memory, and where everybody shares."""
    shared, theirs = one.searches[FIRST].best, peer.searches[FIRST].best
    pairs = {
        "idle_cpu": (one.rest.cpu_ms_of_all, peer.rest.cpu_ms_of_all),
        "rss": (one.rss_mb_per_session, peer.rss_mb_per_session),
        "cpu": (shared.cpu_ms_of_all, theirs.cpu_ms_of_all),
        "press_p95": (shared.press_p95_s, theirs.press_p95_s),
    }
    return {name: round(ours / its, 1) for name, (ours, its) in pairs.items() if its}


def main(*, small: bool, for_machines: bool, minutes: float) -> None:
    """Measure and print, as lines or as JSON."""
    found = measured(SMALL if small else Size(), 0 if small else minutes)
    if for_machines:
        print(json.dumps(found))
        return
    details = found.pop("details")
    for name, figure in found.items():
        print(f"{name:28} {figure}")
    for name in ("one", "two"):
        for every in map(str, EVERY_S):
            print(f"\n{name}, an act in {every} s; ended by {details[name][every]['ended']}")
            for tried in details[name][every]["tried"]:
                print("  ", *(f"{what} {figure}" for what, figure in tried.items()))


if __name__ == "__main__":
    parser = parser_of(__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES, help="how long all of it may take, about")
    wanted = parser.parse_args()
    enter("benchmarks.load", CHECKOUT / "tests" / "requirements.txt")
    main(small=wanted.small, for_machines=wanted.json, minutes=wanted.minutes)
