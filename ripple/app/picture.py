"""Draws the pond in a page: the kept chart, its data as Arrow, and the player under it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any, Literal

import pyarrow as pa
import streamlit as st

from ripple.charts import player
from ripple.charts.look import LOOKS
from ripple.charts.pond import pond_spec
from ripple.charts.scene import Columns, Scene, scene_of
from ripple.charts.view import Reading, view_of
from ripple.domain.model import Act
from ripple.network.pond import Pond

CHART = "pond_chart"  # the chart's key
WATER = "pond_water"  # the key of what holds it, by which the player finds it in the page

_player = st.components.v2.component("pond_player", html=player.HTML, css=player.CSS, js=player.JS)

# Numbers as small as they may be: a browser takes them faster, and 64-bit whole numbers slowest.
_TYPES = {
    **dict.fromkeys(("x", "y", "mid_x", "mid_y", "length", "turn", "beat", "reach"), pa.float32()),
    **dict.fromkeys(("i", "first", "last", "size", "drops", "answered"), pa.int32()),
    **dict.fromkeys(("kind", "how", "who", "words"), pa.string()),
    "generation": pa.int16(),
    **dict.fromkeys(("root", "by_steps"), pa.bool_()),
    **dict.fromkeys(("at", "since", "until"), pa.float64()),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """All of a pond's picture that is the same for everybody who looks at this version of it."""

    scene: Scene
    acts: pa.Table
    told: dict[str, Any]


def prepare_charts() -> None:
    """Make the chart in every look once; each takes longer than all the rest of a first page."""
    for look in LOOKS.values():
        pond_spec(look)


def picture_of(pond: Pond, teller: Callable[[Act], str], ripple: Sequence[int] | None = None) -> Picture:
    """The picture of ``pond``, or of a ``ripple`` in it, to be made once a version; ``teller`` names who
    tells an act."""
    scene = scene_of(pond, teller, ripple)
    return Picture(scene, _arrow(scene.acts), player.told(scene))


def draw_pond(
    picture: Picture, name: str, picked: int | None, reading: Reading, on_pick: Callable[[], None]
) -> None:
    """Draw the picture with the ripple of ``picked`` lit; ``on_pick`` is called after each click on it.

    What the player was left at is kept under ``name``.
    """
    _draw(picture, picked, on_pick, reading, {"pond": name})


def draw_sample(picture: Picture) -> None:
    """Draw a pond to look at only: it grows once by itself, unless movement is not wanted."""
    _draw(picture, None, "ignore", Reading(), {"pond": "sample", "sample": True})


def _draw(
    picture: Picture,
    picked: int | None,
    on_select: Literal["ignore"] | Callable[[], None],
    reading: Reading,
    about: dict[str, Any],
) -> None:
    look = LOOKS.get(st.context.theme.type or "light", LOOKS["light"])
    scene = picture.scene
    row = None if picked is None else scene.members.index(picked)
    view = _arrow(view_of(scene, row, _row_clicked(), reading))
    with st.container(key=WATER):
        st.vega_lite_chart(
            spec={**pond_spec(look), "datasets": {"acts": picture.acts, "view": view}},
            key=CHART,
            on_select=on_select,
            selection_mode="pick",
            width="stretch",
            theme=None,
            # Always the same: with another name the browser builds the whole picture anew.
            alt=_("The pond: a drop for every act of kindness, linked to those that it inspired"),
        )
    _player(key="pond_player", data={**picture.told, "chart": WATER, "bySteps": reading.by_steps, **about})


def clicked(picture: Picture) -> int | None:
    """The index in the pond of the act that was clicked last; None when it was the water."""
    row = _row_clicked()
    return None if row is None else picture.scene.members[row]


def _row_clicked() -> int | None:
    state = st.session_state.get(CHART) or {}
    pick = state.get("selection", {}).get("pick") or [{}]
    row: int | None = pick[0].get("i")
    return row


def _arrow(columns: Columns) -> pa.Table:
    return pa.table({name: pa.array(values, _TYPES[name]) for name, values in columns.items()})
