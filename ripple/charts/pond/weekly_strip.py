"""A strip of small ponds, one a week: what came in that week is bright, what was there before pale.

All of them show the same water, so an act has the same place in each. The chart knows two datasets:
``drops``, a row for every act (for a patch of water, where many lie close) and for every week in which one
of the largest ripples reached farther, and ``weeks``, a row for every small pond. An act is sent once; the
browser lays it into its own week's pond and all later ones.
What is new since is told as text, in the parameters ``news`` (`ripple.charts.pond.news`), ``facts`` and
``colouring``: what the colours tell (`ripple.charts.pond.view`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any

import altair as alt
import numpy as np

from ripple.charts.marks import radial
from ripple.charts.pond.news import CELL, PARTED, Dataset, as_sent, gathered, heard, news_heard
from ripple.charts.pond.rows import Row
from ripple.charts.pond.scene import HIGH, WIDE, Columns, rung
from ripple.charts.pond.weekly_marks import (
    PLACE,
    RINGS,
    before,
    came,
    glow,
    links,
    ring,
    tiles,
    words,
)
from ripple.charts.spec import spec_of
from ripple.charts.theme import Look
from ripple.charts.water import made_of
from ripple.formats import Number, shortest_day
from ripple.language import by_language, ngettext
from ripple.network.arrays import Ints
from ripple.network.pond import Pond
from ripple.network.rings import radius
from ripple.network.tally import Week

WEEK_S = 7 * 86_400
PATCHES = 44  # to a side: acts in one patch become one drop
MARGIN = 1.4  # water around the farthest act, in node diameters
RINGED = 60  # ripples at most that are drawn with their water
FOR_GOOD = 1_000_000  # weeks
UNNAMED = -1  # the hue of a drop whose words are not shown

CLICKS, CHOSEN = ("toNumber(told[0])", "(length(told) > 1 ? toNumber(told[1]) : -1)")


DROPS = Dataset(
    name="drops",
    columns=(
        *("patch", "x", "y", "from_x", "from_y", "week", "until"),
        *("hue", "kind", "generation", "acts", "reach"),
    ),
    texts=frozenset({"kind"}),
)


@dataclass(frozen=True)
class Strip:
    """Small ponds: the rows of ``drops``, the dataset ``weeks``, and their ``mondays``, oldest first."""

    drops: list[Row]
    weeks: Columns
    mondays: list[date]

    @cached_property
    def datasets(self) -> dict[str, Columns]:
        """All that the chart is sent, made when it is."""
        return {
            "drops": DROPS.columns_of(self.drops),
            "weeks": self.weeks,
        }

    def alike(self, other: Strip) -> bool:
        """Whether they are of the same weeks and the same water."""
        return self.mondays == other.mondays and all(
            self.weeks[side] == other.weeks[side] for side in ("wide", "high")
        )


def strip_of(pond: Pond, weeks: Sequence[Week]) -> Strip:
    """The small ponds of these ``weeks``, which are in order and without the quiet ones."""
    arrays, mondays = pond.arrays(), [week.monday for week in weeks]
    starts = np.array([datetime.combine(monday, time(), UTC).timestamp() for monday in mondays])
    shown = np.flatnonzero(arrays.shown & (arrays.posted < starts.max(initial=0) + WEEK_S))
    x, y = arrays.x[shown], arrays.y[shown]
    week = np.searchsorted(starts, arrays.posted[shown], "right") - 1  # -1 before the first
    waters = list(_waters(pond, shown, week, len(weeks)))
    wide, high = (
        rung(
            least,
            max([abs(at).max(initial=0) + MARGIN, *(abs(water[side]) + water["reach"] for water in waters)]),
        )
        for least, at, side in ((WIDE, x, "x"), (HIGH, y, "y"))
    )
    across, down = (
        np.floor((at / (2 * reach) + 0.5) * PATCHES).astype(np.int64) for at, reach in ((x, wide), (y, high))
    )
    patches = (across * PATCHES + down) * (len(weeks) + 1) + week + 1
    _, firsts, counts = np.unique(patches, return_index=True, return_counts=True)
    return Strip(
        drops=[
            *waters,
            *(
                _drop(pond, int(shown[n]), week=int(week[n]), patch=int(patches[n]), acts=acts)
                for n, acts in sorted(zip(firsts.tolist(), counts.tolist(), strict=True))
            ),
        ],
        weeks={
            "place": list(range(len(weeks))),
            "monday": [monday.isoformat() for monday in mondays],
            "label": [shortest_day(monday) for monday in mondays],
            "said": [_acts(week.acts) for week in weeks],
            "wide": [wide] * len(weeks),
            "high": [high] * len(weeks),
        },
        mondays=mondays,
    )


def _waters(pond: Pond, shown: Ints, week: Ints, weeks: int) -> Iterator[Row]:
    """How far the largest ripples reached, each time from a ``week`` on until they reached farther."""
    arrays = pond.arrays()
    ring, root = arrays.ring[shown], arrays.root[shown]
    outermost = np.zeros(len(arrays.root), np.int64)
    np.maximum.at(outermost, root, ring)
    for start in np.argsort(-outermost, kind="stable")[:RINGED].tolist():
        mine = root == start
        far = [int(ring[mine & (week <= nth)].max(initial=0)) for nth in range(-1, weeks)]
        grew = [nth for nth, rings in enumerate(far) if rings > (far[nth - 1] if nth else 0)]
        for nth, later in zip(grew, [*grew[1:], FOR_GOOD + 1][: len(grew)], strict=True):
            yield _drop(pond, start, week=nth - 1, until=later - 1, patch=-1 - start * (weeks + 1) - nth) | {
                "reach": radius(far[nth])
            }


def _drop(pond: Pond, i: int, **about: int) -> Row:
    parent = pond.parent[i] if pond.parent[i] >= 0 else i
    return {
        "x": pond.x[i],
        "y": pond.y[i],
        "from_x": pond.x[parent],
        "from_y": pond.y[parent],
        "hue": UNNAMED if pond.acts[i].erased else pond.hue[i],
        "kind": str(pond.acts[i].kind or ""),
        "generation": pond.generation[i],
        "until": FOR_GOOD,
        "acts": 0,
        "reach": 0.0,
        **about,
    }


def facts(strip: Strip, chosen: int, clicks: int) -> str:
    """The text of the chart's parameter ``facts``: how often a week was clicked, the place of the one that
    is ``chosen`` (-1 for none), and what each says."""
    return CELL.join([str(clicks), str(chosen), *strip.weeks["said"]])


@by_language
def weeks_spec(look: Look) -> dict[str, Any]:
    """The chart of any strip in this look; its data come separately."""
    return spec_of(lambda: weeks_chart(look))


def weeks_chart(look: Look) -> alt.LayerChart:
    """Water, what was there, what came, and under each pond its words."""
    pick = alt.selection_point(name="week", fields=["monday", "clicks"], toggle=False, empty=False)
    layers = [
        as_sent(DROPS),
        tiles(fill=radial(*look.deep, x1=0.42, y1=0.3, r1=0, x2=0.5, y2=0.5, r2=0.75)),
        tiles(filled=False, stroke=look.light, strokeWidth=2.5).transform_filter(f"{CHOSEN} === datum.place"),
        glow(look),
        *(ring(part, strength) for part, strength in RINGS),
        before(look),
        links(look),
        came(),
        words("label", 16, look, fontWeight=600),
        words("said", 33, look, opacity=0.8),
        tiles(fill="transparent", cursor="pointer")
        .transform_calculate(clicks=CLICKS)
        .encode(tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("said:N", title=" ")])
        .add_params(pick),
    ]
    params = [
        heard("facts"),
        heard("colouring"),
        alt.param("told", expr=f"split(facts, {PARTED['cell']})"),
        *(alt.param(name, value=value) for name, value in look.palette().items()),
        *(alt.param(name, expr=expr) for name, expr in PLACE.items()),
        *news_heard(),
    ]
    return gathered(made_of(layers, params), DROPS)


def _acts(count: int) -> str:
    return ngettext("{count} act", "{count} acts", count).format(count=Number(count))
