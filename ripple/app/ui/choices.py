"""Lists to choose from: each entry reads differently, for a list knows its entries by what they say.

Streamlit's browser side sends back the words of what was chosen, and the last entry with these words is
taken (``create_mappings``, 1.67). People could not tell such entries apart either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache
from itertools import count
from typing import TypeVar
from zoneinfo import available_timezones

from ripple import formats
from ripple.actions.confusable_names import skeleton
from ripple.app.session import zone
from ripple.domain.signs import isolated
from ripple.formats import short_day
from ripple.language import gettext as _

Entry = TypeVar("Entry")


def told_apart(words: Mapping[Entry, str], *facts: Callable[[Entry], str]) -> dict[Entry, str]:
    """The ``words`` of each entry, no two of which look the same.

    Those that would are told apart by the first of the ``facts`` about them, where that is not enough by
    the next too, and in the end by a number.
    """
    told = dict(words)
    for fact in facts:
        for alike in _alike(told):
            told |= {entry: _with(told[entry], fact(entry)) for entry in alike}
    for alike in _alike(told):
        told |= _numbered(alike, told)
    return told


def day(at: datetime) -> str:
    """A fact by which to tell entries apart: the day ``at`` which something was, for whoever looks."""
    return short_day(at.astimezone(zone()))


def time_of_day(at: datetime) -> str:
    """A fact by which to tell apart what was on one day."""
    return formats.time_of_day(at.astimezone(zone()))


@cache  # each look reads some six hundred files
def time_zones() -> tuple[str, ...]:
    """The names of all time zones, in order."""
    return tuple(sorted(available_timezones()))


def _alike(told: Mapping[Entry, str]) -> list[list[Entry]]:
    """The entries that look the same, two or more together."""
    seen = defaultdict(list)
    for entry, said in told.items():
        seen[_seen(said)].append(entry)
    return [entries for entries in seen.values() if len(entries) > 1]


def _seen(said: str) -> str:
    return skeleton(said).casefold()


def _with(said: str, fact: str) -> str:
    return _("{entry} ({fact})").format(entry=isolated(said), fact=fact)


def _numbered(alike: Iterable[Entry], told: Mapping[Entry, str]) -> dict[Entry, str]:
    """Each with a number that makes it look like no other entry."""
    taken = {_seen(said) for said in told.values()}
    numbered: dict[Entry, str] = {}
    numbers = count(1)
    for entry in alike:
        numbered[entry] = next(
            said for n in numbers if _seen(said := _with(told[entry], str(n))) not in taken
        )
        taken.add(_seen(numbered[entry]))
    return numbered
