"""Taking along what is one's own, and going: with the words left in the group, or with none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from itertools import takewhile

from ripple.actions.files.act_rows import row_of
from ripple.actions.host_check import must_be_host
from ripple.actions.joining import new_id
from ripple.actions.members import name_host
from ripple.actions.naming import names, without_bare
from ripple.actions.organisation_identity import erase_identity
from ripple.actions.posting import erase_spent, erasing
from ripple.domain.errors import NotAllowed, UnknownMember
from ripple.domain.events.acts import ActEdited
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberErased, MemberGone
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.domain.moderation import Asker, posted
from ripple.domain.times import by_day
from ripple.live import LiveGroup

AskerOf = Callable[[str], Asker]  # act id -> the member, with their claim to that act


def acts_of(history: History, asker: AskerOf) -> list[Act]:
    """Every act that the asker posted and whose words are there, signed or not, as they wrote it."""
    signed = _listed(history, asker("").member)
    unsigned = [(act, at) for act, at in _listed(history, "") if _is_of(history, act, asker)]
    ordered = sorted([*signed, *unsigned], key=lambda posted: posted[1]) if unsigned else signed
    written = history.written
    return [act for one, _at in ordered if (act := written(one)) and not act.erased]


def left_name_out(history: History, asker: AskerOf) -> bool:
    """Whether the newest act that the asker posted, and whose words are there, is unsigned."""
    signed = _listed(history, asker("").member)
    newest = next((at for act, at in reversed(signed) if _with_words(history, act)), 0)
    since = takewhile(lambda posted: posted[1] > newest, reversed(_listed(history, "")))
    return any(_is_of(history, act, asker) and _with_words(history, act) for act, _at in since)


def _listed(history: History, author: str) -> list[tuple[str, int]]:
    """Their acts and versions, in the order they came; a list of their own, for others go on posting."""
    return list(history.posted_by.get(author, {}).items())


def _with_words(history: History, act: str) -> Act | None:
    written = history.written(act)
    return written if written and not written.erased else None


def _is_of(history: History, act: str, asker: AskerOf) -> bool:
    """Whether the asker can show the claim on the unsigned act."""
    written = history.written(act)
    return bool(written and posted(asker(act), written))


def export_mine(live: LiveGroup, asker: AskerOf) -> bytes:
    """All that the group holds of the asker, as JSON: their name, their acts with the thanks for
    them, the acts that name them, whom they thanked, and what they asked a host to look at, as long as
    no host did. Raises `NotAllowed` for no member.
    """
    live.catch_up()
    member = asker("").member
    if member not in live.history.members:
        raise NotAllowed(member, "export")
    mine = live.as_one(lambda: _held_of(live.history, member, asker))
    return json.dumps(mine, ensure_ascii=False, indent=1).encode()


def _held_of(history: History, member: str, asker: AskerOf) -> dict[str, object]:
    name = history.name_of(member)
    return {
        "group": history.name,
        "name": name,
        "joined_at": by_day(history.members[member].joined_at).isoformat(),
        "acts": [_with_thanks(act, history) for act in acts_of(history, asker)],
        "named_in": [
            row_of(act.for_others(), history.name_of)
            for act in list(history.acts.values())
            if names(act, member, name)
        ],
        "thanked_for": {
            act: by[member]
            for act, by in list(history.thanks.items())
            if member in by and act in history.acts
        },
        "asked_to_look_at": {one.asked.act: one.asked.why for one in history.reports.by(member)},
    }


def leave_group(live: LiveGroup, asker: AskerOf, *, erase: bool, now: datetime) -> None:
    """Go, out in every browser at once; with ``erase`` all words and the name go too, for good.

    What grew from an erased act stays, around an unnamed drop.
    Raises `NotAllowed` for no member and `NoOtherHost` for the only host.
    """
    live.catch_up()
    member = asker("").member
    if member not in live.history.members and member not in live.history.waiting:
        raise NotAllowed(member, "leave")
    if live.history.is_host(member):
        # First no host any more: so no other can go at the same moment and make the going void, after
        # the words went, or before; cut off in between, they are here still and can go once more.
        name_host(live, member, member, host=False, now=now)
    erase_identity(live, member)
    gone = MemberGone(id=f"gone {new_id()}", at=now, by=member, member=member)
    if erase:
        _erase(live, asker, gone, now=now)
    else:
        live.append(gone)
    live.catch_up()


def erase_member(live: LiveGroup, host: str, member: str, *, now: datetime) -> None:
    """Erase the name and the signed words of somebody who is no longer in the group, as they wish.

    Raises `NotAllowed` unless ``host`` is one, and `UnknownMember` for somebody who never left.
    """
    must_be_host(live, host, "erase a member")
    if member not in live.history.former:
        raise UnknownMember(member)
    erase_identity(live, member)
    _erase(live, lambda _act: Asker(member), now=now)
    live.catch_up()


def _erase(live: LiveGroup, asker: AskerOf, *first: GroupEvent, now: datetime) -> None:
    """Take all words and the name away: the words first from the files, then, after ``first``, for everybody.

    The name goes from the files last: cut off before, they can go once more under it; after, the next
    opening of the group takes it away.
    """
    member = asker("").member
    name = live.history.name_of(member)
    _erase_bare(live, name, now=now)
    _erase_words(live, asker, *first, MemberErased(id=f"erased {member}", at=now, member=member), now=now)
    _erase_words(live, asker, now=now)  # what was shared, or brought back, just before our news came
    _erase_bare(live, name, now=now)
    live.erase(*live.history.names.spent)


def _erase_words(live: LiveGroup, asker: AskerOf, *news: GroupEvent, now: datetime) -> None:
    history, member = live.history, asker("").member
    mine = sorted(acts_of(history, asker), key=lambda act: act.id)  # in an order that tells nothing
    acts = [act.id for act in mine]
    if not acts and not news:
        return
    live.erase(*(report.asked.id for report in history.reports.by(member)))
    # The unsigned first, as if they were withdrawn: nothing of theirs stands behind the name.
    live.append(*(erasing(act, now) for act in mine if not act.signed))
    live.append(*news, *(erasing(act, now) for act in mine if act.signed))
    erase_spent(live, *acts)


def _erase_bare(live: LiveGroup, name: str, *, now: datetime) -> None:
    """Take the ``name`` out of the acts that say it in bare words, as those do from before its bearer came.

    An entry cannot be rewritten: a copy without the name comes after it, and then its own words go.
    """
    if not name:  # of somebody who waits, whom nobody here knows
        return
    history = live.history
    for one in list(dict.fromkeys((*history.acts, *history.awaiting))):
        while (act := history.written(one)) and (less := without_bare(act, name)) is not act:
            copy = ActEdited(id=f"edit {one} {new_id()}", at=now, act=less, waits=one in history.awaiting)
            live.append(copy, after=live.version)  # its poster may be quicker with other words
            erase_spent(live, one)


def _with_thanks(act: Act, history: History) -> dict[str, object]:
    thanks = history.thanks.get(act.id, {})
    return {
        **row_of(act, history.name_of),
        "thanks": [{"by": history.name_of(who), "how": how} for who, how in list(thanks.items())],
    }
