"""Any file that people have, as one table: named columns, and rows of texts with the line each begins on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple, TypeVar

from ripple.actions.files.encodings import decoded
from ripple.actions.files.tabular import refusal
from ripple.domain.errors import ImportRefused, Problem
from ripple.formats import Number
from ripple.language import gettext as _

ROWS_LIMIT = 20_000
COLUMNS_LIMIT = 200
PACKED_LIMIT = 50_000_000  # bytes of one file, once it is unpacked
MEMBERS_LIMIT = 1_000  # files in a packed one

T = TypeVar("T")

_PACKED = b"PK\x03\x04"
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


class TableRow(NamedTuple):
    """One row: the line of the file on which it begins, and its cells, one a column."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """What a file holds: what its columns are called, its rows, and the encoding of its characters.

    ``encoding`` is empty where the file's format says it. ``known`` tells what the columns of a format
    that has no header mean, as fields of an act.
    """

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    encoding: str = ""
    known: tuple[str, ...] = ()

    def column(self, at: int) -> list[str]:
        """The cells of one column that hold something."""
        return [row.cells[at] for row in self.rows if row.cells[at]]


def refused(reason: str, line: int = 1) -> ImportRefused:
    """What to raise for a file that is no table, in a sentence."""
    return refusal([Problem(line, reason)])


def open_table(data: bytes, encoding: str | None = None) -> Table:
    """The table in a file of whatever kind: CSV, a workbook, a chat, one of them packed, or pasted lines.

    Raises `ImportRefused` where there is none, where it is empty, and where it is too large.
    """
    table = _opened(data, encoding, packed=True)
    if not table.rows:
        raise refused(_("there are no acts in this file"))
    if len(table.rows) > ROWS_LIMIT:
        reason = _("the file has more than {limit:,} rows; more cannot come in at once")
        raise refused(reason.format(limit=Number(ROWS_LIMIT)), table.rows[ROWS_LIMIT].line)
    return table


def _opened(data: bytes, encoding: str | None, *, packed: bool) -> Table:
    # Here, not above: each of these rooms makes a `Table`.
    from ripple.actions.files.foreign import chats, delimited, workbooks

    if data.startswith(_OLD_WORKBOOK):
        raise refused(_("this is a workbook of an old kind; please save it as .xlsx or as CSV"))
    if data.startswith(_PACKED):
        if kind := workbooks.kind_of(names_in(data)):
            check_unpacked(data)
            return workbooks.read_apart(data, kind)
        if packed:
            return _opened(_packed_table(data), encoding, packed=False)
    text, encoding = decoded(data, encoding)
    for reads in (chats.from_json, chats.from_lines):
        if table := reads(text):
            return table._replace(encoding=encoding)
    return delimited.read(text)._replace(encoding=encoding)


def names_in(data: bytes) -> list[str]:
    """The names of the files in a packed one. Raises `ImportRefused` for a broken one."""
    return _unpacking(data, lambda archive: archive.namelist())


def check_unpacked(data: bytes) -> None:
    """Raise `ImportRefused` where what is packed together is larger than `PACKED_LIMIT`.

    It is counted while it is unpacked: what a packed file says of its own size may be a lie.
    """
    _unpacking(data, lambda archive: _count(archive, archive.namelist()))


def _count(archive: zipfile.ZipFile, names: list[str]) -> None:
    left = PACKED_LIMIT
    for name in names[:MEMBERS_LIMIT]:
        with archive.open(name) as member:
            while part := member.read(min(left + 1, 1 << 20)):
                left -= len(part)
                if left < 0:
                    raise _too_large()
    if len(names) > MEMBERS_LIMIT:
        raise _too_large()


def _packed_table(data: bytes) -> bytes:
    """The one table in a packed file: a wall's export has its posts beside the pictures of them."""

    def taken(archive: zipfile.ZipFile) -> bytes:
        endings = (".csv", ".tsv", ".xlsx", ".ods", ".json", ".txt")
        found = [name for name in archive.namelist() if PurePosixPath(name).suffix.lower() in endings]
        found = [name for name in found if not name.startswith("__MACOSX/")]
        posts = [name for name in found if PurePosixPath(name).name.lower().startswith("posts")]
        if len(posts or found) != 1:
            raise refused(
                _(
                    "this packed file holds not one table, but {count}; please unpack it and choose one"
                ).format(count=Number(len(found)))
            )
        with archive.open((posts or found)[0]) as member:
            inside = member.read(PACKED_LIMIT + 1)
        if len(inside) > PACKED_LIMIT:
            raise _too_large()
        return inside

    return _unpacking(data, taken)


def _unpacking(data: bytes, use: Callable[[zipfile.ZipFile], T]) -> T:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return use(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as problem:
        # RuntimeError: it asks for a password. NotImplementedError: packed in a way that is not known here.
        raise refused(_("this packed file cannot be opened; please unpack it first")) from problem


def _too_large() -> ImportRefused:
    reason = _("the file is larger than {limit} MB")
    return refused(reason.format(limit=PACKED_LIMIT // 1_000_000))
