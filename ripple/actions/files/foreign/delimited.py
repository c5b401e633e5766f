"""Tables as text: cells with commas, semicolons or tabs between them, or one act a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ripple.actions.files.foreign.headers import is_header
from ripple.actions.files.foreign.moments import is_moment
from ripple.actions.files.foreign.tables import COLUMNS_LIMIT, Table, TableRow, refused
from ripple.actions.files.tabular import SEPARATOR_LINE, records
from ripple.language import gettext as _

_LOOKED_AT = 30  # records, to find out how cells are separated and where the header is


def read(text: str) -> Table:
    """The table in a text. Raises `ImportRefused` for one that separates its cells in no way."""
    if told := SEPARATOR_LINE.match(text):
        records = _records(text[told.end() :], told[1] or ",", first=2)
    else:
        records = _records(text, _separator(text))
    return as_table([TableRow(line, tuple(map(str.strip, cells))) for line, cells in records if any(cells)])


def as_table(rows: list[TableRow]) -> Table:
    """The rows as a table: what stands above its header is left out, and short rows are filled.

    Raises `ImportRefused` where a row has cells under no column.
    """
    if not rows:
        return Table((), ())
    width = max(len(row.cells) for row in rows[:_LOOKED_AT])
    if width > COLUMNS_LIMIT:
        raise refused(_("this table has too many columns"), rows[0].line)
    begins = next((at for at, row in enumerate(rows[:_LOOKED_AT]) if _is_whole(row, width)), 0)
    body = rows[begins:]
    columns = tuple(body.pop(0).cells) if _has_header(body) else ()
    for row in body:
        if any(row.cells[width:]):
            raise refused(_("this row has more cells than the table has columns"), row.line)
    filled = (TableRow(line, (cells + ("",) * width)[:width]) for line, cells in body)
    return Table((columns + ("",) * width)[:width], tuple(row for row in filled if any(row.cells)))


def _is_whole(row: TableRow, width: int) -> bool:
    """Whether a row is more than a title above the table: it fills most of the columns."""
    return sum(map(bool, row.cells)) * 2 >= width


def _has_header(rows: list[TableRow]) -> bool:
    """Whether the first row says what the columns are; of a lone column, only in words that are known."""
    first = rows[0].cells
    if any(map(is_header, first)):
        return True
    return len(first) > 1 and not any(map(is_moment, first))


def _separator(text: str) -> str:
    """What stands between cells: that by which the first records have the most columns, and all the same."""
    head = "".join(text.splitlines(keepends=True)[: 4 * _LOOKED_AT])

    def fit(separator: str) -> tuple[int, int]:
        widths = [len(cells) for _line, (cells) in _head(head, separator)]
        usual = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(usual) * (usual > 1), usual)

    best = max(",;\t", key=fit)
    return best if fit(best)[0] * 2 > len(_head(head, best)) else "\0"  # which no text has: one cell a line


def _head(text: str, separator: str) -> list[tuple[int, list[str]]]:
    return [record for _at, record in zip(range(_LOOKED_AT), _records(text, separator), strict=False)]


def _records(text: str, separator: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on: cells may hold line breaks."""
    if separator == "\0":
        yield from ((line, [words]) for line, words in enumerate(text.splitlines(), first))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    yield from ((line + first - 1, cells) for line, cells in records(reader))
