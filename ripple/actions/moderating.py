"""What people do with acts of others: thank for them, ask a host to look, and as a host decide.

A host decides about what they have read: the act as it was, and what was asked about it. Whatever comes in
between, be it a moment before, is let through by nobody.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from ripple.actions.host_check import must_be_host
from ripple.actions.joining import new_id
from ripple.actions.posting import erase_spent
from ripple.actions.rate_limits import HIDING, HIDING_NEW, REPORTING, RateLimit, check_rate, is_within_rate
from ripple.domain.errors import AnsweredAlready, NotAllowed, Overtaken, SlowDown, UnknownAct
from ripple.domain.events.acts import ActApproved, ActHidden, ActReported, ActRestored, ActThanked
from ripple.domain.events.log import GroupEvent
from ripple.domain.model import Act, Warmth
from ripple.domain.moderation import (
    Asker,
    Case,
    asked_by,
    case_of,
    is_new,
    may_decide,
    may_report,
    may_thank,
)
from ripple.domain.resting import check_open
from ripple.domain.signs import is_visible
from ripple.domain.times import by_minute
from ripple.live import LiveGroup


def thank(live: LiveGroup, asker: Asker, act: str, warmth: Warmth | None, *, now: datetime) -> None:
    """Thank for the act, in another way than before, or with no ``warmth`` take the thanks back.

    Raises `UnknownAct` for what is not shown (any more), `NotAllowed` to whom it is their own, and
    `GroupRests` unless they take them back.
    """
    _shown_to(live, asker, act)
    if not may_thank(live.history, asker, act):
        raise NotAllowed(asker.member, "thank")
    if live.history.thanks.get(act, {}).get(asker.member) is warmth:  # a second click
        return
    if warmth:
        check_open(live.history.settings, now)
    entry = ActThanked(id=f"thank {new_id()}", at=by_minute(now), by=asker.member, act=act, warmth=warmth)
    live.append(entry)
    live.catch_up()


def report_act(
    live: LiveGroup,
    asker: Asker,
    act: str,
    why: str,
    *,
    now: datetime,
    address: str = "",
    named: bool = False,
) -> bool:
    """Ask the hosts to look at the act; return whether it is out of everybody's sight until they did.

    It is asked whoever asks and however often, once by each of the same words; what it can hide is limited
    (`hides_at_once`), so that nobody hides everything. In a group with children it is better that a kind act
    is out of sight for an hour than that an unkind one is in sight. Only who wishes it is ``named`` to them.
    Raises `UnknownAct` for what is not shown (any more), `NotAllowed` to whom it is their own,
    `AnsweredAlready`, and `SlowDown` for who is no human reader.
    """
    _shown_to(live, asker, act)
    if not may_report(live.history, asker, act):
        raise NotAllowed(asker.member, "report")
    check_rate(REPORTING, one=f"{live.id} {asker.member}", asker=f"{live.id} {asker.member}")
    # The log takes an id once: one report by each member of what one entry says.
    entry = ActReported(
        id=f"report {act} {asker.member} {live.history.held_by[act]}",
        at=now,
        by=asker.member,
        act=act,
        why=why if is_visible(why) else "",
        hides=_counted_as_hiding(live, asker, now, address),
        named=named,
    )
    live.append(entry)
    erase_spent(live, act)
    kept = {report.asked.id: report.asked for report in live.history.reports.about(act)}
    if entry.id not in kept and act not in live.history.erased:
        raise AnsweredAlready(act)
    return kept.get(entry.id, entry).hides


def hides_at_once(live: LiveGroup, asker: Asker, *, now: datetime, address: str) -> bool:
    """Whether an act that the asker reports now is out of sight at once, or stays until a host has looked.

    The rule: the first five of a day by each member hide, as long as no more than twenty came from their
    address; those who came within a week share five a day, all of them together.
    """
    limit, one, where = _hiding_limit(live, asker, now, address)
    return is_within_rate(limit, one=one, asker=where)


def _counted_as_hiding(live: LiveGroup, asker: Asker, now: datetime, address: str) -> bool:
    limit, one, where = _hiding_limit(live, asker, now, address)
    try:
        check_rate(limit, one=one, asker=where)
    except SlowDown:
        return False
    return True


def _hiding_limit(live: LiveGroup, asker: Asker, now: datetime, address: str) -> tuple[RateLimit, str, str]:
    """The day's limit that a report of theirs counts against, and for whom it counts."""
    where = f"{live.id} {address}"
    if is_new(live.history, asker.member, now):
        return HIDING_NEW, live.id, where
    return HIDING, f"{live.id} {asker.member}", where


