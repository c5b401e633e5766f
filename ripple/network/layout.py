"""Where an act goes, once and for good: its ripple's start in the middle, every step on a ring around it.

The unit is one node's diameter. A placed act never moves, so a redraw moves nothing and a replay can use
final places. A child looks on the rings outside its parent's for a free slot that is near, not beside acts
of other ripples, and in a direction where its own ripple has few acts yet: so branches share out the whole
circle, and a chain winds around its start. What is not free is remembered (`ripple.network.rings`), so that
an act costs the same in any ripple and any pond.
"""

from __future__ import annotations

from math import atan2, cos, inf, pi, sin, sqrt, tau
from threading import Lock
from typing import TypeVar

from ripple.network.ground import CLEARANCE, Ground
from ripple.network.hues import Hues
from ripple.network.lineage import Lineage
from ripple.network.rings import GOLDEN, PITCH, Ring, Rings, radius
from ripple.network.sites import Sites

RINGS = 4  # looked at for one act
FARTHER = 0.3  # cost of each ring that is passed over
BEND = 1.5  # how far a branch winds aside at each step, in full from the same ring on
SHARE, SHARED = 2.0, 4  # cost of standing where the ripple has its acts, in full from this ring on
MOST = 4.0  # and no more for what is fuller than so many times the mean
CROWDED = 1.0  # cost of each unit that an act of another ripple is too near
ROUNDING = 1e-9
PHI = (sqrt(5) - 1) / 2

Place = tuple[float, float]
T = TypeVar("T")


