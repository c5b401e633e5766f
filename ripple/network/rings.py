"""The rings of a ripple: how wide each is, and which of its slots an act can still have.

Lengths are in node diameters, angles in radians. Nothing that stands ever moves, so a slot that is not
free stays so, and what is not free is remembered as jumps to the next one that may be: finding a place
beside a wanted angle costs the same in a ring of ten slots as in a full one of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import ceil, floor, log2, pi, sqrt, tau

GOLDEN = pi * (3 - sqrt(5))  # the angle from one seed of a sunflower to the next
STEP = 1.7  # from ring to ring, as far as `EVEN`
EVEN = 6  # from this ring on they come nearer to each other, so that a long chain stays a picture
AIR, MOST = 1.0, 28  # between two rings that are shown, at least, and about how many at most
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


class Jumps:
    """Whole numbers some of which are gone; from any of them to the next one that is not."""

    def __init__(self) -> None:
        self._on: dict[int, int] = {}

    def next(self, number: int) -> int:
        """The number itself, or the first after it that is not gone."""
        on, end = self._on, number
        while end in on:
            end = on[end]
        while number != end:  # whoever comes next jumps in one
            on[number], number = end, on[number]
        return end

    def remove(self, number: int) -> None:
        """The number is gone from now on."""
        self._on[number] = number + 1


class Ring:
    """The slots of one ring, turned against those of the ring inside."""

    def __init__(self, number: int, turn: float) -> None:
        self.radius = radius(number)
        self.left = self.slots = slots(number)
        self._turn = (turn + number * GOLDEN) % tau
        self._arc = tau / self.slots
        self._forward, self._back = Jumps(), Jumps()

    def beside(self, angle: float) -> tuple[int, int]:
        """The nearest free slots on both sides of an angle; needs one that is ``left``."""
        at = floor(((angle - self._turn) % tau) / self._arc)
        after = self._forward.next((at + 1) % self.slots)
        before = self._back.next((self.slots - 1 - at) % self.slots)
        if after >= self.slots:  # past the end, and so on from the start
            after = self._forward.next(0)
        if before >= self.slots:
            before = self._back.next(0)
        return after, self.slots - 1 - before

    def angle(self, slot: int) -> float:
        """Where a slot is."""
        return self._turn + slot * self._arc

    def take(self, slot: int) -> None:
        """No act can have this slot any more."""
        self._forward.remove(slot)
        self._back.remove(self.slots - 1 - slot)
        self.left -= 1


class Rings:
    """The rings of one ripple, made as its acts reach them, and which way it turns."""

    SECTORS = 16

    def __init__(self, turn: float, *, clockwise: bool) -> None:
        self.turn = turn
        self.side = -1 if clockwise else 1
        self.outermost = 0
        self._rings: dict[int, Ring] = {}
        self._full = Jumps()
        self._acts = [0] * self.SECTORS
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
        self._acts[floor(angle / tau * self.SECTORS) % self.SECTORS] += 1
        self._all += 1

    def share(self, angle: float) -> float:
        """How many of the acts stand in this direction, 1 being as many as in any."""
        at = angle / tau * self.SECTORS - 0.5
        sector = floor(at)
        part = at - sector
        one, other = self._acts[sector % self.SECTORS], self._acts[(sector + 1) % self.SECTORS]
        return ((1 - part) * one + part * other) * self.SECTORS / (self._all or 1)

    def least_share(self) -> float:
        """What `share` is at least, in any direction."""
        return min(self._acts) * self.SECTORS / (self._all or 1)
