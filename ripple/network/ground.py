"""Who stands where, by cell, so that looking around costs the same in any pond.

Lengths are in node diameters.
"""

from __future__ import annotations

from math import ceil, floor, sqrt

CLEARANCE = 1.12  # the least distance between two acts
NEAR = 2.4  # from here on an act of another ripple does not crowd
_ROUNDING = 1e-9
_ROW = 1 << 24  # cells in a row: more than a pond is wide
_AROUND = tuple(column * _ROW + row for column in (0, -1, 1) for row in (0, -1, 1))
_SEVERAL = -2  # in a wide cell, acts of more than one ripple


class Ground:
    """A grid of cells as wide as `CLEARANCE`, and one of cells as wide as `NEAR`: a cell and its eight
    neighbours hold all that is so near.

    They are tuples of tuples of numbers, which nobody looks at when garbage is sought.
    """

    def __init__(self) -> None:
        self._acts: dict[int, tuple[tuple[float, float], ...]] = {}
        self._wide: dict[int, tuple[tuple[float, float, int], ...]] = {}
        self._whose: dict[int, int] = {}  # of which ripple the acts in a wide cell are
        self._around: dict[int, int] = {}  # and those in it and its neighbours

    def stand(self, x: float, y: float, ripple: int) -> None:
        """An act of ``ripple`` stands here from now on."""
        cell, wide = _cell(x, y, CLEARANCE), _cell(x, y, NEAR)
        self._acts[cell] = (*self._acts.get(cell, ()), (x, y))
        self._wide[wide] = (*self._wide.get(wide, ()), (x, y, ripple))
        whose = self._whose.get(wide)
        if whose not in (ripple, _SEVERAL):  # else its neighbours know already
            self._whose[wide] = ripple if whose is None else _SEVERAL
            for around in _AROUND:
                if self._around.setdefault(wide + around, ripple) != ripple:
                    self._around[wide + around] = _SEVERAL

    def is_free(self, x: float, y: float, distance: float) -> bool:
        """Whether no act stands nearer than ``distance``."""
        least = distance * distance - _ROUNDING
        cell, acts = _cell(x, y, CLEARANCE), self._acts
        for around in _AROUND if distance <= CLEARANCE else _within(distance):
            for other_x, other_y in acts.get(cell + around, ()):
                right, up = other_x - x, other_y - y
                if right * right + up * up < least:
                    return False
        return True

    def crowding(self, x: float, y: float, ripple: int) -> float:
        """By how much acts of other ripples stand nearer than `NEAR`, added up."""
        cell = _cell(x, y, NEAR)
        if self._around.get(cell, ripple) == ripple:
            return 0.0
        crowding, whose = 0.0, self._whose
        for around in _AROUND:
            if whose.get(cell + around, ripple) != ripple:
                for other_x, other_y, other in self._wide[cell + around]:
                    squared = (other_x - x) ** 2 + (other_y - y) ** 2
                    if other != ripple and squared < NEAR * NEAR:
                        crowding += NEAR - sqrt(squared)
        return crowding


def _cell(x: float, y: float, width: float) -> int:
    return floor(x / width) * _ROW + floor(y / width)


def _within(distance: float) -> list[int]:
    """From a cell to all that have something nearer."""
    cells = range(-ceil(distance / CLEARANCE), ceil(distance / CLEARANCE) + 1)
    return [column * _ROW + row for column in cells for row in cells]
