"""What a host may do first, one thing at a time: each goes when it is done, or when they put it away."""

from __future__ import annotations

import streamlit as st

from ripple.app.navigation import GROUP_PAGE
from ripple.app.session import Here, heard_so_far, today
from ripple.app.ui import markup
from ripple.app.ui.widgets import opens_over_all
from ripple.language import gettext as _
from ripple.privacy.chosen import in_short

INVITE, SHARE, CHOOSE = "invite", "share", "choose"
BEGUN = 6  # acts: whoever got so far needs no first step


def offer_first_step(group: Here) -> None:
    """The next step of a host whose group has just begun; nothing for others, and where none is left."""
    step = next_step(group)
    if not step:
        return
    with st.container(border=True, gap="small", key="first_step"):
        st.html(markup.sentence(_said(step)))
        if step == CHOOSE:  # what others meet, as the kind of the group had it chosen
            st.html(markup.quiet("<br>".join(in_short(group.live.history.settings, today()))))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _way(step)
            st.button(
                _("Not now"), type="tertiary", key=f"not_now {step}", on_click=step_done, args=(group, step)
            )


def next_step(group: Here) -> str:
    """The first that is neither done nor put away; empty when there is none."""
    history, pond = group.live.history, group.live.pond
    if not group.member.host or len(pond) >= BEGUN:
        return ""
    to_do = {
        INVITE: len(history.members) == 1 and not history.waiting,
        SHARE: not len(pond),
        CHOOSE: True,
    }
    return next(
        (step for step, left in to_do.items() if left and step not in heard_so_far(group).put_away), ""
    )


def step_done(group: Here, step: str) -> None:
    """Do not offer it any more."""
    heard_so_far(group).put_away.add(step)


def _said(step: str) -> str:
    if step == INVITE:
        return _("You are the first one here. Invite the others: they need nothing but a name.")
    if step == SHARE:
        return _("Share a first act, large or small. It shows the others how it goes.")
    return _("How this group does things")


def _way(step: str) -> None:
    if step == CHOOSE:
        st.page_link(GROUP_PAGE, label=_("See and change these settings"), icon=":material/visibility:")
        return
    st.button(
        _("Invite your group") if step == INVITE else _("Share the first act"),
        icon=":material/group_add:" if step == INVITE else ":material/add:",
        type="primary",
        key=f"first {step}",
        on_click=opens_over_all,
        args=(step,),
    )
