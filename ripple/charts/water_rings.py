"""The water of ripples: a glow around each start, and a ring for every step that was reached."""

from __future__ import annotations

from typing import Any

import altair as alt

from ripple.charts.marks import THERE, Come, acts, disc, eased
from ripple.charts.pond.rows import FADES
from ripple.charts.theme import Look
from ripple.network.rings import STEP

WATERS = "datum.row.wide > 0"  # what has water: starts, whole ripples and drops that stand for many
RINGS = "(colouring ? rings_ink : ring_hues[datum.row.hue])"  # and of its rings
LINE = "(colouring ? rings_ink : hue_lines[datum.row.hue])"  # of the ways from act to act
LIT = "(colouring ? plainly_lit : lit_hues[datum.row.hue])"  # of the water that glows

EAST, NORTH = "datum.ring.east", "datum.ring.north"
CREST = ((0, "ff"), (0.5, "ff"), (0.8, "55"), (1, "1f"))  # how much of a ring is seen, from its acts on
SHARP = 1.4  # how soon that fades, the sooner the more the acts stand to one side
SIDED = 0.5 / SHARP  # from so much on; where they stand less so, no part of the ring is so far from them
STILL = "datum.row.grown <= now - fade"
GROWING = "datum.row.grown > now - fade && datum.row.beat <= now"
# How far a ripple has grown, from its first beat to that of its outermost ring.
SPREAD = "clamp((now - datum.row.beat) / max(datum.row.grown - datum.row.beat, fade), 0, 1)"


def glows(look: Look, *which: str, held: str = "datum.held") -> list[alt.Chart]:
    """Light in the water around each start. It dissolves beyond the outermost ring: no ripple ends there."""
    return [
        acts(_glow(look, "datum.row.wide", held), WATERS, STILL, *which),
        acts(_glow(look, f"datum.row.wide * (0.2 + 0.8 * {SPREAD})", held), WATERS, GROWING, *which),
    ]


def _glow(look: Look, wide: str, held: str) -> alt.Chart:
    inner, outer = (f"{LIT} + '{round(255 * part):02x}'" for part in look.glow)
    stops = (
        f"[{{offset: 0, color: {inner}}}, {{offset: 1 - {FADES} / datum.row.wide, color: {outer}}},"
        f" {{offset: 1, color: {LIT} + '00'}}]"
    )
    fill = f"{{gradient: 'radial', x1: 0.5, y1: 0.5, r1: 0, x2: 0.5, y2: 0.5, r2: 0.5, stops: {stops}}}"
    return disc(wide, filled=True, fill=alt.expr(fill), stroke=None, opacity=alt.expr(held))


def rings(*which: str, held: str = "datum.held") -> list[alt.Chart]:
    """A circle for each step that a ripple has reached; a new one comes from the one before."""
    coming = Come(drop=eased(0, 0.8).replace("datum.row.beat", "datum.ring.beat"))
    return [
        _circles(THERE, held, "datum.ring.beat <= now - fade", *which),
        _circles(coming, held, "datum.ring.beat > now - fade && datum.ring.beat <= now", *which),
    ]


def _crest() -> str:
    """The colour of a ring: whole where its acts are, and ever fainter as it runs on to where none is.

    So a stranger that it runs by does not stand on a line. Where the acts are about all around, all of it is
    whole, and has a plain colour: a browser takes three times as long for a gradient.
    From a point outwards: a gradient along a line Vega paints apart for each mark, and then at a wrong place.
    """
    lean = f"sqrt(pow({EAST}, 2) + pow({NORTH}, 2))"
    right, down = f"(tall ? {NORTH} : {EAST}) / {lean}", f"(tall ? -{EAST} : -{NORTH}) / {lean}"
    middle = ", ".join(f"x{end}: 0.5 + 0.5 * {right}, y{end}: 0.5 + 0.5 * {down}" for end in (1, 2))
    stops = ", ".join(f"{{offset: {at}, color: {RINGS} + '{seen}'}}" for at, seen in CREST)
    fading = f"{{gradient: 'radial', {middle}, r1: 0, r2: 1 / min(1, {SHARP} * {lean}), stops: [{stops}]}}"
    return f"{lean} > {SIDED} ? {fading} : {RINGS}"


def _circles(come: Come, held: str, when: str, *which: str) -> alt.Chart:
    mark: dict[str, Any] = {
        "filled": False,
        "stroke": alt.expr(_crest()),
        "strokeWidth": alt.expr("clamp(diameter * 0.06, 0.6, 2)"),
        "opacity": alt.expr(f"datum.ring.strength * ({come.drop}) * {held}"),
    }
    circle = disc(f"datum.ring.radius - {STEP} * (1 - ({come.drop}))", **mark)
    each: alt.Chart = acts(circle, WATERS, *which)
    each = each.transform_calculate(each="split(datum.row.rings, ';')").transform_flatten(["each"])
    each = each.transform_calculate(told="split(datum.each, ' ')").transform_calculate(
        ring="{radius: toNumber(datum.told[0]), beat: toNumber(datum.told[1]),"
        " strength: toNumber(datum.told[2]), east: toNumber(datum.told[3]), north: toNumber(datum.told[4])}"
    )
    return acts(each, when)
