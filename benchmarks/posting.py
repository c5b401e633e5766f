"""What a durable post costs here and now, beside its peers on the same disk with the same bytes.

    python -m benchmarks.posting [--json] [--small] [--acts 10,1000,10000,100000] [--folder FOLDER]

The peers (`benchmarks.peers`) take turns, post by post. Times are wall clock, so let the machine rest.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from benchmarks import parser_of
from benchmarks.peers import EDITORS, GROUP, PEERS, SQLite, entry
from ripple.domain.events.acts import ActPosted
from ripple.store.tiny import TinyLog

SIZES, SMALL = (10, 1_000, 10_000, 100_000), (10, 100)
POSTS = 400  # measured of each peer at each size, and half as many edits
FEW = 20
SMALL_STORES = 20  # so many stores share the posts where these would make a small one large
SLOW = {10: 100, 1_000: 40, 10_000: 12, 100_000: 5}  # posts of TinyDB itself: it takes its time


def posting(acts: int, folder: Path, posts: int) -> dict[str, Any]:
    """The median cost of one of so many ``posts`` to stores of ``acts`` acts, in milliseconds."""
    stores = [_filled(acts, folder / str(n)) for n in range(SMALL_STORES if acts < posts else 1)]
    times: dict[str, list[float]] = {name: [] for name in PEERS}
    for number, store in zip(range(acts, acts + posts), cycle(stores), strict=False):
        slow = number - acts < SLOW.get(acts, 5)
        names = [name for name in PEERS if name != "tinydb" or slow]
        for name in Random(number).sample(names, len(names)):  # who goes before whom matters a little
            times[name].append(timed(store[name].post(entry(number))))
    for store in stores:
        for peer in store.values():
            peer.close()
    return {"acts": acts, **{f"{name}_p50_ms": round(median(times[name]) * 1e3, 4) for name in PEERS}}


def _filled(acts: int, folder: Path, peers: Mapping[str, Callable[[Path], Any]] = PEERS) -> dict[str, Any]:
    folder.mkdir(parents=True)
    store = {name: peer(folder) for name, peer in peers.items()}
    for peer in store.values():
        peer.fill([entry(number) for number in range(acts)])
    os.sync()  # what was filled in is no business of the posts
    return store


def editing(acts: int, folder: Path, edits: int) -> dict[str, Any]:
    """The median cost of an edit, the old words gone, in stores of ``acts`` acts, in milliseconds."""
    stores = [_filled(acts, folder / str(n), EDITORS) for n in range(max(1, edits // acts))]
    times: dict[str, list[float]] = {name: [] for name in EDITORS}
    for number, store in zip(range(edits), cycle(stores), strict=False):
        act = number // len(stores) * max(1, acts // edits)  # another each time, all over the store
        for name in Random(number).sample(list(EDITORS), len(EDITORS)):
            times[name].append(timed(store[name].edit(act)))
    for store in stores:
        for peer in store.values():
            peer.close()
    return {"acts": acts, **{f"{name}_p50_ms": round(median(times[name]) * 1e3, 4) for name in EDITORS}}


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def together(folder: Path, posts: int) -> dict[str, Any]:
    """Eight threads on one store, beside one thread and SQLite: acts per second, and what a follower saw."""
    work = [[entry(thread * posts + n) for n in range(posts)] for thread in range(8)]
    (folder / "sqlite").mkdir(parents=True)
    SQLite(folder / "sqlite").close()
    alone = timed(lambda: _post_all(folder / "alone", work[0]))
    shared = TinyLog(folder / "ours")  # as all sessions of the app share theirs
    ours = timed(lambda: _in_threads(lambda part: [shared.append(GROUP, act) for act in part], work))
    sqlite = timed(lambda: _in_threads(lambda part: _to_sqlite(folder / "sqlite", part), work))
    log, seen = TinyLog(folder / "followed"), list[int]()
    with ThreadPoolExecutor(1) as pool:
        follower = pool.submit(lambda: seen.extend(_follow(log, 8 * posts)))
        _in_threads(lambda part: [log.append(GROUP, act) for act in part], work)
        follower.result(60)
    return {
        "acts_per_s": round(8 * posts / ours),
        "one_thread_acts_per_s": round(posts / alone),
        "sqlite_acts_per_s": round(8 * posts / sqlite),
        **_nothing_lost(log, [act.id for part in work for act in part], seen),
    }


def _in_threads(do: Callable[[Sequence[ActPosted]], object], work: Sequence[Sequence[ActPosted]]) -> None:
    with ThreadPoolExecutor(len(work)) as pool:
        list(pool.map(do, work))


def apart(folder: Path, posts: int) -> dict[str, Any]:
    """Four processes on one store, and on SQLite: acts per second, and what a follower saw."""
    (folder / "sqlite").mkdir(parents=True)
    SQLite(folder / "sqlite").close()
    ours, _ = _in_processes("ours", folder / "ours", posts, list)
    sqlite, _ = _in_processes("sqlite", folder / "sqlite", posts, list)
    log = TinyLog(folder / "followed")
    _, seen = _in_processes("ours", folder / "followed", posts, lambda: list(_follow(log, 4 * posts)))
    return {
        "acts_per_s": round(4 * posts / ours),
        "sqlite_acts_per_s": round(4 * posts / sqlite),
        **_nothing_lost(log, [entry(n).id for n in range(4 * posts)], seen),
    }


def _nothing_lost(log: TinyLog, expected: Sequence[str], seen: Sequence[int]) -> dict[str, Any]:
    found = [act.id for _, act in log.since(GROUP, 0)]
    return {
        "lost_or_doubled": len(found) - len(set(found)) + len(set(found) ^ set(expected)),
        "follower_saw_each_once": list(seen) == list(range(1, len(expected) + 1)),
    }


def _in_processes(what: str, folder: Path, posts: int, meanwhile: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds from the word go until the last of four processes has posted, and what happened meanwhile."""
    program = "from benchmarks.posting import post_in_process; post_in_process()"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", program, what, str(folder), str(n * posts), str(posts)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for n in range(4)
    ]
    for process in processes:
        assert process.stdout
        process.stdout.readline()  # it is ready
    start = time.perf_counter()
    for process in processes:
        assert process.stdin
        process.stdin.close()
    seen = meanwhile()
    ends = [float(process.stdout.readline()) for process in processes if process.stdout]
    assert not any(process.wait() for process in processes)
    return max(ends) - start, seen


