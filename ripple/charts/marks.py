"""The few shapes that pictures on water are made of, and how they follow the view and time.

Expressions here and in the charts know: ``diameter``, a node's diameter in pixels; ``left`` and ``top``,
where on the screen the pond's middle is; ``tall``, whether x and y are exchanged there; ``now`` and ``fade``
in beats.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt

CORNER = 20  # pixels
ROW = "datum.row"  # what the pond's expressions know of an act or a fold: see `ripple.charts.pond.rows`
VALUES: dict[str, Any] = {
    "x": alt.XValue,
    "y": alt.YValue,
    "x2": alt.X2Value,
    "y2": alt.Y2Value,
    "tooltip": alt.TooltipValue,
}
CURVE = "M-1,0Q0,-0.1,1,0"  # a link, from -1 to 1 along its length

SETTLED = "datum.row.till <= now - fade"
YOUNG = "datum.row.till > now - fade && datum.row.beat <= now"
# How much of a fold has come: its area grows evenly from its first act to its last.
GROWN = (
    "datum.row.till > datum.row.beat"
    " ? sqrt(clamp((now - datum.row.beat) / (datum.row.till - datum.row.beat), 0, 1)) : 1"
)


@dataclass(frozen=True)
class Come:
    """How far an act has come: expressions from 0 to 1 for the ``way`` to it, for its ``drop`` and for
    what of a fold has ``grown``, and for the middle of the way so far where it is not the whole way's."""

    way: str = "1"
    drop: str = "1"
    grown: str = "1"
    x: str | None = None
    y: str | None = None


THERE = Come()
COMING = Come("datum.way", "datum.drop", "datum.grown", "datum.come_x", "datum.come_y")
Layer = Callable[[Come], alt.Chart]


def acts(layer: alt.Chart, *which: str) -> alt.Chart:
    """``layer`` for those of the chart's rows for which all conditions hold."""
    for condition in which:
        layer = layer.transform_filter(condition)
    return layer


def twice(layer: Layer, *which: str) -> list[alt.Chart]:
    """``layer`` for settled acts, whose marks stay as they are, and for young ones, which ease in.

    In one layer, each frame would work on every act. The way from the parent comes first, then
    the act itself lands.
    """
    young = (
        acts(layer(COMING), YOUNG)
        .transform_calculate(way=eased(0, 0.6), drop=eased(0.25, 0.4), grown=GROWN)
        .transform_calculate(
            come_x="datum.row.mid_x + (1 - datum.way) * (datum.row.mid_x - datum.row.x)",
            come_y="datum.row.mid_y + (1 - datum.way) * (datum.row.mid_y - datum.row.y)",
        )
    )
    for condition in which:
        young = young.transform_filter(condition)
    return [acts(layer(THERE), SETTLED, *which), young]


def eased(start: float, length: float) -> str:
    """From 0 at ``start`` of an act's coming to 1 after ``length`` more: quick first, then gentle."""
    return f"1 - pow(1 - clamp(((now - datum.row.beat) / fade - {start}) / {length}, 0, 1), 3)"


def disc(radius: str, of: str = ROW, **mark: Any) -> alt.Chart:
    """A disc or ring of ``radius`` node diameters where the act is, ``of`` which the place is told."""
    size = alt.expr(f"4 * pow(diameter * ({radius}), 2)")
    chart: alt.Chart = alt.Chart().mark_point(**{"size": size, **mark})
    return chart.encode(**_at(f"{of}.x", f"{of}.y"))


def curve(come: Come, bend: str = CURVE, of: str = ROW, **mark: Any) -> alt.Chart:
    """The way from the parent, as one symbol at its middle, turned and stretched: as cheap as a disc."""
    size = alt.expr(f"pow(diameter * {of}.length * {come.way}, 2)")
    turned: dict[str, Any] = {
        "shape": bend,
        "size": size,
        "angle": alt.expr(f"tall ? -90 - {of}.turn : {of}.turn"),
        "strokeCap": "round",
    }
    chart: alt.Chart = alt.Chart().mark_point(filled=False, **turned, **mark)
    return chart.encode(**_at(come.x or f"{of}.mid_x", come.y or f"{of}.mid_y"))


def label(field: str, of: str = ROW, **mark: Any) -> alt.Chart:
    """What ``field`` says, where the act is."""
    chart: alt.Chart = alt.Chart().mark_text(**mark)
    return chart.encode(alt.Text(field, type="nominal"), **_at(f"{of}.x", f"{of}.y"))


def sheet(**mark: Any) -> alt.Chart:
    """Something over the whole picture."""
    sides: dict[str, Any] = {"x": 0, "y": 0, "x2": alt.expr("width"), "y2": alt.expr("height")}
    base = alt.Chart(alt.NamedData("view"))
    chart: alt.Chart = base.mark_rect(**sides, cornerRadius=CORNER, stroke=None, **mark)
    return chart


def radial(inner: str, outer: str, **where: float) -> dict[str, Any]:
    """A colour that turns into another from a middle outwards; places and radii in parts of the mark."""
    stops = [{"offset": where.pop("start", 0.0), "color": inner}, {"offset": 1, "color": outer}]
    return {"gradient": "radial", "stops": stops, **where}


def values(**of: Any) -> dict[str, Any]:
    """For a chart's ``encode``, the values ``of`` channels. As an `alt.value` alone, Altair would go through
    all that it knows for what is meant."""
    return {channel: VALUES[channel](value) for channel, value in of.items()}


def _at(x: str, y: str) -> dict[str, Any]:
    """Where on the screen that is. Reckoned here, as a scale would: with one, a browser also makes
    sure of every row in every layer that it has a place at all."""
    return values(x=alt.expr(f"left + {x} * diameter"), y=alt.expr(f"top - {y} * diameter"))
