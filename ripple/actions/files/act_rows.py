"""An act as a row of a file says it, and back."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Set
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from functools import cache
from typing import TypeVar

from ripple.domain.errors import NotYet, TooMany
from ripple.domain.model import ID_LIMIT, PEOPLE_LIMIT, Act, How, Kind, Person, Voice, replace
from ripple.domain.rules import check_age
from ripple.domain.signs import as_read, is_visible
from ripple.domain.texts import clean_text
from ripple.formats import listed
from ripple.language import gettext as _
from ripple.language import in_every_language

NEEDED = ("id", "text", "posted_at")
FIELDS = (
    *NEEDED,
    *("inspired_by", "how", "told_by", "by", "to", "not_one_person"),
    *("kind", "voice", "happened_on", "face_to_face", "language", "erased"),
)

Cells = Mapping[str, object]
NameOf = Callable[[str], str]  # id -> name, empty for nobody
Choice = TypeVar("Choice", bound=StrEnum)

_TRUTH = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


class Unreadable(ValueError):
    """A cell that says nothing we understand; the reason is for the person whose file it is."""


def row_of(act: Act, name_of: NameOf) -> dict[str, object]:
    """What a row says of the act; what is not known is left out. ``name_of`` gives the names of members."""
    said = {
        "id": act.id,
        "text": act.text,
        "posted_at": act.posted_at.isoformat(),
        "inspired_by": act.inspired_by,
        "how": act.how,
        "told_by": name_of(act.author or "") or act.told_by or (_("Unsigned") if act.unsigned else None),
        "by": [person.name for person in act.givers] or None,
        "to": [person.name for person in act.receivers] or None,
        "not_one_person": list(dict.fromkeys(one.name for one in act.people if not one.counts)) or None,
        "kind": act.kind,
        "voice": act.voice,
        "happened_on": act.happened_on and act.happened_on.isoformat(),
        "face_to_face": act.face_to_face,
        "language": act.language or None,
        "erased": act.erased or None,
    }
    return {name: value for name, value in said.items() if value is not None}


def as_cells(row: Cells) -> dict[str, str]:
    """The row as texts, as a spreadsheet has them."""
    return {field: _cell(value) for field, value in row.items()}


def _cell(value: object) -> str:
    # Words for yes and no: a spreadsheet would translate true and false into its own language.
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        names = io.StringIO()
        csv.writer(names, delimiter=";", lineterminator="").writerow(value)
        return names.getvalue()
    return str(value)


def read_act(cells: Cells, now: datetime, zone: tzinfo = UTC) -> Act:
    """The act that a row's cells tell; a time without a zone is read as of this ``zone``.

    Raises `Unreadable`, or what the act itself refuses.
    """
    posted = _posted_at(cells, now, zone)
    erased = bool(_truth(cells, "erased"))
    uncounted = {as_read(name) for name in _names(cells, "not_one_person")}
    act = Act(
        id=_needed(cells, "id"),
        text="" if erased else _needed(cells, "text"),
        posted_at=posted,
        inspired_by=_id(cells, "inspired_by"),
        how=_choice(cells, "how", How),
        told_by=_teller(cells),
        givers=_people(cells, "by", "givers", uncounted),
        receivers=_people(cells, "to", "receivers", uncounted),
        kind=_choice(cells, "kind", Kind),
        voice=_choice(cells, "voice", Voice),
        happened_on=_moment(cells, "happened_on").date() if "happened_on" in cells else None,
        face_to_face=_truth(cells, "face_to_face"),
        language=_language(cells),
        erased=erased,
    )
    return act.as_drop() if erased else act


def says_who_told(cells: Cells) -> bool:
    """Whether the row says who told the act, or that nobody signed it."""
    return _words(cells, "told_by") is not None


def _teller(cells: Cells) -> str | None:
    """Who told the act as the row says; None where it says that nobody signed it, as `row_of` does."""
    words = _words(cells, "told_by")
    return None if words is None or as_read(words) in _unsigned() else words


@cache
def _unsigned() -> frozenset[str]:
    """What stands there in a file that was made here, in whatever language."""
    return frozenset(map(as_read, in_every_language("Unsigned")))


def _posted_at(cells: Cells, now: datetime, zone: tzinfo) -> datetime:
    said = _moment(cells, "posted_at")
    try:
        posted = (said if said.tzinfo else said.replace(tzinfo=zone)).astimezone(UTC)
    except OverflowError as problem:
        raise _no_time(cells, "posted_at") from problem
    if posted > now and said.tzinfo is None:
        reason = _("posted at: “{words}” was read as {zone} and lies in the future; is that its time zone?")
        raise Unreadable(reason.format(words=str(cells["posted_at"])[:40], zone=zone))
    if posted > now:
        raise NotYet("posted_at")
    check_age(posted, "posted_at", now)
    return posted


def is_zoneless(cells: Cells) -> bool:
    """Whether the time of posting names no zone, so that it was read as UTC."""
    return _moment(cells, "posted_at").tzinfo is None


def _words(cells: Cells, field: str) -> str | None:
    """The cell's text. Numbers are taken as text: ids often are numbers."""
    value = cells.get(field)
    if isinstance(value, str):
        return value if is_visible(value) else None
    if isinstance(value, bool | float | list | dict):
        raise Unreadable(_("{field} is no text").format(field=_label(field)))
    return None if value is None else str(value)


