"""The pond as an Altair chart: made once a theme, fed with two named datasets.

``acts`` has a row for every act (`ripple.charts.pond.scene`), ``view`` one row about this look at it
(`ripple.charts.pond.view`). All that changes while somebody looks is told as text, in the chart's
parameters, so that the chart itself stays and is sent once:

- ``player``: "now fade centre_x centre_y wide high shown", or nothing for today's whole pond. While the
  pond is played the browser computes the rest from it, and nothing is asked of the server.
- ``lit``: "answered i beat path" of the act to light. A click lights its ripple at once, in the
  browser; the answer to it, known by ``answered``, overrules it. ``nth`` counts these answers, so that
  every ``click`` is told from the one before: "i,nth".
- ``reading``: "since until colours" (`ripple.charts.pond.view`), or nothing for all acts by their ripples.
- ``lights``: how many steps from its start a ripple is lit while light runs through it; or nothing.
- ``news``: what was shared since (`ripple.charts.pond.news`).
"""

from __future__ import annotations

from typing import Any

import altair as alt

from ripple.charts.labels import ASLANT, GAP, GROWS, LARGEST, SIDES, SIZE
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
from ripple.charts.pond.news import as_sent, gathered, heard, news_heard
from ripple.charts.pond.rows import UNNAMED
from ripple.charts.pond.tooltips import tips
from ripple.charts.pond.view import BY_KINDS, BY_STEPS, EVER
from ripple.charts.spec import spec_of
from ripple.charts.theme import INKS, SIGNS, STEP_INKS, STEPS, Look
from ripple.charts.water import on_water, said_by_player, still_water
from ripple.charts.water_rings import LINE, glows, rings
from ripple.language import by_language
from ripple.language import gettext as _
from ripple.network.rings import STEP as A_STEP

RADIUS = "(datum.row.radius + datum.row.grow)"  # of a drop, in node diameters

# From how many pixels a diameter on signs are drawn: a parameter, so that the rows are gone through again
# when it changes, and not with every step of a zoom.
SEEN = {"signs_seen": "diameter > 13"}
TALL = "height > width"  # then x and y of the pond are exchanged: it fills a portrait picture too
LINKED = "!datum.row.root"
NAMED = "datum.row.label"
SIGNED = "isDefined(signs[datum.row.kind])"
CAME = "datum.row.beat <= now"
THERE_TO_NAME = "datum.row.beat <= now - 0.4 * fade"  # no name stands where no drop is yet
# Costs nothing while nothing is lit. A path begins with the path of each act that led there.
LIT = (
    "focus.i >= 0 && (indexof(datum.row.path, focus.path) === 0"
    " || indexof(focus.path, datum.row.path) === 0)",
    CAME,
)
# Light runs from the start outwards: how far it has come, in steps, is told while it runs.
LIGHTS = "clamp(front - datum.row.generation, 0, 1)"
HELD = (
    "((shown === '*' || indexof(shown, ',' + datum.row.kind + ',') >= 0)"
    " && datum.row.at >= since && datum.row.at < until ? 1 : 0.1)"
)
PALE = 0.35  # of the water that a drop of many acts has around its core
LONG = 3.0  # from this length on, in node diameters, a link is ever thinner
STEP = f"min(datum.row.generation, {len(STEPS) - 1})"
COLOUR = (
    f"datum.row.kind === '{UNNAMED}' ? unnamed : colouring === '{BY_STEPS}' ? steps[{STEP}]"
    f" : colouring === '{BY_KINDS}' ? colours[datum.row.kind] : hues[datum.row.hue]"
)
# The shade of it that is seen on all water: around a drop by day, and of the core of what stands for many.
EDGE = (
    f"colouring === '{BY_STEPS}' ? step_lines[{STEP}]"
    f" : colouring === '{BY_KINDS}' && datum.row.kind !== '{UNNAMED}' ? colour_lines[datum.row.kind]"
    " : hue_lines[datum.row.hue]"
)
INK = (
    f"colouring === '{BY_STEPS}' ? step_inks[{STEP}]"
    f" : colouring === '{BY_KINDS}' ? inks[datum.row.kind] : hue_inks[datum.row.hue]"
)

