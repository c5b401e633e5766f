"""Which hue a ripple has: chosen once, when it starts, so that those around it have others."""

from __future__ import annotations

from math import floor, inf

HUES = 8
NEAR = 24.0  # node diameters between two starts, from which on they may look alike
AFTER = 3  # from hue to hue, where nobody is near: a number that leads through all of them


class Hues:
    """The hues of a pond's ripples, as numbers from 0 on, by where they start."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, int]]] = {}
        self._given = 0

    def give(self, x: float, y: float) -> int:
        """The hue of a ripple that starts here: the one whose nearest other is farthest away."""
        column, row = floor(x / NEAR), floor(y / NEAR)
        apart = [inf] * HUES
        for c in (column, column - 1, column + 1):
            for r in (row, row - 1, row + 1):
                for other_x, other_y, hue in self._cells.get((c, r), ()):
                    apart[hue] = min(apart[hue], (other_x - x) ** 2 + (other_y - y) ** 2)
        first = self._given * AFTER
        hue = max(((first + n) % HUES for n in range(HUES)), key=apart.__getitem__)
        self._cells.setdefault((column, row), []).append((x, y, hue))
        self._given += 1
        return hue
