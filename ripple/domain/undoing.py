"""Which decisions of hosts can be taken back and for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from ripple.domain.decisions import Decision, Deed
from ripple.domain.history import History
from ripple.domain.moderation import Asker, posted

UNDO_FOR = timedelta(days=1)
SHOWN_BY = (Deed.APPROVED, Deed.RESTORED)  # what lets everybody see an act, or leaves it in sight


def undone_until(decision: Decision) -> datetime:
    """Up to when the decision can be undone, if it can."""
    return decision.at + UNDO_FOR


def may_undo(history: History, asker: Callable[[str], Asker], decision: Decision, now: datetime) -> bool:
    """Whether the asker may undo the decision now: a host, within a day, as long as it is the last word about
    the member or the act. About an act of their own no host decides, unless there is no other.

    Erasing cannot be undone from here: nothing is left to bring back.
    """
    if not history.is_host(asker("").member) or now > undone_until(decision):
        return False
    if not decision.about or not _is_last_word(history, decision):
        return False
    return _about_a_member(history, decision) or _about_an_act(history, asker(decision.about), decision)


def _is_last_word(history: History, decision: Decision) -> bool:
    about = (one for one in history.decisions.newest() if one.about == decision.about)
    return next(about, None) == decision


def _about_a_member(history: History, decision: Decision) -> bool:
    member = decision.about
    match decision.deed:
        case Deed.ADMITTED:  # who has done something here is removed, or stays
            did = history.about.get(member) or history.posted_by.get(member)
            return member in history.members and not history.is_host(member) and not did
        case Deed.HOST_NAMED:
            return history.is_host(member) and not history.is_only_host(member)
        case Deed.HOST_NO_MORE:
            return member in history.members and not history.is_host(member)
    return False


def _about_an_act(history: History, asker: Asker, decision: Decision) -> bool:
    act = history.written(decision.about)
    if act is None or act.erased or (posted(asker, act) and len(history.hosts) > 1):
        return False
    if decision.deed is Deed.HIDDEN:
        return act.id in history.hidden and not history.reports.about(act.id)
    return decision.deed in SHOWN_BY and history.acts.get(act.id) is act
