"""What each column of a table is: known by its name, or else by what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from ripple.actions.files.act_rows import FIELDS
from ripple.actions.files.foreign.headers import NAMES, fit
from ripple.actions.files.foreign.moments import is_moment
from ripple.actions.files.foreign.tables import Table

NOTHING = ""  # a column that does not come in
CHOICES = ("text", "posted_at", "told_by", "by", "to", NOTHING)  # what a host chooses from

_LOOKED_AT = 200  # rows
# Of the filled cells that tell a day, for a column to be one of days: with a name that says so, and without.
HALF, MOSTLY = 0.5, 0.8


def guessed(table: Table) -> tuple[str, ...]:
    """The field of an act that each column most likely is, `NOTHING` where it is none; no field twice."""
    if table.known:
        return table.known
    left = set(range(len(table.columns)))
    fields = dict[int, str]()
    fits = [(fit(name, field), at, field) for at, name in enumerate(table.columns) for field in FIELDS]
    for sure, at, field in sorted(fits, key=lambda one: (-one[0], one[1])):
        if sure and at in left and field not in fields.values() and _can_be(field, table, at):
            fields[at] = field
            left.discard(at)
    _by_content(table, fields, left)
    if "inspired_by" not in fields.values():  # then a row's number tells nothing
        fields = {at: field for at, field in fields.items() if field != "id"}
    return tuple(fields.get(at, NOTHING) for at in range(len(table.columns)))


def _by_content(table: Table, fields: dict[int, str], left: set[int]) -> None:
    """Find by what is in them the days, and the words: the longest texts."""
    if "posted_at" not in fields.values():
        at = next((at for at in sorted(left) if _are_moments(_cells(table, at), MOSTLY)), None)
        if at is not None:
            fields[at] = "posted_at"
            left.discard(at)
    if "text" not in fields.values() and left:
        lengths = {at: _usual_length(_cells(table, at)) for at in left if not _is_named(table.columns[at])}
        if lengths:
            fields[max(lengths, key=lambda at: lengths[at])] = "text"


def _is_named(name: str) -> bool:
    """Whether the column's name says what it is, if not what we would have."""
    return any(fit(name, field) for field in NAMES)


def _can_be(field: str, table: Table, at: int) -> bool:
    return field != "posted_at" or _are_moments(_cells(table, at), HALF)


def _cells(table: Table, at: int) -> Sequence[str]:
    return table.column(at)[:_LOOKED_AT]


def _are_moments(cells: Sequence[str], share: float) -> bool:
    return bool(cells) and sum(map(is_moment, cells)) >= share * len(cells)


def _usual_length(cells: Sequence[str]) -> float:
    return sum(map(len, cells)) / len(cells) if cells else 0
