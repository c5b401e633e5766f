"""What people do with acts of others: thank for them, ask a host to look, and as a host decide.

A host decides about words that they have read: approving and restoring take the act as it was
seen, so that an edit in between is not let through unread.
"""

from collections.abc import Mapping
from datetime import datetime

from ripple.actions.groups import new_id
from ripple.actions.pace import REPORTING, unhurried
from ripple.actions.posting import erase_spent
from ripple.domain.entries import ActApproved, ActHidden, ActReported, ActRestored, ActThanked
from ripple.domain.errors import AnsweredAlready, NotAllowed, Overtaken, UnknownAct
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import Asker, may_report, may_thank
from ripple.live import LiveGroup


def thank(live: LiveGroup, asker: Asker, act: str, warmth: Warmth | None, *, now: datetime) -> None:
    """Thank for the act, in another way than before, or with no ``warmth`` take the thanks back.

    Raises `UnknownAct` for what is not shown (any more), and `NotAllowed` to whom it is their own.
    """
    _shown_to(live, asker, act)
    if not may_thank(live.history, asker, act):
        raise NotAllowed(asker.member, "thank")
    if live.history.thanks.get(act, {}).get(asker.member) is warmth:  # a second click
        return
    entry = ActThanked(
        id=f"thank {act} {asker.member} {new_id()}", at=now, by=asker.member, act=act, warmth=warmth
    )
    live.log.append(live.id, entry)
    live.catch_up()


def report_act(live: LiveGroup, asker: Asker, act: str, why: str, *, now: datetime) -> None:
    """Ask the hosts to look at the act; until they did, nobody else sees it.

    In a group with children it is better that a kind act is out of sight for an hour than that
    an unkind one is in sight. So that nobody can hide everything, a member reports a few acts a
    day, and the same words once. Raises `UnknownAct` for what is not shown (any more),
    `NotAllowed` to whom it is their own, `SlowDown`, and `AnsweredAlready`.
    """
    words = _shown_to(live, asker, act)
    if not may_report(live.history, asker, act):
        raise NotAllowed(asker.member, "report")
    unhurried(REPORTING, one=f"{live.id} {asker.member}", asker=live.id)
    # The log takes an id once: one report by each member, until the words change.
    edited = f" {words.edited_at.isoformat()}" if words.edited_at else ""
    entry = ActReported(
        id=f"report {act} {asker.member}{edited}", at=now, by=asker.member, act=act, why=why.strip()
    )
    live.log.append(live.id, entry)
    erase_spent(live, act)
    open_ones = live.history.reports.get(act, ())
    if act not in live.history.erased and entry.id not in {report.id for report in open_ones}:
        raise AnsweredAlready(act)


def hide_act(live: LiveGroup, host: str, act: str, *, now: datetime) -> None:
    """Take the act out of sight until a host restores it. Raises `NotAllowed` and `UnknownAct`."""
    _check_host(live, host, "hide")
    _shown_to(live, Asker(host), act)
    live.log.append(live.id, ActHidden(id=f"hide {act} {new_id()}", at=now, by=host, act=act))
    live.catch_up()


def restore_act(live: LiveGroup, host: str, act: Act, *, now: datetime) -> None:
    """Let everybody see the hidden ``act`` again and answer its reports: they are heard, not kept.

    Raises `NotAllowed`, and `Overtaken` when it does not say any more what the host read.
    """
    _check_host(live, host, "restore")
    _check_unchanged(live.history.hidden, act)
    live.log.append(live.id, ActRestored(id=f"restore {act.id} {new_id()}", at=now, by=host, act=act.id))
    erase_spent(live, act.id)


def approve_act(live: LiveGroup, host: str, act: Act, *, now: datetime) -> None:
    """Let everybody see the ``act`` that waited.

    Raises `NotAllowed`, and `Overtaken` when it does not say any more what the host read.
    """
    _check_host(live, host, "approve")
    _check_unchanged(live.history.awaiting, act)
    live.log.append(live.id, ActApproved(id=f"approve {act.id} {new_id()}", at=now, by=host, act=act.id))
    erase_spent(live, act.id)


def _check_host(live: LiveGroup, member: str, what: str) -> None:
    """Catch up, and raise `NotAllowed` to do ``what`` to whom is no host now."""
    live.catch_up()
    if not live.history.is_host(member):
        raise NotAllowed(member, what)


def _shown_to(live: LiveGroup, asker: Asker, act: str) -> Act:
    """Catch up, and return what everybody sees of the act.

    Raises `NotAllowed` to whom is not in the group, and `UnknownAct` for what is out of sight.
    """
    live.catch_up()
    if asker.member not in live.history.members:
        raise NotAllowed(asker.member, "see")
    shown = live.history.acts.get(act)
    if shown is None or shown.erased:
        raise UnknownAct(act)
    return shown


def _check_unchanged(now: Mapping[str, Act], act: Act) -> None:
    if now.get(act.id) != act:
        raise Overtaken(act.id)
