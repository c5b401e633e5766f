"""The rows of a pond's picture: one for every act, and one for every fold of many acts.

A fold is the start of a ripple that is drawn as its rings alone, or a drop that stands for all ripples of one
patch of water. It grows from its first act's ``beat`` to its last's, ``till``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot, pi, sqrt
from typing import Any

import numpy as np

from ripple.charts.labels import RING, in_its_direction, put_beside
from ripple.domain.model import Act
from ripple.domain.signs import on_one_line
from ripple.formats import Number
from ripple.language import by_language, ngettext
from ripple.language import gettext as _
from ripple.network.arrays import Floats
from ripple.network.detail import AREA, Detail, Disc, Dot
from ripple.network.pond import Pond
from ripple.network.rings import circles, radius, slots

LABEL = 18  # characters beside a drop
WORDS_SHOWN = 280  # characters of an act's words that a picture tells
NEVER = 1e12  # the beat of an act that is not shown
UNNAMED = "unnamed"  # the kind of a drop whose words are not shown
ROOT, OTHER = 0.5, 0.36  # the radius of a drop that starts a ripple, and of any other, in node diameters
ALONE = ROOT + RING  # the radius of the ring around an act that is alone
FAINT = 0.35  # the strength of a ring without an act
EVEN = 0.1  # acts whose middle is so near their start, in parts of their ring's radius, are all around it
FADES = 1.3  # how far the water glows beyond the outermost ring

COLUMNS = (
    *("i", "x", "y", "root", "mid_x", "mid_y", "length", "turn", "beat", "till"),
    *("radius", "grow", "wide", "grown", "rings", "size", "generation", "hue", "path"),
    *("kind", "how", "at", "who", "words", "lang", "folded"),
    *("label", "side", "near", "tall_side", "tall_near"),
)
TEXTS = frozenset({"rings", "path", "kind", "how", "who", "words", "lang", "folded", "label"})
Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Makes the rows of ``pond``; ``coming`` has the beat of every act, ``teller`` its name. ``middle`` is
    the place in the pond that the picture is around.

    ``radius`` is that of a drop, and ``grow`` what a fold adds to it. Of a ripple's start, ``wide`` is how
    far its water reaches, from the beat ``grown`` on, and ``rings`` says which it has: "radius beat strength
    east north" of each, between semicolons. The last two are the middle of its acts, in parts of its radius:
    the farther out that is, the more they stand to one side. An act's ``path`` begins with the path of each
    act that led to it.
    """

    pond: Pond
    teller: Callable[[Act], str]
    coming: Floats
    middle: tuple[float, float] = (0.0, 0.0)

    def in_full(self, acts: Sequence[int]) -> Iterator[Row]:
        """A row for each of the acts, which are whole ripples in order of arrival."""
        paths: dict[int, str] = {}
        children: Counter[int] = Counter()
        ripples: defaultdict[int, list[int]] = defaultdict(list)
        for i in acts:
            ripples[self.pond.root[i]].append(i)
        for i in acts:
            parent = self.pond.parent[i]
            if parent in paths:
                paths[i] = paths[parent] + chr(ord("!") + children[parent])
                children[parent] += 1
                yield self._row(i) | {"path": paths[i]}
            else:
                paths[i] = _start(i)
                yield self._row(i) | {"path": paths[i]} | self._water(ripples[self.pond.root[i]])

    def of_folds(self, detail: Detail) -> Iterator[Row]:
        """The rows of all discs, the largest first, and of all dots."""
        for disc in detail.discs:
            yield self.of_disc(disc)
        for dot in detail.dots:
            yield self.of_dot(dot)

    def of_disc(self, disc: Disc) -> Row:
        """The start of a ripple, with all its rings: the stronger, the more acts are on them."""
        return self._folded(disc.root, disc.acts, 1) | self._water(disc.acts, filled=True)

    def of_dot(self, dot: Dot) -> Row:
        """The row of a dot; of a single act it is the act's own."""
        if len(dot.acts) == 1:
            return self._row(dot.root) | {"path": _start(dot.root)} | self._water(dot.acts)
        row = self._folded(dot.root, dot.acts, len(dot.roots))
        grown = max(0.0, sqrt(AREA * len(dot.acts) / pi) - ROOT)
        width = ROOT + grown + ALONE - ROOT
        ring = _ring(width, row["beat"], 0.6)
        return row | {"grow": grown, "wide": width + FADES, "grown": row["till"], "rings": ring}

    def _water(self, acts: Sequence[int], *, filled: bool = False) -> Row:
        """The water of one ripple with all these acts."""
        reached: dict[int, float] = {}
        for i in acts:
            ring, beat = self.pond.ring[i], float(self.coming[i])
            reached[ring] = min(beat, reached.get(ring, beat))
        outermost, since = max(reached), reached[max(reached)]
        if not outermost:
            return {"wide": ALONE + FADES, "grown": since, "rings": _ring(ALONE, since, 0.6)}
        shares, sides = (self._shares(acts), {}) if filled else ({}, leans(self.pond, acts))
        rings, grown, ring = [], since, outermost
        for shown in reversed(circles(outermost)):
            while ring >= shown:
                since = min(since, reached.get(ring, since))
                ring -= 1
            rings.append(_ring(radius(shown), since, shares.get(shown, 1.0), *sides.get(shown, ())))
        return {"wide": radius(outermost) + FADES, "grown": grown, "rings": ";".join(reversed(rings))}

    def _shares(self, acts: Sequence[int]) -> dict[int, float]:
        """How full of acts each ring is that is shown, with those up to the next one."""
        on = np.bincount([self.pond.ring[i] for i in acts])
        shown = [*circles(len(on) - 1), len(on)]
        full = {}
        for ring, after in pairwise(shown):
            taken, room = int(on[ring:after].sum()), sum(map(slots, range(ring, after)))
            full[ring] = FAINT + (1 - FAINT) * min(1.0, 3 * taken / room)
        return full

    def label(self, i: int) -> str:
        """What stands beside a drop: a name or, where there is none, how the words begin."""
        act = self.pond.acts[i]
        named = act.author is not None or act.givers
        return in_its_direction(on_one_line(self.teller(act) if named else act.text, LABEL))

    def words(self, i: int) -> str:
        """What a picture tells of the act's words."""
        return on_one_line(self.pond.acts[i].text, WORDS_SHOWN)

    def told(self, i: int) -> Row:
        """Who tells the act, when, and its words with their language."""
        act = self.pond.acts[i]
        at = act.posted_at.timestamp() * 1000
        return {"who": self.teller(act), "at": at, "words": self.words(i), "lang": act.language}

    def _row(self, i: int) -> Row:
        act = self.pond.acts[i]
        root = self.pond.parent[i] < 0
        return {
            "i": i,
            "x": self.pond.x[i] - self.middle[0],
            "y": self.pond.y[i] - self.middle[1],
            "root": root,
            "beat": float(self.coming[i]),
            "till": float(self.coming[i]),
            "radius": ROOT if root else OTHER,
            "grow": 0.0,
            "wide": 0.0,
            "grown": 0.0,
            "rings": "",
            "size": self.pond.size[i],
            "generation": self.pond.generation[i],
            "hue": self.pond.hue[i],
            "kind": UNNAMED if act.erased else str(act.kind or ""),
            "how": str(act.way_on or ""),
            "folded": "",
            "label": self.label(i),
            **self.told(i),
            **self._link(i),
        }

    def _link(self, i: int) -> dict[str, float]:
        """Where the line from the parent goes: its middle, its length, its turn in degrees (clockwise)."""
        x, y = self.pond.x, self.pond.y
        parent = self.pond.parent[i] if self.pond.parent[i] >= 0 else i
        dx, dy = x[i] - x[parent], y[i] - y[parent]
        return {
            "mid_x": x[i] - dx / 2 - self.middle[0],
            "mid_y": y[i] - dy / 2 - self.middle[1],
            "length": hypot(dx, dy),
            "turn": degrees(atan2(-dy, dx)),
        }

    def _folded(self, root: int, acts: Sequence[int], ripples: int) -> Row:
        """What the rows of one fold have in common: the words of its root, and how many it stands for."""
        row, came = self._row(root), self.coming[np.array(acts)]
        return row | {
            "beat": float(came.min()),
            "till": float(came.max()),
            "size": len(acts),
            "path": _start(root),
            "folded": (counted := _counted(len(acts), ripples)),
            "label": counted,
        }


