"""The marks of the strip of small ponds (`ripple.charts.pond.weekly_strip`): where and how they are."""

from __future__ import annotations

from typing import Any

import altair as alt

from ripple.charts.marks import values
from ripple.charts.pond.view import BY_KINDS, BY_STEPS
from ripple.charts.theme import STEPS, Look
from ripple.charts.water_rings import LIT

SIDE_BY_SIDE = 8  # small ponds at most; half of them in a row where it is narrow
NARROW = 700  # pixels
SHAPE = 0.8  # of a small pond: its height for its width
RINGS = ((1.0, 0.9), (0.5, 0.6))  # circles of each, in parts of its reach, and how strong
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
COLOUR = (
    f"datum.row.hue < 0 ? unnamed : colouring === '{BY_STEPS}'"
    f" ? steps[min(datum.row.generation, {len(STEPS) - 1})]"
    f" : colouring === '{BY_KINDS}' ? colours[datum.row.kind] : hues[datum.row.hue]"
)
EDGE = (
    f"rim ? rim : datum.row.hue < 0 ? rings_ink : colouring === '{BY_STEPS}'"
    f" ? step_lines[min(datum.row.generation, {len(STEPS) - 1})]"
    f" : colouring === '{BY_KINDS}' ? colour_lines[datum.row.kind] : hue_lines[datum.row.hue]"
)
LEFT = "(datum.place % columns) * side"
TOP = f"floor(datum.place / columns) * (deep + {WORDS})"
X, Y = f"{LEFT} + pond / 2 + {{0}} * diameter", f"{TOP} + deep / 2 - {{0}} * diameter"


def tiles(**mark: Any) -> alt.Chart:
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


def _drops(which: str, of: str = "acts") -> alt.Chart:
    """The drops, or the ripples ``of`` some reach, each in its own week's pond and in every later one, as
    ``place``.

    Vega-Lite refuses a point that nothing is encoded in, wherever its mark says it is.
    """
    chart: alt.Chart = (
        alt.Chart()
        .transform_filter(f"datum.row.{of}")
        .transform_calculate(places="sequence(max(datum.row.week, 0), length(data('weeks')))")
        .transform_flatten(["places"], as_=["place"])
        .transform_filter(which)
        .encode(**values(tooltip=None))
    )
    return chart


def _disc(radius: str, least: float) -> dict[str, Any]:
    """A disc of that many node diameters, wider where it stands for several acts."""
    size = f"4 * pow(max(diameter * {radius} * min(sqrt(datum.row.acts), 2.5), {least}), 2)"
    place = {"x": alt.expr(X.format("datum.row.x")), "y": alt.expr(Y.format("datum.row.y"))}
    return {"filled": True, "size": alt.expr(size), **place}


def glow(look: Look) -> alt.Chart:
    """Light in the water of each ripple."""
    inner, outer = (f"{LIT} + '{round(255 * part):02x}'" for part in look.glow)
    stops = f"[{{offset: 0, color: {inner}}}, {{offset: 1, color: {outer}}}]"
    fill = f"{{gradient: 'radial', x1: 0.5, y1: 0.5, r1: 0, x2: 0.5, y2: 0.5, r2: 0.5, stops: {stops}}}"
    return _water(1, filled=True, fill=alt.expr(fill), stroke=None)


def ring(part: float, strength: float) -> alt.Chart:
    """A circle at this part of how far each ripple reaches; brighter in a week in which it grew."""
    grew = f"{strength} * (datum.row.week === datum.place ? 1 : 0.5)"
    stroke = "(colouring ? rings_ink : ring_hues[datum.row.hue])"
    return _water(part, filled=False, stroke=alt.expr(stroke), strokeWidth=1, opacity=alt.expr(grew))


def _water(part: float, **mark: Any) -> alt.Chart:
    mark |= {"x": alt.expr(X.format("datum.row.x")), "y": alt.expr(Y.format("datum.row.y"))}
    mark["size"] = alt.expr(f"4 * pow(diameter * datum.row.reach * {part}, 2)")
    chart: alt.Chart = _drops("datum.place < datum.row.until", of="reach").mark_point(**mark)
    return chart


def before(look: Look) -> alt.Chart:
    """What came in earlier weeks."""
    chart: alt.Chart = _drops("datum.row.week < datum.place").mark_point(
        **_disc("0.4", 1.1), fill=look.link, opacity=0.35
    )
    return chart


def came() -> alt.Chart:
    """What came in its week."""
    chart: alt.Chart = _drops("datum.row.week === datum.place").mark_point(
        **_disc("0.62", 2.6),
        fill=alt.expr(COLOUR),
        stroke=alt.expr(EDGE),
        strokeWidth=0.8,
    )
    return chart


def links(look: Look) -> alt.Chart:
    """The ways to what came in its week."""
    chart: alt.Chart = (
        _drops("datum.row.week === datum.place")
        .mark_rule(stroke=look.light, strokeWidth=1.2)
        .encode(
            **values(
                x=alt.expr(X.format("datum.row.from_x")),
                y=alt.expr(Y.format("datum.row.from_y")),
                x2=alt.expr(X.format("datum.row.x")),
                y2=alt.expr(Y.format("datum.row.y")),
            )
        )
    )
    return chart


def words(field: str, below: int, look: Look, **mark: Any) -> alt.Chart:
    """What ``field`` says, so many pixels ``below`` each small pond."""
    place: dict[str, Any] = {"x": alt.expr(f"{LEFT} + pond / 2"), "y": alt.expr(f"{TOP} + deep + {below}")}
    chart: alt.Chart = (
        _weeks()
        .mark_text(**place, fontSize=12, fill=look.text, limit=alt.expr("pond"), **mark)
        .encode(alt.Text(f"{field}:N"))
    )
    return chart
