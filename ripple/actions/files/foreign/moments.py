"""Days and times as people and programs write them.

"3/11/2026" is a day in November or in March: that can be told from all rows together, or has to be asked.
What is written in words, in whatever language, is read by `dateparser`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ripple.language import languages


class Order(StrEnum):
    """Which comes first in "3/11/2026"."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"


class Moment(NamedTuple):
    """What a cell says: a day, the time of that day if it says one, and the zone if it says one."""

    day: date
    time: time | None = None
    zone: tzinfo | None = None


_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_TIME = re.compile(
    r"(?:^|(?<=[T\s,]))(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(?:([ap])\.?\s?m\.?(?!\w))?",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d[:h]\d\d")
_ZONE = re.compile(r"(?:\b(?:UTC|GMT)|(?<=\d)\s?Z?)(?:([+-])(\d{1,2}):?(\d{2})?)?$")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SERIAL_BEGINS = datetime(1899, 12, 30)
DAYS_KEPT = 4_096  # days in words that are known again
_LONGEST = 60  # characters: what is longer is no time


def orders(cells: Iterable[str]) -> frozenset[Order]:
    """In which orders all these cells can be read: both where they don't tell, none where they differ."""
    left = frozenset(Order)
    for cell in cells:
        if found := _unclear(cell):
            left &= frozenset(order for order in Order if _day_of(found, order))
    return left


def is_unclear(cell: str) -> bool:
    """Whether the cell could be two days, as far as one sees at its form."""
    return _unclear(cell) is not None


def _unclear(cell: str) -> re.Match[str] | None:
    found = _YEAR_LAST.match(cell.strip())
    return found if found and _is_unclear(found) else None


def is_moment(cell: str) -> bool:
    """Whether the cell tells a day, in whatever order."""
    return any(moment(cell, order) for order in Order)


def moment(cell: str, order: Order) -> Moment | None:
    """The day, and the time if there is one, that a cell tells; None where it tells none."""
    words = _plain_digits(cell.strip())
    if not 4 <= len(words) <= _LONGEST or not any(map(str.isdigit, words)):
        return None
    if serial := _SERIAL.fullmatch(words):
        return _from_serial(float(serial[0]))
    told = _TIME.search(words)
    at = _time_of(told) if told else None
    zone = _zone_of(words[told.end() :]) if told else None
    rest = words[: told.start()].strip(" ,T") if told else words
    numbers = _YEAR_FIRST.fullmatch(rest) or _YEAR_LAST.fullmatch(rest)
    if numbers:
        day = _day_of(numbers, order)
        return Moment(day, at, zone) if day and not (told and at is None) else None
    return _in_words(words, rest, at, zone)


def _is_unclear(found: re.Match[str]) -> bool:
    """Dots between day, month and year stand in countries alone that begin with the day."""
    return found[2] != "."


def _day_of(numbers: re.Match[str], order: Order) -> date | None:
    if numbers.re is _YEAR_FIRST:
        year, month, day = map(int, numbers.groups())
    else:
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        year += 2000 * (year < 100)
        is_day_first = order is Order.DAY_FIRST or not _is_unclear(numbers)
        day, month = (first, second) if is_day_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(told: re.Match[str]) -> time | None:
    hour, minute, second = int(told[1]), int(told[2]), int(told[3] or 0)
    if told[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (told[4].lower() == "p")
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _zone_of(rest: str) -> tzinfo | None:
    """The zone behind a time. "GMT+1" is an hour ahead, as forms and calendars write it."""
    found = _ZONE.search("0 " + rest.strip())  # as behind the time
    if not rest.strip() or not found:
        return None
    hours, minutes = int(found[2] or 0), int(found[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    return timezone((-1 if found[1] == "-" else 1) * timedelta(hours=hours, minutes=minutes))


def _from_serial(days: float) -> Moment | None:
    """A day as a spreadsheet counts them, between 1970 and 2100."""
    if not 25_569 <= days < 73_051:
        return None
    at = _SERIAL_BEGINS + timedelta(seconds=round(days * 86_400))
    return Moment(at.date(), at.time() if days % 1 else None)


def _in_words(words: str, rest: str, at: time | None, zone: tzinfo | None) -> Moment | None:
    """A day with its month in words. It is looked up without the time: there are fewer days than times."""
    if at and (day := _day_in_words(rest)):
        return Moment(day.date(), at, zone)
    whole = _day_in_words(words)  # with words for the half of the day, for one
    if whole is None:
        return None
    return Moment(whole.date(), whole.time() if _CLOCK.search(words) else None, whole.tzinfo)


@lru_cache(DAYS_KEPT)
def _day_in_words(words: str) -> datetime | None:
    if words.isascii() and not any(map(str.isalpha, words)):
        return None
    found: datetime | None = _parser().get_date_data(words).date_obj
    return found


@cache
def _parser() -> Any:
    """Made when a first day in words comes: it takes a third of a second."""
    from dateparser.date import DateDataParser

    known = [language.replace("_", "-") for language in languages()]
    strict = {
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
    }  # a day, month and year, and no "tomorrow"
    return DateDataParser(languages=known, settings=strict)


def _plain_digits(words: str) -> str:
    """The words with the digits 0 to 9, whatever digits they are written with."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in words)
