"""The open water that every picture lies on, how far one looks over it, and what it says while empty."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ripple.charts.marks import radial, sheet, values
from ripple.charts.theme import FONT, Look
from ripple.formats import of_charts


def height(for_width: float, most: int) -> str:
    """An expression: how high a picture is, in pixels; in a hand so many times its width, and this at most.

    In a page the picture is wide on a desk and tall in a hand; in full screen, which leaves less room at its
    sides than any page, it is as high as the window lets it be with the player below it (full.css), for
    everybody in a classroom to see.
    """
    return (
        "windowSize()[0] - width < 26 ? max(200, windowSize()[1] - (width < 608 ? 250 : 205))"
        f" : width < 608 ? clamp(width * {for_width:.3g}, 400, {most}) : clamp(width * 0.68, 400, 620)"
    )


HEIGHT = height(1.45, 640)


def on_water(
    look: Look,
    layers: Sequence[alt.Chart | alt.LayerChart],
    params: Sequence[alt.Parameter],
    tall: str = "false",
    height: str = HEIGHT,
) -> alt.LayerChart:
    """The chart with open water under its ``layers``, whose expressions know the view and ``params``.

    The view is today's from the dataset ``view``, or the one that the parameter ``player`` tells. One of
    the params must be ``nth``: different for whatever is lit next, also when it is the same again. While
    ``tall``, an expression, the places in the pond are shown with x and y exchanged.
    """
    return made_of([_water(look), *layers], [*_looking(tall, height), *params])


def made_of(layers: Sequence[alt.Chart | alt.LayerChart], params: Sequence[alt.Parameter]) -> alt.LayerChart:
    """The chart of these ``layers`` and ``params``, as every picture on water is set up.

    All at once, and the params by the first layer, which is none of layers itself: each change of a chart
    copies all of its layers.
    """
    config = alt.Config(
        aria=False,
        font=FONT,
        locale=of_charts(),
        background="transparent",
        view=alt.ViewConfig(stroke=None),
        point=alt.MarkConfig(opacity=1),
        rect=alt.RectConfig(opacity=1),
    )
    chart: alt.LayerChart = alt.LayerChart(
        layer=[layers[0].add_params(*params), *layers[1:]],
        width=900,
        padding=dict.fromkeys(("left", "top", "right", "bottom"), 0),
        autosize="none",
        usermeta={"embedOptions": {"renderer": "canvas"}},
        config=config,
    )
    return chart


def said_by_player(place: int, otherwise: str) -> str:
    """An expression: the number at a ``place`` of what the player says, ``otherwise`` while it is silent."""
    return f"(player ? toNumber(split(player, ' ')[{place}]) : {otherwise})"


def still_water(look: Look, *words: str) -> list[alt.Chart]:
    """What is shown while there are no drops: rings that wait for a first one, and a word of welcome. The
    rings run out around the first one too."""
    rings = [
        _at_the_start("datum.drops < 2").mark_point(
            size=alt.expr(f"4 * pow(view.drops ? {around} * diameter : {pixels}, 2)"),
            stroke=look.shore,
            opacity=opacity,
            filled=False,
        )
        for pixels, around, opacity in ((140, 2, 0.9), (185, 3.2, 0.5), (240, 4.6, 0.25))
    ]
    welcome = _at_the_start("datum.drops === 0")
    return [*rings, welcome.mark_text(text=list(words), fontSize=16, lineHeight=24, fill=look.text)]


def _water(look: Look) -> alt.Chart:
    """Lightest where the light falls. A click on it is a click on nothing, ``i`` being -1; which lets go of
    what is lit, and with ``nth`` is never the same click as the one before."""
    water = sheet(fill=radial(*look.deep, x1=0.42, y1=0.3, r1=0, x2=0.5, y2=0.5, r2=0.75))
    clicked = water.encode(**values(tooltip=None))  # without one, Vega-Lite lets nobody click it
    chart: alt.Chart = clicked.transform_calculate(i="-1", nth="nth")
    return chart


def _looking(tall: str, height: str) -> list[alt.Parameter]:
    """How far the view reaches and around what, in node diameters, and how large one of these is."""
    across, up = (
        f"({tall} ? {one} : {other})" for one, other in (("centre_y", "centre_x"), ("centre_x", "centre_y"))
    )
    expressions = {
        "height": height,
        "tall": tall,
        "view": "data('view')[0]",
        "centre_x": said_by_player(2, "0"),
        "centre_y": said_by_player(3, "0"),
        "wide": said_by_player(4, "tall && view.tall_wide ? view.tall_wide : view.wide"),
        "high": said_by_player(5, "tall && view.tall_high ? view.tall_high : view.high"),
        "diameter": "min(width / (2 * (tall ? high : wide)), height / (2 * (tall ? wide : high)))",
        "left": f"width / 2 - {across} * diameter",
        "top": f"height / 2 + {up} * diameter",
    }
    player = alt.param("player", value="", bind=alt.BindInput(input="hidden", name=" "))
    return [player, *(alt.param(name, expr=expr) for name, expr in expressions.items())]


def _at_the_start(which: str) -> alt.Chart:
    middle = values(x=alt.expr("left"), y=alt.expr("top"))
    chart: alt.Chart = alt.Chart(alt.NamedData("view")).transform_filter(which).encode(**middle)
    return chart
