"""What the hosts of a group chose, in sentences for everybody it is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from ripple.domain.model import NEVER, Settings
from ripple.domain.resting import has_quiet_hours
from ripple.domain.times import let_go_at
from ripple.formats import Number, day, time_of_day
from ripple.language import gettext as _
from ripple.language import ngettext


def in_force(settings: Settings, today: date | None = None) -> list[str]:
    """What somebody has to know who comes in or writes here, a sentence each."""
    return [*_who_sees(settings, today), how_long(settings, today)]


def in_short(settings: Settings, today: date | None = None) -> list[str]:
    """The sentences that matter most: who comes in, who reads, and for how long."""
    return [who_comes_in(settings), who_reads(settings), how_long(settings, today)]


def who_comes_in(settings: Settings) -> str:
    """Who can come in."""
    if settings.approve_newcomers:
        return _("A host lets newcomers in.")
    return _("Whoever has the invitation can come in.")


def who_reads(settings: Settings) -> str:
    """Who reads what somebody shares, and when."""
    if settings.approve_acts:
        return _("A host reads each act before everybody sees it.")
    return _("What you share, everybody in the group sees at once.")


def how_long(settings: Settings, today: date | None = None) -> str:
    """How long words are kept; of a day each year the first, or the one that comes next after ``today``."""
    if settings.keep_until:
        until = _(
            "Words are kept until {day}; those that come later, until that day of the next year. Then they "
            "go, and the ripple stays."
        )
        return until.format(day=day(next_day(settings.keep_until, today)))
    if settings.keep_days is None:
        return _("Words are kept as long as the group is here, unless somebody takes them away.")
    said = _("Words are kept: {how_long}. Then they go, and the ripple stays.")
    return said.format(how_long=duration(settings.keep_days))


def next_day(until: date, today: date | None) -> date:
    """The next day on which words go that are kept ``until`` this one, and the same one each year."""
    if today is None or today <= until:
        return until
    start = datetime(today.year, today.month, today.day, tzinfo=UTC)
    return (let_go_at(until, start) - timedelta(days=1)).date()


def duration(count: int) -> str:
    """So many days, told in years where they are whole ones."""
    if count % 365 == 0:
        return ngettext("{count} year", "{count} years", count // 365).format(count=Number(count // 365))
    return ngettext("{count} day", "{count} days", count).format(count=Number(count))


def _who_sees(settings: Settings, today: date | None) -> Iterator[str]:
    yield who_comes_in(settings)
    yield who_reads(settings)
    yield _("An act can be shared without a name.") if settings.unsigned else _("Every act carries a name.")
    if settings.people_page:
        yield _("The page People shows who was kind to whom.")
    else:
        yield _("No page shows who was kind to whom.")
    if settings.ask_kindly:
        yield _("Where a word might hurt, the form asks once before it shares.")
    if settings.ask_private:
        yield _(
            "Where a telephone number, an address or a full name stands in the words, the form asks once."
        )
    yield from when_it_rests(settings, today)


def when_it_rests(settings: Settings, today: date | None = None) -> Iterator[str]:
    """The quiet hours, by the group's clock, and the day until which the group rests."""
    if has_quiet_hours(settings):
        said = _("From {begins} to {ends} everything can be read, and nothing is added.")
        begins, ends = (time_of_day(time(hour)) for hour in (settings.quiet_from, settings.quiet_to))
        yield said.format(begins=begins, ends=ends)
    if settings.rests_until > (today or NEVER):
        said = _("This group is resting until {day}: everything can be read, and nothing is added.")
        yield said.format(day=day(settings.rests_until))
