"""The people of a group as an Altair chart: made once a theme, fed with three named datasets.

``people`` and ``links`` have the rows of a `ripple.charts.people.scene.Circle`, ``view`` one row about
this look at it. Nobody is larger than anybody; how broad a link is tells how often two were kind.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt

from ripple.charts import marks
from ripple.charts.marks import THERE, radial, rows, sheet
from ripple.charts.people.scene import BROADEST, GAP, LETTER, RADIUS, TALL, Circle
from ripple.charts.pond.scene import Columns
from ripple.charts.theme import INK, TINTS, Look
from ripple.charts.water import on_water, still_water
from ripple.language import by_language
from ripple.language import gettext as _

BANDS = (1.9, 1.1)  # how far the water around a person reaches, in node diameters, from the outside in
SHORE = "min(1.3, diameter * 0.12) / diameter"
INITIALS_FROM = 16  # pixels a diameter must have before initials are drawn
TOUCH = 14  # pixels around a link's line that still point at it

NEAR = "indexof(datum.near, ',' + focus + ':') >= 0"
THEIRS = "datum.a === focus || datum.b === focus"
NAMED = "diameter >= datum.named_from"
LIT_ROOM = "split(split(split(datum.near, ',' + focus + ':')[1], ',')[0], ':')"  # as `scene.py` says it
NAMED_LIT = "datum.i === focus || diameter >= toNumber(datum.room[0])"
# Where somebody is, and half of what their name takes, in pixels: no name runs over the rim.
AT = "(width / 2 + (datum.x - centre_x) * diameter)"
HALF = f"(min({BROADEST}, {LETTER} * length(datum.name) + 4) / 2 + {GAP})"

disc, curve, label = (partial(shape, of="datum") for shape in (marks.disc, marks.curve, marks.label))

Spec = dict[str, Any]


@by_language
def people_spec(look: Look) -> Spec:
    """The chart of any group's people in this look; its data come separately."""
    spec: Spec = people_chart(look).to_dict()
    return spec


def view_of(circle: Circle, picked: int | None = None, answered: int | None = None, nth: int = 0) -> Columns:
    """The chart's ``view``: who is lit, and the last click that this takes account of.

    A click lights somebody at once, in the browser, and the answer from the server overrules it. ``nth``
    counts what was lit by other ways than by a click: after it every click is a new one.
    """
    view = {
        "drops": len(circle.people["i"]),
        "wide": circle.reach,
        "high": circle.reach,
        "picked": -1 if picked is None else picked,
        "answered": -1 if answered is None else answered,
        "nth": nth,
    }
    return {name: [value] for name, value in view.items()}


def people_chart(look: Look) -> alt.LayerChart:
    """Water around the people, their links, themselves with their names, and who is lit above."""
    layers = [
        *still_water(look, _("No names are here yet."), _("One kindness brings two together.")),
        *(layer for band in zip(BANDS, look.shallows, look.shores, strict=True) for layer in _pool(*band)),
        rows("links", _links(look.link, 0.7), "datum.drawn"),
        rows("links", _touched(), "datum.drawn"),
        rows("people", _shadows(look)),
        _pickable(rows("people", _drops(look))),
        rows("people", _initials(), f"diameter > {INITIALS_FROM}"),
        *(rows("people", name, NAMED, f"!({NEAR})") for name in _names(look)),
        *_lit(look),
    ]
    expressions = {
        "clicked": "pick.i && isValid(pick.i[0]) ? pick.i[0] : -1",
        "nth": "view.nth",
        "clicked_nth": "pick.nth ? pick.nth[0] : -1",
        "focus": "clicked === view.answered || clicked_nth !== nth ? view.picked : clicked",
    }
    params = [alt.param(name, expr=expr) for name, expr in expressions.items()]
    return on_water(look, layers, [alt.param("tints", value=list(TINTS)), *params])


