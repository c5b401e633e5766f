"""The first page: what this is, and the two ways in."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import join_group, start_group
from ripple.app import look
from ripple.app.session import asker, groups, invitation, now, visit
from ripple.app.widgets import ABOUT_PAGE, leave_for, showing_errors
from ripple.domain.errors import LinkSpent
from ripple.words import in_words

nonce = visit().draft().nonce
code_from_link = st.query_params.get("code", "")
invited_to = invitation(code_from_link) if code_from_link else None

st.html(look.quotation())


def join_form(code_from_link: str) -> None:
    """Come in by a link, or by a code that was read out."""
    with st.form("join"):
        code = code_from_link or st.text_input(_("Code"), placeholder="ABCD-2345")
        name = st.text_input(_("Your name in this group"), placeholder=_("A first name or a nickname"))
        beside = st.container()
        if st.form_submit_button(_("Join the group"), type="primary"):
            with showing_errors(beside):
                link = join_group(groups(), code, name, asker=asker(), nonce=nonce, now=now())
                leave_for(link.path)


def start_form() -> None:
    """Start a group of one's own."""
    with st.form("start"):
        group = st.text_input(
            _("Name of the group"), placeholder=_("Class 4b, Maple Street, the Tuesday circle…")
        )
        host = st.text_input(_("Your name"), placeholder=_("A first name or a nickname"))
        beside = st.container()
        if st.form_submit_button(_("Start the group"), type="primary"):
            with showing_errors(beside):
                link = start_group(groups(), group, host, nonce=nonce, now=now())
                leave_for(link.path)


if st.query_params.get("spent"):
    st.warning(in_words(LinkSpent()), icon=":material/info:")
if invited_to:
    st.html(look.invitation(groups().group(invited_to).history.name))
    join_form(code_from_link)
else:
    joining, starting = st.columns(2, gap="large")
    with joining:
        st.subheader(_("I have an invitation"), anchor=False)
        join_form("")
    with starting:
        st.subheader(_("Start a group"), anchor=False)
        start_form()
st.html(
    look.quiet(
        _(
            "No e-mail, no password. What a group writes stays with the group, "
            "on the computer that runs this page."
        )
    )
)
st.page_link(ABOUT_PAGE)
