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
NEAR = 4.0  # of one ripple
RUNG = 2**0.125  # the view widens in steps of this factor, so that it seldom changes
NEVER = 1e12  # the beat of an act that is not shown
UNNAMED = "unnamed"  # the kind of a drop whose words were taken back

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class Scene:
    """A pond, ready to be drawn.

    ``acts`` has a row for each of the ``members``, which are indices in the pond. ``reach`` is half
    the width of the view in node diameters. ``order`` are the rows that are shown, as time went;
    ``views`` says from which beat on how wide the view has to be.
    """

    members: Sequence[int]
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


def scene_of(pond: Pond, teller: Callable[[Act], str], ripple: Sequence[int] | None = None) -> Scene:
    """The picture of ``pond``; ``teller`` gives the name an act goes under.

    With a ``ripple``, indices in order of arrival from a root on, each with its parent, the picture
    is of these alone: in the shape that they have in the pond, around the place of the root.
    """
    members = range(len(pond)) if ripple is None else ripple
    middle = (0.0, 0.0) if ripple is None else (pond.x[ripple[0]], pond.y[ripple[0]])
    shown = [row for row, i in enumerate(members) if i not in pond.gone]
    order = sorted(shown, key=lambda row: (_at(pond, members[row]), row))
    coming = dict(zip(order, beats([_at(pond, members[row]) for row in order]), strict=True))
    spans = _spans([pond.parent[i] for i in members], members)
    rows = [
        {
            "i": row,
            "beat": coming.get(row, NEVER),
            **spans[row],
            **_row(pond, i, middle),
            "who": teller(pond.acts[i]),
        }
        for row, i in enumerate(members)
    ]
    acts = {name: [row[name] for row in rows] for name in COLUMNS}
    views = _views(acts, order, NEAREST if ripple is None else NEAR)
    return Scene(
        members=members,
        acts=acts,
        reach=views[-1][1],
        order=order,
        captions=captions([(coming[row], pond.acts[members[row]], pond.size[members[row]]) for row in order]),
        views=views,
    )


COLUMNS = (
    *("i", "x", "y", "root", "mid_x", "mid_y", "length", "turn", "beat", "first", "last", "size"),
    "generation",
    *("kind", "how", "at", "who", "words"),
)


def _row(pond: Pond, i: int, middle: tuple[float, float]) -> dict[str, Any]:
    act = pond.acts[i]
    return {
        "x": pond.x[i] - middle[0],
        "y": pond.y[i] - middle[1],
        "root": pond.parent[i] < 0,
        "size": pond.size[i],
        "generation": pond.generation[i],
        "kind": UNNAMED if act.erased else str(act.kind or ""),
        "how": str(act.how or ""),
        "at": act.posted_at.timestamp() * 1000,
        "words": shortened(act.text, WORDS_SHOWN),
        **_link(pond, i, middle),
    }


def _link(pond: Pond, i: int, middle: tuple[float, float]) -> dict[str, float]:
    """Where the line from the parent goes: its middle, its length, and its turn in degrees (clockwise)."""
    parent = pond.parent[i] if pond.parent[i] >= 0 else i
    dx, dy = pond.x[i] - pond.x[parent], pond.y[i] - pond.y[parent]
    return {
        "mid_x": pond.x[i] - dx / 2 - middle[0],
        "mid_y": pond.y[i] - dy / 2 - middle[1],
        "length": hypot(dx, dy),
        "turn": degrees(atan2(-dy, dx)),
    }


def _spans(parents: Sequence[int], members: Sequence[int]) -> list[dict[str, int]]:
    """For each act the first and last number of its ripple, when acts are numbered depth first.

    One act descends from another where its number lies in the other's span, so that a browser can
    light a ripple without knowing the tree.
    """
    row_of = {i: row for row, i in enumerate(members)}
    above = [row_of.get(parent, -1) for parent in parents]
    size = [1] * len(above)
    for row in range(len(above) - 1, -1, -1):  # children come after their parents
        if above[row] >= 0:
            size[above[row]] += size[row]
    first, free, roots = [0] * len(above), [0] * len(above), 0
    for row, parent in enumerate(above):
        if parent < 0:
            first[row], roots = roots, roots + size[row]
        else:
            first[row], free[parent] = free[parent], free[parent] + size[row]
        free[row] = first[row] + 1
    return [{"first": start, "last": start + acts - 1} for start, acts in zip(first, size, strict=True)]


def _views(acts: Columns, order: Sequence[int], nearest: float) -> list[tuple[float, float]]:
    """From which beat on the view reaches how far; it only ever widens."""
    views = [(0.0, nearest)]
    for row in order:
        needed = max(abs(acts["x"][row]), abs(acts["y"][row])) + MARGIN
        if needed > views[-1][1]:
            views.append((acts["beat"][row], rung(views[-1][1], needed)))
    return views


def rung(reach: float, needed: float) -> float:
    """The first step from ``reach`` on that is wide enough for what is ``needed``."""
    while reach < needed:
        reach *= RUNG
    return reach


def _at(pond: Pond, i: int) -> datetime:
    return pond.acts[i].posted_at
