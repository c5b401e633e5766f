"""What it takes to bring in a large file, beside reading its cells alone, and how long others wait meanwhile.

    python -m benchmarks.importing [--json] [--small]

A form's answers, 20,000 rows, as CSV and as XLSX: opened, looked at, and taken into a group in a folder
that syncs; the peer reads the cells with the standard library's csv, or with openpyxl. Meanwhile somebody
in another group posts an act again and again, as before it, when nothing else is done. And how many of the
files that programs write, in `tests/actions/files/foreign/written`, are read; and which part of a thousand
kind sentences hints before posting mistake for something private, and what of that they find. Times are
wall clock, so let the machine rest.
"""

from __future__ import annotations

import csv
import io
import json
import resource
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import quantiles
from threading import Event, Thread

from openpyxl import Workbook, load_workbook

from benchmarks import asked
from benchmarks.peers import entry
from ripple.actions.files.bringing import bring_in, look, open_file
from ripple.actions.files.foreign.reading import as_guessed
from ripple.actions.joining import start_group
from ripple.domain.errors import ImportRefused
from ripple.environment import CHECKOUT
from ripple.hints import Private, hints_in
from ripple.live import Groups
from ripple.store import open_store
from tests.hints.samples import kind_sentences, private_sentences

ROWS, FEW = 20_000, 200
ALONE_S, ALONE_SMALL_S = 5.0, 0.2  # how long others post while nothing else is done
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WRITTEN = CHECKOUT / "tests/actions/files/foreign/written"
COLUMNS = ("Timestamp", "What kindness happened?", "Your name")

Cells = tuple[str, str, str]


@dataclass
class Brought:
    """Seconds to open a file, to look at it and to take it in; of the peer to read it; and of those who post
    in another group, 95 of 100 times at most so many milliseconds, meanwhile and alone."""

    rows: int
    open_s: float
    look_s: float
    take_in_s: float
    peer_s: float
    others_p95_ms_meanwhile: float
    others_p95_ms_alone: float

    @property
    def whole_s(self) -> float:
        return round(self.open_s + self.look_s + self.take_in_s, 2)


def answers(rows: int) -> list[Cells]:
    """A form's answers, one every ten minutes until now."""
    times = (NOW - timedelta(minutes=10 * (rows - row)) for row in range(rows))
    return [
        (
            f"{at:%Y/%m/%d %I:%M:%S %p} GMT+1",
            f"Somebody carried my shopping up the stairs, {row}",
            f"Ada {row % 90}",
        )
        for row, at in enumerate(times)
    ]


def as_csv(rows: list[Cells]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([COLUMNS, *rows])
    return out.getvalue().encode()


def as_workbook(rows: list[Cells]) -> bytes:
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in (COLUMNS, *rows):
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def csv_alone(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode()))))


def workbook_alone(data: bytes) -> int:
    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    return len(list(sheet.iter_rows(values_only=True)))


def brought(data: bytes, peer: Callable[[bytes], int], alone_s: float) -> Brought:
    """Bring the file into a group of its own, while somebody posts in another."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"tinydb:{folder}")) as log:
        groups = Groups(log)
        live = groups.group(start_group(groups, "Brook", "June", nonce="g", founder="june", now=NOW).group)
        numbers = count()
        alone = _posting(groups, numbers, lambda: time.sleep(alone_s))
        took: list[float] = []

        def bring() -> None:
            begun = time.perf_counter()
            opened = open_file(data)
            took.append(time.perf_counter())
            sifted = look(live, opened, as_guessed(opened.table), now=NOW)
            took.append(time.perf_counter())
            bring_in(live, "june", sifted, now=NOW)
            took.append(time.perf_counter())
            took[:] = [end - start for start, end in zip([begun, *took], took, strict=False)]

        meanwhile = _posting(groups, numbers, bring)
        begun = time.perf_counter()
        peer(data)
        peer_s = time.perf_counter() - begun
        rows = len(live.history.acts)
    open_s, look_s, take_in_s, peer_s = (round(one, 5) for one in (*took, peer_s))
    return Brought(rows, open_s, look_s, take_in_s, peer_s, _p95_ms(meanwhile), _p95_ms(alone))


def _posting(groups: Groups, numbers: count[int], do: Callable[[], None]) -> list[float]:
    """Do something while somebody posts, one act after the other; how long each took, in seconds."""
    done, took = Event(), list[float]()

    def post() -> None:
        while not done.is_set() or len(took) < 2:
            begun = time.perf_counter()
            groups.log.append("another", entry(next(numbers)))
            took.append(time.perf_counter() - begun)
            done.wait(0.02)

    other = Thread(target=post)
    other.start()
    try:
        do()
    finally:
        done.set()
        other.join()
    return took


def _p95_ms(took: list[float]) -> float:
    return round(quantiles(took, n=20)[-1] * 1e3, 2)


def files_read() -> str:
    """How many of the files that programs write are opened as a table, out of those that hold one."""
    files = [file for file in sorted(WRITTEN.iterdir()) if file.name[:2] not in {"19", "23", "24", "26"}]
    read = 0
    for file in files:
        try:
            read += bool(open_file(file.read_bytes()).table.rows)
        except ImportRefused as refused:
            print(f"{file.name}: {refused}")
    return f"{read} of {len(files)}"


def hints() -> dict[str, object]:
    """Which part of the kind sentences is asked about for nothing, which part of telephone numbers and e-mail
    addresses is found, and of each sort; 95 of 100 sentences take at most so many milliseconds."""
    alarms, took = list[bool](), list[float]()
    for _, text in kind_sentences():
        begun = time.perf_counter()
        alarms.append(bool(hints_in(text)))
        took.append(time.perf_counter() - begun)
    private = {like: [text for _, text in private_sentences(like.value)] for like in Private}
    found = {
        like: [any(hint.like is like for hint in hints_in(text)) for text in private[like]]
        for like in Private
    }
    return {
        "sentences": len(alarms),
        "false_alarms": _share(alarms),
        "found": _share(found[Private.TELEPHONE] + found[Private.EMAIL]),
        "found_of_each": {like.value: _share(those) for like, those in found.items()},
        "p95_ms": _p95_ms(took),
    }


def _share(of: list[bool]) -> float:
    return round(sum(of) / len(of), 4)


def main() -> None:
    """Measure, and say what was found."""
    wanted = asked(__doc__ or "")
    rows = answers(FEW if wanted.small else ROWS)
    alone_s = ALONE_SMALL_S if wanted.small else ALONE_S
    as_told = {
        "csv": brought(as_csv(rows), csv_alone, alone_s),
        "xlsx": brought(as_workbook(rows), workbook_alone, alone_s),
    }
    found = {
        "rows_20k_s": as_told["csv"].whole_s,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "others_p95_ms_meanwhile": as_told["csv"].others_p95_ms_meanwhile,
        "files_read": files_read(),
        "hints": hints(),
        "files": {name: asdict(one) for name, one in as_told.items()},
    }
    if wanted.for_machines:
        print(json.dumps(found))
        return
    print(f"{'':24}" + "".join(f"{name:>12}" for name in as_told))
    for figure in asdict(as_told["csv"]):
        print(f"{figure:24}" + "".join(f"{asdict(one)[figure]:>12,}" for one in as_told.values()))
    print(f"{'peak_mb':24}{found['peak_mb']:>12,}\n{'files_read':24}{found['files_read']:>12}")
    print(f"hints: {found['hints']}")


if __name__ == "__main__":
    main()
