"""A file of acts as people keep it, JSON or CSV: its rows by line and field, and back.

Spreadsheets save as their country does: with commas, semicolons or tabs. That is read here, and nothing
of it is known anywhere else; `ripple.actions.files.encodings` knows of their characters.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import NamedTuple

from ripple.actions.files.encodings import decoded
from ripple.domain.errors import ImportRefused, Problem
from ripple.domain.signs import is_visible
from ripple.formats import Number, listed
from ripple.language import gettext as _

BYTES_LIMIT = 50_000_000
ROWS_LIMIT = 200_000  # twice what a pond can show: whatever goes out comes in
PROBLEMS_SHOWN = 10

# A spreadsheet takes a cell that begins like this for a formula and would run it, so it gets a ' in front
# when it goes out and loses one when it comes in: https://owasp.org/www-community/attacks/CSV_Injection. One
# that separates otherwise than we do sees a cell begin behind each of its separators, quoted or not, and
# takes a quotation mark there for the beginning of a quoted one.
_SIGNS = "[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(rf"(^|[,;\t|\n\r])([ '\"]*)(?={_SIGNS})")
_GUARDED = re.compile(rf"(^|[,;\t|\n\r])([ '\"]*)'(?={_SIGNS})")
_BLANK = re.compile(r"\s*")
# How Excel tells itself, in a line above the table, what separates the cells: "sep=;".
SEPARATOR_LINE = re.compile(r'sep=([^\r\n"]?)[^\r\n]*(\r\n?|\n|$)', re.IGNORECASE)


class Row(NamedTuple):
    """What one row says: its filled cells by field, and the line of the file where it begins. ``named`` tells
    whether the id among them is the file's own."""

    line: int
    cells: Mapping[str, object]
    named: bool = True


class Sheet(NamedTuple):
    """A file that was read: its rows, and the encoding its characters turned out to be in."""

    rows: Sequence[Row]
    encoding: str
    text: str

    @property
    def example(self) -> str:
        """The first line with more than ASCII in it, which shows whether the encoding is right."""
        found = re.search(r"[^\r\n]*[^\x00-\x7f][^\r\n]*", self.text)
        return found[0].strip()[:80] if found else ""


def refusal(problems: Sequence[Problem]) -> ImportRefused:
    """What to raise for the ``problems``: the first of them, and how many there are."""
    first = sorted(problems, key=lambda problem: problem.line)[:PROBLEMS_SHOWN]
    return ImportRefused(len(problems), tuple(first))


