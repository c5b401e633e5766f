"""The cards of acts that came to a page alone, since it was drawn as a whole (`ripple.app.small_news`)."""

from __future__ import annotations

import streamlit as st

from ripple.app.acts.card import act_card
from ripple.app.session import here, visit

FRESH = "fresh cards"  # the fragment


@st.fragment(key=FRESH)
def fresh_cards() -> None:
    """Above the others; what is pressed on one of them is for the whole page."""
    shown, fresh = here().live.history.acts, visit().fresh
    for act in fresh.acts if fresh else ():
        if (known := shown.get(act.id)) and not known.erased:
            act_card(known)
    if fresh and visit().dialog != visit().opened:
        st.rerun()