class Layout:
    """By act, in order of arrival: its place, the ring that it is on, and the hue of its ripple.

    Acts get their places when somebody asks for them, which takes many times as long as all else. They are
    the same then as if each had got its own when it came.
    """

    def __init__(self, lineage: Lineage) -> None:
        self._x: list[float] = []
        self._y: list[float] = []
        self._ring: list[int] = []
        self._hue: list[int] = []
        self._children: list[int] = []  # so many that have their places
        self._lineage = lineage
        self._ground = Ground()
        self._sites = Sites()
        self._hues = Hues()
        self._rings: dict[int, Rings] = {}  # by root
        self._placing = Lock()

    @property
    def x(self) -> list[float]:
        """By act: its place from left to right."""
        return self._placed(self._x)

    @property
    def y(self) -> list[float]:
        """By act: its place from bottom to top."""
        return self._placed(self._y)

    @property
    def ring(self) -> list[int]:
        """By act: the ring around its ripple's start that it is on."""
        return self._placed(self._ring)

    @property
    def hue(self) -> list[int]:
        """By act: a number for the hue of its ripple."""
        return self._placed(self._hue)

    def _placed(self, column: list[T]) -> list[T]:
        if len(self._children) < len(self._lineage.root):
            with self._placing:
                while len(self._children) < len(self._lineage.root):
                    self._place(len(self._children))
        return column

    def _place(self, act: int) -> None:
        """Place the act after those that are placed."""
        parent = self._lineage.parent[act]
        if parent < 0:
            (x, y), ring = self._sites.next(), 0
            self._sites.reach(act, x, y, 0.0)
            hue = self._hues.give(x, y)
        else:
            x, y, ring = self._beside(parent)
            hue = self._hue[parent]
            self._children[parent] += 1
        self._ground.stand(x, y, self._lineage.root[act])
        self._x.append(x)
        self._y.append(y)
        self._ring.append(ring)
        self._hue.append(hue)
        self._children.append(0)  # last: by these it is known who is placed

    def _beside(self, parent: int) -> tuple[float, float, int]:
        root = self._lineage.root[parent]
        rings = self._rings.get(root)
        if rings is None:
            rings = self._rings[root] = Rings(root * PHI % 1 * tau, clockwise=len(self._rings) % 2 == 1)
        search = _Search(self._ground, rings, root, (self._x[root], self._y[root]))
        siblings = self._children[parent]
        if parent == root:
            place = search.around_start(rings.turn + siblings * GOLDEN)
        else:
            angle = self._angle(parent)
            place = search.beyond(angle, self._ring[parent], self._bend(parent, angle, siblings))
        if place[2] == rings.outermost:
            self._sites.reach(root, self._x[root], self._y[root], radius(place[2]))
        return place

    def _angle(self, act: int) -> float:
        """In which direction of its start an act stands."""
        root = self._lineage.root[act]
        return atan2(self._y[act] - self._y[root], self._x[act] - self._x[root])

    def _bend(self, parent: int, angle: float, siblings: int) -> float:
        """How far aside the next child of an act is looked for: as a branch winds so it goes on, the first
        child with it and the next against it; near the start little, that no way is barred."""
        root, above = self._lineage.root[parent], self._lineage.parent[parent]
        rings = self._rings[root]
        side = rings.side
        if above != root:
            side = 1 if sin(angle - self._angle(above)) > 0 else -1
        wide = BEND * min(1.0, self._ring[parent] / SHARED) + PITCH * (siblings // 2)
        return wide * (-side if siblings % 2 else side)


class _Search:
    """The search for one act's place in the rings of its ripple."""

    __slots__ = ("_cost", "_emptiest", "_found", "_ground", "_rings", "_ripple", "_start")

    def __init__(self, ground: Ground, rings: Rings, ripple: int, start: Place) -> None:
        self._ground = ground
        self._rings = rings
        self._ripple = ripple
        self._start = start
        self._emptiest = 0.0  # the least share of its acts that the ripple has in any direction
        self._cost = inf
        self._found = (0, 0)  # the ring and the slot of the best so far

    def around_start(self, wanted: float) -> tuple[float, float, int]:
        """A place on the first ring with room, near an angle: where all links are as long."""
        for number, ring in self._rings.with_room(1):
            for slot, angle in ring.near(wanted):
                cost = ring.radius + abs((angle - wanted + pi) % tau - pi)
                if cost < self._cost:
                    self._look_at(number, slot, ring.radius, angle, cost)
            if self._cost < inf:
                break
        return self._take()

    def beyond(self, angle: float, inside: int, bend: float) -> tuple[float, float, int]:
        """A place outside the ring that the parent is on, at an angle and so far aside."""
        start, self._emptiest = radius(inside), min(MOST, self._rings.least_share())
        for looked, (number, ring) in enumerate(self._rings.with_room(inside + 1), start=1):
            passed = (looked - 1) * FARTHER
            least = passed + ring.radius - start + _shared(number) * self._emptiest
            if least - ROUNDING >= self._cost:  # nor does any farther out cost less
                break
            self._weigh(number, ring, angle + bend / ring.radius, start, passed)
            if looked >= RINGS and self._cost < inf:
                break
        return self._take()

    def _weigh(self, number: int, ring: Ring, wanted: float, start: float, passed: float) -> None:
        """Look at slots of one ring near a wanted angle, for a child of an act at the radius ``start``."""
        end, shared, share = ring.radius, _shared(number), self._rings.share
        least = shared * self._emptiest - ROUNDING
        squares, product = start * start + end * end, 2 * start * end
        for slot, angle in ring.near(wanted):
            cost = passed + sqrt(squares - product * cos(angle - wanted))  # the length of the link
            if cost + least < self._cost:  # else it costs too much, wherever the ripple has its acts
                cost += shared * min(MOST, share(angle))
                if cost < self._cost:
                    self._look_at(number, slot, end, angle, cost)

    def _look_at(self, number: int, slot: int, width: float, angle: float, cost: float) -> None:
        x, y = self._start[0] + width * cos(angle), self._start[1] + width * sin(angle)
        if not self._ground.is_free(x, y, CLEARANCE):
            self._rings.take(number, slot)  # for good: who stands there stays
            return
        cost += CROWDED * self._ground.crowding(x, y, self._ripple)
        if cost < self._cost:
            self._cost, self._found = cost, (number, slot)

    def _take(self) -> tuple[float, float, int]:
        number, slot = self._found
        angle, width = self._rings.take(number, slot), radius(number)
        self._rings.stand(number, angle)
        return self._start[0] + width * cos(angle), self._start[1] + width * sin(angle), number


def _shared(ring: int) -> float:
    """What it costs on a ring to stand where the ripple has its acts."""
    return SHARE * min(1.0, ring / SHARED)