def _pool(radius: float, shallow: str, shore: str) -> list[alt.Chart]:
    """The water around everybody; what overlaps becomes one, with one shore."""
    laid = ((f"{radius} + {SHORE}", shore), (f"{radius}", shallow))
    return [rows("people", disc(reach, filled=True, fill=fill)) for reach, fill in laid]


def _links(colour: str, opacity: float) -> alt.Chart:
    return curve(
        THERE,
        stroke=colour,
        strokeWidth=alt.expr("max(diameter * datum.broad, 1)"),
        opacity=opacity,
    )


def _touched() -> alt.Chart:
    """Nothing to see: what a pointer finds of the links."""
    touched = curve(THERE, stroke="transparent", strokeWidth=TOUCH)
    return touched.encode(tooltip=alt.Tooltip("said:N"))


def _shadows(look: Look) -> alt.Chart:
    """The drops stand on the water."""
    return disc(
        f"1.4 * {RADIUS}",
        filled=True,
        fill=radial(look.shade, "rgba(0,0,0,0)", start=0.4),
        yOffset=alt.expr("diameter * 0.1"),
    )


def _drops(look: Look) -> alt.Chart:
    """People, told apart by a warm tint that means nothing else."""
    width = alt.expr("clamp(diameter * 0.075, 0, 2.6)")
    tint = alt.expr(f"tints[datum.i % {len(TINTS)}]")
    return disc(f"{RADIUS}", filled=True, fill=tint, stroke=look.rim, strokeWidth=width)


def _pickable(drops: alt.Chart) -> alt.Chart:
    """The drops, telling who they are to whoever points at them, and lit by a click."""
    drops.mark.cursor = "pointer"
    pick = alt.selection_point(name="pick", fields=["i", "nth"], toggle=False)
    return drops.transform_calculate(nth="nth").encode(tooltip=alt.Tooltip("name:N")).add_params(pick)


def _initials() -> alt.Chart:
    return label("initial", baseline="middle", fontSize=alt.expr("diameter * 0.55"), fontWeight=600, fill=INK)


def _names(look: Look, side: str = "datum.side") -> list[alt.Chart]:
    """Who it is, where there is room: first a little water, so that no link runs through it."""
    mark: dict[str, Any] = {
        "baseline": "middle",
        "dx": alt.expr(f"{AT} < 0 || {AT} > width ? 0 : clamp(0, {HALF} - {AT}, width - {HALF} - {AT})"),
        "dy": alt.expr(f"{side} * (diameter * {RADIUS} + {GAP + TALL / 2})"),
        "limit": BROADEST,
        "fontSize": 12.5,
    }
    still = {"stroke": look.shallows[1], "strokeWidth": 5, "strokeJoin": "round", "opacity": 0.95}
    return [label("name", **mark, **still), label("name", **mark, fill=look.text)]


def _lit(look: Look) -> list[alt.Chart]:
    """A veil over everything, and above it the picked person, whom they were with, and their links."""
    around = ((f"{BANDS[1]} + {SHORE}", look.light), (f"{BANDS[1]}", look.shallows[1]))
    return [
        sheet(fill=look.deep[1], opacity=alt.expr("focus < 0 ? 0 : 0.78")),
        *(rows("people", disc(reach, filled=True, fill=fill), NEAR) for reach, fill in around),
        rows("links", _links(look.light, 1), THEIRS),
        rows("links", _touched(), THEIRS),
        rows("people", _drops(look), NEAR),
        rows("people", _initials(), f"diameter > {INITIALS_FROM}", NEAR),
        rows(
            "people",
            disc(f"{RADIUS} + 0.14", filled=False, stroke=look.light, strokeWidth=3),
            "datum.i === focus",
        ),
        *(
            rows("people", name, NEAR).transform_calculate(room=LIT_ROOM).transform_filter(NAMED_LIT)
            for name in _names(look, side="toNumber(datum.room[1])")
        ),
    ]
