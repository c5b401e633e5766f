"""Where ripples start: a sunflower from the middle outwards, each start with room around it."""

from __future__ import annotations

from math import ceil, cos, floor, hypot, log2, pi, sin, sqrt

from ripple.network.rings import GOLDEN

APART = 4.9  # from one start to the next, on average, where no ripple is in the way
STRETCHED = 1.25  # so much wider and less high than round: as a picture is in a page
CORNERS = 3.5  # from 2, for an ellipse, on: how far into the corners of a picture it goes
ROOM = 2.3  # from a new start to the outermost ring of any other ripple
GROWTH = 1.25  # and more by so much of its radius: it may grow on

Disc = tuple[float, float, float]


class Sites:
    """Hands out places for roots, none of them within a ripple that is there already.

    The discs that ripples take up are kept by cells, as wide as they are themselves to a power of two, so
    that a cell and its neighbours hold all of that width that may reach a place.
    """

    def __init__(self) -> None:
        self._tried = 0
        self._levels: list[dict[tuple[int, int], dict[int, Disc]]] = []
        self._at: dict[int, dict[int, Disc]] = {}  # the cell that each root's disc is in

    def next(self) -> tuple[float, float]:
        """A place for one more root. A site within a ripple is passed over for good: ripples only grow."""
        while True:
            distance, angle = APART * sqrt(self._tried / pi), self._tried * GOLDEN
            self._tried += 1
            x, y = cos(angle), sin(angle)
            distance /= (abs(x) ** CORNERS + abs(y) ** CORNERS) ** (1 / CORNERS)
            x, y = STRETCHED * distance * x, distance * y / STRETCHED
            if self._is_free(x, y):
                return x, y

    def reach(self, root: int, x: float, y: float, radius: float) -> None:
        """The ripple of ``root``, which starts there, reaches so far from now on."""
        wide = ROOM + GROWTH * radius
        level = ceil(log2(wide / ROOM))
        while len(self._levels) <= level:
            self._levels.append({})
        cell = self._levels[level].setdefault(_cell(x, y, level), {})
        before = self._at.get(root)
        if before is not None and before is not cell:
            del before[root]
        cell[root] = x, y, wide
        self._at[root] = cell

    def _is_free(self, x: float, y: float) -> bool:
        for level, discs in enumerate(self._levels):
            column, row = _cell(x, y, level)
            for c in (column, column - 1, column + 1):
                for r in (row, row - 1, row + 1):
                    for other_x, other_y, wide in discs.get((c, r), _NONE).values():
                        if hypot(other_x - x, other_y - y) < wide:
                            return False
        return True


_NONE: dict[int, Disc] = {}


def _cell(x: float, y: float, level: int) -> tuple[int, int]:
    width = ROOM * 2**level
    return floor(x / width), floor(y / width)
