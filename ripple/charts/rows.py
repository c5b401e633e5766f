"""The rows of a pond's picture: one for every act, and a few for every fold of many acts.

A fold is a disc with a ring for each generation of one ripple, or a drop that stands for all ripples
of one patch of water. Its area is its acts; it grows from its first act's ``beat`` to its last's, ``till``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, degrees, hypot, pi, sqrt
from typing import Any

import numpy as np

from ripple.domain.model import Act
from ripple.domain.signs import on_one_line
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.arrays import Floats
from ripple.network.detail import AREA, Detail, Disc, Dot
from ripple.network.pond import Pond

WORDS_SHOWN = 140  # characters of an act's words that a picture tells
NEVER = 1e12  # the beat of an act that is not shown
UNNAMED = "unnamed"  # the kind of a drop whose words are not shown
ROOT, OTHER = 0.6, 0.43  # the radius of a drop that starts a ripple, and of any other, in node diameters
DROP = -1  # the ``ring`` of what is no ring

COLUMNS = (
    *("i", "ring", "x", "y", "root", "mid_x", "mid_y", "length", "turn", "beat", "till"),
    *("radius", "grow", "spread", "size", "generation", "path"),
    *("kind", "how", "at", "who", "words", "folded"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Rows:
    """Makes the rows of ``pond``; ``coming`` has the beat of every act, ``teller`` its name. ``middle`` is
    the place in the pond that the picture is around.

    ``radius`` is that of a drop, ``grow`` what a fold adds to it, and ``spread`` what it adds to the
    water around. An act's ``path`` begins with the path of each act that led to it.
    """

    pond: Pond
    teller: Callable[[Act], str]
    coming: Floats
    middle: tuple[float, float] = (0.0, 0.0)

    def in_full(self, acts: Iterable[int]) -> Iterator[Row]:
        """A row for each of the acts, which are whole ripples in order of arrival."""
        paths: dict[int, str] = {}
        children: Counter[int] = Counter()
        for i in acts:
            parent = self.pond.parent[i]
            if parent in paths:
                paths[i] = paths[parent] + chr(ord("!") + children[parent])
                children[parent] += 1
            else:
                paths[i] = _start(i)
            yield self._row(i) | {"path": paths[i]}

    def of_folds(self, detail: Detail) -> Iterator[Row]:
        """The rows of all discs, the largest first and each from the outside in, and of all dots."""
        for disc in detail.discs:
            yield from self.of_disc(disc)
        for dot in detail.dots:
            yield from self.of_dot(dot)

    def of_disc(self, disc: Disc) -> Iterator[Row]:
        """A row for each ring but the innermost, which is the drop in the middle."""
        place = {"x": disc.x - self.middle[0], "y": disc.y - self.middle[1]}
        about = self._folded(disc.root, disc.acts, 1) | place
        for ring in range(len(disc.radii) - 1, 0, -1):
            yield about | {"ring": ring, "root": False, "radius": 0.0, "grow": disc.radii[ring]}
        yield about | {"spread": disc.radii[-1] - ROOT}

    def of_dot(self, dot: Dot) -> Iterator[Row]:
        """The row of a dot; of a single act it is the act's own."""
        if len(dot.acts) == 1:
            yield self._row(dot.root) | {"path": _start(dot.root)}
            return
        grown = max(0.0, sqrt(AREA * len(dot.acts) / pi) - ROOT)
        yield self._folded(dot.root, dot.acts, len(dot.roots)) | {"grow": grown, "spread": grown}

    def words(self, i: int) -> str:
        """What a picture tells of the act's words."""
        return on_one_line(self.pond.acts[i].text, WORDS_SHOWN)

    def told(self, i: int) -> Row:
        """Who tells the act, when, and its words."""
        act = self.pond.acts[i]
        return {"who": self.teller(act), "at": act.posted_at.timestamp() * 1000, "words": self.words(i)}

    def _row(self, i: int) -> Row:
        act = self.pond.acts[i]
        root = self.pond.parent[i] < 0
        return {
            "i": i,
            "ring": DROP,
            "x": self.pond.x[i] - self.middle[0],
            "y": self.pond.y[i] - self.middle[1],
            "root": root,
            "beat": float(self.coming[i]),
            "till": float(self.coming[i]),
            "radius": ROOT if root else OTHER,
            "grow": 0.0,
            "spread": 0.0,
            "size": self.pond.size[i],
            "generation": self.pond.generation[i],
            "kind": UNNAMED if act.erased else str(act.kind or ""),
            "how": str(act.how or ""),
            "folded": "",
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
            "folded": _counted(len(acts), ripples),
        }


def _start(root: int) -> str:
    return f"{root}/"


@cache  # looking a text up takes longer than all else about a fold
def _counted(acts: int, ripples: int) -> str:
    counted = ngettext("{acts} act", "{acts} acts", acts).format(acts=f"{acts:,}")
    if ripples == 1:
        return _("{acts} in one ripple").format(acts=counted)
    return _("{acts} in {ripples} ripples").format(acts=counted, ripples=f"{ripples:,}")
