"""What it takes to bring in a large file, beside reading its cells alone, and how long others wait meanwhile.

    python -m benchmarks.importing [--json] [--small]

A form's answers, 20,000 rows. First on the page of a running app, as a host brings it: sent, looked at and
taken in (`rows_20k_s`), while others go from page to page, as before it, when nothing else is done; `peak_mb`
is what the app's processes hold at most. Then in this process, as CSV and as XLSX; the peer reads the cells
with the standard library's csv, or with openpyxl. And how many of the files that programs write, in
`tests/actions/files/foreign/written`, are read; and which part of a thousand kind sentences hints before
posting mistake for something private, and what of that they find. Times are wall clock, so let the machine
rest; what the app's processor worked is told beside.
"""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import quantiles

import httpx2
import psutil
from openpyxl import Workbook, load_workbook
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.WidgetStates_pb2 import WidgetState

from benchmarks import asked
from benchmarks.browsing import Served, fill, serving
from benchmarks.pages import signed_in
from ripple.actions.files.bringing import bring_in, look, open_file
from ripple.actions.files.foreign.reading import as_guessed
from ripple.actions.joining import start_group
from ripple.domain.errors import ImportRefused
from ripple.environment import CHECKOUT
from ripple.hints import Private, hints_in
from ripple.live import Groups
from ripple.store import open_store
from tests.attack.tab import Tab
from tests.hints.samples import kind_sentences, private_sentences

ROWS, FEW = 20_000, 200
ALONE_S, ALONE_SMALL_S = 5.0, 0.2  # how long somebody looks around while nothing else is done
MEMBERS_ACTS = 200  # that the group has before
PAGES = ("", "you", "group")
PAUSE_S = 0.2  # of somebody who reads, between two rounds
FILE = "A file: CSV, XLSX, ODS, JSON, or a chat as text"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WRITTEN = CHECKOUT / "tests/actions/files/foreign/written"
COLUMNS = ("Timestamp", "What kindness happened?", "Your name")

Cells = tuple[str, str, str]


@dataclass
class OnPage:
    """Seconds that a host waits on the page in all, and of the app's processor; megabytes that it holds at
    most; and within how many milliseconds 95 of 100 pages of others stand: in another group meanwhile and
    alone, and in the same one meanwhile and, as large as it then is, alone."""

    rows_s: float
    app_cpu_s: float
    peak_mb: int
    others_p95_ms_meanwhile: float
    others_p95_ms_alone: float
    members_p95_ms_meanwhile: float
    members_p95_ms_after: float


@dataclass
class Brought:
    """Seconds to open a file, to look at it and to take it in, and of the peer to read it."""

    rows: int
    open_s: float
    look_s: float
    take_in_s: float
    peer_s: float


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


def brought_on_page(data: bytes, rows: int, alone_s: float) -> OnPage:
    """Bring the file in on the page of a running app, while others go from page to page."""
    with (
        serving(MEMBERS_ACTS) as app,
        closing(open_store(app.store)) as log,
        signed_in(app, log) as host,
        signed_in(fill(app.store, MEMBERS_ACTS, app.url), log) as other,
        signed_in(app, log) as member,
    ):
        since, alone = time.perf_counter(), list[float]()
        while time.perf_counter() - since < alone_s:
            alone += _pages(other)
        meanwhile, in_group, peak, worked = list[float](), list[float](), 0, _app_cpu_s()
        with ThreadPoolExecutor(1) as beside:
            brings = beside.submit(_bring, app, host, data, rows)
            while not brings.done():
                meanwhile += _pages(other)
                in_group += _pages(member)
                peak = max(peak, sum(one.memory_info().rss for one in _app()))
                time.sleep(PAUSE_S)
            took = brings.result()
        cpu, after = _app_cpu_s() - worked, _pages(member) + _pages(member)
    times = map(_p95_ms, (meanwhile, alone, in_group, after))
    return OnPage(round(took, 2), round(cpu, 2), peak >> 20, *times)


