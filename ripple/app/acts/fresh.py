"""The cards of acts that came to a page alone, since it was drawn as a whole (`ripple.app.small_news`).

They stand above the others, and are drawn once somebody would see them: who looks at the picture does
without, but for what they share themselves, and who reads sees several come at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from ripple.app.acts.card import act_card
from ripple.app.session import here, now, visit
from ripple.app.tab_state import CARDS, Fresh
from ripple.app.ui.keeping_up import FRESH_CARDS
from ripple.app.ui.widgets import runs_alone, runs_parts
from ripple.domain.model import Act
from ripple.domain.moderation import posted

MOST = 2 * CARDS  # above the others

_fresh = st.components.v2.component(
    "fresh_cards", js=Path(__file__).with_name("fresh.js").read_text("utf-8"), isolate_styles=False
)


@st.fragment(key=FRESH_CARDS)
def fresh_cards() -> None:
    """Whatever is pressed on one of them is for the whole page, and so are more than a few of them."""
    fresh = visit().fresh
    if runs_alone():
        _draw_all_with_what_is_old(fresh)
    acts = _to_be_seen(fresh) if fresh else ()
    told, drawn = (fresh.seen, fresh.carded) if fresh else (visit().seen, visit().seen)
    _fresh(key="fresh_cards", data={"told": told, "drawn": drawn}, on_came_change=lambda: None)
    shown = here().live.history.acts
    for act in acts:
        if (known := shown.get(act.id)) and not known.erased:
            act_card(known)
    if runs_parts() and visit().dialog is not visit().opened:
        st.rerun()


def _draw_all_with_what_is_old(fresh: Fresh | None) -> None:
    """Draw the whole page where the cards that came are more than a few, or the first of them a while old."""
    folds = fresh is not None and (fresh.is_read(now()) or len(fresh.acts) > MOST)
    if fresh and folds:
        visit().fold(len(fresh.acts))
    if folds or visit().dialog is not visit().opened:
        st.rerun()


def _to_be_seen(fresh: Fresh) -> Sequence[Act]:
    """All that came where somebody reads, else what they shared themselves."""
    group = here()
    acts = [act for act in fresh.acts if fresh.read or posted(group.asker(act.id), act)]
    if len(acts) == len(fresh.acts):
        fresh.carded = fresh.seen
    return acts