def post_in_process() -> None:
    """What one of the four processes does."""
    what, folder, first, posts = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    work = [entry(number) for number in range(first, first + posts)]
    print("ready", flush=True)
    sys.stdin.read()
    (_post_all if what == "ours" else _to_sqlite)(folder, work)
    print(time.perf_counter())  # one clock for all processes of a machine


def _post_all(folder: Path, work: Sequence[ActPosted]) -> None:
    with closing(TinyLog(folder)) as log:
        for act in work:
            log.append(GROUP, act)


def _to_sqlite(folder: Path, work: Sequence[ActPosted]) -> None:
    with closing(SQLite(folder)) as rows:
        for act in work:
            rows.post(act)()


def _follow(log: TinyLog, until: int) -> Iterator[int]:
    """Every version up to ``until`` as it comes; gives up after a minute."""
    version, deadline = 0, time.monotonic() + 60
    while version < until and time.monotonic() < deadline:
        for found, _ in log.since(GROUP, version):
            yield found
            version = found
        time.sleep(0.01)


def opening(acts: int, folder: Path) -> dict[str, Any]:
    """What a store of ``acts`` acts costs to open and to keep, in a process of its own."""
    with closing(TinyLog(folder)) as log:
        log.append(GROUP, *(entry(number) for number in range(acts)))
    program = "from benchmarks.posting import open_in_process; open_in_process()"
    told = subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def open_in_process() -> None:
    """What `opening` measures."""
    import psutil

    log, process = TinyLog(sys.argv[1]), psutil.Process()
    before = process.memory_info().rss
    seconds = timed(lambda: log.version(GROUP))
    grown, acts = process.memory_info().rss - before, log.version(GROUP)
    unchanged = median(timed(lambda: log.version(GROUP)) for _ in range(5_000))
    print(
        json.dumps(
            {
                "open_s": round(seconds, 3),
                "rss_bytes_per_act": round(grown / acts),
                "unchanged_us": round(unchanged * 1e6, 2),
            }
        )
    )


def figures(sizes: Sequence[int], folder: Path, posts: int) -> dict[str, Any]:
    """Every figure, of so many ``posts`` to each store."""
    return {
        "post": [posting(acts, folder / f"post{acts}", posts) for acts in sizes],
        "edit": [editing(acts, folder / f"edit{acts}", posts // 2) for acts in sizes],
        **opening(max(sizes), folder / "opening"),
        "threads": together(folder / "threads", posts // 2),
        "processes": apart(folder / "processes", posts),
    }


def table(what: str, rows: Sequence[Mapping[str, float]]) -> str:
    """The median milliseconds of ours and of each peer by the size of the store, and ours as times theirs."""
    lines = [f"{what + ', p50 ms':28}" + "".join(f"{row['acts']:>16,}" for row in rows)]
    for name in list(rows[0])[1:]:
        cells = (f"{row[name]:.3f} ({row['ours_p50_ms'] / row[name]:.2f}x)" for row in rows)
        lines.append(f"{name.removesuffix('_p50_ms'):28}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--acts", default=",".join(map(str, SIZES)), help="sizes of the stores")
    parser.add_argument("--folder", default=None, help="where to write: the disk to be measured")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    try:
        sizes = SMALL if options.small else [int(acts) for acts in options.acts.split(",")]
        found = figures(sizes, folder, FEW if options.small else POSTS)
    finally:
        shutil.rmtree(folder)
    if options.json:
        print(json.dumps(found))
        return
    for what in ("post", "edit"):
        print(table(what, found[what]))
    for name, value in list(found.items())[2:]:
        print(f"{name:24} {value}")


if __name__ == "__main__":
    main()
