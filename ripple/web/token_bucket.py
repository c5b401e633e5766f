"""So much at once, then so much a second: what somebody may ask of the app before they have to wait."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")

KEPT = 1_000  # budgets that are looked at together, to forget those of who has gone


@dataclass(frozen=True, slots=True)
class Rate:
    """``at_once``, and then so many ``a_second``."""

    at_once: float
    a_second: float


class TokenBuckets:
    """The budget of everybody who shares one, by what they are known as. Nothing is lost: who asks for
    more waits for their turn, in the order in which they came."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._clock = rate, clock
        self._spent_until: dict[str, float] = {}

    def wait(self, who: str, cost: float = 1.0, patience: float = math.inf) -> float:
        """Spend so much of ``who``'s budget; for how many seconds they have to wait first.

        Where that is longer than their ``patience`` nothing is spent: who is sent away takes no turn of who
        comes later."""
        now = self._clock()
        full = now - self.rate.at_once / self.rate.a_second
        if len(self._spent_until) > KEPT:
            self._spent_until = {name: until for name, until in self._spent_until.items() if until > full}
        until = max(self._spent_until.get(who, full), full) + cost / self.rate.a_second
        wait = max(0.0, until - now)
        if wait <= patience:
            self._spent_until[who] = until
        return wait


@dataclass(slots=True)
class _Turns(Generic[T]):
    """Who waits for what: each with when it began on a clock that goes by what was done, not by time."""

    done: float = 0.0
    begins: dict[str, float] = field(default_factory=dict)  # of each one's next, at the soonest
    waiting: list[tuple[float, int, T]] = field(default_factory=list)
    came: Iterator[int] = field(default_factory=count)

    def ask(self, who: str, cost: float, what: T) -> None:
        begins = max(self.done, self.begins.get(who, 0.0))
        self.begins[who] = begins + cost
        heappush(self.waiting, (begins, next(self.came), what))

    def next(self) -> T:
        self.done, _came, what = heappop(self.waiting)
        return what


@dataclass(slots=True)
class _Line:
    """All who wait at one place: whose turn it is of their groups, and in each group."""

    groups: _Turns[str] = field(default_factory=_Turns)
    people: dict[str, _Turns[tuple[float, asyncio.Event]]] = field(default_factory=dict)
    served: asyncio.Task[None] | None = None


class FairTokenBuckets:
    """Buckets of which each is shared by several, and none of them is eaten by one: whose turn it is of those
    who wait says how little their group had of late, and then they in it (start-time fair queueing: Goyal,
    Vin and Cheng, 1996)."""

    def __init__(self, budgets: TokenBuckets) -> None:
        self._budgets = budgets
        self._lines: dict[str, _Line] = {}

    async def wait(self, shared: str, group: str, who: str, cost: float = 1.0) -> None:
        """Spend so much of the ``shared`` budget, once it is the turn of ``who`` in the ``group``."""
        line = self._lines.setdefault(shared, _Line())
        turn = asyncio.Event()
        line.groups.ask(group, cost, group)
        line.people.setdefault(group, _Turns()).ask(who, cost, (cost, turn))
        if line.served is None:
            line.served = asyncio.create_task(self._serve(shared, line))
        await turn.wait()

    async def _serve(self, shared: str, line: _Line) -> None:
        while line.groups.waiting:
            cost, turn = line.people[line.groups.next()].next()
            await anyio.sleep(self._budgets.wait(shared, cost))
            turn.set()
        del self._lines[shared]