def _needed(cells: Cells, field: str) -> str:
    words = _words(cells, field)
    if words is None:
        raise Unreadable(_("{field} is missing").format(field=_label(field)))
    return words


def _id(cells: Cells, field: str) -> str | None:
    """An id, cleaned as the act that it belongs to cleans its own."""
    words = _words(cells, field)
    return None if words is None else clean_text(words, field, ID_LIMIT)


def _people(cells: Cells, field: str, they: str, uncounted: Set[str]) -> tuple[Person, ...]:
    """The people in a cell; who is among the ``uncounted``, as it is read, is not one person."""
    names = _names(cells, field)
    if len(names) > PEOPLE_LIMIT:  # before a person is made of each
        raise TooMany(they, PEOPLE_LIMIT, len(names))
    people = [Person(name) for name in names]
    return tuple(replace(one, counts=as_read(one.name) not in uncounted) for one in people)


def _names(cells: Cells, field: str) -> list[str]:
    """A list of names, or names with semicolons or line breaks between them; one with a semicolon in it is
    quoted."""
    value = cells.get(field)
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        names = value
    else:
        names = _split(field, _words(cells, field) or "")
    return [name for name in names if is_visible(name)]


def _split(field: str, words: str) -> list[str]:
    lines = csv.reader(words.splitlines(), delimiter=";", skipinitialspace=True)
    try:
        return [name for line in lines for name in line]
    except csv.Error as problem:
        reason = _("{field}: these names cannot be told apart; please put a ; between two")
        raise Unreadable(reason.format(field=_label(field))) from problem


def _moment(cells: Cells, field: str) -> datetime:
    """A day or a moment in ISO 8601, or with the day first and dots, as spreadsheets save it."""
    words = _needed(cells, field).strip()
    iso = _DAY_FIRST.sub(lambda found: f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}", words, count=1)
    try:
        return datetime.fromisoformat(iso)
    except ValueError as problem:
        raise _no_time(cells, field) from problem


def _no_time(cells: Cells, field: str) -> Unreadable:
    reason = _("{field}: “{words}” is no time; write it like 2026-11-23 or 2026-11-23T14:30+01:00")
    return Unreadable(reason.format(field=_label(field), words=str(cells[field])[:40]))


def _language(cells: Cells) -> str:
    """A language's tag, also with underscores, as many programs write it."""
    return (_words(cells, "language") or "").strip().replace("_", "-")


def _choice(cells: Cells, field: str, choices: type[Choice]) -> Choice | None:
    words = _words(cells, field)
    if words is None:
        return None
    try:
        return choices(words.strip().casefold())
    except ValueError as problem:
        reason = _("{field}: “{words}” is none of {choices}")
        raise Unreadable(
            reason.format(field=_label(field), words=words[:40], choices=listed(choices))
        ) from problem


def _truth(cells: Cells, field: str) -> bool | None:
    value = cells.get(field)
    if isinstance(value, bool):
        return value
    words = (_words(cells, field) or "").strip().casefold()
    if not words:
        return None
    if words not in _TRUTH:
        raise Unreadable(
            _("{field}: “{words}” is neither yes nor no").format(field=_label(field), words=words[:40])
        )
    return _TRUTH[words]


def _label(field: str) -> str:
    """The field's name as a person reads it in the file: "posted at"."""
    return field.replace("_", " ")
