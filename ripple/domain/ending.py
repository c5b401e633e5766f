"""The end of a group: one host asks for it, and every host has a week in which to stop it."""

from __future__ import annotations

from datetime import datetime, timedelta

from ripple.domain.history import History
from ripple.domain.moderation import NEW_FOR

GRACE = timedelta(days=7)


def ends_at(history: History) -> datetime | None:
    """When the group will be gone, if a host asked for that and none stopped it."""
    return history.ending.at + GRACE if history.ending else None


def is_nobody_elses(history: History, host: str) -> bool:
    """Whether nobody but ``host`` is or ever was in the group, so that its end harms nobody."""
    return history.is_host(host) and len(history.members) == 1 and not history.former


def may_agree(history: History, host: str, now: datetime) -> bool:
    """Whether with the yes of ``host`` the group ends at once: another than who asked, and here for more than
    a week. Else whoever asked could let a helper in and name them a host."""
    if history.ending is None or history.ending.by == host or not history.is_host(host):
        return False
    return history.members[host].joined_at <= now - NEW_FOR
