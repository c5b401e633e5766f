"""Bringing in what a group has elsewhere: a file is opened, looked at by a host, and then taken in.

A file in the form that this app writes says itself what it holds. Of any other it is guessed, and a host
says whether that is right, before anything is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from ripple.actions.files.act_rows import FIELDS, NEEDED
from ripple.actions.files.encodings import decoded
from ripple.actions.files.foreign.headers import plain
from ripple.actions.files.foreign.reading import Chosen, rows_as_chosen
from ripple.actions.files.foreign.tables import Table, TableRow, open_table
from ripple.actions.files.importing import giving_way, take_in
from ripple.actions.files.sifting import Sifted, sift
from ripple.actions.files.tabular import Sheet, read, unguarded, write_csv
from ripple.actions.host_check import must_be_host
from ripple.domain.errors import ImportRefused, Problem
from ripple.domain.resting import check_open
from ripple.language import gettext as _
from ripple.language import in_every_language
from ripple.live import LiveGroup, Progress, silently

_FIRST_OBJECT = 10_000  # characters, in which the first act of a JSON file says what it has


class Opened(NamedTuple):
    """A file that was opened: its table, and if it is of this app's own form what that says."""

    table: Table
    own: Sheet | None = None

    @property
    def encoding(self) -> str:
        """In which its characters were found to be; empty for UTF-8, and where the file says so itself."""
        return "" if self.table.encoding == "UTF-8" else self.table.encoding


def is_own(data: bytes, encoding: str | None = None) -> bool:
    """Whether a file has the columns that this app writes and must have, by their names."""
    try:
        text, _encoding = decoded(data, encoding)
    except ImportRefused:  # a workbook, for one; what is wrong with it is said when it is opened
        return False
    head = text.lstrip()
    if head.startswith(("[", "{")):
        return '"posted_at"' in head[:_FIRST_OBJECT]
    lines = head.splitlines()[:2]
    first = lines[-1] if lines and lines[0].lower().startswith("sep=") else "".join(lines[:1])
    columns = {plain(name).replace(" ", "_") for name in re.split("[,;\t]", first)}
    return set(NEEDED) <= columns


def open_file(data: bytes, encoding: str | None = None) -> Opened:
    """The table in a file. Raises `ImportRefused` where there is none that can come in."""
    table = open_table(data, encoding)
    if table.columns[-1:] and table.columns[-1] in in_every_language("What is wrong"):  # from `to_mend`
        table = table._replace(
            columns=tuple(map(unguarded, table.columns)), rows=tuple(_as_meant(row) for row in table.rows)
        )
    return Opened(table, read(data, NEEDED, FIELDS, encoding) if is_own(data, encoding) else None)


def _as_meant(row: TableRow) -> TableRow:
    return row._replace(cells=tuple(map(unguarded, row.cells)))


def look(
    live: LiveGroup, opened: Opened, chosen: Chosen, *, now: datetime, progress: Progress = silently
) -> Sifted:
    """What of the file would come into the group; nothing is kept yet. ``progress`` is told how many of how
    many rows were read."""
    live.catch_up()
    rows = opened.own.rows if opened.own else list(giving_way(rows_as_chosen(opened.table, chosen)))
    return sift(live.history, rows, now, chosen.zone, progress=progress)


def bring_in(
    live: LiveGroup, by: str, sifted: Sifted, *, now: datetime, progress: Progress = silently
) -> int:
    """Take what a host looked at into the group; how many acts came in.

    What came in meanwhile in another way is passed over. Raises `NotAllowed` for who is no host,
    and `GroupRests`.
    """
    must_be_host(live, by, "bring in")
    check_open(live.history.settings, now)
    return take_in(live, sifted.acts, by, now=now, progress=progress)


def to_mend(table: Table, problems: Sequence[Problem]) -> bytes:
    """The rows that could not come in as a CSV, each with its line and what is wrong, to be brought again."""
    reasons = {problem.line: problem.reason for problem in problems}
    line, reason = _("Line"), _("What is wrong")
    columns = [name or f"{at}" for at, name in enumerate(table.columns, 1)]
    rows = (
        dict(zip(columns, row.cells, strict=True)) | {line: str(row.line), reason: reasons[row.line]}
        for row in table.rows
        if row.line in reasons
    )
    return write_csv(rows, [*columns, line, reason])
