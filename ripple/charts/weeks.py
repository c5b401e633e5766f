"""A strip of small ponds, one a week: what came in that week is bright, what was there before pale.

All of them show the same water, so an act has the same place in each. The chart knows two datasets:
``drops``, a row for every act (for a patch of water, where many lie close), and ``weeks``, a row for
every small pond. An act is sent once; the browser lays it into its own week's pond and all later ones.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import cache
from gettext import ngettext
from math import floor
from typing import Any

import altair as alt

from ripple.charts.look import COLOURS, FONT, PLAIN, Look
from ripple.charts.marks import radial
from ripple.charts.rows import UNNAMED
from ripple.charts.scene import Columns
from ripple.domain.model import Act
from ripple.network.numbers import Week
from ripple.network.pond import Pond

SIDE_BY_SIDE = 8  # small ponds at most; half of them in a row where it is narrow
NARROW = 700  # pixels
PATCHES = 44  # to a side: acts in one patch become one drop
MARGIN = 1.4  # water around the farthest act, in node diameters
GAP, WORDS = 8, 42  # pixels between two ponds, and below one for its words
CORNER = 14

PLACE = {
    "columns": f"width < {NARROW} ? {SIDE_BY_SIDE // 2} : {SIDE_BY_SIDE}",
    "side": f"(width + {GAP}) / columns",
    "pond": f"side - {GAP}",
    "height": f"ceil(length(data('weeks')) / columns) * (pond + {WORDS})",
    "diameter": "length(data('weeks')) ? pond / (2 * data('weeks')[0].reach) : 1",
}
LEFT = "(datum.place % columns) * side"
TOP = f"floor(datum.place / columns) * (pond + {WORDS})"
X, Y = f"{LEFT} + pond / 2 + {{0}} * diameter", f"{TOP} + pond / 2 - {{0}} * diameter"


@dataclass(frozen=True, slots=True)
class Strip:
    """The two datasets; ``mondays`` are of the weeks that are shown, oldest first."""

    drops: Columns
    weeks: Columns
    mondays: list[date]


def strip_of(pond: Pond, weeks: Sequence[Week]) -> Strip:
    """The small ponds of these ``weeks``, which are in order and without the quiet ones."""
    mondays = [week.monday for week in weeks]
    end = mondays[-1] + timedelta(weeks=1) if mondays else date.min
    shown = [i for i in range(len(pond)) if i not in pond.gone and _day(pond.acts[i]) < end]
    reach = 1.05 * max((max(abs(pond.x[i]), abs(pond.y[i])) for i in shown), default=0) + MARGIN
    drops: dict[tuple[int, ...], dict[str, Any]] = {}
    for i in shown:
        week = _place(_day(pond.acts[i]), mondays)
        patch = (*(floor(at / (2 * reach) * PATCHES) for at in (pond.x[i], pond.y[i])), week)
        if patch in drops:
            drops[patch]["acts"] += 1
        else:
            drops[patch] = _drop(pond, i, week)
    named = ("x", "y", "from_x", "from_y", "week", "kind", "acts")
    return Strip(
        drops={name: [drop[name] for drop in drops.values()] for name in named},
        weeks={
            "place": list(range(len(weeks))),
            "monday": [monday.isoformat() for monday in mondays],
            "label": [f"{monday.day} {monday:%b}" for monday in mondays],
            "said": [
                ngettext("{count} act", "{count} acts", week.acts).format(count=week.acts) for week in weeks
            ],
            "reach": [reach] * len(weeks),
        },
        mondays=mondays,
    )


def _drop(pond: Pond, i: int, week: int) -> dict[str, Any]:
    parent = pond.parent[i] if pond.parent[i] >= 0 else i
    act = pond.acts[i]
    return {
        "x": pond.x[i],
        "y": pond.y[i],
        "from_x": pond.x[parent],
        "from_y": pond.y[parent],
        "week": week,
        "kind": UNNAMED if act.erased else str(act.kind or ""),
        "acts": 1,
    }


def _day(act: Act) -> date:
    return act.posted_at.astimezone(UTC).date()


def _place(day: date, mondays: Sequence[date]) -> int:
    """Which of the weeks the day is in; -1 before the first."""
    return bisect_right(mondays, day) - 1


@cache
def weeks_spec(look: Look) -> dict[str, Any]:
    """The chart of any strip in this look; its data come separately."""
    spec: dict[str, Any] = weeks_chart(look).to_dict()
    return spec


def weeks_chart(look: Look) -> alt.LayerChart:
    """Water, what was there, what came, and under each pond its words."""
    pick = alt.selection_point(name="week", fields=["monday", "clicks"], toggle=False, empty=False)
    layers = [
        _tiles(fill=radial(*look.deep, x1=0.42, y1=0.3, r1=0, x2=0.5, y2=0.5, r2=0.75)),
        _tiles(filled=False, stroke=look.light, strokeWidth=2.5).transform_filter("datum.chosen"),
        _before(look),
        _links(look),
        _came(look),
        _words("label", 16, look, fontWeight=600),
        _words("said", 33, look, opacity=0.8),
        _tiles(fill="transparent", cursor="pointer")
        .encode(tooltip=[alt.Tooltip("label:N", title=" "), alt.Tooltip("said:N", title=" ")])
        .add_params(pick),
    ]
    colours: dict[Any, str] = {**COLOURS, "": PLAIN, UNNAMED: look.shallows[1]}
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .add_params(
            alt.param("colours", value={str(kind): colour for kind, colour in colours.items()}),
            *(alt.param(name, expr=expr) for name, expr in PLACE.items()),
        )
        .properties(width=900, padding=0, autosize="none")
        .properties(usermeta={"embedOptions": {"renderer": "canvas"}})
        .configure(aria=False, font=FONT, background="transparent", view=alt.ViewConfig(stroke=None))
        .configure_point(opacity=1)
        .configure_rect(opacity=1)
    )
    return chart


def _tiles(**mark: Any) -> alt.Chart:
    """A square of water for each week."""
    sides: dict[str, Any] = {
        "x": alt.expr(LEFT),
        "y": alt.expr(TOP),
        "x2": alt.expr(f"{LEFT} + pond"),
        "y2": alt.expr(f"{TOP} + pond"),
    }
    chart: alt.Chart = alt.Chart(alt.NamedData("weeks")).mark_rect(cornerRadius=CORNER, **sides, **mark)
    return chart


def _drops(which: str) -> alt.Chart:
    """The drops, each in its own week's pond and in every later one, as ``place``.

    Vega-Lite refuses a point that nothing is encoded in, wherever its mark says it is.
    """
    chart: alt.Chart = (
        alt.Chart(alt.NamedData("drops"))
        .transform_calculate(places="sequence(max(datum.week, 0), length(data('weeks')))")
        .transform_flatten(["places"], as_=["place"])
        .transform_filter(which)
        .encode(tooltip=alt.value(None))
    )
    return chart


def _disc(radius: str, least: float) -> dict[str, Any]:
    """A disc of that many node diameters, wider where it stands for several acts."""
    size = f"4 * pow(max(diameter * {radius} * min(sqrt(datum.acts), 2.5), {least}), 2)"
    place = {"x": alt.expr(X.format("datum.x")), "y": alt.expr(Y.format("datum.y"))}
    return {"shape": "circle", "filled": True, "size": alt.expr(size), **place}


def _before(look: Look) -> alt.Chart:
    chart: alt.Chart = _drops("datum.week < datum.place").mark_point(
        **_disc("0.4", 1.1), fill=look.link, strokeWidth=0, opacity=0.35
    )
    return chart


def _came(look: Look) -> alt.Chart:
    chart: alt.Chart = _drops("datum.week === datum.place").mark_point(
        **_disc("0.62", 2.6), fill=alt.expr("colours[datum.kind]"), stroke=look.rim, strokeWidth=0.8
    )
    return chart


def _links(look: Look) -> alt.Chart:
    chart: alt.Chart = (
        _drops("datum.week === datum.place")
        .mark_rule(stroke=look.light, strokeWidth=1.2)
        .encode(
            x=alt.value(alt.expr(X.format("datum.from_x"))),
            y=alt.value(alt.expr(Y.format("datum.from_y"))),
            x2=alt.value(alt.expr(X.format("datum.x"))),
            y2=alt.value(alt.expr(Y.format("datum.y"))),
        )
    )
    return chart


def _words(field: str, below: int, look: Look, **mark: Any) -> alt.Chart:
    place: dict[str, Any] = {"x": alt.expr(f"{LEFT} + pond / 2"), "y": alt.expr(f"{TOP} + pond + {below}")}
    chart: alt.Chart = (
        alt.Chart(alt.NamedData("weeks"))
        .mark_text(**place, fontSize=12, fill=look.text, limit=alt.expr("pond"), **mark)
        .encode(text=f"{field}:N")
    )
    return chart
