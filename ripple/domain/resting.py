"""A group that rests, until a day or through the quiet hours of each: all of it can be read, nothing added.

What helps somebody goes on: to take back, to leave, to ask a host to look, and all that hosts decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from ripple.domain.errors import RippleError
from ripple.domain.model import Settings
from ripple.domain.times import zone_called


@dataclass(eq=False)
class GroupRests(RippleError):
    """Nothing can be added to the group before it ``opens``."""

    opens: datetime


def check_open(settings: Settings, now: datetime) -> None:
    """Raise `GroupRests` while nothing can be added to a group with these settings."""
    if opens := opens_at(settings, now):
        raise GroupRests(opens)


def opens_at(settings: Settings, now: datetime) -> datetime | None:
    """When something can be added again, by the group's own clock; None where it can ``now``."""
    local = at = now.astimezone(zone_called(settings.zone))
    if rests(settings, now):
        at = datetime.combine(settings.rests_until, time(), local.tzinfo)
    at = _after_quiet(settings, at)
    return at if at > local else None


def rests(settings: Settings, now: datetime) -> bool:
    """Whether the day until which the group rests is still to come."""
    return now.astimezone(zone_called(settings.zone)).date() < settings.rests_until


def has_quiet_hours(settings: Settings) -> bool:
    """Whether there are hours in which nothing is added."""
    return settings.quiet_from != settings.quiet_to


def _after_quiet(settings: Settings, at: datetime) -> datetime:
    """The first moment from ``at`` on that is in no quiet hour."""
    begins, ends = settings.quiet_from, settings.quiet_to
    over_midnight = begins > ends
    quiet = at.hour >= begins or at.hour < ends if over_midnight else begins <= at.hour < ends
    if not quiet:
        return at
    day = at + timedelta(days=1) if over_midnight and at.hour >= begins else at
    return day.replace(hour=ends, minute=0, second=0, microsecond=0)
