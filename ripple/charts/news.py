"""What became known after a picture was drawn: told as one text, so that the picture itself stays.

A browser that draws a thousand acts should not have them sent again for one act more. The chart takes
its rows from the dataset ``acts``, which was sent once, and from the text of its parameter ``news``:
first which of the sent rows hold no longer, then the rows that are new or different.
"""

from __future__ import annotations

from collections.abc import Iterable

import altair as alt

from ripple.charts.rows import COLUMNS, Row

ROW, CELL = "\u001e", "\u001f"  # what parts the rows and their cells; no words contain them
TEXTS = {"path", "kind", "how", "who", "words", "folded"}


def news(sent: Iterable[Row], now: Iterable[Row]) -> str:
    """The text that makes the rows that were ``sent`` those that hold ``now``; empty for the same rows."""
    before = {_key(row): row for row in sent}
    after = {_key(row): row for row in now}
    gone = [key for key, row in before.items() if after.get(key) != row]
    new = [row for key, row in after.items() if before.get(key) != row]
    if not gone and not new:
        return ""
    return ROW.join([f",{','.join(gone)},", *(CELL.join(_cells(row)) for row in new)])


def gathered(chart: alt.LayerChart, **also: str) -> alt.LayerChart:
    """The chart with the sent rows and the news as the rows of every layer that has no data of its own.

    ``also`` are more columns, as expressions.
    """
    parted = "\\u001e", "\\u001f"
    rows = chart.properties(data=alt.NamedData("view"))
    rows = rows.transform_calculate(sent="data('acts')", told=f"news ? split(news, '{parted[0]}') : []")
    rows = rows.transform_fold(["sent", "told"], as_=["from", "row"]).transform_flatten(["row"])
    rows = rows.transform_calculate(cells=f"isString(datum.row) ? split(datum.row, '{parted[1]}') : null")
    rows = rows.transform_filter(
        "datum.cells ? length(datum.cells) > 1"
        " : !news || indexof(gone, ',' + datum.row.i + '.' + datum.row.ring + ',') < 0"
    )
    for place, name in enumerate(COLUMNS):
        cell = f"datum.cells[{place}]" if name in TEXTS else f"toNumber(datum.cells[{place}])"
        rows = rows.transform_calculate(**{name: f"datum.cells ? {cell} : datum.row.{name}"})
    told: alt.LayerChart = rows.transform_calculate(**also).add_params(
        alt.param("news", value="", bind=alt.BindInput(input="hidden", name=" ")),
        alt.param("gone", expr=f"split(news, '{parted[0]}')[0]"),
    )
    return told


def as_sent() -> alt.Chart:
    """The layer that brings in the dataset of the sent rows; it shows nothing itself."""
    nothing: alt.Chart = alt.Chart(alt.NamedData("acts")).mark_point().transform_filter("false")
    return nothing


def _key(row: Row) -> str:
    return f"{row['i']}.{row['ring']}"


def _cells(row: Row) -> list[str]:
    return [row[name] if name in TEXTS else str(float(row[name])) for name in COLUMNS]
