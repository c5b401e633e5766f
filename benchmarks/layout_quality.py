"""Measures pictures that are only places and links: crossings, dots on links, overlaps, area.

By brute force over all pairs, so that nothing of the layout's own way of looking around is trusted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import dist, floor

import numpy as np
from numpy.typing import NDArray

CLEARANCE = 1.1  # node diameters between two acts
ROWS = 500  # pairs are looked at in blocks of so many rows
Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measures:
    """What the eye has to put up with in one picture, in node diameters; links count once each."""

    acts: int
    crossings: int
    links: int
    links_under_dots: int
    overlaps: int
    hull: float

    def to_json(self) -> dict[str, float]:
        return {
            "crossings_per_act": round(self.crossings / self.acts, 4),
            "links_under_dots": round(self.links_under_dots / max(1, self.links), 4),
            "area_per_act": round(self.hull / self.acts, 2),
            "overlaps": self.overlaps,
        }


def total(parts: Sequence[Measures]) -> Measures:
    """All pictures as one."""
    fields = Measures.__slots__
    return Measures(*(sum(getattr(part, field) for part in parts) for field in fields))


def measure(x: Sequence[float], y: Sequence[float], parents: Sequence[int]) -> Measures:
    """Count what is wrong with a picture."""
    places = np.column_stack([x, y]).astype(float)
    under = np.array(parents)
    children = np.flatnonzero(under >= 0)
    starts, ends = places[under[children]], places[children]
    crossings = covered = 0
    for row in range(0, len(children), ROWS):
        block = slice(row, row + ROWS)
        crossings += int(_crossing(starts[block], ends[block], starts, ends).sum())
        ends_of = np.column_stack([under[children[block]], children[block]])
        covered += int(_covered(starts[block], ends[block], places, ends_of).any(axis=1).sum())
    hull = hull_area(places)
    return Measures(len(places), crossings // 2, len(children), covered, overlapping(places), hull)


def nearest(places: Points) -> Points:
    """Each place's distance to the nearest other one, for a few thousand places."""
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    return np.asarray(apart.min(axis=1))


def overlapping(places: Points, least: float = CLEARANCE) -> int:
    """How many of any number of places have another one nearer than ``least``."""
    cells = defaultdict(list)
    for x, y in places.tolist():
        cells[floor(x / least), floor(y / least)].append((x, y))
    found = 0
    for (column, row), here in cells.items():
        around = [p for c in range(-1, 2) for r in range(-1, 2) for p in cells.get((column + c, row + r), ())]
        found += sum(sum(dist(p, q) < least - 1e-6 for q in around) > 1 for p in here)
    return found


def hull_area(places: Points) -> float:
    """The area of the convex hull (Andrew's monotone chain)."""
    points = sorted(set(map(tuple, places.tolist())))
    if len(points) < 3:
        return 0.0
    around = _half(points)[:-1] + _half(points[::-1])[:-1]
    return (
        abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(around, around[1:] + around[:1], strict=True))) / 2
    )


def _half(points: list[tuple[float, ...]]) -> list[tuple[float, ...]]:
    chain: list[tuple[float, ...]] = []
    for p in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
            chain.pop()
        chain.append(p)
    return chain


def _turn(a: tuple[float, ...], b: tuple[float, ...], c: tuple[float, ...]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _side(a: Points, b: Points, c: Points) -> Points:
    """On which side of the lines from a to b the points c lie: a row for each line."""
    along = (b - a)[:, None]
    to = c[None] - a[:, None]
    return along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]


def _crossing(a: Points, b: Points, c: Points, d: Points) -> NDArray[np.bool_]:
    """Which links a-b cross which links c-d; links that share an end do not."""
    parted = _side(a, b, c) * _side(a, b, d) < -1e-12
    return parted & (_side(c, d, a) * _side(c, d, b) < -1e-12).T


def _covered(a: Points, b: Points, dots: Points, ends: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which links a-b pass under which dots, their own ends left out."""
    along, to = (b - a)[:, None], dots[None] - a[:, None]
    squared = (along**2).sum(axis=2)
    share = (along * to).sum(axis=2) / squared
    across = np.abs(along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]) / np.sqrt(squared)
    covered = (share > 0) & (share < 1) & (across < 0.5)
    np.put_along_axis(covered, ends, False, axis=1)
    return np.asarray(covered)
