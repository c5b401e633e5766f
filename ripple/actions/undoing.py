"""What hosts decided, taken back: by any of them, for a day, as long as it is still so.

Of somebody who was sent away nothing is kept but in the tab of who did it (`SentAway`): from there, too.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ripple.actions.host_check import must_be_host
from ripple.actions.joining import new_id
from ripple.domain.decisions import Decision, Deed
from ripple.domain.errors import Overtaken
from ripple.domain.events.acts import ActHidden, ActRestored
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import HostNamed, MemberJoined, MemberWaits
from ripple.domain.events.sign_in import LinkIssued, SignedIn
from ripple.domain.model import Member
from ripple.domain.moderation import Asker
from ripple.domain.times import by_day, by_minute
from ripple.domain.undoing import may_undo
from ripple.live import LiveGroup


def undo_decision(
    live: LiveGroup, host: Callable[[str], Asker], decision: Decision, *, now: datetime
) -> None:
    """Take the decision back: who was let in waits again, an act that everybody saw is out of sight until a
    host has looked, one that was hidden is shown, and a role is as it was.

    Raises `NotAllowed` for who is no host, and `Overtaken` when it cannot be undone by them (any more).
    """
    by = host("").member

    def undone() -> tuple[None, Sequence[GroupEvent]]:
        must_be_host(live, by, "undo")
        if not may_undo(live.history, host, decision, now):
            raise Overtaken(decision.about)
        return None, [_opposite(decision, by, now)]

    live.as_seen(undone)


def _opposite(decision: Decision, by: str, now: datetime) -> GroupEvent:
    id, about = new_id(), decision.about
    match decision.deed:
        case Deed.ADMITTED:
            return MemberWaits(id=f"waits {id}", at=now, by=by, member=about)
        case Deed.HOST_NAMED | Deed.HOST_NO_MORE:
            host = decision.deed is Deed.HOST_NO_MORE
            return HostNamed(id=f"host {id}", at=now, by=by, member=about, host=host)
        case Deed.HIDDEN:
            return ActRestored(id=f"restore {about} {id}", at=now, by=by, act=about)
    return ActHidden(id=f"hide {about} {id}", at=now, by=by, act=about)


# --- Who was sent away ---


@dataclass(frozen=True, slots=True)
class SentAway:
    """Somebody who was not let in to the ``group``: their ``name``, and hashes of what signed their browsers
    in."""

    group: str
    name: str
    tokens: tuple[str, ...] = field(repr=False)


def as_sent_away(live: LiveGroup, member: Member) -> SentAway:
    """What brings somebody back before the door who waits there now."""
    tokens = [token for token, who in list(live.history.sign_ins.tokens.items()) if who == member.id]
    return SentAway(live.id, member.name, tuple(tokens))


def let_wait_again(live: LiveGroup, by: str, gone: Sequence[SentAway], *, now: datetime) -> None:
    """Let them wait as before, each as somebody new: of who they were nothing is left. Their browsers are
    before the door again.

    Raises `NotAllowed` unless ``by`` is a host.
    """
    must_be_host(live, by, "undo")
    live.append(*(entry for one in gone if one.group == live.id for entry in _comes_again(one, now)))
    live.catch_up()


def _comes_again(one: SentAway, now: datetime) -> list[GroupEvent]:
    member = new_id()
    entries: list[GroupEvent] = [
        MemberJoined(id=f"join {member}", at=now, member=member, name=one.name, waits=True)
    ]
    for token in one.tokens:  # a link that nobody ever had, used up at once
        link = hashlib.sha256(secrets.token_bytes(32)).hexdigest()
        issued = LinkIssued(
            id=f"link {link}", at=by_day(now), member=member, link_hash=link, expires_at=by_minute(now)
        )
        used = SignedIn(id=f"use {link}", at=by_day(now), member=member, token_hash=token, link_hash=link)
        entries += [issued, used]
    return entries
