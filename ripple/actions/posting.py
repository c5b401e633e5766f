"""What people do with acts of their own: share them, edit them, take them back and undo that.

Words that are no longer needed are erased from the log at once. Whoever writes words looks again
afterwards whether they are still wanted: so none stay behind when two people act at the same time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ripple.actions.joining import new_id
from ripple.domain.erasing import spent
from ripple.domain.errors import GoneForGood, NotAllowed, NotOffered, Overtaken, UnknownAct
from ripple.domain.events.acts import ActEdited, ActErased, ActPosted
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberErased
from ripple.domain.history import History
from ripple.domain.model import Act, How, replace
from ripple.domain.moderation import Asker, may_edit, may_see, may_withdraw, posted
from ripple.domain.resting import check_open
from ripple.domain.rules import check_words_seen
from ripple.domain.times import by_day, by_minute, minute_after
from ripple.live import LiveGroup


def share_act(live: LiveGroup, member: str, act: Act, *, now: datetime) -> Act:
    """Post ``act`` for ``member``; return it as it is kept. The same act id posts once.

    Raises `NotAllowed` when the member is not (or no longer) in the group or signs with
    another's name, `TextMissing` where nothing of the words or of a name is drawn, `NotOffered` for
    what the hosts chose to do without, `GroupRests`, and `UnknownAct` when what inspired it is not here.
    """
    live.catch_up()
    if member not in live.history.members or act.author not in (member, None):
        raise NotAllowed(member, "share")
    check_open(live.history.settings, now)
    if act.author is None and not live.history.settings.unsigned:
        raise NotOffered("unsigned")
    check_words_seen(act)
    _check_kind(live.history, act)
    parent = live.history.acts.get(act.inspired_by) if act.inspired_by else None
    if act.inspired_by and parent is None:
        raise UnknownAct(act.inspired_by)
    act = replace(act, posted_at=_kept_time(live, act.posted_at, parent), how=act.way_on)
    waits = waits_for_a_host(live.history, act.author, act.how)
    live.append(ActPosted(at=by_minute(now), act=act, waits=waits))
    live.catch_up()
    return live.history.written(act.id) or act


def _kept_time(live: LiveGroup, moment: datetime, parent: Act | None) -> datetime:
    """The minute in which an act is posted, yet not before what came before it: neither its parent, even by
    a clock that was set back, nor what stands in the pond from the same minute."""
    newest = [act.posted_at for act in live.pond.acts[-1:] if act.posted_at <= moment]
    return max([by_minute(moment), *newest, *([parent.posted_at] if parent else [])])


def waits_for_a_host(history: History, author: str | None, how: How | None) -> bool:
    """Whether a host reads an act before everybody does: each from a card, and where hosts chose so.

    Their own do not wait; unsigned they do, for else it would show that a host posted them.
    """
    by_host = bool(author and history.is_host(author))
    return how is How.CARD or (history.settings.approve_acts and not by_host)


def edit_act(live: LiveGroup, asker: Asker, act: Act, *, now: datetime, read: Act | None = None) -> Act:
    """Let the poster's act with this id say what ``act`` says; return it as it is kept.

    Who posted it, when, and what inspired it stay. Raises `UnknownAct`, `NotAllowed` unless the
    asker posted it, `Overtaken` when it does not say any more what they ``read``, `GroupRests`, and
    `NotOffered` for a new kind that the hosts chose to do without.
    """

    def edited() -> tuple[Act | None, Sequence[GroupEvent]]:
        before = _seen_by(live, asker, act.id)
        if not may_edit(live.history, asker, act.id):
            raise NotAllowed(asker.member, "edit")
        check_open(live.history.settings, now)
        after = _edited(before, act, now)
        if after == replace(before, edited_at=after.edited_at):  # a second click
            return before, ()
        check_words_seen(after)
        _check_read(before, read)
        if after.kind != before.kind:
            _check_kind(live.history, after)
        waits = waits_for_a_host(live.history, after.author, after.how)
        return None, [ActEdited(id=f"edit {act.id} {new_id()}", at=by_minute(now), act=after, waits=waits)]

    if (same := live.as_seen(edited)) is not None:
        return same
    # First the news, then the old words: if we are cut off in between, the act is still there.
    erase_spent(live, act.id)
    kept = live.history.written(act.id)
    if act.id in live.history.erased or kept is None:
        raise UnknownAct(act.id)
    return kept


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An act that was just taken back, as it was, for who may want to undo it.

    ``by`` is the entry that erased it, ``version`` how far the log was read when it said this, and ``seen``
    whether everybody had seen it.
    """

    act: Act
    by: str
    version: int
    seen: bool


