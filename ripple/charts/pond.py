"""The pond as an Altair chart: made once a theme, fed with two named datasets.

``acts`` has a row for every act (`ripple.charts.scene`), ``view`` one row about this look at it
(`ripple.charts.view`). All that changes while somebody looks is told as text, in the chart's
parameters, so that the chart itself stays and is sent once:

- ``player``: "now fade centre_x centre_y reach shown", or nothing for today's whole pond. While the
  pond is played the browser computes the rest from it, and nothing is asked of the server.
- ``lit``: "answered i beat path" of the act to light. A click lights its ripple at once, in the
  browser; the answer to it, known by ``answered``, overrules it. ``nth`` counts these answers.
- ``reading``: "since until by_steps" (`ripple.charts.view`), or nothing for all acts by their kinds.
- ``news``: what was shared since (`ripple.charts.news`).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from ripple.charts.look import COLOURS, INKS, PLAIN, SIGNS, STEP_INKS, STEPS, Look
from ripple.charts.marks import (
    SETTLED,
    THERE,
    YOUNG,
    Layer,
    acts,
    curve,
    disc,
    eased,
    label,
    radial,
    sheet,
    twice,
)
from ripple.charts.news import as_sent, gathered, heard
from ripple.charts.rows import UNNAMED
from ripple.charts.tips import tips
from ripple.charts.view import EVER
from ripple.charts.water import on_water, said_by_player, still_water
from ripple.language import gettext as _

BANDS = (1.95, 1.2)  # how far the water of an act reaches, in node diameters, from the outside in
RADIUS = "(datum.row.radius + datum.row.grow)"  # of a drop, in node diameters

# From how many pixels a diameter on signs and names are drawn. Broad strokes are what a browser takes
# longest for: from afar, discs alone make the same water. Each is a parameter, so that the rows are
# gone through again when one of these changes, and not with every step of a zoom.
SEEN = {"afar": "diameter < 9", "signs_seen": "diameter > 11", "names_seen": "diameter > 38"}
SHORE = "min(1.3, diameter * 0.12) / diameter"  # how broad the line around a water is
DROP, RING = "datum.row.ring < 0", "datum.row.ring >= 0"  # an act or a dot, and a ring of a disc
POOLED = f"(datum.row.root || afar) && {DROP}"
LINKED = f"!datum.row.root && {DROP}"
ARMED = f"{LINKED} && (!afar || datum.row.length > 2)"
SIGNED = "isDefined(signs[datum.row.kind])"
CAME = "datum.row.beat <= now"
# Costs nothing while nothing is lit. A path begins with the path of each act that led there.
LIT = (
    "focus.i >= 0 && (slice(datum.row.path, 0, length(focus.path)) === focus.path"
    " || slice(focus.path, 0, length(datum.row.path)) === datum.row.path)",
    CAME,
)
HELD = (
    "((shown === '*' || indexof(shown, ',' + datum.row.kind + ',') >= 0)"
    " && datum.row.at >= since && datum.row.at < until ? 1 : 0.1)"
)
PALE = 0.4  # of the water that a drop of many acts has around its core
STEP = f"min(datum.row.generation, {len(STEPS) - 1})"
COLOUR = f"by_steps && datum.row.kind !== '{UNNAMED}' ? steps[{STEP}] : colours[datum.row.kind]"
INK = f"by_steps ? step_inks[{STEP}] : inks[datum.row.kind]"

Spec = dict[str, Any]


@cache
def pond_spec(look: Look) -> Spec:
    """The chart of any pond in this look; its data come separately."""
    spec: Spec = pond_chart(look).to_dict()
    return spec


def pond_chart(look: Look) -> alt.LayerChart:
    """Water, shallows around the ripples, links, drops with their signs, and what is lit above."""
    layers = [
        as_sent(),
        *still_water(look, _("The water is still."), _("One kindness starts the first ripple.")),
        *_shallows(look),
        *twice(_rings(look), RING),
        *twice(_links(look.link), LINKED),
        acts(_clearing(look), "names_seen", DROP, CAME),
        acts(_shadows(look), "signs_seen", SETTLED, DROP),
        *_pickable(twice(_drops(look), DROP)),
        *twice(_signs(), "signs_seen", DROP, SIGNED),
        acts(_first_ring(look), YOUNG, DROP, "datum.row.beat > now - fade"),
        acts(_names(look.text, opacity=0.8), "names_seen", DROP, CAME),
        *_lit(look),
    ]
    chart = on_water(look, layers, _params(look))
    return gathered(chart, tip=tips(), named="datum.row.folded || datum.row.who", held=HELD)


def _params(look: Look) -> list[alt.Parameter]:
    """What the layers' expressions share besides the view, from the player's text and the view's row."""
    expressions = {
        "now": said_by_player(0, "1e9"),
        "fade": said_by_player(1, "1"),
        "shown": "player ? split(player, ' ')[5] : '*'",
        "since": "reading ? toNumber(split(reading, ' ')[0]) : 0",
        "until": f"reading ? toNumber(split(reading, ' ')[1]) : {EVER}",
        "by_steps": "split(reading, ' ')[2] === '1'",
        "clicked": "pick.i ? pick.i[0] : -1",
        "nothing": "{i: -1, path: '', beat: 0}",
        "there": "clicked < 0 ? nothing : {i: clicked, path: pick.path[0], beat: pick.beat[0]}",
        "said": f"lit ? {{answered: {_lit_part(0)}, i: {_lit_part(1)}, beat: {_lit_part(2)}, "
        "path: split(lit, ' ')[3]} : view",
        "chosen": "clicked === said.answered ? said : there",
        **SEEN,
        "shore": SHORE,
        # While the past is played, nothing is lit (and so nothing dimmed) before its act has come.
        "focus": "chosen.i >= 0 && chosen.beat > now ? nothing : chosen",
    }
    signs: dict[str, dict[Any, str]] = {
        "colours": {**COLOURS, "": PLAIN, UNNAMED: look.shallows[1]},
        "signs": SIGNS,
        "inks": INKS,
    }
    return [
        *(heard(name) for name in ("lit", "nth", "reading")),
        alt.param("steps", value=STEPS),
        alt.param("step_inks", value=STEP_INKS),
        *(
            alt.param(name, value={str(kind): sign for kind, sign in of.items()})
            for name, of in signs.items()
        ),
        *(alt.param(name, expr=expr) for name, expr in expressions.items()),
    ]


