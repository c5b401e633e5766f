"""The rows of another program's table as rows of acts, as was guessed or chosen."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo
from functools import cache

from ripple.actions.files.foreign.columns import guessed
from ripple.actions.files.foreign.moments import Moment, Order, is_unclear, moment, orders
from ripple.actions.files.foreign.tables import Table
from ripple.actions.files.tabular import Row
from ripple.domain.signs import as_read, is_visible
from ripple.language import gettext as _
from ripple.language import in_every_language

NOON = time(12)  # of a day without a time: so it is that day nearly everywhere on earth
# What forms and walls write for nobody, as it is read.
_NOBODY = (
    "anonymous",
    "anonym",
    "anónimo",
    "anonyme",
    "anônimo",
    "anonimowo",
    "анонімно",
    "مجهول",
    "匿名",
    "-",
    "–",
)
_BETWEEN_NAMES = re.compile(r"[;,\n&]")


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a table is read: the field of each column, and which comes first in a day.

    A time that names no zone is one of ``zone``, and a row that has none is of the time ``otherwise``."""

    fields: tuple[str, ...]
    order: Order
    zone: tzinfo = UTC
    otherwise: datetime | None = None


def as_guessed(table: Table, zone: tzinfo = UTC, otherwise: datetime | None = None) -> Chosen:
    """How the table is most likely to be read."""
    fields = guessed(table)
    possible = orders(_days(table, fields))
    order = next(iter(possible)) if len(possible) == 1 else Order.DAY_FIRST
    return Chosen(fields, order, zone, otherwise)


def unclear_day(table: Table, fields: tuple[str, ...]) -> str:
    """A day of the table that could be two, where nothing in it tells which; else empty."""
    cells = _days(table, fields)
    if len(orders(cells)) == 1:
        return ""
    unclear = (cell for cell in dict.fromkeys(cells) if is_unclear(cell))
    return next((cell for cell in unclear if len({moment(cell, order) for order in Order}) > 1), "")


def names_no_zone(table: Table, fields: tuple[str, ...]) -> int:
    """How many days and times of the table leave out whose they are."""
    told = (moment(cell, Order.DAY_FIRST) or moment(cell, Order.MONTH_FIRST) for cell in _days(table, fields))
    return sum(1 for one in told if one and one.zone is None)


def rows_as_chosen(table: Table, chosen: Chosen) -> Iterator[Row]:
    """Each row with the cells that `ripple.actions.files.act_rows.read_act` takes.

    A row that the file calls nothing gets an id from what it says, the first and the second of two that say
    the same apart: so the same file brings nothing a second time.
    """
    seen = Counter[str]()
    for row in table.rows:
        said = {
            field: cell
            for field, cell in zip(chosen.fields, row.cells, strict=True)
            if field and is_visible(cell)
        }
        cells: dict[str, object] = {
            field: cell for field, cell in said.items() if field not in ("told_by", "by", "to", "posted_at")
        }
        if "id" not in said:
            digest = _digest(said)
            seen[digest] += 1
            cells["id"] = _digest({"same": digest, "time": str(seen[digest])})
        cells |= _people(said) | _when(said.get("posted_at", ""), chosen)
        yield Row(row.line, cells, named="id" in said)


def _days(table: Table, fields: tuple[str, ...]) -> list[str]:
    return table.column(fields.index("posted_at")) if "posted_at" in fields else []


def _people(said: dict[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for field in ("by", "to"):
        if names := [name.strip() for name in _BETWEEN_NAMES.split(said.get(field, "")) if name.strip()]:
            found[field] = names
    teller = said.get("told_by", "")
    if teller:
        found["told_by"] = _("Unsigned") if as_read(teller) in _nobody() else teller
    return found


@cache
def _nobody() -> frozenset[str]:
    return frozenset(map(as_read, {*_NOBODY, *in_every_language("Unsigned")}))


def _when(cell: str, chosen: Chosen) -> dict[str, object]:
    """The time of posting; of a day alone its noon, and the day as the one on which it happened."""
    if not cell:
        return {} if chosen.otherwise is None else {"posted_at": chosen.otherwise.isoformat()}
    told: Moment | None = moment(cell, chosen.order)
    if told is None:
        return {"posted_at": cell}  # which whoever reads on will name
    at = datetime.combine(told.day, told.time or NOON, told.zone or chosen.zone)
    if told.time is None:
        return {"posted_at": _no_later(at, chosen).isoformat(), "happened_on": told.day.isoformat()}
    return {"posted_at": at.isoformat()}


def _no_later(noon: datetime, chosen: Chosen) -> datetime:
    """Today's noon may not have been yet."""
    now = chosen.otherwise
    return min(noon, now) if now and noon.date() == now.astimezone(chosen.zone).date() else noon


def _digest(said: dict[str, str]) -> str:
    """An id of what a row says that holds none of it. It looks like one of ours, which stays as it is."""
    words = "\0".join(f"{field}={said[field]}" for field in sorted(said))
    return "a" + hashlib.sha256(words.encode()).hexdigest()[:31]
