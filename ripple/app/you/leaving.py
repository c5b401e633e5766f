"""Yours to take and to leave: a copy of what is one's own, and the way out of the group."""

from __future__ import annotations

import streamlit as st

from ripple.actions.leaving import leave_group
from ripple.app.acts.report_dialog import kept_for_hosts
from ripple.app.session import address, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, confirmed, dialog, opens, showing_errors
from ripple.language import N_
from ripple.language import gettext as _


def take_mine() -> None:
    """Everything that the group holds of whoever is here, as a file."""
    st.header(_("A copy for you"), anchor=False)
    st.write(_("Your acts, the thanks you got and the acts that name you, in one file for you to keep."))
    made = address(f"copy/{here().live.id}/mine")  # by `ripple.web.downloads`, when it is asked for
    st.link_button(_("Download my copy"), made, icon=":material/download:", key="take_mine")


def leave_for_good() -> None:
    """Out of the group, in every browser."""
    st.header(_("Leave the group"), anchor=False)
    st.write(_("You choose whether what you wrote stays. What grew from it always does."))
    st.button(
        _("Leave the group …"),
        icon=":material/door_open:",
        key="leave_for_good",
        on_click=opens,
        args=("leave group",),
    )


@dialog(N_("Leave the group?"))
def leave_group_dialog() -> None:
    """With the words or without: neither can be undone from outside."""
    erase = st.checkbox(_("Take my words and my name away, for good"), key="leaving_erases")
    st.write(
        _(
            "You leave at once, on all your devices. To come back you need a new invitation, and "
            "what you wrote before will not be yours to change any more. An unsigned act counts "
            "as yours only in the browser that shared it."
        )
    )
    if erase:
        st.write(
            _(
                "Your unsigned acts are taken away too, those that you shared in this browser. "
                "Whoever sees them go together with your name may guess that they were yours: if "
                "that troubles you, take them back one by one on other days, before you leave."
            )
        )
    st.html(markup.quiet(kept_for_hosts()))
    beside = st.container()
    if confirmed(_("Leave the group"), "leave_group"):
        with showing_errors(beside):
            group = here()
            leave_group(group.live, group.asker, erase=erase, now=now())
            visit().left = group.live.id
            close_dialogs()
            st.rerun()
