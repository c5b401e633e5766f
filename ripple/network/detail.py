"""A pond of any size in a few thousand marks, with exact counts for what is folded together.

Three levels: ripples that grow now are drawn act by act, the largest others as discs, and the
rest as one dot for each patch of water. What a group looks at most stays open, and what is
folded keeps its place: a disc is moved only when its ripple has grown by two fifths, and the
patches only widen by steps of sqrt 2.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from math import floor, log2, pi, sqrt

from ripple.network.pond import Pond

MARKS = 3_000  # what a browser draws smoothly
OPEN_SHARE, DISC_SHARE = 0.3, 0.3  # of the marks, for ripples in full and for discs; dots have the rest
OPEN_LEAST, OPEN_MOST = 4, 120  # acts of a ripple that is drawn in full while it grows
AREA = 2.0  # of a disc, in square node diameters for each act: about what the ripple covers itself
RINGS = 8  # of a disc; the last holds all later generations
PATCH = 4.0  # the narrowest patch, in node diameters
SQRT2 = sqrt(2)

Ripples = dict[int, list[int]]  # root -> the acts shown, in order of arrival


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
    ripples: Ripples = field(default_factory=dict, compare=False)

    @property
    def marks(self) -> int:
        """How many marks that makes, a ring counting as one."""
        return len(self.acts) + sum(len(disc.radii) for disc in self.discs) + len(self.dots)

    def without(self, pond: Pond, root: int) -> Dot | None:
        """What is left of the dot that holds the ripple of ``root`` when that ripple is taken out."""
        dot = next((dot for dot in self.dots if root in dot.roots), None)
        left = [other for other in dot.roots if other != root] if dot else []
        return _dot(pond, self.ripples, left) if left else None


def detail_of(pond: Pond, marks: int = MARKS) -> Detail:
    """The pond in at most so many ``marks``; in full where that is enough."""
    ripples = _ripples(pond)
    if len(pond) - len(pond.gone) <= marks:
        return Detail(_in_order(ripples.values()), (), ())
    opened = _opened(ripples, int(marks * OPEN_SHARE))
    acts = _in_order(ripples.pop(root) for root in opened)
    discs = _discs(pond, ripples, int(marks * DISC_SHARE))
    scattered = ripples.keys() - {disc.root for disc in discs}
    left = marks - len(acts) - sum(len(disc.radii) for disc in discs)
    return Detail(acts, tuple(discs), tuple(_dots(pond, ripples, sorted(scattered), left)), ripples)


def _ripples(pond: Pond) -> Ripples:
    ripples: Ripples = {}
    for act in range(len(pond)):
        if act not in pond.gone:
            ripples.setdefault(pond.root[act], []).append(act)
    return ripples


def _in_order(ripples: Iterable[list[int]]) -> tuple[int, ...]:
    return tuple(sorted(chain.from_iterable(ripples)))


def _opened(ripples: Ripples, marks: int) -> list[int]:
    """The roots of the ripples that grew last, as many as go into so many marks in full."""
    growing = [root for root, acts in ripples.items() if OPEN_LEAST <= len(acts) <= OPEN_MOST]
    growing.sort(key=lambda root: ripples[root][-1], reverse=True)
    totals = accumulate(len(ripples[root]) for root in growing)
    return [root for root, total in zip(growing, totals, strict=True) if total <= marks]


def _discs(pond: Pond, ripples: Ripples, marks: int) -> list[Disc]:
    """The largest ripples, as many as go into so many rings."""
    discs = []
    for root in sorted(ripples, key=lambda root: (-len(ripples[root]), root)):
        disc = _disc(pond, root, ripples[root])
        marks -= len(disc.radii)
        if marks < 0 or len(disc.acts) < OPEN_LEAST:
            break
        discs.append(disc)
    return discs


def _disc(pond: Pond, root: int, acts: list[int]) -> Disc:
    rings = Counter(min(pond.generation[act], RINGS - 1) for act in acts)
    counts = tuple(rings[ring] for ring in sorted(rings))
    first = acts[: floor(2 ** (floor(2 * log2(len(acts))) / 2))]  # a new middle only at a step of sqrt 2
    return Disc(
        root=root,
        x=sum(pond.x[act] for act in first) / len(first),
        y=sum(pond.y[act] for act in first) / len(first),
        radii=tuple(sqrt(AREA * acts_inside / pi) for acts_inside in accumulate(counts)),
        ring_acts=counts,
        acts=tuple(acts),
    )


def _dots(pond: Pond, ripples: Ripples, roots: Sequence[int], marks: int) -> list[Dot]:
    """The ripples of ``roots`` by the patch they start in, the patches just wide enough for so many marks."""
    patch = PATCH
    while len({_patch(pond, root, patch) for root in roots}) > marks:
        patch *= SQRT2
    together: dict[tuple[int, int], list[int]] = {}
    for root in roots:
        together.setdefault(_patch(pond, root, patch), []).append(root)
    return [_dot(pond, ripples, near) for near in together.values()]


def _dot(pond: Pond, ripples: Ripples, roots: list[int]) -> Dot:
    largest = max(roots, key=lambda root: (len(ripples[root]), -root))
    acts = tuple(chain.from_iterable(ripples[root] for root in roots))
    return Dot(largest, pond.x[largest], pond.y[largest], tuple(roots), acts)


def _patch(pond: Pond, root: int, width: float) -> tuple[int, int]:
    return round(pond.x[root] / width), round(pond.y[root] / width)