def withdraw_act(
    live: LiveGroup, asker: Asker, act: str, *, now: datetime, read: Act | None = None
) -> Withdrawn:
    """Take the act's words and names away for good; what grew from it keeps its place.

    The words are left in what this returns, and where they were reported for the hosts until they decided:
    that a host takes it away is a decision. Whoever waited for a host's yes can know that it was a no.
    Raises `UnknownAct`, `NotAllowed` unless the asker posted it or is a host, and `Overtaken` when it does
    not say any more what a host ``read``.
    """

    def erased() -> tuple[Withdrawn, Sequence[GroupEvent]]:
        written, history = _seen_by(live, asker, act), live.history
        if not may_withdraw(history, asker, act):
            raise NotAllowed(asker.member, "withdraw")
        own = posted(asker, written)
        if not own:
            _check_read(written, read)
        to = (written.author or written.claim) if act in history.awaiting and not own else ""
        gone = erasing(written, now, declined=to, answers=not own)
        return Withdrawn(written, gone.id, live.version, history.acts.get(act) is written), [gone]

    withdrawn = live.as_seen(erased)
    # First the news, then the words: cut off in between, the next opening of the group takes them away.
    erase_spent(live, act)
    return withdrawn


def erasing(act: Act, now: datetime, *, declined: str = "", answers: bool = False) -> ActErased:
    """The news that the act is gone: the same whoever took it away and why, and of an unsigned one without
    the hour, so that it does not tell who left at that moment."""
    at = by_minute(now) if act.author or declined else by_day(now)
    return ActErased(id=f"erase {act.id} {new_id()}", at=at, act=act.id, declined=declined, answers=answers)


def _check_read(now: Act, read: Act | None) -> None:
    if read is not None and read != now:
        raise Overtaken(now.id)


def undo_withdrawal(live: LiveGroup, asker: Asker, withdrawn: Withdrawn, *, now: datetime) -> None:
    """Bring the act back as it was. Where a host had to look at it first, that is still so.

    Raises `NotAllowed` unless the asker posted it or is a host, `UnknownAct` when it was taken away by
    somebody else since, and `GoneForGood` when its words must not come back, or may have to stay away.
    """
    live.catch_up()
    act, history = withdrawn.act, live.history
    if asker.member not in history.members or not (posted(asker, act) or history.is_host(asker.member)):
        raise NotAllowed(asker.member, "undo")
    if history.erased.get(act.id) != withdrawn.by:
        raise UnknownAct(act.id)
    until = history.settings.kept_since(now)
    if (until and act.posted_at < until) or not _still_wanted(live, asker, withdrawn):
        raise GoneForGood(act.id)
    back = ActEdited(
        id=_undo_of(withdrawn), at=by_minute(now), act=act, waits=not withdrawn.seen, revives=True
    )
    live.append(back)
    erase_spent(live, act.id)
    if not _still_wanted(live, asker, withdrawn):  # they left with their words just before ours came
        live.append(erasing(act, now))
        erase_spent(live, act.id)
        raise GoneForGood(act.id)


def _undo_of(withdrawn: Withdrawn) -> str:
    return f"undo {withdrawn.by}"


def _still_wanted(live: LiveGroup, asker: Asker, withdrawn: Withdrawn) -> bool:
    """Whether, up to an undo, nobody who wrote the words edited them, took them away or left with them.

    Of unsigned words nobody but their poster can know that they are not of somebody who left with theirs.
    """
    act = withdrawn.act
    unknown = act.author is None and not posted(asker, act)
    for _version, entry in live.log.since(live.id, withdrawn.version):
        if entry.id == _undo_of(withdrawn):
            break
        match entry:
            case MemberErased(member=member) if unknown or member == act.author:
                return False
            case ActErased(act=erased) if erased == act.id and entry.id != withdrawn.by:
                return False
            case ActEdited(act=edited) if edited.id == act.id:
                return False
    return True


def erase_spent(live: LiveGroup, *acts: str) -> None:
    """Catch up, and erase the words of and about the acts that nobody needs any more."""
    live.catch_up()
    words = [entry for act in acts for entry in spent(live.history, act)]
    if words:
        live.erase(*words)


def _seen_by(live: LiveGroup, asker: Asker, act: str) -> Act:
    """Catch up, and return the act as it was written; to others what they may not see is not there."""
    live.catch_up()
    if asker.member not in live.history.members:
        raise NotAllowed(asker.member, "see")
    written = live.history.written(act)
    if written is None or not may_see(live.history, asker, act):
        raise UnknownAct(act)
    return written


def _edited(before: Act, wanted: Act, now: datetime) -> Act:
    """What ``wanted`` says, with all of ``before`` that no edit changes."""
    return replace(
        wanted,
        posted_at=before.posted_at,
        author=before.author,
        claim=before.claim,
        inspired_by=before.inspired_by,
        how=before.how,
        edited_at=minute_after(now, before.edited_at),
        erased=False,
    )


def _check_kind(history: History, act: Act) -> None:
    if act.kind and act.kind not in history.settings.kinds:
        raise NotOffered("kind")
