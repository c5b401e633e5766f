"""Where an act goes, once and for good: ring slots around each root, roots on a sunflower.

The unit is one node's diameter. A placed act never moves, so a new act costs the same in a
large pond as in a small one, a redraw moves nothing, and a replay can use final places.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, cos, floor, hypot, inf, log2, pi, sin, sqrt, tau

CLEARANCE = 1.1  # the least distance between two acts
GAP = 1.4  # from one ring around a root to the next
PITCH = 1.25  # from one slot of a ring to the next, along the ring
ROOM_WEIGHT, ROOM_CAP = 0.7, 2.0  # how much free slots on both sides are worth, and up to what
FAN_WEIGHT = 0.35  # how much a root's children are drawn to spread evenly
SPACING = 7.0  # between neighbouring roots
GOLDEN = pi * (3 - sqrt(5))  # the angle between one root, ring or child and the next
FIRST_REACH = 4.0  # half the width of the view of a single act


def ladder(distance: float) -> float:
    """The least step of the ladder 4, 4 sqrt 2, 8, ... that is not below ``distance``."""
    steps = ceil(2 * log2(max(distance / FIRST_REACH, 1.0)) - 1e-9)
    return FIRST_REACH * 2 ** (steps / 2)


class Layout:
    """The places of a pond's acts, by index, in order of arrival."""

    def __init__(self) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.farthest = 0.0  # the largest coordinate of any act
        self._ring: list[int] = []
        self._angle: list[float] = []  # around its root
        self._taken: set[tuple[int, int, int]] = set()  # root, ring, slot
        self._fanned: list[int] = []  # children placed so far
        self._ground = Ground()
        self._sites = 0

    def place(self, parent: int, root: int) -> None:
        """Place the next act under ``parent`` in the ripple of ``root``; -1 is no parent."""
        if parent < 0:
            self._put(*self._free_site(), ring=0, angle=0.0)
            return
        ring, slot = self._best_slot(parent, root)
        self._taken.add((root, ring, slot))
        self._fanned[parent] += 1
        angle = _slot_angle(root, ring, slot)
        self._put(*self._at(root, ring, angle), ring=ring, angle=angle)

    def _put(self, x: float, y: float, ring: int, angle: float) -> None:
        self._ground.take(x, y)
        self.x.append(x)
        self.y.append(y)
        self.farthest = max(self.farthest, abs(x), abs(y))
        self._ring.append(ring)
        self._angle.append(angle)
        self._fanned.append(0)

    def _free_site(self) -> tuple[float, float]:
        while True:
            radius, angle = SPACING * sqrt(self._sites / pi), self._sites * GOLDEN
            self._sites += 1
            x, y = radius * cos(angle), radius * sin(angle)
            if self._ground.is_free(x, y, SPACING / 2):
                return x, y

    def _at(self, root: int, ring: int, angle: float) -> tuple[float, float]:
        return self.x[root] + ring * GAP * cos(angle), self.y[root] + ring * GAP * sin(angle)

    def _best_slot(self, parent: int, root: int) -> tuple[int, int]:
        best_cost, best = inf, (0, 0)
        ring, inner = self._ring[parent] + 1, self._ring[parent]
        while (ring - inner) * GAP - ROOM_WEIGHT * ROOM_CAP < best_cost:
            for slot in self._near(parent, root, ring, best_cost):
                cost = self._cost(parent, root, ring, slot)
                if cost < best_cost and self._is_free(root, ring, slot):
                    best_cost, best = cost, (ring, slot)
            ring += 1
        return best

    def _is_free(self, root: int, ring: int, slot: int) -> bool:
        return self._ground.is_free(*self._at(root, ring, _slot_angle(root, ring, slot)))

    def _near(self, parent: int, root: int, ring: int, best_cost: float) -> Iterator[int]:
        """The free slots of ``ring`` that could be better than ``best_cost``, around the parent's angle."""
        slots = _slots(ring)
        reach = min(best_cost + ROOM_WEIGHT * ROOM_CAP, (3.2 + ring - self._ring[parent]) * GAP)
        if parent == root:
            return (s for s in range(slots) if (root, ring, s) not in self._taken)
        middle = (self._angle[parent] - _slot_angle(root, ring, 0)) / tau * slots
        half = min(reach / (tau * ring * GAP / slots), slots / 2)
        return (
            s % slots
            for s in range(ceil(middle - half), floor(middle + half) + 1)
            if (root, ring, s % slots) not in self._taken
        )

    def _cost(self, parent: int, root: int, ring: int, slot: int) -> float:
        angle = _slot_angle(root, ring, slot)
        x, y = self._at(root, ring, angle)
        cost = hypot(x - self.x[parent], y - self.y[parent]) - ROOM_WEIGHT * self._room(root, ring, slot)
        if parent == root:
            turn = angle - _phase(root) - self._fanned[root] * GOLDEN
            cost += FAN_WEIGHT * abs((turn + pi) % tau - pi)
        return cost

    def _room(self, root: int, ring: int, slot: int) -> float:
        """The arc that is free on both sides of a slot, up to `ROOM_CAP`."""
        slots = _slots(ring)
        arc = tau * ring * GAP / slots
        free = 0
        while free * arc < ROOM_CAP and not self._taken.intersection(
            ((root, ring, (slot + free + 1) % slots), (root, ring, (slot - free - 1) % slots))
        ):
            free += 1
        return min(free * arc, ROOM_CAP)


class Ground:
    """A grid over the pond that knows who stands near a point."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def take(self, x: float, y: float) -> None:
        self._cells.setdefault((floor(x / CLEARANCE), floor(y / CLEARANCE)), []).append((x, y))

    def is_free(self, x: float, y: float, distance: float = CLEARANCE) -> bool:
        """Whether no act stands nearer than ``distance``."""
        reach = ceil(distance / CLEARANCE)
        column, row = floor(x / CLEARANCE), floor(y / CLEARANCE)
        return all(
            hypot(x - other_x, y - other_y) >= distance
            for c in range(column - reach, column + reach + 1)
            for r in range(row - reach, row + reach + 1)
            for other_x, other_y in self._cells.get((c, r), ())
        )


def _slots(ring: int) -> int:
    return floor(tau * ring * GAP / PITCH)


def _phase(root: int) -> float:
    return root * 0.6180339887498949 % 1 * tau


def _slot_angle(root: int, ring: int, slot: int) -> float:
    return _phase(root) + ring * GOLDEN + tau * slot / _slots(ring)