def leans(pond: Pond, acts: Sequence[int]) -> dict[int, tuple[float, float]]:
    """To which side of each shown ring of a ripple its acts stand, with those from the one before on."""
    shown, ways = circles(max(pond.ring[i] for i in acts)), defaultdict[int, list[complex]](list)
    start = acts[0]
    for i in acts:
        way = complex(pond.x[i] - pond.x[start], pond.y[i] - pond.y[start])
        if way:
            ways[shown[bisect_left(shown, pond.ring[i])]].append(way / abs(way))
    means = {ring: sum(each) / len(each) for ring, each in ways.items()}
    return {ring: (mean.real, mean.imag) for ring, mean in means.items() if abs(mean) > EVEN}


def with_labels(rows: list[Row], reach: tuple[float, float]) -> list[Row]:
    """The rows with the places of their labels, in a wide picture that reaches so far and in a tall one."""
    wide, tall = put_beside(rows, reach, tall=False), put_beside(rows, reach, tall=True)
    for row, (side, near), (tall_side, tall_near) in zip(rows, wide, tall, strict=True):
        row |= {"side": side, "near": near, "tall_side": tall_side, "tall_near": tall_near}
    return rows


def _ring(wide: float, since: float, strength: float, east: float = EVEN, north: float = 0.0) -> str:
    return f"{wide:.3f} {since:.3f} {strength:.2f} {east:.2f} {north:.2f}"


def _start(root: int) -> str:
    return f"{root}/"


@by_language  # looking a text up takes longer than all else about a fold
def _counted(acts: int, ripples: int) -> str:
    counted = ngettext("{acts} act", "{acts} acts", acts).format(acts=Number(acts))
    if ripples == 1:
        return _("{acts} in one ripple").format(acts=counted)
    several = ngettext("{acts} in {ripples} ripple", "{acts} in {ripples} ripples", ripples)
    return several.format(acts=counted, ripples=Number(ripples))
