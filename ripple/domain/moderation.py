"""Who may do what with an act: pure yes or no, for the pages that offer it and the actions that do it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ripple.domain.events.acts import ActReported, ActThanked
from ripple.domain.events.log import Stored
from ripple.domain.events.sign_in import LinkIssued, SignedIn, SignedOut
from ripple.domain.history import History
from ripple.domain.model import Act, Member
from ripple.domain.reports import Report

FOR_FEW = (ActThanked, LinkIssued, SignedIn, SignedOut)  # entries that not everybody sees something of
NEW_FOR = timedelta(days=7)  # who came since is not so well known yet
NEVER_CAME = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asks for something: a member, and what proves that an unsigned act is theirs.

    ``claim`` is about the one act that is asked about, empty where nothing is known of it.
    """

    member: str
    claim: str = ""


def posted(asker: Asker, act: Act) -> bool:
    """Whether the asker posted the act, signed or not."""
    return act.author == asker.member or bool(act.claim and act.claim == asker.claim)


def may_see(history: History, asker: Asker, act: str) -> bool:
    """Whether they may read the words: everybody what is shown, hosts and its poster what is not."""
    written = _words_for_members(history, asker, act)
    if written is None:
        return False
    return history.acts.get(act) is written or history.is_host(asker.member) or posted(asker, written)


def _words_for_members(history: History, asker: Asker, act: str) -> Act | None:
    """The act as it was written, while its words are there and who asks is in the group; else None."""
    written = history.written(act)
    return written if written and not written.erased and asker.member in history.members else None


def may_edit(history: History, asker: Asker, act: str) -> bool:
    """Only who posted it, while its words are there."""
    written = _words_for_members(history, asker, act)
    return written is not None and posted(asker, written)


def may_withdraw(history: History, asker: Asker, act: str) -> bool:
    """Who posted it, and hosts."""
    written = _words_for_members(history, asker, act)
    return written is not None and (posted(asker, written) or history.is_host(asker.member))


def may_thank(history: History, asker: Asker, act: str) -> bool:
    """Every member for what is shown, but nobody for their own."""
    shown = history.acts.get(act)
    return bool(shown and not shown.erased and asker.member in history.members and not posted(asker, shown))


def may_report(history: History, asker: Asker, act: str) -> bool:
    """Every member what is shown, but nobody their own: that can be taken back."""
    return may_thank(history, asker, act)


def concerns(history: History, asker: Callable[[str], Asker], entry: Stored) -> bool:
    """Whether a page of theirs may look different since: thanks are for who gives and who gets them, and a
    sign-in for whoever signs in."""
    match entry:
        case ActThanked(by=by, act=act):
            written = history.written(act)
            return by == asker(act).member or bool(written and posted(asker(act), written))
        case LinkIssued(member=member) | SignedIn(member=member) | SignedOut(member=member):
            return member == asker("").member
    return True


# --- What hosts decide ---


@dataclass(frozen=True, slots=True)
class Case:
    """What a host reads before they decide: the act as it is now, and what was asked about it.

    An act that was taken away since has no words; those that were reported are in the ``reports``.
    """

    act: Act
    waits: bool
    reports: tuple[Report, ...]


def case_of(history: History, act: str) -> Case | None:
    """What there is to decide about the act; None where there is nothing."""
    now, reports = history.written(act), history.reports.about(act)
    if now is None or (now.erased and not reports):
        return None
    out_of_sight = act in history.awaiting or act in history.hidden
    return Case(now, act in history.awaiting, reports) if reports or out_of_sight else None


def is_hidden(case: Case, history: History) -> bool:
    """Whether the act is out of sight, other than because it waits."""
    return case.act.id in history.hidden


def may_decide(history: History, asker: Asker, case: Case) -> bool:
    """A host, but not about what is their own as long as there is another."""
    if not history.is_host(asker.member):
        return False
    own = any(posted(asker, act) for act in (case.act, *(report.words for report in case.reports)))
    return not own or len(history.hosts) == 1


def who_decides(history: History, act: Act) -> list[Member]:
    """The hosts who would decide about the act, if somebody asked for that now."""
    others = [host for host in history.hosts if host.id != act.author]
    return others or history.hosts


def to_decide(history: History, asker: Callable[[str], Asker]) -> Iterator[Case]:
    """What a host has to decide: first what waits, then what was asked about, then what they hid.

    What those asked who are here for longest comes first: no crowd of newcomers stands before it.
    """

    def since(act: str) -> datetime:
        said = (_here_since(history, report) for report in history.reports.about(act))
        return min(said, default=NEVER_CAME)  # another host may have answered in this moment

    asked = sorted(history.reports.open, key=since)
    for act in dict.fromkeys((*list(history.awaiting), *asked, *list(history.hidden))):
        case = case_of(history, act)
        if case and may_decide(history, asker(act), case):
            yield case


def longest_here_first(history: History, reports: Iterable[Report]) -> list[Report]:
    """The reports by how long those who asked are here: what they say no crowd of newcomers buries."""
    return sorted(reports, key=lambda report: _here_since(history, report))


def _here_since(history: History, report: Report) -> datetime:
    """When who asked came; of somebody who is not known any more, as if they had not yet."""
    by = report.asked.by
    known = history.members.get(by) or history.former.get(by)
    return known.joined_at if known else NEVER_CAME


def waits_for(history: History, asker: Callable[[str], Asker]) -> int:
    """How much waits for a host: people at the door, acts to read first and acts asked to be looked at, as
    far as they may decide about them. Nothing waits for other members."""
    if not history.is_host(asker("").member):
        return 0
    cases = to_decide(history, asker) if history.awaiting or history.reports.open else ()
    return len(history.waiting) + sum(case.waits or bool(case.reports) for case in cases)


def asked_by(history: History, asker: Callable[[str], Asker], like: ActReported) -> list[Case]:
    """What the member who asked ``like`` this alone asked about, and a host can answer as one: acts that say
    still what everybody saw, out of sight for no other reason. Under their name or without, not both: that
    would tell it."""
    return [case for case in to_decide(history, asker) if _is_as_asked(history, case, like)]


def _is_as_asked(history: History, case: Case, like: ActReported) -> bool:
    who = (like.by, like.named)
    by_them = bool(case.reports) and all((one.asked.by, one.asked.named) == who for one in case.reports)
    same = all(report.words == case.act for report in case.reports)
    by_a_host = is_hidden(case, history) and not history.reports.hides(case.act.id)
    return by_them and same and not case.waits and not by_a_host


def is_new(history: History, member: str, now: datetime) -> bool:
    """Whether they came within a week, or went just now; hosts are trusted from the first day."""
    found = history.members.get(member)
    return found is None or (not found.host and found.joined_at > now - NEW_FOR)
