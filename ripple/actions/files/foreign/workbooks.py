"""Workbooks, XLSX and ODS: the first sheet that holds something, as a table.

They are read in a process of their own with a limit of time and memory: a small file can say that it has
a million columns. XLSX is read by openpyxl. ODS is one XML file of a standard form; of the libraries for it
one leaves out cells without a type, and the other has not been kept since 2020. So it is read here.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import Any
from xml.etree import ElementTree

from ripple.actions.files.foreign.tables import COLUMNS_LIMIT, ROWS_LIMIT, Table, TableRow, refused
from ripple.actions.files.limits import MEMORY, confine, run_apart
from ripple.language import gettext as _

CPU_S = 30  # of the processor, for as many rows as may come in
LAST_ROW = 1_048_576  # of the programs that write such files
STUCK_S = 120  # of the clock

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def kind_of(names: Iterable[str]) -> str:
    """Which workbook a packed file with these names in it is: "xlsx", "ods", or none."""
    inside = set(names)
    if "xl/workbook.xml" in inside:
        return "xlsx"
    return "ods" if {"content.xml", "mimetype"} <= inside else ""


def read_apart(data: bytes, kind: str) -> Table:
    """The table in a workbook, read by another process. Raises `ImportRefused` where that does not come to an
    end, and `SlowDown` while the files of others are read."""
    from ripple.actions.files.foreign.delimited import as_table

    try:
        done = run_apart(__name__, kind, data=data, within_s=STUCK_S)
        done.check_returncode()
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as problem:
        reason = _("this workbook cannot be read; please save its table as CSV")
        raise refused(reason) from problem
    rows = json.loads(done.stdout)
    return as_table([TableRow(line, tuple(cells)) for line, cells in rows])


def rows_of(data: bytes, kind: str) -> Iterator[tuple[int, list[str]]]:
    """The filled rows of the first sheet that has some, each with its number, as texts."""
    sheets = _xlsx(data) if kind == "xlsx" else _ods(data)
    for sheet in sheets:
        rows = ((number, _filled([_told(cell) for cell in cells])) for number, cells in sheet)
        filled = ((number, cells) for number, cells in rows if cells)
        if first := next(filled, None):
            yield first
            yield from islice(filled, ROWS_LIMIT + 1)
            return


def _xlsx(data: bytes) -> Iterator[Iterator[tuple[int, Sequence[object]]]]:
    from openpyxl import load_workbook

    # What a formula comes to is kept beside it, if a program ever reckoned it; words that begin with "=" and
    # are none have only themselves.
    values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True) if _has_formulas(data) else None
    for at, sheet in enumerate(values.worksheets):
        if written:
            yield _both(_rows(sheet), _rows(written.worksheets[at]))
        else:
            yield enumerate(_rows(sheet), 1)


def _has_formulas(data: bytes) -> bool:
    """Whether any sheet has one: each is read once, unless there are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and re.search(rb"<(\w+:)?f[ />]", archive.read(name)):
                return True
    return False


def _rows(sheet: Any) -> Iterator[Sequence[object]]:
    sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
    rows: Iterator[Sequence[object]] = sheet.iter_rows(
        max_row=LAST_ROW, max_col=COLUMNS_LIMIT + 1, values_only=True
    )
    return rows


def _both(
    values: Iterable[Sequence[object]], written: Iterable[Sequence[object]]
) -> Iterator[tuple[int, Sequence[object]]]:
    for number, (row, other) in enumerate(zip(values, written, strict=True), 1):
        yield (
            number,
            [one if one is not None else same for one, same in zip(row, other, strict=True)],
        )


def _ods(data: bytes) -> Iterator[Iterator[tuple[int, Sequence[object]]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("content.xml") as content:
        for _event, element in ElementTree.iterparse(content):  # noqa: S314 - of limited size and memory
            if element.tag == _TABLE + "table":
                yield _ods_rows(element)
                element.clear()


def _ods_rows(sheet: ElementTree.Element) -> Iterator[tuple[int, Sequence[object]]]:
    number = 1
    for row in sheet.iter(_TABLE + "table-row"):
        cells: list[object] = []
        for cell in row:
            times = int(cell.get(_TABLE + "number-columns-repeated", 1))
            cells += [_ods_cell(cell)] * min(times, COLUMNS_LIMIT + 1 - len(cells))
        yield number, cells
        # Rows that are repeated hold nothing, but for a host who copied one act downwards.
        number += int(row.get(_TABLE + "number-rows-repeated", 1))


def _ods_cell(cell: ElementTree.Element) -> str:
    if day := cell.get(_OFFICE + "date-value"):
        return day
    return "\n".join("".join(_ods_words(line)) for line in cell.findall(_TEXT + "p"))


def _ods_words(line: ElementTree.Element) -> Iterator[str]:
    """What stands in a paragraph: runs of spaces, line breaks and tabs are elements there."""
    yield line.text or ""
    for part in line:
        if part.tag == _TEXT + "s":
            yield " " * min(int(part.get(_TEXT + "c", 1)), 100)
        elif part.tag in {_TEXT + "line-break", _TEXT + "tab"}:
            yield "\n" if part.tag == _TEXT + "line-break" else "\t"
        else:
            yield from _ods_words(part)
        yield part.tail or ""


def _filled(cells: list[str]) -> list[str]:
    """The cells without the empty ones behind the last."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _told(cell: object) -> str:
    """What a cell says, as text: a day as ISO 8601, a whole number without a point."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def main(kind: str) -> None:
    """Read a workbook from stdin and write its rows to stdout."""
    confine(CPU_S, MEMORY)
    json.dump(list(rows_of(sys.stdin.buffer.read(), kind)), sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
