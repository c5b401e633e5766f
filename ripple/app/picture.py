"""Draws the pond in a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

import pyarrow as pa

from ripple.app.water import OnSelect, arrow, clicked_row, draw, look_now
from ripple.charts import player
from ripple.charts.look import LOOKS
from ripple.charts.people import people_spec
from ripple.charts.pond import pond_spec
from ripple.charts.scene import Scene, scene_of
from ripple.charts.view import Reading, view_of
from ripple.charts.weeks import weeks_spec
from ripple.domain.model import Act
from ripple.network.pond import Pond

POND = "pond"


@dataclass(frozen=True, slots=True)
class Picture:
    """All of a pond's picture that is the same for everybody who looks at this version of it."""

    scene: Scene
    acts: pa.Table
    told: dict[str, Any]


def prepare_charts() -> None:
    """Make the charts in every look once; each takes longer than all the rest of a first page."""
    for look in LOOKS.values():
        pond_spec(look)
        people_spec(look)
        weeks_spec(look)


def picture_of(pond: Pond, teller: Callable[[Act], str], ripple: Sequence[int] | None = None) -> Picture:
    """The picture of ``pond``, or of a ``ripple`` in it, to be made once a version; ``teller`` names who
    tells an act."""
    scene = scene_of(pond, teller, ripple)
    return Picture(scene, arrow(scene.acts), player.told(scene))


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
    picture: Picture, picked: int | None, on_select: OnSelect, reading: Reading, about: dict[str, Any]
) -> None:
    scene = picture.scene
    row = None if picked is None else scene.members.index(picked)
    view = arrow(view_of(scene, row, clicked_row(POND), reading))
    draw(
        POND,
        pond_spec(look_now()),
        {"acts": picture.acts, "view": view},
        {**picture.told, "bySteps": reading.by_steps, **about},
        on_select,
        alt=_("The pond: a drop for every act of kindness, linked to those that it inspired"),
    )


def clicked(picture: Picture) -> int | None:
    """The index in the pond of the act that was clicked last; None when it was the water."""
    row = clicked_row(POND)
    return None if row is None else picture.scene.members[row]
