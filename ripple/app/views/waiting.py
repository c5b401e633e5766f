"""Before the door: what somebody sees until a host lets them in. It opens by itself."""

import streamlit as st

from ripple.actions.leaving import leave_group
from ripple.app.entry.sample_pond import draw_sample
from ripple.app.kept.in_short import say_in_short, way_to_what_is_kept
from ripple.app.navigation import ABOUT_PAGE
from ripple.app.session import here, now
from ripple.app.ui import markup
from ripple.app.ui.keeping_up import keep_up, mark_seen
from ripple.app.ui.widgets import leave_for
from ripple.domain.moderation import Asker
from ripple.language import gettext as _

mark_seen()
group = here()
keep_up(group)

st.title(_("Almost there"), anchor=False)
st.html(markup.before_the_door(group.live.history.name, group.member.name))
st.write(
    _(
        "Its hosts like to see who comes in. There is nothing for you to do: this page opens by itself. "
        "You can also close it, and come back later in this browser."
    )
)
draw_sample()
if st.button(_("Never mind"), type="tertiary", icon=":material/logout:", key="never_mind"):
    leave_group(group.live, lambda _act: Asker(group.member.id), erase=True, now=now())
    leave_for(f"leave/{group.live.id}")
say_in_short(settings=group.live.history.settings)
with st.container(key="waiting_ways", gap="xxsmall"):
    way_to_what_is_kept()
    st.page_link(ABOUT_PAGE)
