"""How exactly the time of something is kept: no more than anybody reads, for times tell who did it.

Beside the second at which somebody came in, thanked or left, the second of an unsigned act is a name.
"""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def by_minute(moment: datetime) -> datetime:
    """The minute that it is in, which is what pages show."""
    return moment.replace(second=0, microsecond=0)


def by_day(moment: datetime) -> datetime:
    """The day that it is in, where the moment has its zone."""
    return by_minute(moment).replace(hour=0, minute=0)


def minute_after(moment: datetime, before: datetime | None) -> datetime:
    """The minute that ``moment`` is in, yet after what came ``before``: two edits are never the same."""
    minute = by_minute(moment)
    return minute if before is None or before < minute else before + timedelta(microseconds=1)


def zone_called(name: str | None) -> tzinfo:
    """The time zone of that name, as browsers give it; UTC for one that is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder of zones
        return UTC
