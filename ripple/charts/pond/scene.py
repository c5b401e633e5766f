"""What a picture of a pond shows, as columns of plain values: places, links, time, words.

Everything that people typed is a value in a column with a fixed name; nothing here becomes a
column name, an expression or a format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, log
from typing import Any

import numpy as np

from ripple.charts.pond.captions import Caption, captions
from ripple.charts.pond.playback_time import beats
from ripple.charts.pond.rows import COLUMNS, NEVER, Row, Rows, with_labels
from ripple.domain.model import Act
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.arrays import Arrays, Ints
from ripple.network.detail import Detail, detail_of
from ripple.network.pond import Pond
from ripple.network.rings import radius

MARKS = 1_200  # more than so many acts are drawn as what `ripple.network.detail` makes of them
OPENED_MOST = 400  # acts of a folded ripple that is opened in its place
RIPPLE_DRAWN = 2_000  # acts of a ripple that is looked at alone: its first ones, when it has more
MOMENTS = 400  # at most so many stops in the time of a pond
MARGIN = 1.8  # water left around the farthest act, in node diameters
IN_SIGHT = 0.8  # of a ripple's water, whose rings may run on beyond the picture
WIDE, HIGH = 7.5, 5.2  # half the width and height of the nearest view, in node diameters
RUNG = 2**0.0625  # the whole view widens in steps of this factor, so that it seldom changes
STEPS = 2**0.5  # and while the pond is played, in steps of this one
NEWEST = 3  # captions of the last acts, for whoever sees them come

Columns = dict[str, list[Any]]
Reach = tuple[float, float]


@dataclass(frozen=True)
class Scene:
    """A pond, ready to be drawn.

    ``acts`` has a row for every act that is drawn in full and for every fold (`ripple.charts.pond.rows`).
    ``reach`` is half the width and half the height of the view in node diameters, as it lies in a wide
    picture; ``views`` says from which beat on how wide and how high it has to be. ``moments`` are beats with
    their time (ms), from the first act to the newest.
    ``order`` are the acts that it stands for, by their index in the pond and as time went.
    """

    drawn: list[Row]
    acts: Columns
    reach: Reach
    order: list[int]
    ripples: int
    moments: list[tuple[float, float]]
    captions: list[Caption]
    newest: list[Caption]
    views: list[tuple[float, float, float]]
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
        sentence = acts.format(acts=Number(self.shown))
        if self.shown == 1:
            return sentence
        told = ngettext("{acts} in {ripples} ripple", "{acts} in {ripples} ripples", self.ripples)
        return told.format(acts=sentence, ripples=Number(self.ripples))

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
        others, opened = self._parted(act)
        return [*others, *with_labels(opened, self.reach)] if opened else others

    def _parted(self, act: int) -> tuple[list[Row], list[Row]]:
        """The rows that stay when the ripple of ``act`` is opened, and those that come, without their labels:
        finding places for these takes far longer than all else."""
        root = self.rows.pond.root[act]
        ripple = self.detail.ripples.get(root, [])
        if not ripple or len(ripple) > OPENED_MOST:
            return self.drawn, []
        dot = next((dot for dot in self.detail.dots if root in dot.roots), None)
        folded = dot.root if dot else root
        left = self.detail.without(self.rows.pond, root)
        others = [row for row in self.drawn if row["i"] != folded]
        return others, [*([self.rows.of_dot(left)] if left else []), *self.rows.in_full(ripple)]

    def lit(self, act: int) -> Row:
        """The row that is lit for ``act``: its own, or that of the fold that it stays in.

        A row that comes when its ripple is opened does not say where its label stands.
        """
        rows = {row["i"]: row for part in self._parted(act) for row in part}
        return rows.get(act) or rows[self.rows.pond.root[act]]

    def water(self, act: int) -> tuple[float, float, float]:
        """Where the ripple of ``act`` starts, and how far its water reaches, in node diameters."""
        start = self.lit(self.rows.pond.root[act])
        return round(start["x"], 2), round(start["y"], 2), round(start["wide"], 2)

    def around(self, act: int) -> tuple[float, float, float]:
        """The view that the ripple of ``act`` fills: its middle and how far it reaches."""
        root = self.rows.pond.root[act]
        ripple = self.detail.ripples.get(root) or [
            i for i in self.detail.acts if self.rows.pond.root[i] == root
        ]
        return self.filled_by(ripple)

    def filled_by(self, acts: Sequence[int]) -> tuple[float, float, float]:
        """The view that these acts of the pond fill: of one ripple all of its rings."""
        pond = self.rows.pond
        roots = {pond.root[i] for i in acts}
        if len(roots) == 1:
            root = roots.pop()
            return pond.x[root], pond.y[root], max(radius(max(pond.ring[i] for i in acts)) + MARGIN, HIGH)
        left, right = (end(pond.x[i] for i in acts) for end in (min, max))
        low, high = (end(pond.y[i] for i in acts) for end in (min, max))
        reach = max(right - left, high - low) / 2 + MARGIN
        return (left + right) / 2, (low + high) / 2, max(reach, HIGH)


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
    views = _views(drawn)
    with_labels(drawn, views[-1][1:])
    sizes, last = np.array(pond.size)[order], order[-NEWEST:]
    return Scene(
        drawn=drawn,
        acts={name: [row[name] for row in drawn] for name in COLUMNS},
        reach=views[-1][1:],
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


def _views(drawn: Sequence[Row]) -> list[tuple[float, float, float]]:
    """From which beat on the view is how wide and high; it only widens, and ends as the whole view."""
    views = [(0.0, WIDE, HIGH)]
    for row in sorted(drawn, key=lambda row: row["beat"]):
        beat, *reach = views[-1]
        water = max(MARGIN + row["grow"], IN_SIGHT * row["wide"])
        needed = [abs(row["x"]) + water, abs(row["y"]) + water]
        if needed[0] > reach[0] or needed[1] > reach[1]:
            wide, high = (rung(*each) for each in zip(reach, needed, strict=True))
            views.append((max(beat, row["beat"]), wide, high))
    return _fewer(views)


def _fewer(views: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """The same last view, and before it one for each step of `STEPS` alone."""
    kept = [views[-1]]
    for beat, wide, high in reversed(views[:-1]):
        _, later_wide, later_high = kept[-1]
        if max(later_wide / wide, later_high / high) >= STEPS:
            kept.append((beat, wide, high))
        else:
            kept[-1] = (beat, later_wide, later_high)
    kept[-1] = (0.0, *kept[-1][1:])
    return kept[::-1]


def rung(reach: float, needed: float) -> float:
    """The first step from ``reach`` on that is wide enough for what is ``needed``."""
    return reach if needed <= reach else reach * RUNG ** ceil(log(needed / reach, RUNG) - 1e-9)
