"""A crowd on a running app, in groups of 25: how long everybody waits, and what that costs the servers."""

from __future__ import annotations

import asyncio
import random
import string
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import cycle
from typing import Any

from benchmarks.asking import Place
from benchmarks.browsing import made_acts
from benchmarks.person import Person
from benchmarks.serving import Served
from ripple.actions.joining import COOKIE, SECURE_COOKIE, enter, join_group, new_id, start_group
from ripple.domain.events.acts import ActPosted
from ripple.live import Groups
from ripple.store import open_store
from tests.attack.world import FIELD, OPENS
from tests.browser.nginx import new_group_of

WRITES_S = 2.0  # with the form open
WARMS_UP_S = 4.0  # sharing before it is measured
SEEN_WITHIN_S = 12.0  # by all; who has not seen it then never will
CALMS_WITHIN_S = 60.0  # an app on which there was too much
COME_AT_ONCE = 5
READS = 3  # one in so many has scrolled down to the cards; the others look at the picture
SIGNS = string.ascii_lowercase  # figures could be a telephone number's


def p95(seconds: list[float]) -> float:
    """Within which 95 of 100 are; 0 of none."""
    return sorted(seconds)[int(0.95 * len(seconds))] if seconds else 0.0


@dataclass(frozen=True)
class Found:
    """What a crowd met with in a while."""

    people: int
    acts: int
    press_p95_s: float  # a press of theirs, until the page rests
    news_p95_s: float  # a look for news, of which there are some
    visible_p95_s: float  # from *Share* until another has the words
    cpu_ms: dict[str, float]  # of each kind of program, a person and second
    crowd_cores: float  # that the crowd itself takes: it waits for itself where that is nearly one
    failed: int
    at_each: dict[str, int]  # of several processes, how many people are with which

    @property
    def rerun_p95_s(self) -> float:
        return max(self.press_p95_s, self.news_p95_s)

    @property
    def cpu_ms_of_all(self) -> float:
        return sum(self.cpu_ms.values())

    def told(self) -> dict[str, Any]:
        """All of it, in figures that are not longer than they are good for."""
        cpu_ms = {kind: round(ms, 2) for kind, ms in self.cpu_ms.items() if ms}
        figures = {name: round(it, 3) for name, it in vars(self).items() if isinstance(it, (int, float))}
        return figures | {"cpu_ms": cpu_ms, "at_each": self.at_each}


@dataclass(eq=False)
class Shared:
    """Some words on their way to those who wait for them."""

    at: float
    waiting: set[Person]


