"""The end of a group: one host asks for it, and there is a week in which to stop it."""

from __future__ import annotations

from datetime import datetime, timedelta

from ripple.domain.history import History
from ripple.domain.moderation import NEW_FOR

GRACE = timedelta(days=7)
PUT_OUT_FOR = timedelta(days=365)  # so long it counts that a host was put out


def ends_at(history: History) -> datetime | None:
    """When the group will be gone, if a host asked for that and none stopped it."""
    return history.ending.at + GRACE if history.ending else None


def is_nobody_elses(history: History, host: str) -> bool:
    """Whether nobody but ``host`` is or ever was in the group, so that its end harms nobody."""
    return history.is_host(host) and len(history.members) == 1 and not history.former


def may_stop(history: History, member: str) -> bool:
    """Whether the yes of ``member`` keeps the group: every host's, and everybody's where a host was put out
    within the year before it was asked for, or since. Else whoever puts the others out first meets nobody,
    at once or after they waited for a while."""
    return history.is_host(member) or (_was_put_out(history) and member in history.members)


def _was_put_out(history: History) -> bool:
    asked = history.ending
    return asked is not None and any(at > asked.at - PUT_OUT_FOR for at in list(history.put_out.values()))


def may_agree(history: History, host: str, now: datetime) -> bool:
    """Whether with the yes of ``host`` the group ends at once: another than who asked, here for more than a
    week, and no other host was put out. Else whoever asked could let a helper in and name them a host,
    or put out all who would not agree."""
    if history.ending is None or history.ending.by == host or not history.is_host(host):
        return False
    if _was_put_out(history):
        return False
    return history.members[host].joined_at <= now - NEW_FOR
