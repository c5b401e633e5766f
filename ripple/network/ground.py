"""What stands where: acts and links by cell, so that looking around costs the same in any pond.

Lengths are in node diameters. What an act at some place would do to the picture is told as a
length too: how much longer a link the eye would rather have than that.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, hypot, sqrt

CLEARANCE = 1.1  # the least distance between two acts
NEAR = 2.0  # from here on another act does not crowd
CROWDED_BY_OWN, CROWDED_BY_OTHER = 0.25, 0.8  # for each unit of `NEAR` that an act comes nearer
HALF = 0.55  # half a node and a little air: what passes nearer than this passes under it
UNDER = 0.4  # a link that passes under a dot
OVER = 1.0  # a dot on a link
CROSSING = 1.4  # a link across a link

Cell = tuple[int, int]
Link = tuple[float, float, float, float]
_ROUNDING = 1e-9


class Ground:
    """A grid over the pond with cells of `NEAR` width: a cell and its neighbours hold all that is near."""

    def __init__(self) -> None:
        self._acts: dict[Cell, list[tuple[float, float, int]]] = {}
        self._links: dict[Cell, list[Link]] = {}

    def stand(self, x: float, y: float, ripple: int) -> None:
        """An act of ``ripple`` stands here from now on."""
        self._acts.setdefault(_cell(x, y), []).append((x, y, ripple))

    def connect(self, link: Link) -> None:
        """A link runs here from now on."""
        for cell in _cells_along(link, margin=0.0):
            self._links.setdefault(cell, []).append(link)

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
                    if squared < NEAR * NEAR:
                        weight = CROWDED_BY_OWN if other == ripple else CROWDED_BY_OTHER
                        crowding += weight * (NEAR - sqrt(squared))
        return crowding

    def disturbance(self, link: Link, limit: float) -> float:
        """How much a ``link`` to a new act at its end would disturb; at least ``limit`` is not told apart."""
        cells = _cells_along(link, margin=HALF)
        disturbance = UNDER * sum(1 for _ in self._acts_under(link, cells))
        if disturbance >= limit:
            return disturbance
        near = {other for cell in cells for other in self._links.get(cell, ())}
        covered = sum(_passes_under(other, link[2], link[3]) for other in near)
        crossed = sum(_cross(link, other) for other in near)
        return disturbance + OVER * covered + CROSSING * crossed

    def _acts_under(self, link: Link, cells: set[Cell]) -> Iterator[tuple[float, float]]:
        for cell in cells:
            for x, y, _ in self._acts.get(cell, ()):
                if _passes_under(link, x, y):
                    yield x, y


def _cell(x: float, y: float) -> Cell:
    return floor(x / NEAR), floor(y / NEAR)


def _cells_along(link: Link, margin: float) -> set[Cell]:
    """The cells on the way; one that is only touched at a corner may be missing."""
    ax, ay, bx, by = link
    steps = ceil(hypot(bx - ax, by - ay))
    cells = set()
    for step in range(steps + 1):
        x, y = ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps
        cells.add(_cell(x - margin, y - margin))
        if margin:
            cells |= {
                _cell(x - margin, y + margin),
                _cell(x + margin, y - margin),
                _cell(x + margin, y + margin),
            }
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


def _cross(one: Link, other: Link) -> bool:
    """Whether two links cross; links that share an end do not."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    if (ax == cx and ay == cy) or (ax == dx and ay == dy):
        return False
    c_side = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    d_side = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
    if c_side * d_side >= 0:
        return False
    a_side = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
    b_side = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
    return a_side * b_side < 0
