"""For hosts: the acts that wait to be read first, and those that somebody asks them to look at."""

from __future__ import annotations

import streamlit as st

from ripple.actions.moderating import approve_act, restore_act
from ripple.actions.pace import CHANGING
from ripple.app import look
from ripple.app.card import named, take_away
from ripple.app.session import Here, at_ease, now, visit, zone
from ripple.app.tab import Asking
from ripple.app.widgets import literal, showing_errors
from ripple.domain.model import Act
from ripple.language import gettext as _
from ripple.language import ngettext

AT_ONCE = 5  # acts to look at on one page; the others follow


def to_look_at(group: Here) -> None:
    """Everything that a host has to decide about, and a heading for what follows; nothing for others,
    and where there is nothing."""
    history = group.live.history
    if not history.is_host(group.member.id):
        return
    out_of_sight = sorted(history.hidden.values(), key=lambda act: act.id not in history.reports)
    acts = [act for act in (*list(history.awaiting.values()), *out_of_sight) if not act.erased]
    if not acts:
        return
    st.subheader(_("To look at"), anchor=False)
    for act in acts[:AT_ONCE]:
        with st.container(border=True, gap="small", key=f"review {act.id}"):
            st.html(_why(group, act) + look.card(act, history, now=now(), zone=zone()))
            _decide(group, act)
    if len(acts) > AT_ONCE:
        more = len(acts) - AT_ONCE
        st.html(look.quiet(ngettext("… and {count} more", "… and {count} more", more).format(count=more)))
    st.subheader(_("What everybody sees"), anchor=False)


def _why(group: Here, act: Act) -> str:
    history = group.live.history
    if act.id in history.awaiting:
        return look.quiet(_("Nobody else sees it before you let it through."))
    reports = history.reports.get(act.id, ())
    if not reports:
        return look.quiet(_("A host took it out of sight."))
    return "".join(look.reported(history, report.by, report.why) for report in reports)


def _decide(group: Here, act: Act) -> None:
    """Two buttons. Once the words above them change they are others: a press is about what was read."""
    waits = act.id in group.live.history.awaiting
    read = f"{act.id} {act.edited_at or ''}"
    beside = st.container()
    with st.container(horizontal=True, gap="small"):
        yes = st.button(
            f"{_('Let it through') if waits else _('Show it again')} *{literal(named(act))}*",
            key=f"approve {read}" if waits else f"restore {read}",
            icon=":material/check:",
        )
        no = st.button(
            f"{_('Decline') if waits else _('Take it away for good')} *{literal(named(act))}*",
            key=f"decline {read}" if waits else f"away {read}",
            type="tertiary",
        )
    with showing_errors(beside):
        if yes:
            at_ease(CHANGING, group.member.id)
            (approve_act if waits else restore_act)(group.live, group.member.id, act, now=now())
            st.rerun()
        if no and waits:
            take_away(group, act)
            visit().done = "declined"
            st.rerun()
        if no:
            visit().dialog = Asking("take away", act.id)
