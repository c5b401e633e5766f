"""The people of a group as an Altair chart: made once a theme, fed with three named datasets.

``people`` and ``links`` have the rows of a `ripple.charts.people.circle.Circle`, ``view`` one row about
this look at it. Nobody is larger than anybody; how broad a link is tells how often two were kind.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt

from ripple.charts import marks
from ripple.charts.labels import AROUND, ASLANT, GAP, GROWS, LARGEST, SIZE
from ripple.charts.marks import Come, acts, radial, sheet
from ripple.charts.people.circle import RADIUS, Circle
from ripple.charts.people.room import HAND
from ripple.charts.pond.chart import TALL
from ripple.charts.pond.scene import Columns
from ripple.charts.spec import spec_of
from ripple.charts.theme import Look
from ripple.charts.water import height, on_water, still_water
from ripple.language import by_language
from ripple.language import gettext as _

HEIGHT = height(HAND[1] / HAND[0], 720)
GLOW, RING = 2.1, 1.0  # how far the light around a person reaches, and their ring, in node diameters
INITIALS_FROM = 16  # pixels a diameter must have before initials are drawn
TOUCH = 14  # pixels around a link's line that still point at it

NEAR = "indexof(datum.near, ',' + focus + ':') >= 0"
FAR = f"!({NEAR})"
THEIRS = "datum.a === focus || datum.b === focus"
HUE, LIT = "hues[datum.hue]", "lit_hues[datum.hue]"
EDGE = "(rim ? rim : hue_lines[datum.hue])"
OF_LINK = "(datum.hue < 0 ? rings_ink : hue_lines[datum.hue])"
LIT_ROOM = "split(split(split(datum.near, ',' + focus + ':')[1], ',')[0], ':')"  # as `scene.py` says it
# The side of a name, and from how many pixels a diameter on it has room: in the whole picture, and lit.
ROOM = {"to": "tall ? datum.tall_side : datum.side", "from": "tall ? datum.tall_named : datum.named"}
ROOM_LIT = {
    "told": LIT_ROOM,
    "to": "toNumber(datum.told[tall ? 2 : 0])",
    "from": "datum.i === focus ? 0 : toNumber(datum.told[tall ? 3 : 1])",
}

BETWEEN = Come(x="datum.x", y="datum.y")  # a link's place is its middle

disc, label = (partial(shape, of="datum") for shape in (marks.disc, marks.label))
curve = partial(marks.curve, of="datum.line")

Spec = dict[str, Any]


@by_language
def people_spec(look: Look) -> Spec:
    """The chart of any group's people in this look; its data come separately."""
    return spec_of(lambda: people_chart(look))


def view_of(circle: Circle, picked: int | None = None, answered: int | None = None, nth: int = 0) -> Columns:
    """The chart's ``view``: who is lit, and the last click that this takes account of.

    A click lights somebody at once, in the browser, and the answer from the server overrules it. ``nth``
    counts what was lit by other ways than by a click: after it every click is a new one.
    """
    view = {
        "drops": len(circle.people["i"]),
        "wide": circle.reach[0],
        "high": circle.reach[1],
        "tall_wide": circle.tall_reach[0],
        "tall_high": circle.tall_reach[1],
        "picked": -1 if picked is None else picked,
        "answered": -1 if answered is None else answered,
        "nth": nth,
    }
    return {name: [value] for name, value in view.items()}


def people_chart(look: Look) -> alt.LayerChart:
    """Light and a ring around everybody, their links, themselves with their names, and who is lit above."""
    layers = [
        *still_water(look, _("No names are here yet."), _("One kindness brings two together.")),
        rows("people", _glow(look)),
        rows("people", _ring()),
        rows("links", _links("datum.strong"), "datum.drawn"),
        rows("links", _touched(), "datum.drawn"),
        rows("people", _shadows(look)),
        _pickable(rows("people", _drops())),
        rows("people", _initials(), f"diameter > {INITIALS_FROM}"),
        *_names(look, ROOM, FAR),
        *_lit(look),
    ]
    expressions = {
        "clicked": "pick.i && isValid(pick.i[0]) ? pick.i[0] : -1",
        "nth": "view.nth",
        "clicked_nth": "pick.nth ? pick.nth[0] : -1",
        "focus": "clicked === view.answered || clicked_nth !== nth ? view.picked : clicked",
    }
    values = {**look.palette(), "sides": AROUND}
    params = [
        *(alt.param(name, value=value) for name, value in values.items()),
        *(alt.param(name, expr=expr) for name, expr in expressions.items()),
    ]
    return on_water(look, layers, params, tall=TALL, height=HEIGHT)


def rows(dataset: str, layer: alt.Chart, *which: str) -> alt.Chart:
    """``layer`` for the rows of a dataset for which all conditions hold, with x and y as the picture lies."""
    placed = layer.properties(data=alt.NamedData(dataset)).transform_calculate(
        x="tall ? datum.tall_north : datum.east", y="tall ? datum.tall_east : datum.north"
    )
    if dataset == "links":
        placed = placed.transform_calculate(
            line="tall ? {length: datum.tall_length, turn: datum.tall_turn}"
            " : {length: datum.length, turn: datum.turn}"
        )
    return acts(placed, *which)


