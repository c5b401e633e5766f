"""The end of a group: asked for by one host, stopped by another, and in time done by the app itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ripple.actions.host_check import must_be_host
from ripple.actions.joining import new_id
from ripple.domain.ending import ends_at, is_nobody_elses, may_agree, may_stop
from ripple.domain.errors import NotAllowed
from ripple.domain.events.directory import GroupUnlisted, IdentityListed
from ripple.domain.events.group import EndAsked, EndStopped
from ripple.live import DIRECTORY, Groups, LiveGroup, enlist


def ask_to_end(groups: Groups, live: LiveGroup, host: str, *, now: datetime) -> None:
    """Let the group end a week from now, unless a host stops it until then; at once where nobody else is or
    ever was in it. Asked for already, it ends when it would.

    Raises `NotAllowed` unless ``host`` is one.
    """

    def asked() -> tuple[bool, Sequence[EndAsked]]:
        must_be_host(live, host, "end the group")
        if is_nobody_elses(live.history, host):
            return True, ()
        return False, [] if live.history.ending else [EndAsked(id=f"end {new_id()}", at=now, by=host)]

    if live.as_seen(asked):
        end_group(groups, live.id, now=now)


def stop_end(live: LiveGroup, member: str, *, now: datetime) -> None:
    """Let the group stay, whichever host asked for its end. Raises `NotAllowed` unless ``member`` may."""

    def stopped() -> tuple[None, Sequence[EndStopped]]:
        if not may_stop(live.history, member):
            raise NotAllowed(member, "keep the group")
        return None, [EndStopped(id=f"stay {new_id()}", at=now, by=member)] if live.history.ending else []

    live.as_seen(stopped)


def agree_to_end(groups: Groups, live: LiveGroup, host: str, *, now: datetime) -> None:
    """Let the group end at once, which another host asked for.

    Raises `NotAllowed` unless ``host`` may (`may_agree`).
    """
    live.catch_up()
    if not may_agree(live.history, host, now):
        raise NotAllowed(host, "agree to the end")
    end_group(groups, live.id, now=now)


def end_when_due(groups: Groups, live: LiveGroup, *, now: datetime) -> bool:
    """End the group if a host asked for that a week ago and none stopped it; whether it ended.

    One that a newer version of the app changed is left to that: it may have been stopped in its way.
    """
    live.catch_up()
    due = ends_at(live.history)
    if due is None or now < due or live.history.newer:
        return False
    end_group(groups, live.id, now=now)
    return True


def end_group(groups: Groups, group: str, *, now: datetime) -> None:
    """End the group, also one that cannot be read: nothing of it is left in the store's files, and no code
    leads to it. For the keeper of the machine, and for what has checked who asks."""
    entries = [entry for _, entry in groups.log.since(DIRECTORY, 0)]
    identities = [one.id for one in entries if isinstance(one, IdentityListed) and one.group == group]
    groups.log.erase(DIRECTORY, *identities)
    enlist(groups.log, GroupUnlisted(id=f"unlist {group}", at=now, group=group))
    groups.log.forget(group)
