"""How others come in: the share sheet of a phone, the link, its QR code and the code to read out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ripple.actions.invitations import format_code, list_under_its_code
from ripple.app.session import Here, address, groups, here, now
from ripple.app.ui.widgets import dialog, link_and_square
from ripple.language import N_
from ripple.language import gettext as _

_send = st.components.v2.component(
    "send", js=Path(__file__).with_name("send.js").read_text("utf-8"), isolate_styles=False
)


def ways_in(group: Here) -> None:
    """All that leads into the group, the quickest way first."""
    if group.live.history.settings.approve_newcomers:
        st.write(_("Send them the link or read out the code. A host lets them in."))
    else:
        st.write(_("Send them the link or read out the code. They choose a name and are in."))
    code, path = list_under_its_code(groups(), group.live, now=now()), f"join/{group.live.secret}"
    words = _("Come and see: our kindness ripples, {group}").format(group=group.live.history.name)
    told = {
        "link": {"title": _("Kindness Ripple"), "text": words, "url": address(path)},
        "send": _("Send the invitation"),
        "copy": _("Copy the link"),
        "done": _("Copied"),
        "refused": _("This browser did not copy the link. Select it below, and copy it by hand."),
    }
    _send(key="send_invitation", data=told)
    link_and_square(path, also=format_code(code))


@dialog(N_("Invite your group"), icon=":material/group_add:")
def invite_dialog() -> None:
    """The ways in over the page one is on, for whoever just saw the first drop fall."""
    if here().holds:
        ways_in(here())