Spec = dict[str, Any]


@by_language
def pond_spec(look: Look) -> Spec:
    """The chart of any pond in this look; its data come separately."""
    return spec_of(lambda: pond_chart(look))


def pond_chart(look: Look) -> alt.LayerChart:
    """Water that glows around the starts, rings, links, drops with their signs, and what is lit above."""
    layers = [
        as_sent(),
        *still_water(look, _("The water is still."), _("One kindness starts the first ripple.")),
        *glows(look),
        *rings(),
        *twice(_links(LINE), LINKED),
        acts(_shadows(look), "signs_seen", SETTLED),
        *_pickable(twice(_drops())),
        *twice(_signs(), "signs_seen", SIGNED),
        acts(_first_ring(look), YOUNG, "datum.row.beat > now - fade"),
        _named(look),
        *_lit(look),
    ]
    chart = on_water(look, layers, [*_params(look), *news_heard()], tall=TALL)
    return gathered(chart, tip=tips(), label=NAMED, held=HELD)


def _params(look: Look) -> list[alt.Parameter]:
    """What the layers' expressions share besides the view, from the player's text and the view's row."""
    expressions = {
        "now": said_by_player(0, "1e9"),
        "fade": said_by_player(1, "1"),
        "shown": "player ? split(player, ' ')[6] : '*'",
        "since": "reading ? toNumber(split(reading, ' ')[0]) : 0",
        "until": f"reading ? toNumber(split(reading, ' ')[1]) : {EVER}",
        "colouring": "reading ? split(reading, ' ')[2] : ''",
        "front": "lights ? toNumber(lights) : 1e9",
        "clicked": "pick.i ? pick.i[0] : -1",
        "click": "pick.i ? pick.i[0] + ',' + pick.nth[0] : ''",
        "nothing": "{i: -1, path: '', beat: 0}",
        "there": "clicked < 0 ? nothing : {i: clicked, path: pick.path[0], beat: pick.beat[0]}",
        "answered": "lit ? split(lit, ' ')[0] : ''",
        "said": f"lit ? {{i: {_lit_part(1)}, beat: {_lit_part(2)}, path: split(lit, ' ')[3]}} : view",
        "chosen": "click === answered ? said : there",
        **SEEN,
        # While the past is played, nothing is lit (and so nothing dimmed) before its act has come.
        "focus": "chosen.i >= 0 && chosen.beat > now ? nothing : chosen",
    }
    values: dict[str, Any] = {
        **look.palette(),
        "step_inks": STEP_INKS,
        "inks": {str(kind): ink for kind, ink in INKS.items()},
        "signs": {str(kind): sign for kind, sign in SIGNS.items()},
        "sides": SIDES,
    }
    return [
        *(heard(name) for name in ("lit", "nth", "reading", "lights")),
        *(alt.param(name, value=value) for name, value in values.items()),
        *(alt.param(name, expr=expr) for name, expr in expressions.items()),
    ]


def _lit_part(place: int) -> str:
    return f"toNumber(split(lit, ' ')[{place}])"


def _links(colour: str, held: str = "datum.held") -> Layer:
    """Links as they came: unbroken when passed on, dashes after reading, dots from a card."""
    dash = "(datum.row.how === 'reading' ? [0.28, 0.24] : datum.row.how === 'card' ? [0.01, 0.22] : [1, 0])"
    thin = f"min(1, {LONG} / datum.row.length)"
    width = f"clamp(diameter * 0.085, 0.7, 3) * max(0.35, {thin}) * (datum.row.how === 'card' ? 1.7 : 1)"
    mark: dict[str, Any] = {
        "stroke": alt.expr(colour),
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
        yOffset=alt.expr("diameter * 0.08"),
        opacity=alt.expr("datum.held"),
    )


