"""Home: share an act, and read what others shared."""

import streamlit as st

from ripple.app.card import act_card
from ripple.app.form import act_form
from ripple.app.mine import link_to_mine_out_of_sight
from ripple.app.review import to_look_at
from ripple.app.session import here, visit
from ripple.app.tab import CARDS, still_shown
from ripple.app.widgets import GROUP_PAGE, keep_up, mark_seen
from ripple.language import gettext as _

mark_seen()
group = here()
keep_up(group)

st.title(_("What kindness happened?"), anchor=False)
with st.container(border=True, key="act-form"):
    act_form()

link_to_mine_out_of_sight(group)
to_look_at(group)
# By when they were posted, as the pond tells them: what a file brought is older than what came last.
acts = group.live.once("feed", lambda: [act for act in group.live.pond.newest() if not act.erased])
if len(group.live.history.members) == 1:
    st.page_link(GROUP_PAGE, label=_("Alone so far: invite your group"), icon=":material/group_add:")
if not acts:
    st.info(
        _(
            "Nothing here yet, and that is fine. Somebody held a door, listened, shared a sandwich? "
            "The first drop is yours."
        ),
        icon=":material/water_drop:",
    )
visit().shown = still_shown(acts, visit().shown, visit().last)
for act in acts[: visit().shown]:
    visit().last = act.id
    act_card(act)
if len(acts) > visit().shown and st.button(_("Older acts"), icon=":material/expand_more:"):
    visit().shown += CARDS
    st.rerun()