def _glow(look: Look) -> alt.Chart:
    """Light of a circle's hue: who is in it stands in one water."""
    inner = f"{LIT} + '{round(255 * look.glow[0]):02x}'"
    stops = f"[{{offset: 0, color: {inner}}}, {{offset: 1, color: {LIT} + '00'}}]"
    fill = f"{{gradient: 'radial', x1: 0.5, y1: 0.5, r1: 0, x2: 0.5, y2: 0.5, r2: 0.5, stops: {stops}}}"
    return disc(f"{GLOW}", filled=True, fill=alt.expr(fill), stroke=None)


def _ring() -> alt.Chart:
    return disc(
        f"{RING}",
        filled=False,
        stroke=alt.expr("ring_hues[datum.hue]"),
        strokeWidth=alt.expr("clamp(diameter * 0.05, 0.6, 2)"),
        opacity=0.7,
    )


def _links(strength: str, colour: str = OF_LINK) -> alt.Chart:
    return curve(
        BETWEEN,
        stroke=alt.expr(colour),
        strokeWidth=alt.expr("max(diameter * datum.broad, 1)"),
        opacity=alt.expr(strength),
    )


def _touched() -> alt.Chart:
    """Nothing to see: what a pointer finds of the links."""
    touched = curve(BETWEEN, stroke="transparent", strokeWidth=TOUCH)
    return touched.encode(tooltip=alt.Tooltip("said:N"))


def _shadows(look: Look) -> alt.Chart:
    """The drops stand on the water."""
    return disc(
        f"1.4 * {RADIUS}",
        filled=True,
        fill=radial(look.shade, "rgba(0,0,0,0)", start=0.4),
        yOffset=alt.expr("diameter * 0.1"),
    )


def _drops() -> alt.Chart:
    """People, in the hue of their circle."""
    width = alt.expr("clamp(diameter * 0.075, 0, 2.6)")
    return disc(f"{RADIUS}", filled=True, fill=alt.expr(HUE), stroke=alt.expr(EDGE), strokeWidth=width)


def _pickable(drops: alt.Chart) -> alt.Chart:
    """The drops, telling who they are to whoever points at them, and lit by a click."""
    drops.mark.cursor = "pointer"
    pick = alt.selection_point(name="pick", fields=["i", "nth"], toggle=False)
    return drops.transform_calculate(nth="nth").encode(tooltip=alt.Tooltip("name:N")).add_params(pick)


def _initials() -> alt.Chart:
    ink = alt.expr("hue_inks[datum.hue]")
    return label("initial", baseline="middle", fontSize=alt.expr("diameter * 0.5"), fontWeight=600, fill=ink)


def _names(look: Look, room: dict[str, str], *which: str) -> list[alt.Chart]:
    """Who it is, where there is room: first a little water, so that no link runs through it."""
    right, down = "sides[datum.to][0]", "sides[datum.to][1]"
    aslant = f"diameter * {RADIUS} * ({right} && {down} ? {ASLANT} : 1) + {GAP}"
    mark: dict[str, Any] = {
        "align": alt.expr(f"['right', 'center', 'left'][{right} + 1]"),
        "baseline": alt.expr(f"['bottom', 'middle', 'top'][{down} + 1]"),
        "dx": alt.expr(f"{right} * ({aslant})"),
        "dy": alt.expr(f"{down} * ({aslant})"),
        "fontSize": alt.expr(f"clamp(diameter * {GROWS}, {SIZE}, {LARGEST})"),
    }
    still = {"stroke": look.deep[0], "strokeWidth": 4, "strokeJoin": "round", "opacity": 0.85}
    both = [label("label", **mark, **still), label("label", **mark, fill=look.text)]
    return [
        rows("people", name, *which).transform_calculate(**room).transform_filter("diameter >= datum.from")
        for name in both
    ]


def _lit(look: Look) -> list[alt.Chart]:
    """A veil over everything, and above it the picked person, whom they were with, and their links."""
    return [
        sheet(fill=look.deep[1], opacity=alt.expr("focus < 0 ? 0 : 0.78")),
        rows("people", _glow(look), NEAR),
        rows("people", _ring(), NEAR),
        rows("links", _links("1", f"'{look.light}'"), THEIRS),
        rows("links", _touched(), THEIRS),
        rows("people", _drops(), NEAR),
        rows("people", _initials(), f"diameter > {INITIALS_FROM}", NEAR),
        rows(
            "people",
            disc(f"{RADIUS} + 0.14", filled=False, stroke=look.light, strokeWidth=3),
            "datum.i === focus",
        ),
        *_names(look, ROOM_LIT, NEAR),
    ]