def read(data: bytes, needed: Iterable[str], known: Iterable[str], encoding: str | None = None) -> Sheet:
    """The rows of a file that is a JSON list of objects or a CSV with a header.

    ``needed`` are the columns that a header must name, ``known`` all that it may.
    Raises `ImportRefused` for what is neither, is over `BYTES_LIMIT` or `ROWS_LIMIT`, or has other columns.
    """
    if len(data) > BYTES_LIMIT:
        raise _refused(1, _("the file is larger than {limit} MB").format(limit=BYTES_LIMIT // 1_000_000))
    text, encoding = decoded(data, encoding)
    is_json = text.lstrip().startswith(("[", "{"))
    found = _json_rows(text) if is_json else _csv_rows(text, frozenset(needed))
    rows = list(islice(found, ROWS_LIMIT + 1))  # what comes after that nobody waits for
    if len(rows) > ROWS_LIMIT:
        reason = _("the file has more than {limit:,} rows; more cannot come in at once")
        raise _refused(rows[ROWS_LIMIT].line, reason.format(limit=Number(ROWS_LIMIT)))
    strange: dict[str, int] = {}
    for row in rows:
        for name in sorted(row.cells.keys() - known):
            strange.setdefault(name, row.line)
    if strange:
        raise refusal([_unknown(line, name) for name, line in strange.items()])
    return Sheet(rows, encoding, text)


def write_json(rows: Iterable[Mapping[str, object]]) -> bytes:
    """A JSON list with one object a line."""
    return ("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n").encode()


def write_csv(rows: Iterable[Mapping[str, str]], fields: Sequence[str]) -> bytes:
    """A CSV with a header that spreadsheets open in the right encoding and take for no formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(map(_guarded, fields))
    writer.writerows([_guarded(row.get(field, "")) for field in fields] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _json_rows(text: str) -> Iterator[Row]:
    for line, value in _json_values(text):
        if not isinstance(value, dict):
            raise _refused(line, _("this is no object with names and values: {...}"))
        yield Row(line, {_field(name): cell for name, cell in value.items() if cell is not None})


def _json_values(text: str) -> Iterator[tuple[int, object]]:
    """Each value of a JSON list with its line; one after the other, so that the line is known."""
    at = _after_blank(text, 0)
    if text[at] == "{":
        raise _refused(1, _("a JSON file holds its acts in a list: [{...}, {...}]"))
    line, counted, at = 1, 0, _after_blank(text, at + 1)
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = json.JSONDecoder().raw_decode(text, at)
            json.dumps(value, ensure_ascii=False).encode()  # refused: half of a character, as in "\\ud800"
        except (ValueError, RecursionError) as problem:
            raise _refused(line, _("no JSON: {reason}").format(reason=problem)) from problem
        yield line, value
        at = _after_blank(text, at)
        if text[at : at + 1] == ",":
            at = _after_blank(text, at + 1)
        elif text[at : at + 1] != "]":
            raise _refused(line, _("no JSON: a comma or the closing ] is missing after this"))
    if (more := _after_blank(text, at + 1)) < len(text):
        raise _refused(1 + text.count("\n", 0, more), _("no JSON: there is more after the list"))


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _csv_rows(text: str, needed: frozenset[str]) -> Iterator[Row]:
    told = SEPARATOR_LINE.match(text)
    head = text.split("\n", 1)[0].split("\r", 1)[0]
    delimiter = told[1] or "," if told else max(",;\t", key=head.count)
    lines = records(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    if told:
        next(lines)
    names = [_field(name) for name in next(lines, (1, []))[1]]
    _check_header(names, needed)
    for line, cells in lines:
        if not any(cells):
            continue
        if any(cells[len(names) :]):
            reason = _("there are {count} cells here and {named} in the header; is a quotation mark missing?")
            raise _refused(line, reason.format(count=len(cells), named=len(names)))
        filled = {n: unguarded(cell) for n, cell in zip(names, cells, strict=False) if is_visible(cell)}
        if filled:
            yield Row(line, filled)


def _check_header(names: Sequence[str], needed: Set[str]) -> None:
    named = [name for name in names if name]  # spreadsheets leave empty columns behind the last
    if lacking := needed - set(named):
        reason = _("the header lacks: {lacking}; it has: {named}. “import --help” names all columns")
        said = {"lacking": listed(sorted(lacking)), "named": listed(named)[:200] or "–"}
        raise _refused(1, reason.format(**said))
    if twice := sorted(name for name, times in Counter(named).items() if times > 1):
        raise _refused(1, _("the header names these columns twice: {names}").format(names=listed(twice)))


def records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on: cells may hold line breaks."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            raise _refused(line, _("no CSV: {reason}").format(reason=problem)) from problem
        yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined]  # what csv.reader returns has it


def _field(name: str) -> str:
    """A column's name as people write it ("Posted at") as a field's."""
    return "_".join(name.strip().casefold().split())


def _guarded(cell: str) -> str:
    return _FORMULA.sub(r"\1\2'", cell)


def unguarded(cell: str) -> str:
    """The cell without what `write_csv` put before what a spreadsheet takes for a formula."""
    return _GUARDED.sub(r"\1\2", cell)


def _unknown(line: int, name: str) -> Problem:
    if not name:
        return Problem(line, _("there is something under a column that has no name"))
    return Problem(line, _("“{name}” is a column or name that means nothing here").format(name=name))


def _refused(line: int, reason: str) -> ImportRefused:
    return refusal([Problem(line, reason)])
