"""What the hosts decided lately, for hosts: so that two who share the work know of each other's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import streamlit as st

from ripple.actions.rate_limits import CHANGING
from ripple.actions.undoing import undo_decision
from ripple.app.acts.card import named
from ripple.app.session import Here, check_rate_here, here, now, visit, zone
from ripple.app.ui import markup
from ripple.app.ui.widgets import literal, showing_errors
from ripple.domain.decisions import Decision, Deed
from ripple.domain.history import History
from ripple.domain.signs import isolated, shortened
from ripple.domain.undoing import may_undo, undone_until
from ripple.formats import day_of_the_year, quoted, time_of_day
from ripple.language import N_, Texts
from ripple.language import gettext as _

WHAT = Texts(
    {
        Deed.ADMITTED: N_("Let in"),
        Deed.WAITS_AGAIN: N_("Waits again to be let in"),
        Deed.TURNED_AWAY: N_("Somebody was not let in"),
        Deed.REMOVED: N_("Removed from the group"),
        Deed.HOST_NAMED: N_("Made a host"),
        Deed.HOST_NO_MORE: N_("No longer a host"),
        Deed.APPROVED: N_("An act was let through"),
        Deed.DECLINED: N_("An act was not let through"),
        Deed.HIDDEN: N_("An act was taken out of sight"),
        Deed.RESTORED: N_("An act was shown again, or left as it is"),
        Deed.TAKEN_AWAY: N_("An act was taken away for good"),
        Deed.SETTINGS: N_("Settings were changed"),
        Deed.INVITATION: N_("A new invitation was made"),
        Deed.RENAMED: N_("The group was given another name"),
        Deed.END_ASKED: N_("Deleting the group was asked for"),
        Deed.END_STOPPED: N_("The group was kept"),
        Deed.BROUGHT_IN: N_("Acts were brought in from elsewhere"),
        Deed.IMPORT_UNDONE: N_("What was brought in was taken back"),
    }
)
SHOWN = 30  # decisions
WORDS = 60  # characters of an act


def what_was_decided() -> None:
    """The newest decisions, folded away; nothing for others than hosts, and where there were none."""
    group = here()
    newest = list(islice(group.live.history.decisions.newest(), SHOWN))
    if not group.member.host or not newest:
        return
    with st.expander(_("What hosts decided"), icon=":material/history:", key="decisions"):
        st.html(markup.quiet(_("Of unsigned acts it does not say which host it was.")))
        for decision in newest:
            st.html(_told(group, decision))
            if may_undo(group.live.history, group.asker, decision, now()):
                _offer_undo(group, decision)


def _offer_undo(group: Here, decision: Decision) -> None:
    """The way back, and until when there is one."""
    until = undone_until(decision).astimezone(zone())
    said = _("Until {day}, {time}").format(day=day_of_the_year(until), time=time_of_day(until))
    undo = _("Undo")
    beside = st.container()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pressed = st.button(
            f"{undo} *{literal(_plainly(group, decision))}*",
            key=f"undo {decision.deed} {decision.about}",
            icon=":material/undo:",
        )
        st.html(markup.quiet(said))
    if pressed:
        with showing_errors(beside):
            check_rate_here(CHANGING, group.member.id)
            undo_decision(group.live, group.asker, decision, now=now())
            visit().done = "undone"
            st.rerun()


def _plainly(group: Here, decision: Decision) -> str:
    """What a button's name tells screen readers which decision it is about."""
    history = group.live.history
    act = history.written(decision.about)
    about = named(act) if act else isolated(history.name_of(decision.about))
    return f"{WHAT[decision.deed]} {about}"


def _told(group: Here, decision: Decision) -> str:
    """What was decided, about whom or which act; below it when, and by whom, where that can be said."""
    history = group.live.history
    what = [WHAT[decision.deed], *_about(history, decision.about)]
    when_and_by = [markup.when(decision.at, now=now(), zone=zone()), *_by(history, decision)]
    return markup.sentence(" · ".join(what) + markup.quiet(" · ".join(when_and_by)))


def _about(history: History, about: str) -> Iterator[str]:
    """The name of a member, or what everybody reads of an act; nothing once it is gone."""
    act = history.acts.get(about)
    if act and not act.erased:
        yield quoted(markup.words_of(act, shortened(act.text, WORDS)))
    elif name := history.name_of(about):
        yield markup.typed(name)


def _by(history: History, decision: Decision) -> Iterator[str]:
    """The host's name. Not of an act that is unsigned, or gone so that nobody knows whether it was: no host
    decides about their own, and each name would tell of one host more that it is not theirs."""
    act = history.written(decision.about)
    name = history.name_of(decision.by)
    if name and (act is None or act.signed):
        yield markup.typed(name)
