"""A pond of any size in a few thousand marks, with exact counts for what is folded together.

Three levels: ripples that grow now are drawn act by act, the largest others as discs, and the
rest as one dot for each patch of water. What a group looks at most stays open, and what is
folded keeps its place: a disc is moved only when its ripple has grown by two fifths, and the
patches only widen by steps of sqrt 2.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from math import floor, log2, pi, sqrt

import numpy as np
from numpy.typing import NDArray

from ripple.network.arrays import Arrays, Ints, Ripples, no_ripples, ripples_of
from ripple.network.pond import Pond

MARKS = 3_000  # what a browser draws smoothly
OPEN_SHARE, DISC_SHARE = 0.3, 0.3  # of the marks, for ripples in full and for discs; dots have the rest
OPEN_LEAST, OPEN_MOST = 4, 120  # acts of a ripple that is drawn in full while it grows
AREA = 2.0  # of a disc, in square node diameters for each act: about what the ripple covers itself
RINGS = 8  # of a disc; the last holds all later generations
PATCH = 4.0  # the narrowest patch, in node diameters
SQRT2 = sqrt(2)


@dataclass(frozen=True, slots=True)
class Disc:
    """One whole ripple, folded: a ring for each generation, from the inside out.

    The area up to a ring's radius is `AREA` for each act so far; ``ring_acts`` says how many of
    the ``acts``, which are given by index, are in each ring.
    """

    root: int
    x: float
    y: float
    radii: tuple[float, ...]
    ring_acts: tuple[int, ...]
    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """All ripples that start in one patch of water, at the place of the largest one's root.

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
        """How many marks that makes, a ring counting as one."""
        return len(self.acts) + sum(len(disc.radii) for disc in self.discs) + len(self.dots)

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
    left = marks - len(acts) - sum(len(disc.radii) for disc in discs)
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
        marks -= len(disc.radii)
        if marks < 0 or len(disc.acts) < OPEN_LEAST:
            break
        discs.append(disc)
    return discs


def _disc(arrays: Arrays, root: int, acts: list[int]) -> Disc:
    rings = np.bincount(np.minimum(arrays.generation[acts], RINGS - 1))
    counts = tuple(rings[rings > 0].tolist())
    first = acts[: floor(2 ** (floor(2 * log2(len(acts))) / 2))]  # a new middle only at a step of sqrt 2
    return Disc(
        root=root,
        x=float(arrays.x[first].mean()),
        y=float(arrays.y[first].mean()),
        radii=tuple(sqrt(AREA * acts_inside / pi) for acts_inside in accumulate(counts)),
        ring_acts=counts,
        acts=tuple(acts),
    )


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
    largest = int(roots[np.argmax(sizes)])
    x, y = float(arrays.x[largest]), float(arrays.y[largest])
    return Dot(largest, x, y, tuple(roots.tolist()), tuple(acts.tolist()))


def _patches(arrays: Arrays, roots: Ints, width: float) -> Ints:
    """The number of the patch of water that each root is in."""
    across, down = (np.rint(at[roots] / width).astype(np.int64) for at in (arrays.x, arrays.y))
    down -= down.min(initial=0)
    numbers: Ints = (across - across.min(initial=0)) * (down.max(initial=0) + 1) + down
    return numbers
