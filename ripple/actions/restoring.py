"""A store that was brought back from a backup: what leads into its groups, and what does no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from ripple.actions.invitations import list_under_its_code, new_code, new_secret
from ripple.actions.joining import new_id
from ripple.actions.organisation_identity import erase_identity
from ripple.domain.errors import StoreDamaged, UnknownGroup
from ripple.domain.events.directory import GroupUnlisted, IdentityListed
from ripple.domain.events.group import CodeRenewed, EndStopped
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.sign_in import IdentityUnlinked, SignedOut
from ripple.live import Groups, LiveGroup, enlist


def bring_back(
    groups: Groups, restored: Iterable[str], *, keep_sign_ins: bool, now: datetime
) -> Sequence[str]:
    """Let invitations lead to the groups ``restored`` and to no other, also where no directory came along.

    Since the backup somebody may have been removed, and a phone that was lost signed out. So what lets
    anybody in ends, unless the keeper asks for it with ``keep_sign_ins``. A group that cannot be read, or
    that lost its beginning, is left as it is. So is one that a newer version of the app changed, but that it
    is listed: the ids of these are returned. Raises `StoreReadOnly` where the end of what lets in cannot be
    stored.
    """
    newer = list[str]()
    for group in restored:
        try:
            with groups.in_passing(group) as live:
                if live.history.group is None:
                    continue
                if live.history.newer:
                    newer.append(group)
                else:
                    _let_it_stay(live, now=now)
                    if not keep_sign_ins:
                        end_ways_in(live, now=now)
                _list(groups, live, now=now)
        except (UnknownGroup, StoreDamaged, TypeError, ValueError):  # deleted or damaged: `restore` tells it
            continue
    for group in groups.listed():
        if not groups.log.version(group):
            enlist(groups.log, GroupUnlisted(id=f"unlist {new_id()}", at=now, group=group))
    return newer


def end_ways_in(live: LiveGroup, *, now: datetime) -> None:
    """Nothing that was handed out lets anybody into the group any more: no browser, no link, no
    invitation, no organisation. Who is a member stays one; hosts make new links for them."""
    history, sign_ins = live.history, live.history.sign_ins
    people = [*history.members, *history.waiting]
    linked = [member for member in people if member in sign_ins.linked]
    for member in linked:
        erase_identity(live, member)
    renewed = CodeRenewed(id=f"renew {new_id()}", at=now, by="", code=new_code(), secret=new_secret())
    ended: list[GroupEvent] = [SignedOut(id=f"out {new_id()}", at=now, member=member) for member in people]
    unlinked = [IdentityUnlinked(id=f"unlink {new_id()}", at=now, member=member) for member in linked]
    live.append(renewed, *ended, *unlinked)
    live.catch_up()


def _let_it_stay(live: LiveGroup, *, now: datetime) -> None:
    """The week in which hosts could stop the end of the group went by while it was a backup."""
    if live.history.ending:
        live.append(EndStopped(id=f"stay {new_id()}", at=now, by=""))
        live.catch_up()


def _list(groups: Groups, live: LiveGroup, *, now: datetime) -> None:
    list_under_its_code(groups, live, now=now)
    for linked in list(live.history.sign_ins.linked.values()):
        if live.id not in groups.known_to(linked.identity):
            listed = IdentityListed(id=linked.id, at=now, identity=linked.identity, group=live.id)
            enlist(groups.log, listed)