def _lit_part(place: int) -> str:
    return f"toNumber(split(lit, ' ')[{place}])"


def _shallows(look: Look) -> list[alt.Chart]:
    """Bands of water around every ripple, in its shape.

    Each is laid twice, wider in the colour of its shore and then in its own: what overlaps becomes
    one water with one line around it.
    """
    layers = []
    for radius, shallow, shore in zip(BANDS, look.shallows, look.shores, strict=True):
        lined = "true" if radius == max(BANDS) else "!afar"
        for reach, colour, seen in ((f"{radius} + shore", shore, lined), (f"{radius}", shallow, "true")):
            layers += twice(_pool(reach, colour), POOLED, seen)
            layers += twice(_arm(reach, colour), ARMED, seen)
    return layers


def _pool(radius: str, colour: str) -> Layer:
    return lambda come: disc(
        f"({radius} + datum.row.spread * {come.grown}) * {come.way}", filled=True, fill=colour
    )


def _arm(radius: str, colour: str) -> Layer:
    width = f"2 * diameter * ({radius})"
    return lambda come: curve(come, "M-1,0L1,0", stroke=colour, strokeWidth=alt.expr(f"{width} * {come.way}"))


def _rings(look: Look) -> Layer:
    """A folded ripple: a ring for each generation, so broad that its area is its acts."""
    mark: dict[str, Any] = {
        "fill": alt.expr(f"datum.row.ring % 2 ? '{look.shores[0]}' : '{look.shallows[1]}'"),
        "stroke": look.link,
        "strokeWidth": alt.expr("clamp(diameter * 0.1, 0.2, 1.2)"),
        "opacity": alt.expr("datum.held"),
        "cursor": "pointer",
    }
    return lambda come: disc(
        f"datum.row.grow * {come.grown}", filled=True, tooltip=alt.expr("datum.tip"), **mark
    )


def _links(colour: str, held: str = "datum.held") -> Layer:
    """Links as they came: unbroken when passed on, dashes after reading, dots from a card."""
    dash = "(datum.row.how === 'reading' ? [0.28, 0.24] : datum.row.how === 'card' ? [0.01, 0.22] : [1, 0])"
    width = "clamp(diameter * 0.09, 0.7, 3.4) * (datum.row.how === 'card' ? 1.7 : 1)"
    mark: dict[str, Any] = {
        "stroke": colour,
        "strokeWidth": alt.expr(width),
        "strokeDash": alt.expr(f"[diameter * {dash}[0], diameter * {dash}[1]]"),
        "opacity": alt.expr(held),
    }
    return lambda come: curve(come, **mark)


def _shadows(look: Look) -> alt.Chart:
    """The drops stand on the water."""
    return disc(
        f"1.4 * {RADIUS}",
        filled=True,
        fill=radial(look.shade, "rgba(0,0,0,0)", start=0.4),
        yOffset=alt.expr("diameter * 0.1"),
        opacity=alt.expr("datum.held"),
    )


