"""Who waits before the door of a group, and what a host answers."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ripple.actions.confusable_names import taken_from
from ripple.actions.members import admit, admit_all, turn_away
from ripple.actions.rate_limits import CHANGING
from ripple.actions.undoing import let_wait_again
from ripple.app.session import Here, check_rate_here, here, now, visit, zone
from ripple.app.ui import markup
from ripple.app.ui.widgets import literal, showing_errors
from ripple.domain.model import Member
from ripple.domain.signs import is_visible, isolated
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext

WAITING_SHOWN = 20  # newcomers at a time


def newcomers() -> None:
    """Those who wait to be let in, for hosts."""
    group = here()
    waiting = list(group.live.history.waiting.values())
    if not (group.member.host and waiting) or visit().is_one_by_one:
        return
    st.header(_("Would like to come in"), anchor=False)
    kept = _(
        "Nothing is kept of people you do not let in. While this page is open, you can undo the last answer."
    )
    st.html(markup.quiet(kept))
    shown = waiting[:WAITING_SHOWN]
    for newcomer in shown:
        with st.container(border=True, gap="small", key=f"newcomer {newcomer.id}"):
            newcomer_to_answer(group, newcomer)
    if len(waiting) > WAITING_SHOWN:
        st.html(markup.quiet(_("More people are waiting; they appear here as you decide.")))
    if len(shown) > 1:
        _answer_all(group, [newcomer.id for newcomer in shown])


def undo_sent_away(beside: DeltaGenerator | None = None) -> None:
    """After somebody was not let in: the way to undo it, at the foot of the window as long as the tab is, or
    ``beside`` what is answered next."""
    group, gone = here(), visit().sent_away
    if not any(one.group == group.live.id for one in gone) or (visit().is_one_by_one and not beside):
        return
    foot = beside or st.bottom
    with foot.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(markup.quiet(_("Not let in. Nothing of them is kept.")))
        undone = st.button(_("Undo"), icon=":material/undo:", key="undo_away")
        if st.button(_("All right"), type="tertiary", key="leave_away"):
            visit().sent_away = []
            st.rerun()
    if undone:
        with showing_errors(foot.container()):
            let_wait_again(group.live, group.member.id, gone, now=now())
            visit().sent_away = []
            st.rerun()


def _answer_all(group: Here, newcomers: list[str]) -> None:
    """One answer to all who stand above it; whose name is another's already is let in one by one."""
    say = ngettext("Let {count} in", "Let all {count} in", len(newcomers)).format(
        count=Number(len(newcomers))
    )
    with st.container(horizontal=True, gap="small"):
        admits = st.button(literal(say), key=f"admit all {' '.join(newcomers)}", icon=":material/check:")
        refuses = st.button(_("Say “not now” to all of these"), type="tertiary", key="refuse all")
    with showing_errors(st.container()):
        if admits:
            check_rate_here(CHANGING, group.member.id)
            admit_all(group.live, group.member.id, *newcomers, now=now())
            st.rerun()
        if refuses:
            check_rate_here(CHANGING, group.member.id)
            visit().taken_back = None
            visit().sent_away = turn_away(group.live, group.member.id, *newcomers, now=now())
            st.rerun()


def newcomer_to_answer(group: Here, newcomer: Member) -> None:
    """Who would like to come in, and the two answers."""
    st.html(markup.newcomer(newcomer, now=now(), zone=zone()))
    name = _name_to_let_in(group, newcomer)
    with st.container(horizontal=True, gap="small", key=f"answers {newcomer.id}"):
        let_in = literal(_("Let {name} in").format(name=isolated(name)))
        admits = st.button(let_in, type="primary", key=f"admit {newcomer.id}")
        refuses = st.button(_("Not now"), key=f"refuse {newcomer.id}")
    with showing_errors(st.container()):
        if admits:
            check_rate_here(CHANGING, group.member.id)
            admit(group.live, group.member.id, newcomer.id, now=now(), name=name)
            st.rerun()
        if refuses:
            check_rate_here(CHANGING, group.member.id)
            visit().taken_back = None
            visit().sent_away = turn_away(group.live, group.member.id, newcomer.id, now=now())
            st.rerun()


def _name_to_let_in(group: Here, newcomer: Member) -> str:
    """The newcomer's own, or another that the host gives them: nobody comes in who looks like somebody
    else, and who waits is not told who is here."""
    other = taken_from(group.live.history, newcomer.name, by=newcomer.id)
    if other is None:
        return newcomer.name
    here, was = _("It looks like {name}, who is here."), _("It looks like {name}, who was here.")
    said = here if other.id in group.live.history.members else was
    st.html(markup.quiet(said.format(name=markup.typed(other.name))))
    given = st.text_input(
        _("Let them in under another name"),
        placeholder=_("For example their name and an initial"),
        key=f"name {newcomer.id}",
    )
    return given.strip() if is_visible(given) else newcomer.name
