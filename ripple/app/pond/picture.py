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
    click_of,
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
from ripple.charts.pond.news import ACTS, Changed, Rows, by_their_keys, changed, text_of
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
    stills: dict[str, str] = field(default_factory=dict)
    images: dict[str, str] = field(default_factory=dict)
    opened: dict[int, Rows] = field(default_factory=dict)

    @cached_property
    def tables(self) -> dict[str, pa.Table]:
        """The chart's datasets, by their names."""
        return {"acts": arrow(ACTS.columns_of(self.scene.drawn)), "view": arrow(view_of(self.scene))}

    @cached_property
    def rows(self) -> Rows:
        """What is drawn, to be compared with what another picture draws."""
        return by_their_keys(self.scene.drawn)

    def rows_beside(self, picked: int) -> Rows:
        """What is drawn where this act is lit, found once for all who read its ripple."""
        if picked not in self.opened:
            rows = self.scene.opened(picked)
            self.opened[picked] = self.rows if rows is self.scene.drawn else by_their_keys(rows)
        return self.opened[picked]

    def still(self, look: Look) -> str:
        """What is seen of it first, as SVG."""
        if look.name not in self.stills:
            self.stills[look.name] = glimpse(self.scene, look)
        return self.stills[look.name]

    def glimpse(self, look: Look) -> str:
        """The same as HTML."""
        if look.name not in self.images:
            self.images[look.name] = image(self.still(look))
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
    return Picture(scene, player.player_data(scene))


@dataclass(frozen=True)
class News:
    """What a browser that was ``sent`` a picture has to be told of the one of ``now``: found once for all
    that were sent the same."""

    sent: Picture
    now: Picture

    @cached_property
    def suffices(self) -> bool:
        """Whether what was sent needs a few rows of news only, and none of its words was taken back."""
        sent, now = self.sent.scene, self.now.scene
        if bool(sent.shown) != bool(now.shown):
            return False
        gone, new = self._changed
        same_words = (now.rows.words(row["i"]) == row["words"] for row in gone)
        return max(len(gone), len(new)) <= NEWS_MOST and all(same_words)

    @cached_property
    def rows(self) -> str:
        """The rows that are different."""
        return text_of(*self._changed)

    @cached_property
    def _changed(self) -> Changed:
        return changed(self.sent.rows, self.now.rows)

    @cached_property
    def told(self) -> dict[str, Any]:
        """What the player is told."""
        anew = player.told_anew(self.sent.told, self.now.told)
        return {**anew, **player.told_since(self.sent.scene, self.now.scene)}


def told_of(since: News, picked: int | None) -> dict[str, Any]:
    """What the player is told that is new ``since`` a picture was sent, where ``picked`` is lit."""
    now, sent = since.now, since.sent
    rows = now.rows if picked is None else now.rows_beside(picked)
    told = since.rows if rows is now.rows else text_of(*changed(sent.rows, rows))
    return {"news": told, **since.told}


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
    scene = picture.scene
    row = None if picked is None else scene.lit(picked)
    tell_news(
        POND,
        {
            **_about(since.sent, name),
            **also,
            "reading": reading.said,
            "colours": reading.colours,
            "answered": click_of(POND),
            "lit": {name: row[name] for name in ("i", "beat", "path", "x", "y")} if row else None,
            "water": None if picked is None else scene.water(picked),
            "chosen": None if picked is None else scene.rows.told(picked),
            "around": scene.around(picked) if picked is not None and scene.folded else None,
            **told_of(since, picked),
        },
    )


def _about(sent: Picture, name: str) -> dict[str, Any]:
    return {"pond": name, "of": sent.scene.shown}


def clicked() -> int | None:
    """The index in the pond of the act that was clicked last, as `clicked_row` tells it."""
    return clicked_row(POND)