def _drops(look: Look, held: str = "datum.held") -> Layer:
    """Acts in the colour of their kind; where the words are not shown, water.

    A drop that stands for many has a pale half around its core, so that a pond of nothing but these
    still looks like water.
    """
    radius = "(datum.row.radius + datum.row.grow * {0.grown})"
    mark: dict[str, Any] = {
        "fill": alt.expr(COLOUR),
        "stroke": alt.expr(f"datum.row.grow ? ({COLOUR}) : '{look.rim}'"),
        "strokeOpacity": alt.expr(f"datum.row.grow ? {PALE} : 1"),
        "opacity": alt.expr(held),
    }
    return lambda come: disc(
        f"{radius.format(come)} * {come.drop} * (datum.row.grow ? 0.55 : 1)",
        filled=True,
        strokeWidth=alt.expr(
            f"datum.row.grow ? 0.9 * diameter * {radius.format(come)} : clamp(diameter * 0.075, 0, 2.6)"
        ),
        **mark,
    )


def _pickable(drops: list[alt.Chart]) -> list[alt.Chart]:
    """The drops, telling what they are to whoever points at them, and lit by a click.

    With ``nth`` a click is another one than that before, when something else was lit since.
    """
    pick = alt.selection_point(name="pick", fields=["i", "path", "beat", "nth"], toggle=False)
    settled, young = drops
    settled.mark.cursor = "pointer"
    settled.mark.tooltip = alt.expr("datum.tip")
    told = {name: f"datum.row.{name}" for name in ("i", "path", "beat")}
    return [settled.transform_calculate(nth="nth", **told).add_params(pick), young]


def _signs(held: str = "datum.held") -> Layer:
    """The sign of each kind, so that colour is not the only way to tell."""
    mark: dict[str, Any] = {
        "shape": alt.expr("signs[datum.row.kind]"),
        "fill": alt.expr(INK),
        "opacity": alt.expr(held),
    }
    return lambda come: disc(f"0.52 * datum.row.radius * {come.drop}", filled=True, **mark)


def _first_ring(look: Look) -> alt.Chart:
    """The ring that a new drop sends out."""
    fading = f"({eased(0.25, 0.15)}) * (1 - clamp(((now - datum.row.beat) / fade - 0.3) / 0.65, 0, 1))"
    return disc(
        f"0.5 + 2.4 * ({eased(0.3, 0.7)})",
        filled=False,
        stroke=look.light,
        strokeWidth=alt.expr("clamp(diameter * 0.07, 1, 2.4)"),
        opacity=alt.expr(fading),
    )


def _lit(look: Look) -> list[alt.Chart]:
    """A veil over everything, and above it the picked act, what led to it and what grew from it."""
    held = "1"
    layers = [sheet(fill=look.deep[1], opacity=alt.expr("focus.i < 0 ? 0 : 0.78"))]
    for reach, colour in ((f"{BANDS[1]} + shore", look.light), (f"{BANDS[1]}", look.shallows[1])):
        layers.append(acts(_pool(reach, colour)(THERE), *LIT, "datum.row.root", DROP))
        layers.append(acts(_arm(reach, colour)(THERE), *LIT, LINKED))
    around = disc(f"{RADIUS} + 0.2", filled=False, stroke=look.light, strokeWidth=3)
    return [
        *layers,
        acts(_rings(look)(THERE), *LIT, RING),
        acts(_links(look.light, held)(THERE), *LIT, LINKED),
        acts(_clearing(look), "names_seen", *LIT, DROP),
        acts(_drops(look, held)(THERE), *LIT, DROP),
        acts(_signs(held)(THERE), "signs_seen", *LIT, DROP, SIGNED),
        acts(around, "datum.row.i === focus.i", DROP),
        acts(_names(look.text, opacity=0.8), "names_seen", *LIT, DROP),
    ]


def _clearing(look: Look) -> alt.Chart:
    """Water around the names: no link strikes one through."""
    return _names(look.shallows[1], stroke=look.shallows[1], strokeWidth=5, strokeJoin="round")


def _names(colour: str, **ink: Any) -> alt.Chart:
    """Who told it, where there is room: on the side that the link to the parent does not leave from."""
    above = "datum.row.y > datum.row.mid_y"
    away = f"diameter * ({RADIUS} + (datum.row.i === focus.i ? 0.22 : 0)) + 4"
    side: dict[str, Any] = {
        "baseline": alt.expr(f"{above} ? 'bottom' : 'top'"),
        "dy": alt.expr(f"{above} ? -({away}) : {away}"),
    }
    return label("named", **side, limit=alt.expr("diameter * 1.35"), fontSize=12, fill=colour, **ink)
