"""Draws the pond in a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from ripple.app.ui.chart_view import (
    NEWS_MOST,
    WATER_ALONE,
    Glimpse,
    arrow,
    clicked_row,
    draw,
    look_now,
    tell_news,
)
from ripple.app.ui.markup import image
from ripple.charts.people.chart import people_spec
from ripple.charts.player import player
from ripple.charts.pond.chart import pond_spec
from ripple.charts.pond.glimpse import glimpse
from ripple.charts.pond.news import ACTS, news
from ripple.charts.pond.scene import Scene, scene_of
from ripple.charts.pond.view import Reading, view_of
from ripple.charts.pond.weekly_strip import weeks_spec
from ripple.charts.theme import LOOKS, Look
from ripple.domain.model import Act
from ripple.language import gettext as _
from ripple.network.pond import Pond

POND = "pond"


@dataclass(frozen=True)
class Picture:
    """All of a pond's picture that is the same for everybody who looks at this version of it.

    What is sent whole is made when it is wanted: of most versions, only news is.
    """

    scene: Scene
    told: dict[str, Any]
    images: dict[str, str] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, pa.Table]:
        """The chart's datasets, by their names."""
        return {"acts": arrow(ACTS.columns_of(self.scene.drawn)), "view": arrow(view_of(self.scene))}

    def glimpse(self, look: Look) -> str:
        """What is seen of it first, as HTML."""
        if look.name not in self.images:
            self.images[look.name] = image(glimpse(self.scene, look))
        return self.images[look.name]


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
    return Picture(scene, player.told(scene))


@dataclass(frozen=True)
class News:
    """What a browser that was ``sent`` a picture has to be told of the one of ``now``: found once for all
    that were sent the same."""

    sent: Picture
    now: Picture

    @cached_property
    def suffices(self) -> bool:
        """Whether `still_serves`."""
        return still_serves(self.sent, self.now)

    @cached_property
    def rows(self) -> str:
        """The rows that are different."""
        return news(self.sent.scene.drawn, self.now.scene.drawn)

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the player is told."""
        return player.told_since(self.sent.scene, self.now.scene)


def still_serves(sent: Picture, now: Picture) -> bool:
    """Whether what was ``sent`` needs a few rows of news only, and none of its words was taken back."""
    if sent is now:
        return True
    if bool(sent.scene.shown) != bool(now.scene.shown):
        return False
    before = {row["i"]: row for row in sent.scene.drawn}
    same = {row["i"] for row in now.scene.drawn if before.get(row["i"]) == row}
    words = (now.scene.rows.words(row["i"]) == row["words"] for key, row in before.items() if key not in same)
    return max(len(now.scene.drawn), len(before)) - len(same) <= NEWS_MOST and all(words)


def draw_pond(
    sent: Picture,
    name: str,
    on_pick: Callable[[], None],
    glimpse: Glimpse = WATER_ALONE,
    **also: str,
) -> None:
    """Draw the picture that is ``sent`` to this tab, with a ``glimpse`` of it first; `tell_pond` tells the
    rest. ``on_pick`` is called after each click on it, and the player is ``also`` told this.

    What the player was left at is kept under ``name``.
    """
    draw(
        POND,
        pond_spec(look_now()),
        sent.tables,
        {**sent.told, **_about(sent, name), **also},
        on_pick,
        alt=_("The pond: a drop for every act of kindness, linked to those that it inspired"),
        glimpse=glimpse,
    )


def tell_pond(
    picture: Picture, name: str, picked: int | None, reading: Reading, since: News | None = None, **also: str
) -> None:
    """Tell the player what is new ``since`` it was sent a picture, how one is ``reading``, and that the
    ripple of ``picked`` is lit. The rest is as for `draw_pond`."""
    since = since or News(picture, picture)
    scene, sent, answered = picture.scene, since.sent, clicked()
    row = None if picked is None else scene.lit(picked)
    rows = scene.drawn if picked is None else scene.opened(picked)
    tell_news(
        POND,
        {
            **_about(sent, name),
            **also,
            "reading": reading.said,
            "colours": reading.colours,
            "news": since.rows if rows is scene.drawn else news(sent.scene.drawn, rows),
            "answered": -1 if answered is None else answered,
            "lit": {name: row[name] for name in ("i", "beat", "path")} if row else None,
            "chosen": None if picked is None else scene.rows.told(picked),
            "around": scene.around(picked) if picked is not None and scene.folded else None,
            **since.told,
        },
    )


def _about(sent: Picture, name: str) -> dict[str, Any]:
    return {"pond": name, "of": sent.scene.shown}


def clicked() -> int | None:
    """The index in the pond of the act that was clicked last, as `clicked_row` tells it."""
    return clicked_row(POND)
