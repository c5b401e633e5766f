"""The first page: what this is, and the two ways in."""

from gettext import gettext as _

import streamlit as st

from ripple.actions.groups import join_group, start_group
from ripple.app import look
from ripple.app.session import asker, groups, invitation, now, visit
from ripple.app.widgets import leave_for, showing_errors

nonce = visit().nonce
code_from_link = st.query_params.get("code", "")
invited_to = invitation(code_from_link) if code_from_link else None

st.html(look.quotation())

if invited_to:
    st.html(look.invitation(groups().group(invited_to).history.name))
else:
    st.header(_("I have an invitation"), anchor=False)
with st.form(f"join {nonce}", border=True):
    code = (
        st.text_input(_("Code"), value=code_from_link, placeholder="ABCD-2345")
        if not invited_to
        else code_from_link
    )
    name = st.text_input(
        _("Your name in this group"), help=_("A first name or a nickname is enough."), key="join name"
    )
    beside = st.container()
    if st.form_submit_button(_("Join the group"), type="primary"):
        with showing_errors(beside):
            link = join_group(groups(), code, name, asker=asker(), nonce=nonce, now=now())
            leave_for(link.path)

if not invited_to:
    st.header(_("Start a group"), anchor=False)
    with st.form(f"start {nonce}", border=True):
        group_name = st.text_input(
            _("Name of the group"), placeholder=_("Class 4b, Maple Street, the Tuesday circle…")
        )
        host = st.text_input(_("Your name"), key="host name")
        beside = st.container()
        if st.form_submit_button(_("Start the group"), type="primary"):
            with showing_errors(beside):
                link = start_group(groups(), group_name, host, nonce=nonce, now=now())
                leave_for(link.path)

st.caption(
    _(
        "No e-mail, no password. What a group writes stays with the group, "
        "on the computer that runs this page."
    )
)
