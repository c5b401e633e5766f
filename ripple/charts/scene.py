"""What a picture of a pond shows, as columns of plain values: places, links, time, words.

Everything that people typed is a value in a column with a fixed name; nothing here becomes a
column name, an expression or a format.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from gettext import gettext as _
from gettext import ngettext
from math import atan2, degrees, hypot
from typing import Any

from ripple.charts.captions import Caption, captions, shortened
from ripple.charts.pace import beats
from ripple.domain.model import Act
from ripple.network.pond import Pond

WORDS_SHOWN = 140  # characters of an act's words that a picture tells
MARGIN = 2.35  # water left around the farthest act, in node diameters
NEAREST = 6.0  # half the width of the nearest view, in node diameters
RUNG = 2**0.125  # the view widens in steps of this factor, so that it seldom changes
NEVER = 1e12  # the beat of an act that is not shown
UNNAMED = "unnamed"  # the kind of a drop whose words were taken back

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Scene:
    """A pond, ready to be drawn.

    ``acts`` has a row for every act at its index. ``reach`` is half the width of the view in node
    diameters. ``order`` are the indices of the acts that are shown, as time went; ``views`` says
    from which beat on how wide the view has to be.
    """

    acts: Columns
    reach: float
    order: list[int]
    captions: list[Caption]
    views: list[tuple[float, float]]

    @property
    def summary(self) -> str:
        """The picture in one sentence, for those who cannot see it and as its caption."""
        acts, ripples = len(self.order), sum(self.acts["root"][i] for i in self.order)
        if not acts:
            return _("A still pond, waiting for a first act of kindness.")
        sentence = ngettext("{acts} act of kindness", "{acts} acts of kindness", acts).format(acts=acts)
        if acts == 1:
            return sentence
        return sentence + ngettext(" in {ripples} ripple", " in {ripples} ripples", ripples).format(
            ripples=ripples
        )

    @property
    def last_beat(self) -> float:
        """When the newest act comes."""
        return self.acts["beat"][self.order[-1]] if self.order else 0.0


def scene_of(pond: Pond, teller: Callable[[Act], str]) -> Scene:
    """The picture of ``pond``; ``teller`` gives the name an act goes under."""
    order = sorted((i for i in range(len(pond)) if i not in pond.gone), key=lambda i: (_at(pond, i), i))
    coming = dict(zip(order, beats([_at(pond, i) for i in order]), strict=True))
    spans = _spans(pond)
    rows = [_row(pond, i, coming.get(i, NEVER), spans[i], teller(pond.acts[i])) for i in range(len(pond))]
    views = _views(pond, order, coming)
    return Scene(
        acts={name: [row[name] for row in rows] for name in COLUMNS},
        reach=views[-1][1],
        order=order,
        captions=captions([(coming[i], pond.acts[i], pond.size[i]) for i in order]),
        views=views,
    )


COLUMNS = (
    *("i", "x", "y", "root", "mid_x", "mid_y", "length", "turn", "beat", "first", "last", "size"),
    *("kind", "how", "at", "who", "words"),
)


def _row(pond: Pond, i: int, beat: float, span: tuple[int, int], teller: str) -> dict[str, Any]:
    act = pond.acts[i]
    return {
        "i": i,
        "x": pond.x[i],
        "y": pond.y[i],
        "root": pond.parent[i] < 0,
        "beat": beat,
        "first": span[0],
        "last": span[1],
        "size": pond.size[i],
        "kind": UNNAMED if act.erased else str(act.kind or ""),
        "how": str(act.how or ""),
        "at": act.posted_at.timestamp() * 1000,
        "who": teller,
        "words": shortened(act.text, WORDS_SHOWN),
        **_link(pond, i),
    }


def _link(pond: Pond, i: int) -> dict[str, float]:
    """Where the line from the parent goes: its middle, its length, and its turn in degrees (clockwise)."""
    parent = pond.parent[i] if pond.parent[i] >= 0 else i
    dx, dy = pond.x[i] - pond.x[parent], pond.y[i] - pond.y[parent]
    return {
        "mid_x": pond.x[i] - dx / 2,
        "mid_y": pond.y[i] - dy / 2,
        "length": hypot(dx, dy),
        "turn": degrees(atan2(-dy, dx)),
    }


def _spans(pond: Pond) -> list[tuple[int, int]]:
    """For each act the first and last number of its ripple, when acts are numbered depth first.

    One act descends from another where its number lies in the other's span, so that a browser can
    light a ripple without knowing the tree.
    """
    size = [1] * len(pond)
    for i in range(len(pond) - 1, -1, -1):  # children come after their parents
        if pond.parent[i] >= 0:
            size[pond.parent[i]] += size[i]
    first, free, roots = [0] * len(pond), [0] * len(pond), 0
    for i, parent in enumerate(pond.parent):
        if parent < 0:
            first[i], roots = roots, roots + size[i]
        else:
            first[i], free[parent] = free[parent], free[parent] + size[i]
        free[i] = first[i] + 1
    return [(start, start + acts - 1) for start, acts in zip(first, size, strict=True)]


def _views(pond: Pond, order: Sequence[int], coming: dict[int, float]) -> list[tuple[float, float]]:
    """From which beat on the view reaches how far; it only ever widens."""
    views = [(0.0, NEAREST)]
    for i in order:
        needed = max(abs(pond.x[i]), abs(pond.y[i])) + MARGIN
        if needed > views[-1][1]:
            views.append((coming[i], _rung(views[-1][1], needed)))
    return views


def _rung(reach: float, needed: float) -> float:
    while reach < needed:
        reach *= RUNG
    return reach


def _at(pond: Pond, i: int) -> datetime:
    return pond.acts[i].posted_at
