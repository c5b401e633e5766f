"""The cards of acts that came to a page alone, since it was drawn as a whole (`ripple.app.small_news`).

They stand above the others, and are drawn once somebody would see them: who looks at the picture does
without, and who reads sees several come at once.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ripple.app.acts.card import act_card
from ripple.app.session import here, now, visit
from ripple.app.tab_state import CARDS
from ripple.app.ui.widgets import runs_alone, seen_so_far

FRESH_CARDS = "fresh cards"  # the part with them

_fresh = st.components.v2.component(
    "fresh_cards", js=Path(__file__).with_name("fresh.js").read_text("utf-8"), isolate_styles=False
)


@st.fragment(key=FRESH_CARDS)
def fresh_cards() -> None:
    """Whatever is pressed on one of them is for the whole page, and so are more than a few of them."""
    _fresh(key="fresh_cards", data={"seen": seen_so_far()}, on_came_change=lambda: None)
    shown, fresh = here().live.history.acts, visit().fresh
    acts = fresh.acts if fresh else ()
    if runs_alone():
        is_old = fresh is not None and fresh.is_read(now())
        if is_old or visit().dialog != visit().opened or len(acts) > CARDS:
            st.rerun()
    for act in acts:
        if (known := shown.get(act.id)) and not known.erased:
            act_card(known)
    if fresh and visit().dialog != visit().opened:
        st.rerun()
