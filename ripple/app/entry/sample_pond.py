"""A pond for people who have none yet: how Maple Street began."""

from functools import cache
from pathlib import Path

import streamlit as st

from ripple.app.session import now
from ripple.app.ui.chart_view import look_now
from ripple.charts.pond.growing import CSS, growing
from ripple.charts.pond.scene import scene_of
from ripple.charts.theme import LOOKS
from ripple.demo import first_acts
from ripple.language import gettext as _
from ripple.network.pond import Pond

ACTS = 24  # a few weeks: enough for a ripple to grow, few enough to be watched
_sample = st.components.v2.component(
    "sample",
    css=f".pond {{ height: var(--sample-height, 300px); border-radius: 20px; overflow: hidden; }}\n{CSS}",
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
)


@cache
def _pond(look: str) -> str:
    """The sample in this look, made once a process."""
    pond = Pond()
    for act in first_acts(ACTS, now=now()):
        pond.add(act)
    return growing(scene_of(pond, lambda _act: ""), LOOKS[look])


def draw_sample() -> None:
    """Draw a pond to look at only: it grows once by itself, unless movement is not wanted."""
    look = look_now()
    alt = _("The pond: a drop for every act of kindness, linked to those that it inspired")
    _sample(
        key="sample",
        data={"look": look.name, "pond": _pond(look.name), "deep": ",".join(look.deep), "alt": alt},
    )
