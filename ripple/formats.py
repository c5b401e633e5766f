"""Days, times, numbers, lists and quotations as the language that is spoken writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from functools import reduce
from typing import Any

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from ripple.language import ENGLISH, by_language, locale, spoken
from ripple.language import gettext as _

# What a browser's charts know a part of a day's pattern by; what is not among them stands as it is.
_IN_CHARTS = {"d": "%-d", "dd": "%d", "M": "%-m", "MM": "%m", "MMM": "%b", "MMMM": "%B", "y": "%Y"}
_PART = re.compile(r"'([^']*)'|([a-zA-Z])\2*")


class Number(int):
    """A number that is written in the language of who reads it, however a text fills it in."""

    def __format__(self, _how: str) -> str:
        return str(format_decimal(int(self), locale=locale()))

    def __str__(self) -> str:
        return format(self)


def day(on: date) -> str:
    """The day with its year: 5 March 2026."""
    return format_date(on, "long", locale=locale())


def day_of_the_year(on: date) -> str:
    """The day without its year: 5 March."""
    return format_skeleton("MMMMd", on, locale=locale())


def short_day(on: date) -> str:
    """The day where there is little room: 5 Mar 2026."""
    return format_date(on, "medium", locale=locale())


def shortest_day(on: date) -> str:
    """The day without its year where there is little room: 5 Mar."""
    return format_skeleton("MMMd", on, locale=locale())


def time_of_day(at: datetime | time) -> str:
    """Hours and minutes, by the clock that ``at`` is told by: 14:05."""
    return format_time(at.time() if isinstance(at, datetime) else at, "short", locale=locale())


def listed(names: Iterable[str]) -> str:
    """The names one after the other: Ada, Ben, Cleo."""
    pattern: str = locale().list_patterns["standard"]["middle"]
    return reduce(pattern.format, names) if (names := list(names)) else ""


def quoted(words: str) -> str:
    """The words between the quotation marks of the language, where no sentence is around them."""
    return _("“{words}”").format(words=words)


def in_browsers() -> str:
    """How browsers call the language, with the region whose days are written as here, and its digits."""
    return f"{str(locale()).replace('_', '-')}-u-nu-{locale().default_numbering_system}"


def calendar() -> str:
    """How a field for a day shows it, as `streamlit.date_input` takes it: DD/MM/YYYY."""
    parts = re.sub(r"[^dMy/.-]", "", locale().date_formats["short"].pattern)
    shown = re.sub(r"y+", "YYYY", re.sub(r"M+", "MM", re.sub(r"d+", "DD", parts)))
    return shown if re.fullmatch(r"(DD([/.-])MM\2YYYY|YYYY([/.-])MM\3DD)", shown) else "DD/MM/YYYY"


def in_tables(*, time: bool = False) -> str:
    """How a table shows a day, as `streamlit.column_config` takes it: it has the months in English."""
    shown = "D MMM YYYY" if spoken() == ENGLISH else "YYYY-MM-DD"
    return f"{shown}, HH:mm" if time else shown


def day_in_charts() -> str:
    """How a chart's expression writes a day with its year, as D3's ``timeFormat`` takes it: %-d %B %Y."""
    pattern = locale().date_formats["long"].pattern
    return _PART.sub(lambda part: _IN_CHARTS.get(part[0], part[1] or ""), pattern)


@by_language
def of_charts() -> dict[str, Any]:
    """The names of months and days, and the signs in numbers, as a Vega-Lite configuration has them."""
    here = locale()
    signs = here.number_symbols[here.default_numbering_system]
    months, days = here.months["format"], here.days["format"]
    a_week = [6, *range(6)]  # there from Sunday, here from Monday
    return {
        "number": {
            "decimal": signs["decimal"],
            "thousands": signs["group"],
            "grouping": [3],
            "currency": ["", ""],
        },
        "time": {
            "dateTime": f"{day_in_charts()} %X",
            "date": day_in_charts(),
            "time": "%H:%M",
            "periods": ["AM", "PM"],  # no chart here tells them
            "days": [days["wide"][each] for each in a_week],
            "shortDays": [days["abbreviated"][each] for each in a_week],
            "months": [months["wide"][each] for each in range(1, 13)],
            "shortMonths": [months["abbreviated"][each] for each in range(1, 13)],
        },
    }