@dataclass
class Crowd:
    """All who are on what is ``served``, in groups of ``of_a_group`` with so many ``acts`` each."""

    served: Served
    of_a_group: int
    acts: int
    people: list[Person] = field(default_factory=list)
    of: dict[Person, int] = field(default_factory=dict)  # whose group is which
    fresh: dict[int, dict[bytes, Shared]] = field(default_factory=dict)
    took: dict[str, list[float]] = field(default_factory=lambda: {"press": [], "news": []})
    visible: list[float] = field(default_factory=list)
    shared: int = 0
    errors: list[BaseException] = field(default_factory=list)

    async def grow(self, to: int) -> None:
        """Let more people come, until there are so many."""
        while len(self.people) < to:
            group = len(self.fresh)
            self.fresh[group] = {}
            places = list(self._places(group, min(self.of_a_group, to - len(self.people))))
            for at in range(0, len(places), COME_AT_ONCE):
                new = [
                    Person(place, self._reads, self._waited, self.errors.append, reads_cards=nth % READS == 0)
                    for nth, place in enumerate(places[at : at + COME_AT_ONCE], at)
                ]
                self.of |= dict.fromkeys(new, group)
                self.people += await asyncio.gather(*(person.comes() for person in new))

    async def leaves(self) -> None:
        await asyncio.gather(*(person.leaves() for person in self.people))

    async def rests(self, seconds: float) -> Found:
        """So long nobody shares anything."""
        await self._calms()
        return await self._measured(asyncio.sleep(seconds))

    async def shares(self, every_s: float, seconds: float) -> Found:
        """So long each shares an act in so many seconds."""
        await self._calms()
        sharing = asyncio.create_task(self._takes_turns(every_s))
        await asyncio.sleep(min(WARMS_UP_S, seconds))
        return await self._measured(asyncio.sleep(seconds), sharing)

    async def _calms(self) -> None:
        """Wait for what is still being done."""
        deadline = time.perf_counter() + CALMS_WITHIN_S
        while any(person.is_busy for person in self.people) and time.perf_counter() < deadline:
            await asyncio.sleep(0.1)

    async def _measured(self, work: Any, ends: asyncio.Task[None] | None = None) -> Found:
        for took in self.took.values():
            took.clear()
        self.visible.clear()
        self.shared, errors, began = 0, len(self.errors), time.perf_counter()
        before, mine = self.served.worked(), time.process_time()
        await work
        lasted = time.perf_counter() - began
        mine = time.process_time() - mine
        after = self.served.worked()
        if ends:
            ends.cancel()
            await self._all_is_seen()
        each = 1000 / lasted / len(self.people)
        at_each = Counter(filter(None, (person.place.process for person in self.people)))
        return Found(
            len(self.people),
            self.shared,
            p95(self.took["press"]),
            p95(self.took["news"]),
            p95(self.visible),
            {kind: (after[kind] - before[kind]) * each for kind in after},
            mine / lasted,
            len(self.errors) - errors,
            dict(sorted(at_each.items())),
        )

    async def _takes_turns(self, every_s: float) -> None:
        """One after the other shares, in an order by chance, however long the app takes."""
        turns, works = cycle(random.sample(self.people, len(self.people))), set[asyncio.Task[None]]()
        for person in turns:
            await asyncio.sleep(every_s / len(self.people) * random.uniform(0.5, 1.5))
            if not person.is_writing:
                works.add(work := asyncio.create_task(self._share(person)))
                work.add_done_callback(works.discard)

    async def _share(self, person: Person) -> None:
        token = "".join(random.choices(SIGNS, k=12))
        group = self.of[person]

        def sent() -> None:
            others = {one for one in self.people if self.of[one] == group and not one.is_writing}
            self.shared += 1
            if self.served.store:
                self.fresh[group][token.encode()] = Shared(time.perf_counter(), others - {person})

        opens, words = (OPENS, FIELD) if self.served.store else ("", "Words")
        for waited_for in self.fresh[group].values():
            waited_for.waiting.discard(person)  # of whom nothing is expected while they write
        try:
            await person.shares(f"somebody held the door, {token}", opens, words, "Share", WRITES_S, sent)
        except Exception as error:  # it is counted, and the crowd goes on
            self.errors.append(error)

    async def _all_is_seen(self) -> None:
        """Wait for who has not seen something yet; whoever never does has waited for ever."""
        deadline = time.perf_counter() + SEEN_WITHIN_S
        while any(self._unseen()) and time.perf_counter() < deadline:
            await asyncio.sleep(0.1)
        self.visible += [time.perf_counter() - shared.at for shared in self._unseen() for _ in shared.waiting]
        for fresh in self.fresh.values():
            fresh.clear()

    def _unseen(self) -> Iterator[Shared]:
        return (one for fresh in self.fresh.values() for one in fresh.values() if one.waiting)

    def _reads(self, person: Person, data: bytes) -> None:
        for token, shared in self.fresh[self.of[person]].items():
            if person in shared.waiting and token in data:
                shared.waiting.discard(person)
                self.visible.append(time.perf_counter() - shared.at)

    def _waited(self, what: str, seconds: float) -> None:
        self.took[what].append(seconds)

    def _places(self, group: int, count: int) -> Iterator[Place]:
        """Where so many of a new group are, signed in."""
        signed_in = self._new_group(group, count) if self.served.store else [{} for _ in range(count)]
        for number, cookies in enumerate(signed_in):
            yield Place(self.served.url, cookies, self.served.tls, f"127.{1 + group}.{number}.1")

    def _new_group(self, number: int, count: int) -> list[dict[str, str]]:
        """Start a group of so many people; for each the cookie that signs them in."""
        now, group = datetime.now(UTC), self._id_of(number)
        with closing(open_store(self.served.store)) as log:
            groups = Groups(log)
            links = [start_group(groups, f"Street {number}", "Ada", nonce=group, now=now)]
            live = groups.group(group)
            host = next(iter(live.history.members))
            log.append(group, *(ActPosted(at=now, act=act) for act in made_acts(self.acts, host)))
            for one in range(1, count):
                name, code = f"Person {one}", live.history.code
                asker = f"{number} {one}"
                links.append(join_group(groups, code, name, asker=asker, nonce=new_id(), now=now))
            name = (SECURE_COOKIE if self.served.tls else COOKIE) + group
            return [{name: enter(groups, link, now=now)} for link in links]

    def _id_of(self, number: int) -> str:
        """An id for a group; of several processes each gets as many."""
        if self.served.processes == 1:
            return new_id()
        return new_group_of(str(1 + number % self.served.processes), self.served.url)
