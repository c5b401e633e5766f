"""What the hosts decided lately, for hosts: so that two who share the work know of each other's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import streamlit as st

from ripple.app.session import Here, here, now, zone
from ripple.app.ui import markup
from ripple.domain.decisions import Decision, Deed
from ripple.domain.history import History
from ripple.domain.signs import shortened
from ripple.formats import quoted
from ripple.language import N_, Texts
from ripple.language import gettext as _

WHAT = Texts(
    {
        Deed.ADMITTED: N_("Let in"),
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
        st.html("".join(_told(group, decision) for decision in newest))


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
