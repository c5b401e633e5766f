"""What became known after a picture was drawn: told as one text, so that the picture itself stays.

A browser that draws a thousand acts should not have them sent again for one act more. A chart takes
its rows from a dataset, which was sent once, and from the text of its parameter ``news``: first which
of the sent rows hold no longer, then the rows that are new or different.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import altair as alt

from ripple.charts.rows import COLUMNS, Row

ROW, CELL = "\u001e", "\u001f"  # what parts the rows and their cells; no words contain them
PARTED = {"row": "'\\u001e'", "cell": "'\\u001f'"}  # the same, in expressions


@dataclass(frozen=True, slots=True)
class Dataset:
    """Rows that are sent once: ``columns``, of which ``texts`` are no numbers; ``key`` tells rows apart."""

    name: str
    columns: tuple[str, ...]
    texts: frozenset[str]
    key: tuple[str, ...]

    def key_of(self, row: Row) -> str:
        """What tells the row from all others."""
        return ".".join(str(row[name]) for name in self.key)

    def cells_of(self, row: Row) -> list[str]:
        """The row as it is told."""
        return [row[name] if name in self.texts else str(round(float(row[name]), 4)) for name in self.columns]


ACTS = Dataset("acts", COLUMNS, frozenset({"path", "kind", "how", "who", "words", "folded"}), ("i", "ring"))


def news(sent: Iterable[Row], now: Iterable[Row], dataset: Dataset = ACTS) -> str:
    """The text that makes the rows that were ``sent`` those that hold ``now``; empty for the same rows."""
    before = {dataset.key_of(row): row for row in sent}
    after = {dataset.key_of(row): row for row in now}
    gone = [key for key, row in before.items() if after.get(key) != row]
    new = [row for key, row in after.items() if before.get(key) != row]
    if not gone and not new:
        return ""
    return ROW.join([f",{','.join(gone)},", *(CELL.join(dataset.cells_of(row)) for row in new)])


def gathered(chart: alt.LayerChart, dataset: Dataset = ACTS, **also: str) -> alt.LayerChart:
    """The chart with the sent rows and the news as the rows of every layer that has no data of its own.

    ``also`` are more columns, as expressions.
    """
    rows = chart.properties(data=alt.sequence(1))
    told = f"news ? split(news, {PARTED['row']}) : []"
    rows = rows.transform_calculate(sent=f"data('{dataset.name}')", told=told)
    rows = rows.transform_fold(["sent", "told"], as_=["from", "row"]).transform_flatten(["row"])
    rows = rows.transform_calculate(cells=f"isString(datum.row) ? split(datum.row, {PARTED['cell']}) : null")
    key = " + '.' + ".join(f"datum.row.{name}" for name in dataset.key)
    rows = rows.transform_filter(
        f"datum.cells ? length(datum.cells) > 1 : !news || indexof(gone, ',' + {key} + ',') < 0"
    )
    for place, name in enumerate(dataset.columns):
        cell = f"datum.cells[{place}]" if name in dataset.texts else f"toNumber(datum.cells[{place}])"
        rows = rows.transform_calculate(**{name: f"datum.cells ? {cell} : datum.row.{name}"})
    gathered: alt.LayerChart = rows.transform_calculate(**also).add_params(
        heard("news"), alt.param("gone", expr=f"split(news, {PARTED['row']})[0]")
    )
    return gathered


def heard(name: str) -> Any:
    """A parameter of a chart that a script in the page tells, as text."""
    return alt.param(name, value="", bind=alt.BindInput(input="hidden", name=" "))


def as_sent(dataset: Dataset = ACTS) -> alt.Chart:
    """The layer that brings in the dataset of the sent rows; it shows nothing itself."""
    nothing: alt.Chart = alt.Chart(alt.NamedData(dataset.name)).mark_point().transform_filter("false")
    return nothing