def restore_all(live: LiveGroup, host: Callable[[str], Asker], like: ActReported, *, now: datetime) -> int:
    """Show again, or let stand, all that one member alone asked about ``like`` this; return how many acts.

    Only where the words are those that everybody had seen: what was changed or taken back since is to be
    read first. Raises `NotAllowed` unless it is a host.
    """

    def as_asked() -> tuple[list[str], list[GroupEvent]]:
        must_be_host(live, host("").member, "decide")
        acts = [case.act.id for case in asked_by(live.history, host, like)]
        return acts, [
            ActRestored(id=f"restore {act} {new_id()}", at=now, by=host(act).member, act=act) for act in acts
        ]

    acts = live.as_seen(as_asked)
    erase_spent(live, *acts)
    return len(acts)


def hide_act(live: LiveGroup, host: str, act: str, *, now: datetime) -> None:
    """Take the act out of sight until a host restores it. Raises `NotAllowed` and `UnknownAct`."""
    must_be_host(live, host, "hide")
    _shown_to(live, Asker(host), act)
    live.append(ActHidden(id=f"hide {act} {new_id()}", at=now, by=host, act=act))
    live.catch_up()


def restore_act(live: LiveGroup, host: Asker, case: Case, *, now: datetime) -> None:
    """Answer what was asked about the act: everybody sees it again, if it was hidden; what was taken away
    stays so, and the hosts have seen it.

    Raises `NotAllowed`, and `Overtaken` when there is something else to decide than the host read.
    """
    act = case.act.id
    _decide(live, host, case, ActRestored(id=f"restore {act} {new_id()}", at=now, by=host.member, act=act))


def approve_act(live: LiveGroup, host: Asker, case: Case, *, now: datetime) -> None:
    """Let everybody see the act that waited. Raises what `restore_act` raises."""
    act = case.act.id
    _decide(live, host, case, ActApproved(id=f"approve {act} {new_id()}", at=now, by=host.member, act=act))


def approve_all(
    live: LiveGroup, host: Callable[[str], Asker], cases: Sequence[Case], *, now: datetime
) -> int:
    """Let everybody see those of the acts that wait still as they were read; return how many.

    What was changed meanwhile, asked about, or decided by another host, goes on waiting to be read. Raises
    `NotAllowed` unless it is a host.
    """

    def as_read() -> tuple[list[str], list[GroupEvent]]:
        must_be_host(live, host("").member, "decide")
        acts = [case.act.id for case in cases if _still_waits(live, host(case.act.id), case)]
        return acts, [
            ActApproved(id=f"approve {act} {new_id()}", at=now, by=host(act).member, act=act) for act in acts
        ]

    acts = live.as_seen(as_read)
    erase_spent(live, *acts)
    return len(acts)


def _still_waits(live: LiveGroup, host: Asker, case: Case) -> bool:
    same = case_of(live.history, case.act.id) == case
    return case.waits and same and may_decide(live.history, host, case)


def _decide(live: LiveGroup, host: Asker, case: Case, decision: ActRestored | ActApproved) -> None:
    def as_read() -> tuple[None, list[GroupEvent]]:
        if not may_decide(live.history, host, case):
            raise NotAllowed(host.member, "decide")
        if case_of(live.history, case.act.id) != case or isinstance(decision, ActApproved) != case.waits:
            raise Overtaken(case.act.id)
        return None, [decision]

    live.as_seen(as_read)
    erase_spent(live, case.act.id)


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
