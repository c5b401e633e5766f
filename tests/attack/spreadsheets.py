"""Cells that a spreadsheet would run, in each column of what can be taken along, whatever separates there."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import product
from typing import Literal

from ripple.actions.files.act_files import export_csv
from ripple.actions.files.tabular import write_csv
from ripple.charts.people.table import table
from ripple.domain.model import Act, Person
from tests.attack.table import Attack, stopped
from tests.attack.world import World

FAMILY = "spreadsheets"
RUN = "HYPERLINK(1)"
SIGNS = {
    "an equals sign": "=",
    "a plus": "+",
    "a minus": "-",
    "an at": "@",
    "a wide equals sign": "\uff1d",
    "a wide plus": "\uff0b",
    "a wide minus": "\uff0d",
    "a wide at": "\uff20",
}
PLACES = {
    "at the beginning": "{}",
    "after spaces": "  {}",
    "after an apostrophe": "'{}",
    "behind a comma": "a,{}",
    "behind a semicolon": "a;{}",
    "behind a tabulator": "a\t{}",
    "behind a bar": "a|{}",
    "on a line of its own": "a\n{}",
    "behind a closing quote": 'a";"{}',
}
QUOTING: tuple[Literal[0], Literal[3]] = (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
SEPARATORS = ",;\t|"


def act(**said: object) -> bytes:
    told = {"id": "1", "text": "words", "posted_at": datetime(2026, 1, 1, tzinfo=UTC), **said}
    return export_csv([Act(**told)], lambda _member: "")  # type: ignore[arg-type]


COLUMNS: dict[str, Callable[[str], bytes]] = {
    "the words": lambda cell: act(text=cell),
    "the id": lambda cell: act(id=cell),
    "what inspired it": lambda cell: act(inspired_by=cell),
    "who told it": lambda cell: act(told_by=cell),
    "who was kind": lambda cell: act(givers=(Person("a"), Person(cell))),
    "to whom": lambda cell: act(receivers=(Person(cell), Person("a"))),
    "a name of the people": lambda cell: people({0: cell, 1: "a"}),
    "whom somebody was with": lambda cell: people({0: "a", 1: cell}),
}


def people(names: dict[int, str]) -> bytes:
    rows = table(names, {(0, 1): 1})
    return write_csv(rows, list(rows[0]))


def is_run(column: str, place: str, world: World) -> None:
    """With every sign, and read by a spreadsheet of every country: as quoted as it likes, or not at all."""
    for sign in SIGNS.values():
        data = COLUMNS[column](PLACES[place].format(f"{sign}{RUN}")).decode("utf-8-sig")
        stopped(RUN in data, "it is not in the file, so nothing was tried")
        for quoting in QUOTING:
            for separator in SEPARATORS:
                rows = csv.reader(io.StringIO(data, newline=""), delimiter=separator, quoting=quoting)
                cells = [cell.strip(" ") for row in rows for cell in row]
                runs = [cell for cell in cells if cell.startswith(tuple(SIGNS.values()))]
                stopped(not runs, f"where {separator!r} separates: {runs[:1]}")


def attacks() -> Iterator[Attack]:
    for column, place in product(COLUMNS, PLACES):
        yield Attack(FAMILY, f"a formula as {column}, {place}", partial(is_run, column, place))
