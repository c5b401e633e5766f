"""A picture on water in a page: the kept chart, its data as Arrow, and the player under it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple

import pyarrow as pa
import streamlit as st

from ripple.app.ui import markup
from ripple.charts.player import player
from ripple.charts.pond.scene import Columns
from ripple.charts.theme import LOOKS, Look

WATER = -1  # what is clicked where there is nothing else
NEWS_MOST = 150  # rows that are told as news before all of them are sent anew
DRAWN_JS = player.EACH_RUN_JS + Path(__file__).with_name("drawn.js").read_text("utf-8")
OnSelect = Literal["ignore"] | Callable[[], None]

_player = st.components.v2.component("pond_player", html=player.HTML, css=player.CSS, js=player.JS)
_news = st.components.v2.component("pond_news", js=player.NEWS_JS)
_drawn = st.components.v2.component("picture_drawn", js=DRAWN_JS)
_teller = st.components.v2.component("chart_teller", js=player.TELLER_JS)

# Numbers as small as they may be: a browser takes them faster, and 64-bit whole numbers slowest.
_TYPES = {
    **dict.fromkeys(
        ("x", "y", "mid_x", "mid_y", "length", "turn", "beat", "reach", "wide", "high"), pa.float32()
    ),
    **dict.fromkeys(("east", "north", "tall_east", "tall_north", "tall_length", "tall_turn"), pa.float32()),
    **dict.fromkeys(("broad", "strong", "named", "tall_named", "tall_wide", "tall_high"), pa.float32()),
    **dict.fromkeys(("i", "a", "b", "drops", "picked", "answered", "nth", "week", "place"), pa.int32()),
    **dict.fromkeys(("rows", "path", "name", "initial", "near", "said", "monday", "label"), pa.string()),
    **dict.fromkeys(("hue", "side", "tall_side"), pa.int16()),
    "drawn": pa.bool_(),
    "value": pa.float64(),
}


class Glimpse(NamedTuple):
    """What stands in a picture's place until its chart is drawn: an ``image`` as HTML, or open water.

    It does not ``fit`` where somebody looks at the picture in another way than it shows. It is sent all the
    same, but out of sight: a browser that has it already is then not sent it again.
    """

    image: str = ""
    fits: bool = True


WATER_ALONE = Glimpse()


def draw(
    name: str,
    spec: dict[str, Any],
    datasets: dict[str, pa.Table],
    told: dict[str, Any],
    on_select: OnSelect,
    alt: str,
    glimpse: Glimpse = WATER_ALONE,
) -> None:
    """Draw a chart on water with the player under it, which knows what it is ``told``.

    ``name`` begins their keys. ``alt`` must always be the same for it, as the spec must: with
    another one the browser builds the whole picture anew. The ``glimpse`` is seen until the chart is.
    """
    with st.container(key=f"{name}_water"):  # by which the player finds the chart
        with st.container(key=f"{name}_{'glimpse' if glimpse.fits else 'unseen'}"):
            st.html(markup.under(glimpse.image, look_now().open_water))
        st.vega_lite_chart(
            spec={**spec, "datasets": datasets},
            key=f"{name}_chart",
            on_select=on_select,
            selection_mode="pick",
            width="stretch",
            theme=None,
            alt=alt,
        )
    _player(
        key=f"{name}_player", data={"story": f".st-key-{story_key(name)}", **told, "chart": f"{name}_water"}
    )


def is_picture_drawn(name: str) -> bool:
    """Whether the browser has drawn the picture called ``name``; once it has, the page runs again.

    What comes together is seen together: a page that sends all the rest after this has its picture sooner.
    """
    said = _drawn(key=f"{name}_drawn", data={"chart": f"{name}_water"}, on_drawn_change=lambda: None)
    return bool(said.drawn)


def story_key(name: str) -> str:
    """The key of what a picture's page tells of what is chosen in it."""
    return f"{name}_story"


def tell_news(name: str, news: dict[str, Any]) -> None:
    """Tell the player of a picture what is different from what was drawn, in a small message of its own."""
    _news(key=f"{name}_news", data=of_chart(name, news))


def of_chart(name: str, news: dict[str, Any]) -> dict[str, Any]:
    """The news, and of which picture they are."""
    return {**news, "chart": f"{name}_water"}


def tell_chart(chart: str, texts: dict[str, str], of: str = "told") -> None:
    """Tell the chart of this key the texts of its parameters, in a small message of its own; ``of`` tells
    several messages apart."""
    _teller(key=f"{chart}_{of}", data={"chart": chart, "texts": texts})


def look_now() -> Look:
    """How pictures look in the theme that this visitor sees."""
    return LOOKS.get(st.context.theme.type or "light", LOOKS["light"])


def clicked_row(name: str) -> int | None:
    """The field ``i`` of what was clicked last in this tab's picture: `WATER`, when it was that. None when
    nothing was."""
    row: int | None = _clicked(name).get("i")
    return row


def click_of(name: str) -> str:
    """The last click in this tab's picture, told from all others as its chart tells it; "" for none."""
    clicked = _clicked(name)
    return f"{clicked['i']},{clicked['nth']}" if "i" in clicked else ""


def _clicked(name: str) -> dict[str, Any]:
    state = st.session_state.get(f"{name}_chart") or {}
    picks: list[dict[str, Any]] = state.get("selection", {}).get("pick") or [{}]
    return picks[0]


def arrow(columns: Columns) -> pa.Table:
    """The columns as the browser gets them."""
    return pa.table({name: pa.array(values, _TYPES[name]) for name, values in columns.items()})
