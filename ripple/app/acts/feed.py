"""The feed: what was shared, newest first, with what waits for a host above it."""

from __future__ import annotations

import streamlit as st

from ripple.app.acts.card import act_card
from ripple.app.acts.fresh import fresh_cards
from ripple.app.acts.review_queue import to_look_at
from ripple.app.session import Here, visit
from ripple.app.tab_state import CARDS, still_shown
from ripple.app.you.my_acts import link_to_mine_out_of_sight
from ripple.language import gettext as _


def feed(group: Here) -> None:
    """The cards of all acts, some at first, and what else one may have to do with them."""
    link_to_mine_out_of_sight(group)
    to_look_at(group)
    # By when they were posted, as the pond tells them: what a file brought is older than what came last.
    acts = group.live.once("feed", lambda: [act for act in group.live.pond.newest() if not act.erased])
    if acts:
        st.header(_("What was shared"), anchor=False)
        fresh_cards()
    visit().shown = still_shown(acts, visit().shown, visit().last, visit().wanted)
    for act in acts[: visit().shown]:
        visit().last = act.id
        act_card(act)
    if len(acts) > visit().shown and st.button(
        _("Older acts"), icon=":material/expand_more:", key="older_acts"
    ):
        visit().shown = visit().wanted = visit().shown + CARDS
        st.rerun()
