"""The group: how others come in, and who is here."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import spoken
from ripple.app import look
from ripple.app.keeping import the_whole_group
from ripple.app.session import address, here, only_here
from ripple.app.widgets import ABOUT_PAGE, WELCOME_PAGE, keep_up, mark_seen


def invite(code: str) -> None:
    """The link, the square and the code that lead in."""
    link = address(f"join/{code}")
    st.write(_("Send them the link, show the square, or read out the code. They choose a name and are in."))
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        if not only_here(link):
            st.image(look.square(link), width=164, alt=_("The link as a QR code"))
        with st.container(width="stretch"):
            st.html(look.quiet(_("The link")))
            st.code(link, language=None, wrap_lines=True)
            st.html(look.quiet(_("The code")))
            st.code(spoken(code), language=None)
    if only_here(link):
        st.info(
            _(
                "This address works on this computer only. To let phones and other computers of your "
                "network in, whoever installed the app starts it with `python3 -m ripple serve --lan`."
            ),
            icon=":material/info:",
        )


mark_seen()
group = here()
keep_up(group)
history = group.live.history

st.subheader(_("Invite somebody"), anchor=False)
invite(history.code)
st.subheader(_("Who is here"), anchor=False)
st.html(look.members(history, me=group.member))
the_whole_group()
st.page_link(WELCOME_PAGE, label=_("Join or start another group"), icon=":material/add:")
st.page_link(ABOUT_PAGE)
