"""The group: how others come in, who is here, and how to go."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import issue_link, spoken
from ripple.app import look
from ripple.app.session import address, here, now, only_here, visit
from ripple.app.widgets import ABOUT_PAGE, WELCOME_PAGE, keep_up, mark_seen, showing_errors


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


def another_device() -> None:
    """A link that signs the same member in on a phone, or in another browser."""
    st.write(
        _("A link that signs you in on another device. It works once, within an hour; keep it to yourself.")
    )
    if st.button(_("Make the link"), icon=":material/devices:"):
        with showing_errors(st.container()):
            visit().link = issue_link(here().live, here().member.id, now=now()).path
    if link := visit().link:
        st.code(address(link), language=None, wrap_lines=True)


def leaving(name: str) -> None:
    """For a computer that several people use."""
    st.html(look.quiet(look.signed_in_as(name)))
    if st.button(_("Leave this computer"), icon=":material/logout:"):
        visit().leaving = True
        st.rerun()


mark_seen()
group = here()
keep_up(group)
history = group.live.history

st.subheader(_("Invite somebody"), anchor=False)
invite(history.code)
st.subheader(_("Who is here"), anchor=False)
st.html(look.members(history, me=group.member))
st.subheader(_("You"), anchor=False)
leaving(group.member.name)
another_device()
st.page_link(WELCOME_PAGE, label=_("Join or start another group"), icon=":material/add:")
st.page_link(ABOUT_PAGE)
