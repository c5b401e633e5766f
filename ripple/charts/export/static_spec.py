"""A pond's picture that stands still: the chart with its data in it, as a file or a test needs it."""

from __future__ import annotations

from typing import Any

from ripple.charts.pond.chart import Spec, pond_spec
from ripple.charts.pond.news import ACTS
from ripple.charts.pond.scene import Columns, Scene
from ripple.charts.pond.view import PLAINLY, Reading, view_of
from ripple.charts.theme import Look

# vl-convert brings the first of these along, so that a picture is the same on every machine.
FONT = '"Liberation Sans", Arial, sans-serif'


def still(
    scene: Scene,
    look: Look,
    *,
    size: tuple[int, int | None],
    picked: int | None = None,
    player: str = "",
    reading: Reading = PLAINLY,
) -> Spec:
    """The chart with its data, ``size`` pixels wide and high (None: as high as in a page).

    ``picked`` is the act to light, by its index in the pond, ``player`` what the player would say, and
    ``reading`` how it is read.
    """
    width, height = size
    spec = pond_spec(look)
    acts = rows(scene.acts) if picked is None else scene.opened(picked)
    said: dict[str, dict[str, Any]] = {"player": {"value": player}, "reading": {"value": reading.said}}
    if height:
        said["height"] = {"value": height}
    return {
        **spec,
        "width": width,
        "params": [_with(param, said.get(param["name"])) for param in spec["params"]],
        "config": {**spec["config"], "font": FONT},
        "datasets": {
            "acts": rows(ACTS.columns_of(acts)),
            "view": rows(view_of(scene, picked)),
        },
    }


def rows(columns: Columns) -> list[dict[str, Any]]:
    """The same as a list of rows."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _with(param: dict[str, Any], said: dict[str, Any] | None) -> dict[str, Any]:
    """The parameter with another value than its own."""
    if said is None:
        return param
    return {key: value for key, value in param.items() if key != "expr"} | said
