"""You: who you are here, your other devices, and how to go."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import issue_link
from ripple.actions.pace import LINKING
from ripple.app import look
from ripple.app.session import Asking, address, at_ease, here, now, visit
from ripple.app.widgets import keep_up, mark_seen, showing_errors
from ripple.app.yours import leave_for_good, take_mine


def another_device() -> None:
    """A link that signs the same member in on a phone, or in another browser."""
    st.subheader(_("On another device"), anchor=False)
    st.write(
        _("A link that signs you in on another device. It works once, within an hour; keep it to yourself.")
    )
    if st.button(_("Make the link"), icon=":material/devices:"):
        with showing_errors(st.container()):
            at_ease(LINKING, here().member.id)
            visit().link = issue_link(here().live, here().member.id, now=now()).path
    if link := visit().link:
        st.code(address(link), language=None, wrap_lines=True)


def this_computer() -> None:
    """For a computer that several people use."""
    st.subheader(_("On this computer"), anchor=False)
    st.html(look.quiet(look.signed_in_as(here().member.name)))
    if st.button(_("Leave this computer"), icon=":material/logout:"):
        visit().dialog = Asking("leave")
        st.rerun()


mark_seen()
group = here()
keep_up(group)

st.header(_("You"), anchor=False)
# Each section is a function from the file of what it is about, and draws its own heading.
another_device()
this_computer()
take_mine()
leave_for_good()
