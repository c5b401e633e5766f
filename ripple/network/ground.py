"""What stands where: acts and links by cell, so that looking around costs the same in any pond.

Lengths are in node diameters. What an act at some place would do to the picture is told as a
length too: how much longer a link the eye would rather have than that.
"""

from __future__ import annotations

from math import floor, sqrt

CLEARANCE = 1.1  # the least distance between two acts
NEAR, NEAR_OWN = 2.6, 2.0  # from here on an act of another ripple, or of the same, does not crowd
CROWDED, CROWDED_BY_OWN = 0.8, 0.25  # for each unit that one comes nearer than that
HALF = 0.55  # half a node and a little air: what passes nearer than this passes under it
UNDER = 0.4  # a link that passes under a dot
OVER = 1.0  # a dot on a link
CROSSING = 1.4  # a link across a link

Cell = tuple[int, int]
Place = tuple[float, float]
Link = tuple[float, float, float, float]
_ROUNDING = 1e-9


class Ground:
    """A grid over the pond with cells of `NEAR` width: a cell and its neighbours hold all that is near."""

    def __init__(self) -> None:
        self._acts: dict[Cell, list[tuple[float, float, int]]] = {}
        self._links: dict[Cell, dict[Place, list[Link]]] = {}  # by where they start

    def stand(self, x: float, y: float, ripple: int) -> None:
        """An act of ``ripple`` stands here from now on."""
        self._acts.setdefault(_cell(x, y), []).append((x, y, ripple))

    def connect(self, link: Link) -> None:
        """A link runs here from now on."""
        for cell in _cells_along(link, 0.0):
            self._links.setdefault(cell, {}).setdefault(link[:2], []).append(link)

    def is_free(self, x: float, y: float, distance: float) -> bool:
        """Whether no act stands nearer than ``distance``."""
        limit = distance * distance - _ROUNDING
        rows = range(floor((y - distance) / NEAR), floor((y + distance) / NEAR) + 1)
        for column in range(floor((x - distance) / NEAR), floor((x + distance) / NEAR) + 1):
            for row in rows:
                for other_x, other_y, _ in self._acts.get((column, row), ()):
                    if (other_x - x) ** 2 + (other_y - y) ** 2 < limit:
                        return False
        return True

    def crowding(self, x: float, y: float, ripple: int) -> float | None:
        """How crowded an act of ``ripple`` would stand here; None where it would be too near another."""
        crowding = 0.0
        least = CLEARANCE * CLEARANCE - _ROUNDING
        column, row = _cell(x, y)
        for c in (column, column - 1, column + 1):
            for r in (row, row - 1, row + 1):
                for other_x, other_y, other in self._acts.get((c, r), ()):
                    squared = (other_x - x) ** 2 + (other_y - y) ** 2
                    if squared < least:
                        return None
                    if other != ripple and squared < NEAR * NEAR:
                        crowding += CROWDED * (NEAR - sqrt(squared))
                    elif other == ripple and squared < NEAR_OWN * NEAR_OWN:
                        crowding += CROWDED_BY_OWN * (NEAR_OWN - sqrt(squared))
        return crowding

    def disturbance(self, link: Link, limit: float) -> float:
        """How much a ``link`` to a new act at its end would disturb; at least ``limit`` is not told apart."""
        cells = _cells_along(link, HALF)
        disturbance = UNDER * self._acts_over(link, cells)
        if disturbance >= limit:
            return disturbance
        x, y = link[2:]
        around = self._links_in(_cells_along((x, y, x, y), HALF))
        disturbance += OVER * sum(_passes_under(other, x, y) for other in around)
        if disturbance >= limit:
            return disturbance
        return disturbance + CROSSING * _crossed(link, self._links_in(cells, but_from=link[:2]))

    def _links_in(self, cells: list[Cell], but_from: Place | None = None) -> set[Link]:
        """The links in some cells. Those from one act fan out and never cross: a large fan is passed over."""
        links: set[Link] = set()
        for cell in cells:
            for start, fan in self._links.get(cell, {}).items():
                if start != but_from:
                    links.update(fan)
        return links

    def _acts_over(self, link: Link, cells: list[Cell]) -> int:
        """How many acts between its ends the link passes under; in one loop, as it runs most often."""
        ax, ay, bx, by = link
        ux, uy = bx - ax, by - ay
        squared = ux * ux + uy * uy
        width, end = HALF * HALF * squared, squared - _ROUNDING
        acts = 0
        for cell in cells:
            for x, y, _ in self._acts.get(cell, ()):
                vx, vy = x - ax, y - ay
                if _ROUNDING < ux * vx + uy * vy < end and (ux * vy - uy * vx) ** 2 < width:
                    acts += 1
        return acts


def _cell(x: float, y: float) -> Cell:
    return floor(x / NEAR), floor(y / NEAR)


def _cells_along(link: Link, margin: float) -> list[Cell]:
    """The cells nearer to the link than ``margin``, column by column, and a few more."""
    (ax, ay), (bx, by) = sorted((link[:2], link[2:]))
    slope = (by - ay) / (bx - ax) if bx > ax else 0.0
    cells = []
    for column in range(floor((ax - margin) / NEAR), floor((bx + margin) / NEAR) + 1):
        enters, leaves = max(ax, column * NEAR - margin), min(bx, (column + 1) * NEAR + margin)
        ends = (ay + slope * (enters - ax), ay + slope * (leaves - ax)) if bx > ax else (ay, by)
        low, high = floor((min(ends) - margin) / NEAR), floor((max(ends) + margin) / NEAR)
        cells += [(column, row) for row in range(low, high + 1)]
    return cells


def _passes_under(link: Link, x: float, y: float) -> bool:
    """Whether the link, between its ends, comes nearer to a point than `HALF`."""
    ax, ay, bx, by = link
    ux, uy, vx, vy = bx - ax, by - ay, x - ax, y - ay
    squared = ux * ux + uy * uy
    along = ux * vx + uy * vy
    if not _ROUNDING < along < squared - _ROUNDING:
        return False
    across = ux * vy - uy * vx
    return across * across < HALF * HALF * squared


def _crossed(link: Link, others: set[Link]) -> int:
    """How many of the others the link crosses; links that share an end do not cross."""
    ax, ay, bx, by = link
    ux, uy = bx - ax, by - ay
    crossed = 0
    for cx, cy, dx, dy in others:
        if (ux * (cy - ay) - uy * (cx - ax)) * (ux * (dy - ay) - uy * (dx - ax)) < 0:
            vx, vy = dx - cx, dy - cy
            crossed += (vx * (ay - cy) - vy * (ax - cx)) * (vx * (by - cy) - vy * (bx - cx)) < 0
    return crossed
