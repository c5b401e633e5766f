"""The rules between the entries of a log: what an entry may not do after those before it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import datetime, timedelta

from ripple.domain.errors import NotYet, TextMissing, TooLongAgo
from ripple.domain.events.acts import ActEdited, ActPosted
from ripple.domain.events.log import GroupEvent, Stored
from ripple.domain.model import Act
from ripple.domain.signs import is_visible
from ripple.language import gettext as _

YEARS_BACK = 120  # no act that anybody could tell of is older
AHEAD = timedelta(days=1)  # by how much the clock of another computer may be ahead


def broken_rule(entry: Stored, ids: Set[str]) -> str:
    """What of the rules ``entry`` breaks after entries with these ``ids``; empty for nothing.

    An id comes once, and an act comes after the one that inspired it. A file that is brought in is held
    to the same rules as a store that is checked, or what was taken in could not be restored.
    """
    if entry.id in ids:
        return _("the id {id!r} is there twice").format(id=entry.id)
    parent = entry.act.inspired_by if isinstance(entry, ActPosted) else None
    if parent is not None and f"act {parent}" not in ids:
        return _("the act {parent!r} that inspired it is not there before it").format(parent=parent)
    return ""


def check_seen(text: str, field: str) -> None:
    """Raise `TextMissing` where nothing of ``text`` is drawn: logs from before may hold such words, and no
    new ones come in."""
    if not is_visible(text):
        raise TextMissing(field)


def check_words_seen(act: Act) -> None:
    """Raise `TextMissing` where nothing is drawn of the words of ``act``, or of a name in it."""
    check_seen(act.text, "text")
    for person in act.people:
        check_seen(person.name, "name")


def check_times(entry: GroupEvent, now: datetime) -> None:
    """Refuse a time that cannot be: what shows the weeks one by one would not come to an end.

    Raises `NotYet` for one that lies more than a day ahead of ``now``, and `TooLongAgo`.
    """
    for moment in _moments(entry):
        if moment > now + AHEAD:
            raise NotYet("time")
        check_age(moment, "time", now)


def check_age(moment: datetime, field: str, now: datetime) -> None:
    """Raise `TooLongAgo` for a moment that is more than `YEARS_BACK` years before ``now``."""
    if moment.year < now.year - YEARS_BACK:
        raise TooLongAgo(field, moment.year)


def _moments(entry: GroupEvent) -> Iterator[datetime]:
    yield entry.at
    if isinstance(entry, ActPosted | ActEdited):
        yield entry.act.posted_at
        if entry.act.edited_at:
            yield entry.act.edited_at
