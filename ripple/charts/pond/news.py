"""How a picture's rows are told, and what became known after they were: as text, so that the picture stays.

A chart takes its rows from a dataset, which was sent once, and from the text of its parameter ``news``:
first which of the sent rows hold no longer, then the rows that are new or different. A browser that draws
a thousand acts has not to be sent them again for one act more.

The dataset is one text too: a browser reads it in one step, where it would take one for every cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import altair as alt

from ripple.charts.pond.rows import COLUMNS, TEXTS, Row

ROW, CELL = "\u001e", "\u001f"  # what parts the rows and their cells; no words contain them
PARTED = {"row": "'\\u001e'", "cell": "'\\u001f'"}  # the same, in expressions

Rows = dict[str, tuple[int, Row]]  # by their keys, each with a number that one with other cells has not


@dataclass(frozen=True, slots=True)
class Dataset:
    """What the rows of a chart have: the names of their ``columns``, and which of these are ``texts``; all
    others are numbers. The first column is the key.

    In a picture that is taller than wide, each two columns that are ``exchanged`` swap their values.
    """

    name: str
    columns: tuple[str, ...]
    texts: frozenset[str]
    exchanged: tuple[tuple[str, str], ...] = ()

    def key_of(self, row: Row) -> str:
        """What tells the row from all others."""
        return str(row[self.columns[0]])

    def text_of(self, rows: Iterable[Row]) -> str:
        """The rows as they are told."""
        return ROW.join(
            CELL.join(map(self._cell, self.columns, (row[name] for name in self.columns))) for row in rows
        )

    def _cell(self, column: str, value: Any) -> str:
        return value if column in self.texts else f"{round(float(value), 6):.15g}"

    def columns_of(self, rows: Iterable[Row]) -> dict[str, list[str]]:
        """The dataset as it is sent: a single row, with all of them."""
        return {"rows": [self.text_of(rows)]}


EXCHANGED = (("x", "y"), ("mid_x", "mid_y"), ("side", "tall_side"), ("near", "tall_near"))
ACTS = Dataset("acts", COLUMNS, TEXTS, exchanged=EXCHANGED)


class Changed(NamedTuple):
    """The rows that were sent and are ``gone`` or different now, and those that are ``new`` or different."""

    gone: list[Row]
    new: list[Row]


def by_their_keys(rows: Iterable[Row], dataset: Dataset = ACTS) -> Rows:
    """The rows, to be compared with others: once for all comparisons."""
    return {dataset.key_of(row): (hash(tuple(row.values())), row) for row in rows}


def changed(sent: Rows, now: Rows) -> Changed:
    """What is another in the rows of ``now``."""
    nothing = None, None
    gone = [row for key, (told, row) in sent.items() if now.get(key, nothing)[0] != told]
    new = [row for key, (told, row) in now.items() if sent.get(key, nothing)[0] != told]
    return Changed(gone, new)


def text_of(gone: list[Row], new: list[Row], dataset: Dataset = ACTS) -> str:
    """The text of what `changed`; empty where nothing did."""
    if not gone and not new:
        return ""
    keys = ",".join(map(dataset.key_of, gone))
    return ROW.join([f",{keys},", *([dataset.text_of(new)] if new else [])])


def news(sent: Iterable[Row], now: Iterable[Row], dataset: Dataset = ACTS) -> str:
    """The text that makes the rows that were ``sent`` those that hold ``now``; empty for the same rows."""
    before, after = (by_their_keys(rows, dataset) for rows in (sent, now))
    return text_of(*changed(before, after), dataset)


def gathered(chart: alt.LayerChart, dataset: Dataset = ACTS, **also: str) -> alt.LayerChart:
    """The chart with the sent rows and the news as what every layer knows as ``datum.row``, unless it has
    data of its own. ``also`` are more fields of the datum, as expressions.

    A row is made in one expression: with one for each of its columns a browser takes ten times as long.
    """
    told = {"sent": f"data('{dataset.name}')[0].rows", "told": "news"}
    rows = alt.Chart(alt.sequence(1)).transform_calculate(
        **{name: f"split({text}, {PARTED['row']})" for name, text in told.items()}
    )
    rows = rows.transform_fold([*told], as_=["from", "text"]).transform_flatten(["text"])
    rows = rows.transform_calculate(cells=f"split(datum.text, {PARTED['cell']})")
    still = "datum.from === 'told' || !news || indexof(gone, ',' + datum.cells[0] + ',') < 0"
    cells = ", ".join(f"{name}: {_cell(dataset, name)}" for name in dataset.columns)
    rows = rows.transform_filter(f"length(datum.cells) > 1 && ({still})")
    rows = rows.transform_calculate(row=f"{{{cells}}}", **also)
    # Put together apart, and given to the chart at once: each change of a chart copies all its layers.
    gathered: alt.LayerChart = chart.properties(data=rows.data, transform=rows.transform)
    return gathered


def news_heard() -> list[alt.Parameter]:
    """The parameters of a chart whose rows are `gathered`."""
    return [heard("news"), alt.param("gone", expr=f"split(news, {PARTED['row']})[0]")]


def _cell(dataset: Dataset, name: str) -> str:
    place = str(dataset.columns.index(name))
    for pair in dataset.exchanged:
        if name in pair:
            other = dataset.columns.index(pair[1 - pair.index(name)])
            place = f"tall ? {other} : {place}"
    return f"datum.cells[{place}]" if name in dataset.texts else f"toNumber(datum.cells[{place}])"


def heard(name: str) -> Any:
    """A parameter of a chart that a script in the page tells, as text."""
    return alt.param(name, value="", bind=alt.BindInput(input="hidden", name=" "))


def as_sent(dataset: Dataset = ACTS) -> alt.Chart:
    """The layer that brings in the dataset of the sent rows; it shows nothing itself."""
    nothing: alt.Chart = alt.Chart(alt.NamedData(dataset.name)).mark_point().transform_filter("false")
    return nothing