def _drops(held: str = "datum.held") -> Layer:
    """Acts in the hue of their ripple; where the words are not shown, water.

    A drop that stands for many has a pale half around its core, so that a pond of nothing but these
    still looks like water.
    """
    radius = "(datum.row.radius + datum.row.grow * {0.grown})"
    mark: dict[str, Any] = {
        "fill": alt.expr(f"datum.row.grow ? ({EDGE}) : ({COLOUR})"),
        "stroke": alt.expr(f"datum.row.grow || !rim ? ({EDGE}) : rim"),
        "strokeOpacity": alt.expr(f"datum.row.grow ? {PALE} : 1"),
        "opacity": alt.expr(held),
    }
    return lambda come: disc(
        f"{radius.format(come)} * {come.drop} * (datum.row.grow ? 0.55 : 1)",
        filled=True,
        strokeWidth=alt.expr(
            f"datum.row.grow ? 0.9 * diameter * {radius.format(come)} : clamp(diameter * 0.07, 0, 2.4)"
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
    """The sign of each kind, so that colour need not tell it."""
    mark: dict[str, Any] = {
        "shape": alt.expr("signs[datum.row.kind]"),
        "fill": alt.expr(INK),
        "opacity": alt.expr(held),
    }
    return lambda come: disc(f"0.55 * datum.row.radius * {come.drop}", filled=True, **mark)


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


def _lit(look: Look) -> list[alt.Chart | alt.LayerChart]:
    """A veil over everything, and above it the picked act, what led to it and what grew from it.

    Which acts these are is found once for all of its layers: a click would take as often as long.
    """
    around = disc(f"{RADIUS} + 0.2", filled=False, stroke=look.light, strokeWidth=3)
    layers = [
        *glows(look, held="1"),
        *rings(held=f"clamp(front - datum.ring.radius / {A_STEP} + 0.5, 0, 1)"),
        acts(_links(f"'{look.light}'", LIGHTS)(THERE), LINKED),
        acts(_clearing(look, picked=True), NAMED),
        _drops(LIGHTS)(THERE),
        acts(_signs(LIGHTS)(THERE), "signs_seen", SIGNED),
        acts(around, "datum.row.i === focus.i"),
        acts(_names(look.text, f"{LIGHTS} *", picked=True), NAMED),
    ]
    lit = alt.LayerChart(layer=layers, transform=[{"filter": each} for each in LIT])
    return [sheet(fill=look.deep[1], opacity=alt.expr("focus.i < 0 ? 0 : 0.72")), lit]


def _named(look: Look) -> alt.LayerChart:
    """The words beside all drops but the picked one, whose words stand above the veil.

    Which one that is, is asked in a filter alone: in what is drawn, a click would place all words anew.
    """
    which = (NAMED, THERE_TO_NAME, "datum.row.i !== focus.i")
    layers = [_clearing(look), _names(look.text)]
    named: alt.LayerChart = alt.LayerChart(layer=layers, transform=[{"filter": each} for each in which])
    return named


def _clearing(look: Look, picked: bool = False) -> alt.Chart:
    """A little water around the words: no ring strikes them through."""
    return _names(look.deep[0], "0.7 *", picked, stroke=look.deep[0], strokeWidth=3, strokeJoin="round")


def _names(colour: str, held: str = "datum.held *", picked: bool = False, **ink: Any) -> alt.Chart:
    """A name, or how the words begin, beside each drop, where there is room (`ripple.charts.labels`); where
    one of them may be ``picked``, beside that in any case."""
    right, down = "sides[datum.row.side][0]", "sides[datum.row.side][1]"
    it = "datum.row.i === focus.i" if picked else "false"
    reach = f"(diameter * ({RADIUS} + max(sides[datum.row.side][2], {it} ? 0.22 : 0)))"
    aslant = f"{reach} * ({right} && {down} ? {ASLANT} : 1) + {GAP}"
    place: dict[str, Any] = {
        "align": alt.expr(f"['right', 'center', 'left'][{right} + 1]"),
        "baseline": alt.expr(f"['bottom', 'middle', 'top'][{down} + 1]"),
        "dx": alt.expr(f"{right} * ({aslant})"),
        "dy": alt.expr(f"{down} * ({aslant})"),
    }
    seen = f"(diameter >= datum.row.near || {it} ? 0.92 : 0)"
    size = alt.expr(f"clamp(diameter * {GROWS}, {SIZE}, {LARGEST})")
    return label("label", **place, fontSize=size, fill=colour, opacity=alt.expr(f"{held} {seen}"), **ink)
