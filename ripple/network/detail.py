"""A pond of any size in a few thousand marks, with exact counts for what is folded together.

Three levels: ripples that grow now are drawn act by act, the largest others as their rings alone, and the
rest as one dot for each patch of water. What a group looks at most stays open, and what is folded keeps its
place: rings lie where the ripple does, and the patches only widen by steps of sqrt 2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from ripple.network.arrays import Arrays, Ints, Ripples, no_ripples, ripples_of
from ripple.network.pond import Pond
from ripple.network.rings import circles

MARKS = 3_000  # what a browser draws smoothly
OPEN_SHARE, DISC_SHARE = 0.3, 0.3  # of the marks, for ripples in full and for discs; dots have the rest
OPEN_LEAST, OPEN_MOST = 4, 120  # acts of a ripple that is drawn in full while it grows
AREA = 2.0  # of a dot, in square node diameters for each act
PHI = (sqrt(5) - 1) / 2
PATCH = 4.0  # the narrowest patch, in node diameters
SQRT2 = sqrt(2)


@dataclass(frozen=True, slots=True)
class Disc:
    """One whole ripple, of which only the start and the rings are drawn: its ``acts`` by index, and how many
    ``rings`` that makes."""

    root: int
    rings: int
    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """All ripples that start in one patch of water, at the place of a largest one's root.

    ``roots`` and ``acts`` are theirs, by index.
    """

    root: int
    x: float
    y: float
    roots: tuple[int, ...]
    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Detail:
    """What to draw of a pond: ``acts`` in full, by index, and what is folded. Every act is in one of them.

    ``ripples`` are the acts of each folded ripple, by its root.
    """

    acts: tuple[int, ...]
    discs: tuple[Disc, ...]
    dots: tuple[Dot, ...]
    ripples: Ripples = field(default_factory=no_ripples, compare=False)

    @property
    def marks(self) -> int:
        """How many marks that makes, the start and each ring counting as one."""
        return len(self.acts) + sum(1 + disc.rings for disc in self.discs) + len(self.dots)

    def without(self, pond: Pond, root: int) -> Dot | None:
        """What is left of the dot that holds the ripple of ``root`` when that ripple is taken out."""
        dot = next((dot for dot in self.dots if root in dot.roots), None)
        if dot is None or len(dot.roots) == 1:
            return None
        roots = self.ripples.roots
        left = self.ripples.only(np.isin(roots, dot.roots) & (roots != root))
        return _dot(pond.arrays(), left.roots, left.sizes, left.acts)


def detail_of(pond: Pond, marks: int = MARKS) -> Detail:
    """The pond in at most so many ``marks``; in full where that is enough."""
    arrays = pond.arrays()
    ripples = ripples_of(arrays)
    if len(ripples.acts) <= marks:
        return Detail(_in_order(ripples), (), ())
    opened = _opened(ripples, int(marks * OPEN_SHARE))
    acts, ripples = _in_order(ripples.only(opened)), ripples.only(~opened)
    discs = _discs(arrays, ripples, int(marks * DISC_SHARE))
    scattered = ~np.isin(ripples.roots, [disc.root for disc in discs])
    left = marks - len(acts) - sum(1 + disc.rings for disc in discs)
    return Detail(acts, tuple(discs), tuple(_dots(arrays, ripples.only(scattered), left)), ripples)


def _in_order(ripples: Ripples) -> tuple[int, ...]:
    return tuple(np.sort(ripples.acts).tolist())


def _opened(ripples: Ripples, marks: int) -> NDArray[np.bool_]:
    """Which of the ripples grew last, as many as go into so many marks in full."""
    sizes, newest = ripples.sizes, ripples.acts[ripples.starts[1:] - 1]
    growing = np.flatnonzero((sizes >= OPEN_LEAST) & (sizes <= OPEN_MOST))
    growing = growing[np.argsort(-newest[growing])]
    opened = np.zeros(len(ripples), np.bool_)
    opened[growing[np.cumsum(sizes[growing]) <= marks]] = True
    return opened


def _discs(arrays: Arrays, ripples: Ripples, marks: int) -> list[Disc]:
    """The largest ripples, as many as go into so many rings."""
    discs = []
    for root in ripples.roots[np.argsort(-ripples.sizes, kind="stable")].tolist():
        disc = _disc(arrays, root, ripples[root])
        marks -= 1 + disc.rings
        if marks < 0 or len(disc.acts) < OPEN_LEAST:
            break
        discs.append(disc)
    return discs


def _disc(arrays: Arrays, root: int, acts: list[int]) -> Disc:
    return Disc(root, len(circles(int(arrays.ring[acts].max()))), tuple(acts))


def _dots(arrays: Arrays, ripples: Ripples, marks: int) -> list[Dot]:
    """The ripples by the patch they start in, the patches just wide enough for so many marks."""
    width = PATCH
    while np.count_nonzero(np.bincount(patches := _patches(arrays, ripples.roots, width))) > marks:
        width *= SQRT2
    by_patch, sizes = np.argsort(patches, kind="stable"), ripples.sizes
    acts = ripples.acts[np.argsort(np.repeat(patches, sizes), kind="stable")]
    firsts = np.flatnonzero(np.diff(patches[by_patch], prepend=-1))
    dots, start = [], 0
    for near in np.split(by_patch, firsts[1:]) if len(by_patch) else []:
        end = start + int(sizes[near].sum())
        dots.append(_dot(arrays, ripples.roots[near], sizes[near], acts[start:end]))
        start = end
    return sorted(dots, key=lambda dot: dot.roots[0])


def _dot(arrays: Arrays, roots: Ints, sizes: Ints, acts: Ints) -> Dot:
    # Of those as large one by chance, and always the same: the middles of patches would be a lattice.
    largest = int(roots[np.lexsort((roots * PHI % 1, -sizes))[0]])
    x, y = float(arrays.x[largest]), float(arrays.y[largest])
    return Dot(largest, x, y, tuple(roots.tolist()), tuple(acts.tolist()))


def _patches(arrays: Arrays, roots: Ints, width: float) -> Ints:
    """The number of the patch of water that each root is in."""
    across, down = (np.rint(at[roots] / width).astype(np.int64) for at in (arrays.x, arrays.y))
    down -= down.min(initial=0)
    numbers: Ints = (across - across.min(initial=0)) * (down.max(initial=0) + 1) + down
    return numbers
