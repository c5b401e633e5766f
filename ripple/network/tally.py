"""A group's acts as counts and times, kept up to date with every act: to ask costs next to nothing."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from ripple.domain.model import Act
from ripple.network.lineage import Lineage

WAITS_LEAST = 10  # waits known, before they tell when a ripple rests
RESTS_AFTER = timedelta(days=14)  # until then
FEW = 32  # values that are put in order one by one
WEEKS_MOST = 7_000  # from the first to the newest, before quiet ones are left out: 134 years


@dataclass(frozen=True, slots=True)
class TypicalWait:
    """The median time from an act to one it inspired, over ``count`` such pairs."""

    median: timedelta
    count: int


@dataclass(frozen=True, slots=True)
class Week:
    """One week, Monday to Sunday in UTC: its acts, how many of them an earlier act inspired, and how many
    steps the farthest is from the start of its ripple."""

    monday: date
    acts: int
    sparked: int
    longest_path: int


def typical(waits: Sequence[timedelta]) -> TypicalWait | None:
    """The median of the ``waits``, which are in order; None when there are none."""
    middle = len(waits) // 2
    return TypicalWait((waits[middle] + waits[~middle]) / 2, len(waits)) if waits else None


Value = TypeVar("Value", datetime, timedelta)


class Sorted(Generic[Value]):
    """Values in order, each reader finding them so at any moment. Many are put in order at once."""

    def __init__(self) -> None:
        self._values: list[Value] = []
        self._new: list[Value] = []  # not in their places yet
        self._ordering = Lock()

    @property
    def values(self) -> list[Value]:
        """All of them, in order."""
        if self._new:
            with self._ordering:
                self._order()
        return self._values

    def _order(self) -> None:
        new: list[Value] = self._new.copy()
        if len(new) < FEW:
            for value in new:
                insort(self._values, value)
        else:
            self._values = sorted(self._values + new)
        del self._new[: len(new)]

    def __len__(self) -> int:
        return len(self.values)

    def add(self, value: Value) -> None:
        self._new.append(value)

    def remove(self, value: Value) -> None:
        del self.values[bisect_left(self.values, value)]

    def percentile(self, percent: int) -> Value:
        """The least value that at least ``percent`` of a hundred do not exceed (nearest rank)."""
        return self.values[max(0, -(-percent * len(self) // 100) - 1)]


class Tally:
    """A group's acts as counts and times; the forest holds their shape."""

    def __init__(self) -> None:
        self.starts = 0
        self.times: Sorted[datetime] = Sorted()
        self.waits: Sorted[timedelta] = Sorted()
        self._weeks: defaultdict[date, Counter[int]] = defaultdict(Counter)  # acts of each generation

    def begin(self, acts: Sequence[Act], lineage: Lineage, gone: Set[int]) -> None:
        """Count in those of the ``acts``, by index, that are not ``gone``."""
        for index, act in enumerate(acts):
            if index not in gone:
                above = lineage.parent[index]
                self.show(act, acts[above] if above >= 0 else None, lineage.generation[index])

    def show(self, act: Act, parent: Act | None, generation: int) -> None:
        """Count ``act`` in."""
        self.times.add(act.posted_at)
        self._weeks[_monday(act.posted_at)][generation] += 1
        if parent is None:
            self.starts += 1
        else:
            self.waits.add(act.posted_at - parent.posted_at)

    def hide(self, act: Act, parent: Act | None, generation: int) -> None:
        """Count ``act`` out."""
        self.times.remove(act.posted_at)
        self._weeks[_monday(act.posted_at)][generation] -= 1
        if parent is None:
            self.starts -= 1
        else:
            self.waits.remove(act.posted_at - parent.posted_at)

    def before(self, moment: datetime | None) -> int:
        """How many acts were posted before ``moment``; all of them for None."""
        return len(self.times) if moment is None else bisect_left(self.times.values, moment)

    def between(self, since: datetime | None, until: datetime | None) -> int:
        """How many acts were posted from ``since`` on and before ``until``; None is open."""
        return self.before(until) - (self.before(since) if since else 0)

    def rests_after(self) -> timedelta:
        """A ripple without a new act for longer than nine in ten waits is resting."""
        return self.waits.percentile(90) if len(self.waits) >= WAITS_LEAST else RESTS_AFTER

    def weekly(self) -> list[Week]:
        """Every week from the first act's to the newest's, quiet ones too unless that makes `WEEKS_MOST`."""
        mondays = [monday for monday, acts in dict(self._weeks).items() if acts.total()]
        if not mondays:
            return []
        first, last = min(mondays), max(mondays)
        weeks = (last - first).days // 7 + 1
        if weeks > WEEKS_MOST:  # a time in it is wrong
            return [self._week(monday) for monday in sorted(mondays)]
        return [self._week(first + timedelta(weeks=week)) for week in range(weeks)]

    def _week(self, monday: date) -> Week:
        counted = dict(self._weeks.get(monday, Counter())).items()
        generations = {generation: acts for generation, acts in counted if acts}  # those that acts have still
        acts = sum(generations.values())
        return Week(monday, acts, acts - generations.get(0, 0), max(generations, default=0))


def _monday(moment: datetime) -> date:
    day = moment.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())
