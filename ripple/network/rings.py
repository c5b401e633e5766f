"""The rings of a ripple: how wide each is, and which of its slots an act can still have.

Lengths are in node diameters, angles in radians. Nothing that stands ever moves, so a slot that is not
free stays so. Of a ring the runs of such slots are remembered, and of a ripple a jump past each full ring:
finding a place beside a wanted angle costs the same in a ring of ten slots as in a full one of thousands.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator
from functools import cache
from math import ceil, floor, log2, pi, sqrt, tau

GOLDEN = pi * (3 - sqrt(5))  # the angle from one seed of a sunflower to the next
STEP = 1.7  # from ring to ring, as far as `EVEN`
EVEN = 6  # from this ring on they come nearer to each other, so that a long chain stays a picture
AIR, MOST = 1.0, 28  # between two rings that are shown, at least, and about how many at most
ASIDE = (0.0, 2.2, -2.2, 4.4, -4.4)  # where on a ring is looked: straight on and so far beside
SECTORS = 16  # in which the acts of a ripple are counted
PITCH = 1.35  # between two slots of a ring, at least


@cache
def radius(ring: int) -> float:
    """The radius of a ripple's n-th ring; the start is ring 0. It grows like a root from `EVEN` on."""
    return STEP * ring if ring <= EVEN else STEP * sqrt(EVEN * (2 * ring - EVEN))


@cache
def slots(ring: int) -> int:
    """How many acts have room on a ring."""
    return floor(tau * radius(ring) / PITCH)


@cache
def circles(outermost: int) -> tuple[int, ...]:
    """The rings that a picture shows of a ripple: all while there is `AIR` between them, then so many that
    there is; of a very wide ripple some `MOST`."""
    air = max(AIR, 2 ** ceil(log2(max(radius(outermost), 1) / MOST)))
    shown, last = [], 0.0
    for ring in range(1, outermost + 1):
        if radius(ring) - last >= air:
            shown.append(ring)
            last = radius(ring)
    if outermost and last != radius(outermost):  # how far it reached is always seen
        shown[-1:] = [outermost] if radius(outermost) - last < air / 2 else [shown[-1], outermost]
    return tuple(shown)


class Jumps(dict[int, int]):
    """Whole numbers that are gone, and from each the next one that may not be."""

    def next(self, number: int) -> int:
        """The number itself, or the first after it that is not gone."""
        end = number
        while end in self:
            end = self[end]
        while number != end:  # whoever comes next jumps in one
            self[number], number = end, self[number]
        return end

    def remove(self, number: int) -> None:
        """The number is gone from now on."""
        self[number] = number + 1


class Ring:
    """The slots of one ring, turned against those of the ring inside."""

    __slots__ = ("_arc", "_taken", "_turn", "left", "radius", "slots")

    def __init__(self, number: int, turn: float) -> None:
        self.radius = radius(number)
        self.left = self.slots = slots(number)
        self._turn = (turn + number * GOLDEN) % tau
        self._arc = tau / self.slots
        self._taken: list[int] = []  # run after run: its first slot and the one past its last, in order

    def near(self, wanted: float) -> Iterator[tuple[int, float]]:
        """Free slots near a wanted angle, and their angles: the nearest on both sides of it, and of places
        aside from it. Whoever looks may take them meanwhile."""
        turn, arc, slots = self._turn, self._arc, self.slots
        before = after = left = -1
        seen: list[int] = []
        for aside in ASIDE:
            if not self.left:
                return
            at = floor((wanted + aside / self.radius - turn) % tau / arc) % slots
            if before <= at < after and left == self.left:
                continue  # between two that were seen
            before, after = self._beside(at)
            left = self.left
            for slot in (after, before):
                if slot not in seen:
                    seen.append(slot)
                    yield slot, turn + slot * arc

    def _beside(self, at: int) -> tuple[int, int]:
        """The last free slot up to this one and the first after it, past the end on from the start; needs one
        that is ``left``."""
        taken = self._taken
        run = bisect(taken, at)
        before, after = at, at + 1
        if run % 2:  # it is in a run
            before, after = taken[run - 1] - 1, taken[run]
        elif run < len(taken) and taken[run] == after:
            after = taken[run + 1]
        if before < 0:
            before = taken[-2] - 1 if taken[-1] == self.slots else self.slots - 1
        if after == self.slots:
            after = 0 if not taken or taken[0] else taken[1]
        return before, after

    def angle(self, slot: int) -> float:
        """Where a slot is."""
        return self._turn + slot * self._arc

    def take(self, slot: int) -> None:
        """No act can have this free slot any more."""
        taken = self._taken
        run = bisect(taken, slot)
        first = run - 1 if run and taken[run - 1] == slot else run  # or it lengthens the run before it
        past = run + 1 if run < len(taken) and taken[run] == slot + 1 else run  # and the one after it
        taken[first:past] = [slot] * (first == run) + [slot + 1] * (past == run)
        self.left -= 1


class Rings:
    """The rings of one ripple, made as its acts reach them, and which way it turns."""

    def __init__(self, turn: float, *, clockwise: bool) -> None:
        self.turn = turn
        self.side = -1 if clockwise else 1
        self.outermost = 0
        self._rings: dict[int, Ring] = {}
        self._full = Jumps()
        self._acts = [0] * SECTORS
        self._all = 0

    def with_room(self, ring: int) -> Iterator[tuple[int, Ring]]:
        """The rings from this one outwards that have a slot left, without end."""
        while True:
            ring = self._full.next(ring)
            if ring not in self._rings:
                self._rings[ring] = Ring(ring, self.turn)
            yield ring, self._rings[ring]
            ring += 1

    def take(self, number: int, slot: int) -> float:
        """No act can have this slot any more; returns its angle."""
        ring = self._rings[number]
        ring.take(slot)
        if not ring.left:
            self._full.remove(number)
            del self._rings[number]
        return ring.angle(slot)

    def stand(self, number: int, angle: float) -> None:
        """An act stands there from now on."""
        self.outermost = max(self.outermost, number)
        self._acts[floor(angle / tau * SECTORS) % SECTORS] += 1
        self._all += 1

    def share(self, angle: float) -> float:
        """How many of the acts stand in this direction, 1 being as many as in any."""
        acts, at = self._acts, angle / tau * SECTORS - 0.5
        sector = floor(at)
        part = at - sector
        mean = (1 - part) * acts[sector % SECTORS] + part * acts[(sector + 1) % SECTORS]
        return mean * SECTORS / (self._all or 1)

    def least_share(self) -> float:
        """What `share` is at least, in any direction."""
        return min(self._acts) * SECTORS / (self._all or 1)
