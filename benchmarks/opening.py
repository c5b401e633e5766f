"""How long it takes from a new process until a group's feed can be read, for every shape of a group.

    python -m benchmarks.opening [--json] [--small] [--acts 100000]

The peer is SQLite, which reads the same entries as rows of JSON. Besides, what the app's own round takes that
sees whether something is to be let go, the first time and the next. Times are the processor's, each in a
process of its own; other work on the machine still makes them longer.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

from benchmarks import parser_of
from benchmarks.peers import GROUP, edit_of, entry
from benchmarks.ponds import DATA, START, group_parents, real_trees
from ripple.actions.keeping import keep_everywhere
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.directory import DIRECTORY, GroupListed
from ripple.domain.events.group import GroupStarted
from ripple.domain.events.log import GroupEvent
from ripple.domain.model import Person, replace
from ripple.live import Groups
from ripple.store.codec import to_json
from ripple.store.tiny import TinyLog

ACTS, SMALL = 100_000, 200
ARABIC = ("فاطمة", "ساعدت", "جارتي", "في حمل", "أكياسها", "وشكرتني")


def shapes(acts: int) -> Iterator[tuple[str, list[int]]]:
    """The parents in groups of so many acts; in a chain a fifth of them, and real trees where these are."""
    yield "forest", group_parents(acts)
    yield "chain", [number - 1 for number in range(acts // 5)]
    yield "star", [-1] + [0] * (acts - 1)
    if DATA.exists():
        real = list[int]()
        for tree in real_trees():
            real += [parent + len(real) if parent >= 0 else -1 for parent in tree]
        yield "real_trees", real[:acts]


def entries_under(parents: Sequence[int]) -> Iterator[GroupEvent]:
    """The entries of a group whose acts grew so."""
    yield GroupStarted(id="start", at=START, name="Class", code="abc")
    for number, parent in enumerate(parents):
        posted = entry(number)
        above = entry(parent).act.id if parent >= 0 else None
        yield replace(posted, act=replace(posted.act, inspired_by=above))


def in_arabic(acts: int) -> Iterator[GroupEvent]:
    """The entries of a group whose words and names are in another script, which takes longer to check."""
    started, *others = entries_under(group_parents(acts))
    yield started
    for posted in others:
        assert isinstance(posted, ActPosted)
        words = " ".join(ARABIC[len(word) % len(ARABIC)] for word in posted.act.text.split())
        yield replace(posted, act=replace(posted.act, text=words, receivers=(Person(ARABIC[0]),)))


def edited(acts: int) -> Iterator[GroupEvent]:
    """The entries of a group in which every other act was edited once."""
    yield from entries_under(group_parents(acts))
    yield from (edit_of(number) for number in range(0, acts, 2))


def opening(
    shape: str, entries: Sequence[GroupEvent], folder: Path, spent: Sequence[str] = ()
) -> dict[str, Any]:
    """What it takes to open a group of the ``entries``, of which those that are ``spent`` were erased."""
    with closing(TinyLog(folder)) as log:
        log.append(GROUP, *entries)
        log.erase(GROUP, *spent)
        log.append(DIRECTORY, GroupListed(id="list", at=START, group=GROUP, code="abc"))
        rows = [(event.id, to_json(event).decode()) for _, event in log.since(GROUP, 0)]
    with closing(sqlite3.connect(folder / "rows")) as peer, peer:
        peer.execute("create table log (version integer primary key, id unique, entry)")
        peer.executemany("insert into log (id, entry) values (?, ?)", rows)
    acts = sum(event.id.startswith("act ") for event in entries)
    found = {what: _in_a_process(what, folder) for what in ("ours", "round", "next_round", "peer")}
    seconds = {"s": found["ours"], "peer_s": found["peer"]}
    rounds = {"round_s": found["round"], "next_round_s": found["next_round"]}
    return {"shape": shape, "acts": acts, **seconds, **rounds}


def _in_a_process(what: str, folder: Path) -> float:
    program = "from benchmarks.opening import in_a_process; in_a_process()"
    command = [sys.executable, "-c", program, what, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def in_a_process() -> None:
    """Open the group, read the rows, or see what is to be let go in the group, and print the seconds."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    start = time.process_time()
    if what == "ours":
        pond = Groups(TinyLog(folder)).group(GROUP).pond
        assert [act for act in pond.newest() if not act.erased]
    elif what != "peer":
        keep_everywhere(Groups(TinyLog(folder)), datetime.now(UTC), Event())
    else:
        with closing(sqlite3.connect(folder / "rows")) as rows:
            assert [json.loads(row) for (row,) in rows.execute("select entry from log order by version")]
    print(round(time.process_time() - start, 3))


def figures(acts: int, folder: Path) -> dict[str, Any]:
    """Every figure, also for a tenth of the acts: so it shows whether ten times as many take ten times."""
    return {"open": [one for size in (acts // 10, acts) for one in _of_each_shape(size, folder / str(size))]}


def _of_each_shape(acts: int, folder: Path) -> Iterator[dict[str, Any]]:
    for name, parents in shapes(acts):
        yield opening(name, [*entries_under(parents)], folder / name)
    yield opening("arabic", [*in_arabic(acts)], folder / "arabic")
    spent = [entry(number).id for number in range(0, acts // 2, 2)]
    yield opening("edits", [*edited(acts // 2)], folder / "edits", spent)


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--acts", type=int, default=ACTS, help="size of the groups")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = figures(SMALL if options.small else options.acts, Path(folder))
    if options.json:
        print(json.dumps(found))
        return
    print(f"{'shape':12}{'acts':>9}{'s':>9}{'SQLite':>9}{'times':>7}{'round':>9}{'next':>7}")
    for one in found["open"]:
        times = one["s"] / one["peer_s"]
        opened = f"{one['shape']:12}{one['acts']:9,}{one['s']:9.2f}{one['peer_s']:9.2f}{times:7.1f}"
        print(f"{opened}{one['round_s']:9.2f}{one['next_round_s']:7.2f}")


if __name__ == "__main__":
    main()
