"""Where an act goes, once and for good: near the act that inspired it, farther out than it.

The unit is one node's diameter. A placed act never moves, so a redraw moves nothing and a
replay can use final places. A child looks for a place on rings around its parent; when those
are full, beside one of its siblings. Of the free places it takes the one that is near, has room,
and whose link passes under few dots and across few links. Every search looks at a bounded
number of places, each at what is near it, so an act costs the same in any pond.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import atan2, ceil, cos, hypot, inf, log2, pi, sin, sqrt, tau

from ripple.network.forest import Forest
from ripple.network.ground import Ground
from ripple.network.sites import GOLDEN, Sites

LINK = 1.4  # the wanted length of a link: the radius of the first ring around an act
RING, RINGS = 0.7, 3  # between rings, and how many are looked at
PITCH = 0.7  # between the places looked at on a ring
OUTWARD = 0.15  # a child is at least this much farther from its root than its parent
FAN = 0.35  # cost of each radian off the golden angle, for children of a root
TURN = 0.15  # cost of each radian off the way straight out, for others
CURL, CURLED = 0.6, 10.0  # cost of each unit farther out, in full from this radius: long chains curl
ASIDE, WIDER = 1.2, 1.3  # the first ring around a sibling, and how much wider each next one is
ASIDE_PLACES = 12  # looked at on such a ring
SIBLINGS = 4  # looked around
RIM = 3.5  # times sqrt(n): about as many of n siblings stand at the rim of their disc
WEIGHED = 12  # of the places on a ring whose links are looked at, most promising first
FIRST_REACH = 4.0  # half the width of the view of a single act
PHI = (sqrt(5) - 1) / 2

Place = tuple[float, float]


def ladder(distance: float) -> float:
    """The least step of the ladder 4, 4 sqrt 2, 8, ... that is not below ``distance``."""
    steps = ceil(2 * log2(max(distance / FIRST_REACH, 1.0)) - 1e-9)
    return FIRST_REACH * 2 ** (steps / 2)


class Layout:
    """The places of a forest's acts, by index, in order of arrival."""

    def __init__(self, forest: Forest) -> None:
        self.x: list[float] = []
        self.y: list[float] = []
        self.farthest = 0.0  # the largest coordinate of any act
        self._forest = forest
        self._ground = Ground()
        self._sites = Sites(self._ground)
        self._sum_x = self._sum_y = 0.0
        self._full: set[int] = set()  # acts whose rings hold no place any more

    def place(self) -> None:
        """Place the forest's newest act."""
        act = len(self.x)
        parent = self._forest.parent[act]
        x, y = self._place_beside(parent) if parent >= 0 else self._sites.next(act, self._sum_x, self._sum_y)
        self._ground.stand(x, y, self._forest.root[act])
        if parent >= 0:
            self._ground.connect((self.x[parent], self.y[parent], x, y))
        self.x.append(x)
        self.y.append(y)
        self._sum_x += x
        self._sum_y += y
        self.farthest = max(self.farthest, abs(x), abs(y))

    def _place_beside(self, parent: int) -> Place:
        root = self._forest.root[parent]
        search = _Search(self._ground, root, (self.x[root], self.y[root]), (self.x[parent], self.y[parent]))
        children = self._forest.children[parent]  # the newest is the one to place
        siblings = len(children) - 1
        if parent not in self._full:
            heading, turn = self._heading(parent, siblings)
            place = search.around_parent(heading, turn)
            if place:
                return place
            self._full.add(parent)
        around = [(self.x[i], self.y[i]) for i in _spread(children)]
        return search.around(around, first_angle=siblings * GOLDEN)

    def _heading(self, parent: int, siblings: int) -> tuple[float, float]:
        """The direction in which the next child is looked for first, and the cost of a radian off it."""
        root = self._forest.root[parent]
        if parent == root:
            # The first child goes off to the side, as seen from the middle: nobody's way is barred.
            return atan2(self.y[root], self.x[root]) + pi / 2 + siblings * GOLDEN, FAN
        return atan2(self.y[parent] - self.y[root], self.x[parent] - self.x[root]), TURN


class _Search:
    """The search for one act's place: the best so far, and what it costs as a length."""

    def __init__(self, ground: Ground, ripple: int, root: Place, parent: Place) -> None:
        self._ground = ground
        self._ripple = ripple
        self._root = root
        self._parent = parent
        self._radius = hypot(parent[0] - root[0], parent[1] - root[1])
        self._inner = self._radius + OUTWARD if self._radius else 0.0
        self._cost = inf
        self._best: Place | None = None

    def around_parent(self, heading: float, turn: float) -> Place | None:
        """The best place on the rings around the parent, None where they are full."""
        for ring in range(RINGS):
            if LINK + RING * ring >= self._cost:
                break
            self._weigh(self._on_ring(LINK + RING * ring, heading, turn))
        return self._best

    def around(self, middles: list[Place], first_angle: float) -> Place:
        """The best place around any of ``middles``, else the parent; looks ever wider until there is one."""
        radius = ASIDE if middles else LINK + RING * RINGS
        while self._best is None:
            # One ring more than need be: what is found first may lie badly.
            for wider in (radius, radius * WIDER):
                self._weigh(self._beside(middles or [self._parent], wider, first_angle))
            radius *= WIDER
        return self._best

    def _on_ring(self, radius: float, heading: float, turn: float) -> Iterator[tuple[float, float, float]]:
        places = round(tau * radius / PITCH)
        for i in range(places):
            off = (i + 1) // 2 * tau / places
            angle = heading + (off if i % 2 else -off)
            x, y = self._parent[0] + radius * cos(angle), self._parent[1] + radius * sin(angle)
            farther = hypot(x - self._root[0], y - self._root[1]) - self._radius
            curl = CURL * max(0.0, farther) * min(self._radius / CURLED, 1.0)
            yield radius + turn * off + curl, x, y

    def _beside(
        self, middles: list[Place], radius: float, first_angle: float
    ) -> Iterator[tuple[float, float, float]]:
        for middle_x, middle_y in middles:
            for i in range(ASIDE_PLACES):
                angle = first_angle + tau * i / ASIDE_PLACES
                x, y = middle_x + radius * cos(angle), middle_y + radius * sin(angle)
                length = hypot(x - self._parent[0], y - self._parent[1])
                if length > LINK - PITCH / 4:
                    yield length, x, y

    def _weigh(self, places: Iterable[tuple[float, float, float]]) -> None:
        """Look at places, each with its cost so far, and keep the best."""
        promising = []
        for cost, x, y in places:
            if cost < self._cost and hypot(x - self._root[0], y - self._root[1]) >= self._inner:
                crowding = self._ground.crowding(x, y, self._ripple)
                if crowding is not None and cost + crowding < self._cost:
                    promising.append((cost + crowding, x, y))
        promising.sort()
        for cost, x, y in promising[:WEIGHED]:
            if cost >= self._cost:
                break
            cost += self._ground.disturbance((*self._parent, x, y), self._cost - cost)
            if cost < self._cost:
                self._cost, self._best = cost, (x, y)


def _spread(children: list[int]) -> set[int]:
    """A few of the children before the newest, spread over the rim of their disc."""
    siblings = len(children) - 1
    rim = min(siblings, int(RIM * sqrt(siblings)))
    back = {int(rim * ((SIBLINGS * siblings + i) * PHI % 1)) for i in range(1, SIBLINGS)}
    return {children[-2 - i] for i in {0, *back}} if siblings else set()