def _bring(app: Served, host: Tab, data: bytes, rows: int) -> float:
    """How many seconds it takes from the page *Group* until all rows are in."""
    begun = time.perf_counter()
    file = host.open("group").widget(FILE)
    host.typed[file.id] = uploaded(app, host, file.id, data)
    host.run().press(f"Bring in {rows:,} acts")
    if f"{rows:,} acts came in." not in host.says:
        raise SystemExit("the file did not come in")
    return time.perf_counter() - begun


def _pages(tab: Tab) -> list[float]:
    """How many seconds each page took to stand."""
    took = list[float]()
    for page in PAGES:
        begun = time.perf_counter()
        tab.open(page)
        took.append(time.perf_counter() - begun)
    return took


def uploaded(app: Served, tab: Tab, widget: str, data: bytes) -> WidgetState:
    """Send the file as a browser does; what the page then says of it."""
    id, path = "answers", f"_stcore/upload_file/{tab.session}/answers"
    with httpx2.Client(base_url=app.url, headers={"Origin": app.url.rstrip("/")}) as browser:
        token = browser.get("_stcore/health").cookies["_streamlit_xsrf"]
        sent = browser.put(path, headers={"X-Xsrftoken": token}, files={"file": ("answers.csv", data)})
        sent.raise_for_status()
    said = WidgetState(id=widget)
    said.file_uploader_state_value.uploaded_file_info.add(
        file_id=id, name="answers.csv", size=len(data), file_urls=FileURLs(file_id=id, upload_url=path)
    )
    return said


def _app() -> list[psutil.Process]:
    return [one for one in psutil.Process().children(recursive=True) if one.is_running()]


def _app_cpu_s() -> float:
    return sum(sum(one.cpu_times()[:4]) for one in _app())


def brought(data: bytes, peer: Callable[[bytes], int]) -> Brought:
    """Bring the file into a group of its own, in this process."""
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"tinydb:{folder}")) as log:
        groups = Groups(log)
        live = groups.group(start_group(groups, "Brook", "June", nonce="g", founder="june", now=NOW).group)
        at = [time.perf_counter()]
        opened = open_file(data)
        at.append(time.perf_counter())
        sifted = look(live, opened, as_guessed(opened.table), now=NOW)
        at.append(time.perf_counter())
        bring_in(live, "june", sifted, now=NOW)
        at.append(time.perf_counter())
        peer(data)
        at.append(time.perf_counter())
        rows = len(live.history.acts)
    return Brought(rows, *(round(end - begun, 5) for begun, end in pairwise(at)))


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
            print(f"{file.name}: {refused}", file=sys.stderr)
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
    count = FEW if wanted.small else ROWS
    rows = answers(count)
    on_page = brought_on_page(as_csv(rows), count, ALONE_SMALL_S if wanted.small else ALONE_S)
    found = {
        "rows_20k_s": on_page.rows_s,
        "peak_mb": on_page.peak_mb,
        "others_p95_ms_meanwhile": on_page.others_p95_ms_meanwhile,
        "files_read": files_read(),
    }
    hinted = hints()
    as_told = {"csv": brought(as_csv(rows), csv_alone), "xlsx": brought(as_workbook(rows), workbook_alone)}
    if wanted.for_machines:
        short = {name: hinted[name] for name in ("false_alarms", "found")}
        files = {name: asdict(one) for name, one in as_told.items()}
        print(json.dumps(found | {"hints": short, "files": files}))
        return
    for figure, value in (asdict(on_page) | {"files_read": found["files_read"]} | hinted).items():
        print(f"{figure:24}{value!s:>12}")
    print(f"{'':24}" + "".join(f"{name:>12}" for name in as_told))
    for figure in asdict(as_told["csv"]):
        print(f"{figure:24}" + "".join(f"{asdict(one)[figure]:>12,}" for one in as_told.values()))


if __name__ == "__main__":
    main()
