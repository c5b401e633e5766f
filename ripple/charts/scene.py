"""What a picture of a pond shows, as columns of plain values: places, links, time, words.

Everything that people typed is a value in a column with a fixed name; nothing here becomes a
column name, an expression or a format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log
from typing import Any

import numpy as np

from ripple.charts.captions import Caption, captions
from ripple.charts.pace import beats
from ripple.charts.rows import COLUMNS, NEVER, Row, Rows
from ripple.domain.model import Act
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.arrays import Arrays, Ints
from ripple.network.detail import Detail, detail_of
from ripple.network.pond import Pond

MARKS = 1_200  # more than so many acts are drawn as what `ripple.network.detail` makes of them
OPENED_MOST = 400  # acts of a folded ripple that is opened in its place
RIPPLE_DRAWN = 2_000  # acts of a ripple that is looked at alone: its first ones, when it has more
MOMENTS = 400  # at most so many stops in the time of a pond
MARGIN = 2.35  # water left around the farthest act, in node diameters
NEAREST = 6.0  # half the width of the nearest view, in node diameters
NEAR = 4.0  # of one ripple
RUNG = 2**0.125  # the whole view widens in steps of this factor, so that it seldom changes
STEPS = 2**0.5  # and while the pond is played, in steps of this one
NEWEST = 3  # captions of the last acts, for whoever sees them come

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Scene:
    """A pond, ready to be drawn.

    ``acts`` has a row for every act that is drawn in full and for every fold (`ripple.charts.rows`).
    ``reach`` is half the width of the view in node diameters; ``views`` says from which beat on how
    wide it has to be. ``moments`` are beats with their time (ms), from the first act to the newest.
    ``order`` are the acts that it stands for, by their index in the pond and as time went.
    """

    drawn: list[Row]
    acts: Columns
    reach: float
    order: list[int]
    ripples: int
    moments: list[tuple[float, float]]
    captions: list[Caption]
    newest: list[Caption]
    views: list[tuple[float, float]]
    rows: Rows
    detail: Detail

    @property
    def shown(self) -> int:
        """How many acts it stands for."""
        return len(self.order)

    @property
    def summary(self) -> str:
        """The picture in one sentence, for those who cannot see it and as its caption."""
        if not self.shown:
            return _("A still pond, waiting for a first act of kindness.")
        acts = ngettext("{acts} act of kindness", "{acts} acts of kindness", self.shown)
        sentence = acts.format(acts=f"{self.shown:,}")
        if self.shown == 1:
            return sentence
        ripples = ngettext(" in {ripples} ripple", " in {ripples} ripples", self.ripples)
        return sentence + ripples.format(ripples=f"{self.ripples:,}")

    @property
    def last_beat(self) -> float:
        """When the newest act comes."""
        return self.moments[-1][0] if self.moments else 0.0

    @property
    def folded(self) -> bool:
        """Whether some ripples are not drawn act by act."""
        return bool(self.detail.discs or self.detail.dots)

    def opened(self, act: int) -> list[Row]:
        """All rows with the ripple of ``act`` in full, and with what is left of the fold that held it.

        The same rows where it is drawn act by act already, or is too large to be.
        """
        root = self.rows.pond.root[act]
        ripple = self.detail.ripples.get(root, [])
        if not ripple or len(ripple) > OPENED_MOST:
            return self.drawn
        dot = next((dot for dot in self.detail.dots if root in dot.roots), None)
        folded = dot.root if dot else root
        left = self.detail.without(self.rows.pond, root)
        others = [row for row in self.drawn if row["i"] != folded]
        return [*others, *(self.rows.of_dot(left) if left else ()), *self.rows.in_full(ripple)]

    def lit(self, act: int) -> Row:
        """The row that is lit for ``act``: its own, or that of the fold that it stays in."""
        rows = {row["i"]: row for row in self.opened(act) if row["ring"] < 0}
        return rows.get(act) or rows[self.rows.pond.root[act]]

    def around(self, act: int) -> tuple[float, float, float]:
        """The view that the ripple of ``act`` fills: its middle and how far it reaches."""
        pond = self.rows.pond
        root = pond.root[act]
        disc = next((disc for disc in self.detail.discs if disc.root == root), None)
        ripple = self.detail.ripples.get(root) or [i for i in self.detail.acts if pond.root[i] == root]
        if disc and len(ripple) > OPENED_MOST:
            return disc.x, disc.y, disc.radii[-1] + MARGIN
        return self.filled_by(ripple)

    def filled_by(self, acts: Sequence[int]) -> tuple[float, float, float]:
        """The view that these acts of the pond fill."""
        pond = self.rows.pond
        left, right = (end(pond.x[i] for i in acts) for end in (min, max))
        low, high = (end(pond.y[i] for i in acts) for end in (min, max))
        reach = max(right - left, high - low) / 2 + MARGIN
        return (left + right) / 2, (low + high) / 2, max(reach, NEAREST)


def scene_of(
    pond: Pond, teller: Callable[[Act], str], ripple: Sequence[int] | None = None, marks: int = MARKS
) -> Scene:
    """The picture of ``pond``; ``teller`` gives the name an act goes under.

    With a ``ripple``, indices in order of arrival from a root on, each with its parent, the picture
    is of these alone: in the shape that they have in the pond, around the place of the root.
    Of a pond, more than so many ``marks`` are folded.
    """
    arrays = pond.arrays()
    members = np.flatnonzero(arrays.shown) if ripple is None else _shown(arrays, ripple)
    middle = (0.0, 0.0) if ripple is None else (pond.x[ripple[0]], pond.y[ripple[0]])
    detail = detail_of(pond, marks) if ripple is None else Detail(tuple(members.tolist()), (), ())
    order = members[np.argsort(arrays.posted[members], kind="stable")]
    coming = np.full(len(arrays.shown), NEVER)
    coming[order] = beats(arrays.posted[order])
    rows = Rows(pond, teller, coming, middle)
    drawn = [*rows.in_full(detail.acts), *rows.of_folds(detail)]
    views = _views(drawn, NEAREST if ripple is None else NEAR)
    sizes, last = np.array(pond.size)[order], order[-NEWEST:]
    return Scene(
        drawn=drawn,
        acts={name: [row[name] for row in drawn] for name in COLUMNS},
        reach=views[-1][1],
        order=order.tolist(),
        ripples=int((arrays.generation[order] == 0).sum()),
        moments=[(float(coming[i]), _ms(pond.acts[i])) for i in _spread(order, MOMENTS)],
        captions=captions(coming[order], sizes, lambda n: pond.acts[order[n]]),
        newest=captions(coming[last], sizes[-NEWEST:], lambda n: pond.acts[last[n]]),
        views=views,
        rows=rows,
        detail=detail,
    )


def _ms(act: Act) -> float:
    return act.posted_at.timestamp() * 1000


def _shown(arrays: Arrays, acts: Sequence[int]) -> Ints:
    indices = np.array(acts, np.int64)
    return indices[arrays.shown[indices]]


def _spread(order: Ints, most: int) -> Ints:
    """At most so many of them at even steps, the first and the last among them."""
    return order if len(order) <= most else order[np.arange(most) * (len(order) - 1) // (most - 1)]


def _views(drawn: Sequence[Row], nearest: float) -> list[tuple[float, float]]:
    """From which beat on the view reaches how far; it only ever widens, and ends as the whole view."""
    needed = sorted(
        (row["beat"], max(abs(row["x"]), abs(row["y"])) + row["spread"] + MARGIN) for row in drawn
    )
    whole = rung(nearest, max((reach for _beat, reach in needed), default=0))
    narrower = [whole / STEPS**step for step in range(floor(log(whole / nearest, STEPS) + 1e-9), -1, -1)]
    views = [(0.0, narrower.pop(0))]
    for beat, reach in needed:
        while reach > views[-1][1] and narrower:
            views.append((beat, narrower.pop(0)))
    return views


def rung(reach: float, needed: float) -> float:
    """The first step from ``reach`` on that is wide enough for what is ``needed``."""
    while reach < needed:
        reach *= RUNG
    return reach
