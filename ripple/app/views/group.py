"""The group: who is here, and how others come in."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import spoken
from ripple.app import look
from ripple.app.session import address, here
from ripple.app.widgets import keep_up, mark_seen

mark_seen()
group = here()
keep_up(group)
history = group.live.history

st.html(look.title(history.name))
st.subheader(_("Invite somebody"), anchor=False)
st.write(_("Send them this link, or read out the code. They choose a name and are in."))
st.code(address(f"join/{history.code}"), language=None, wrap_lines=True)
st.code(spoken(history.code), language=None)

st.subheader(_("Who is here"), anchor=False)
st.html(look.members(history, me=group.member))
st.page_link("views/welcome.py", label=_("Join or start another group"), icon=":material/add:")
