"""Other names: one's own in the group, and for hosts that of the group."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ripple.actions.members import rename_group, rename_member
from ripple.actions.rate_limits import CHANGING
from ripple.app.session import check_rate_here, here, now, visit
from ripple.app.ui import markup
from ripple.app.ui.widgets import showing_errors
from ripple.app.widget_state import shown
from ripple.language import gettext as _


def your_name() -> None:
    """What one is called here, and how to be called something else."""
    group = here()
    st.header(_("Your name"), anchor=False)
    _rename(
        _("Your name in this group"),
        group.member.name,
        _("Change my name"),
        _("It changes everywhere, also on what you shared before, and the old one is not kept."),
        lambda name: rename_member(group.live, group.member.id, name, now=now()),
    )


def the_group_s_name() -> None:
    """For hosts: another name for the group."""
    group = here()
    if group.member.host:
        _rename(
            _("Name of the group"),
            group.live.history.name,
            _("Change the name"),
            _("Everybody sees the new one at once."),
            lambda name: rename_group(group.live, group.member.id, name, now=now()),
        )


def _rename(label: str, name: str, button: str, says: str, rename: Callable[[str], None]) -> None:
    said = st.text_input(label, **shown(f"name {button}", name, value=name))
    beside = st.container()
    st.html(markup.quiet(says))
    if st.button(button, key=f"rename {button}", disabled=not said or said == name):
        with showing_errors(beside):
            check_rate_here(CHANGING, here().member.id)
            rename(said or "")
            visit().done = "saved"
            st.rerun()
