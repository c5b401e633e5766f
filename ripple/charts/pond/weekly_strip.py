"""A strip of small ponds, one a week: what came in that week is bright, what was there before pale.

All of them show the same water, so an act has the same place in each. The chart knows two datasets:
``drops``, a row for every act (for a patch of water, where many lie close), and ``weeks``, a row for
every small pond. An act is sent once; the browser lays it into its own week's pond and all later ones.
What is new since is told as text, in the parameters ``news`` (`ripple.charts.pond.news`), ``facts`` and
``colouring``: what the colours tell (`ripple.charts.pond.view`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import altair as alt
import numpy as np

from ripple.charts.marks import radial
from ripple.charts.pond.news import CELL, PARTED, Dataset, as_sent, gathered, heard
from ripple.charts.pond.rows import Row
from ripple.charts.pond.scene import HIGH, WIDE, Columns, rung
from ripple.charts.pond.view import BY_KINDS, BY_STEPS
from ripple.charts.theme import COLOURS, FONT, PLAIN, STEPS, Look
from ripple.formats import of_charts, shortest_day
from ripple.language import by_language, ngettext
from ripple.network.numbers import Week
from ripple.network.pond import Pond

BARE = alt.ViewConfig(stroke=None)
SIDE_BY_SIDE = 8  # small ponds at most; half of them in a row where it is narrow
NARROW = 700  # pixels
WEEK_S = 7 * 86_400
PATCHES = 44  # to a side: acts in one patch become one drop
MARGIN = 1.4  # water around the farthest act, in node diameters
SHAPE = 0.8  # of a small pond: its height for its width
UNNAMED = -1  # the hue of a drop whose words are not shown
GAP, WORDS = 8, 42  # pixels between two ponds, and below one for its words
CORNER = 14

PLACE = {
    "columns": f"width < {NARROW} ? {SIDE_BY_SIDE // 2} : {SIDE_BY_SIDE}",
    "side": f"(width + {GAP}) / columns",
    "pond": f"side - {GAP}",
    "deep": f"pond * {SHAPE}",
    "height": f"ceil(length(data('weeks')) / columns) * (deep + {WORDS})",
    "diameter": "length(data('weeks'))"
    " ? min(pond / (2 * data('weeks')[0].wide), deep / (2 * data('weeks')[0].high)) : 1",
}
CLICKS, CHOSEN = ("toNumber(told[0])", "(length(told) > 1 ? toNumber(told[1]) : -1)")
COLOUR = (
    f"datum.row.hue < 0 ? unnamed : colouring === '{BY_STEPS}'"
    f" ? steps[min(datum.row.generation, {len(STEPS) - 1})]"
    f" : colouring === '{BY_KINDS}' ? colours[datum.row.kind] : hues[datum.row.hue]"
)
LEFT = "(datum.place % columns) * side"
TOP = f"floor(datum.place / columns) * (deep + {WORDS})"
X, Y = f"{LEFT} + pond / 2 + {{0}} * diameter", f"{TOP} + deep / 2 - {{0}} * diameter"


DROPS = Dataset(
    name="drops",
    columns=("patch", "x", "y", "from_x", "from_y", "week", "hue", "kind", "generation", "acts"),
    texts=frozenset({"kind"}),
)


@dataclass(frozen=True, slots=True)
class Strip:
    """Small ponds: the rows of ``drops``, the dataset ``weeks``, and their ``mondays``, oldest first."""

    drops: list[Row]
    weeks: Columns
    mondays: list[date]

    @property
    def datasets(self) -> dict[str, Columns]:
        """All that the chart is sent."""
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
    wide, high = (rung(least, abs(at).max(initial=0) + MARGIN) for least, at in ((WIDE, x), (HIGH, y)))
    week = np.searchsorted(starts, arrays.posted[shown], "right") - 1  # -1 before the first
    across, down = (
        np.floor((at / (2 * reach) + 0.5) * PATCHES).astype(np.int64) for at, reach in ((x, wide), (y, high))
    )
    patches = (across * PATCHES + down) * (len(weeks) + 1) + week + 1
    _, firsts, counts = np.unique(patches, return_index=True, return_counts=True)
    return Strip(
        drops=[
            _drop(pond, int(shown[n]), week=int(week[n]), patch=int(patches[n]), acts=acts)
            for n, acts in sorted(zip(firsts.tolist(), counts.tolist(), strict=True))
        ],
        weeks={
            "place": list(range(len(weeks))),
            "monday": [monday.isoformat() for monday in mondays],
            "label": [shortest_day(monday) for monday in mondays],
            "said": [
                ngettext("{count} act", "{count} acts", week.acts).format(count=week.acts) for week in weeks
            ],
            "wide": [wide] * len(weeks),
            "high": [high] * len(weeks),
        },
        mondays=mondays,
    )


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
        **about,
    }


def facts(strip: Strip, chosen: int, clicks: int) -> str:
    """The text of the chart's parameter ``facts``: how often a week was clicked, the place of the one that
    is ``chosen`` (-1 for none), and what each says."""
    return CELL.join([str(clicks), str(chosen), *strip.weeks["said"]])


@by_language
def weeks_spec(look: Look) -> dict[str, Any]:
    """The chart of any strip in this look; its data come separately."""
    spec: dict[str, Any] = weeks_chart(look).to_dict()
    return spec


def weeks_chart(look: Look) -> alt.LayerChart:
    """Water, what was there, what came, and under each pond its words."""
    pick = alt.selection_point(name="week", fields=["monday", "clicks"], toggle=False, empty=False)
    layers = [
        as_sent(DROPS),
        _tiles(fill=radial(*look.deep, x1=0.42, y1=0.3, r1=0, x2=0.5, y2=0.5, r2=0.75)),
        _tiles(filled=False, stroke=look.light, strokeWidth=2.5).transform_filter(
            f"{CHOSEN} === datum.place"
        ),
        _before(look),
        _links(look),
        _came(look),
        _words("label", 16, look, fontWeight=600),
        _words("said", 33, look, opacity=0.8),
        _tiles(fill="transparent", cursor="pointer")
        .transform_calculate(clicks=CLICKS)
        .encode(tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("said:N", title=" ")])
        .add_params(pick),
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .add_params(
            heard("facts"),
            heard("colouring"),
            alt.param("told", expr=f"split(facts, {PARTED['cell']})"),
            alt.param("hues", value=look.hues),
            alt.param("steps", value=STEPS),
            alt.param("colours", value={str(kind): colour for kind, colour in COLOURS.items()} | {"": PLAIN}),
            alt.param("unnamed", value=look.shallows[1]),
            *(alt.param(name, expr=expr) for name, expr in PLACE.items()),
        )
        .properties(width=900, padding=0, autosize="none")
        .properties(usermeta={"embedOptions": {"renderer": "canvas"}})
        .configure(aria=False, locale=of_charts(), font=FONT, background="transparent", view=BARE)
        .configure_point(opacity=1)
        .configure_rect(opacity=1)
    )
    return gathered(chart, DROPS)


def _tiles(**mark: Any) -> alt.Chart:
    """A square of water for each week."""
    sides: dict[str, Any] = {
        "x": alt.expr(LEFT),
        "y": alt.expr(TOP),
        "x2": alt.expr(f"{LEFT} + pond"),
        "y2": alt.expr(f"{TOP} + deep"),
    }
    chart: alt.Chart = _weeks().mark_rect(cornerRadius=CORNER, **sides, **mark)
    return chart


def _weeks() -> alt.Chart:
    """The small ponds, with what each says now."""
    said = "length(told) > 2 ? told[datum.place + 2] : datum.said"
    chart: alt.Chart = alt.Chart(alt.NamedData("weeks")).transform_calculate(said=said)
    return chart


def _drops(which: str) -> alt.Chart:
    """The drops, each in its own week's pond and in every later one, as ``place``.

    Vega-Lite refuses a point that nothing is encoded in, wherever its mark says it is.
    """
    chart: alt.Chart = (
        alt.Chart()
        .transform_calculate(places="sequence(max(datum.row.week, 0), length(data('weeks')))")
        .transform_flatten(["places"], as_=["place"])
        .transform_filter(which)
        .encode(tooltip=alt.value(None))
    )
    return chart


def _disc(radius: str, least: float) -> dict[str, Any]:
    """A disc of that many node diameters, wider where it stands for several acts."""
    size = f"4 * pow(max(diameter * {radius} * min(sqrt(datum.row.acts), 2.5), {least}), 2)"
    place = {"x": alt.expr(X.format("datum.row.x")), "y": alt.expr(Y.format("datum.row.y"))}
    return {"filled": True, "size": alt.expr(size), **place}


def _before(look: Look) -> alt.Chart:
    chart: alt.Chart = _drops("datum.row.week < datum.place").mark_point(
        **_disc("0.4", 1.1), fill=look.link, opacity=0.35
    )
    return chart


def _came(look: Look) -> alt.Chart:
    chart: alt.Chart = _drops("datum.row.week === datum.place").mark_point(
        **_disc("0.62", 2.6),
        fill=alt.expr(COLOUR),
        stroke=look.rim,
        strokeWidth=0.8,
    )
    return chart


def _links(look: Look) -> alt.Chart:
    chart: alt.Chart = (
        _drops("datum.row.week === datum.place")
        .mark_rule(stroke=look.light, strokeWidth=1.2)
        .encode(
            x=alt.value(alt.expr(X.format("datum.row.from_x"))),
            y=alt.value(alt.expr(Y.format("datum.row.from_y"))),
            x2=alt.value(alt.expr(X.format("datum.row.x"))),
            y2=alt.value(alt.expr(Y.format("datum.row.y"))),
        )
    )
    return chart


def _words(field: str, below: int, look: Look, **mark: Any) -> alt.Chart:
    place: dict[str, Any] = {"x": alt.expr(f"{LEFT} + pond / 2"), "y": alt.expr(f"{TOP} + deep + {below}")}
    chart: alt.Chart = (
        _weeks()
        .mark_text(**place, fontSize=12, fill=look.text, limit=alt.expr("pond"), **mark)
        .encode(text=f"{field}:N")
    )
    return chart
