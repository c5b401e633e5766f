"""Taking in a file of acts, all or nothing, and giving a group's acts back as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from ripple.actions.files.act_rows import FIELDS, NEEDED, NameOf, as_cells, is_zoneless, row_of
from ripple.actions.files.importing import take_in
from ripple.actions.files.sifting import sift
from ripple.actions.files.tabular import read, write_csv, write_json
from ripple.domain.model import Act
from ripple.live import LiveGroup, Progress, silently


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: acts ``added``, acts that were ``known`` already and so passed over, how many
    times were ``zoneless``, the file's ``encoding``, and an ``example`` line where that is not UTF-8."""

    added: int
    known: int
    zoneless: int
    encoding: str
    example: str = ""


def import_acts(
    live: LiveGroup,
    data: bytes,
    *,
    now: datetime,
    zone: tzinfo = UTC,
    encoding: str | None = None,
    reading: Progress = silently,
    taking: Progress = silently,
) -> Imported:
    """Take the acts of a JSON or CSV file into the group, all or none; rows that came before are passed over.

    A time without a zone is one of ``zone``. ``reading`` is told how many of how many rows were read,
    ``taking`` how many were taken in. Raises `ImportRefused`, naming line and reason of the first bad rows
    (see `sift`).
    """
    live.catch_up()
    sheet = read(data, NEEDED, FIELDS, encoding)
    sifted = sift(live.history, sheet.rows, now, zone, strict=True, progress=reading)
    take_in(live, sifted.acts, now=now, progress=taking)
    zoneless = sum(is_zoneless(row.cells) for row in sheet.rows)
    example = sheet.example if sheet.encoding != "UTF-8" else ""
    return Imported(len(sifted.acts), sifted.known, zoneless, sheet.encoding, example)


def export_json(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as JSON; ``name_of`` gives the names of members."""
    return write_json(row_of(act, name_of) for act in acts)


def export_csv(acts: Iterable[Act], name_of: NameOf) -> bytes:
    """The acts in the form that `import_acts` takes, as CSV; ``name_of`` gives the names of members."""
    return write_csv((as_cells(row_of(act, name_of)) for act in acts), FIELDS)
