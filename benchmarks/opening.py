"""How long it takes from a new process until a group's feed can be read, for every shape of a group.

    python -m benchmarks.opening [--json] [--small] [--acts 100000]

The peer is SQLite, which reads the same entries as rows of JSON. Besides, what the app's own round takes that
sees whether something is to be let go, the first time and the next. Each is done once, in a process of its
own; times are the processor's, which other work on the machine still makes longer, and those of the clock.
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
from functools import cache
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
from ripple.store.codec import UPGRADES, to_json
from ripple.store.journal import Journal
from ripple.store.lines import said_unopened
from ripple.store.tiny import SUFFIX, TinyLog

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
        posted = _made(number)
        above = _made(parent).act.id if parent >= 0 else None
        yield replace(posted, act=replace(posted.act, inspired_by=above))


_made = cache(entry)  # each shape has the same acts


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
    journal = Journal(folder / f"{GROUP}{SUFFIX}", UPGRADES, said_unopened)
    journal.rewrite()  # each entry on a line of its own, as they come in a group
    erased = frozenset(spent)
    left = (event.without_words() if event.id in erased else event for event in entries)
    rows = [(event.id, to_json(event).decode()) for event in left]
    with closing(sqlite3.connect(folder / "rows")) as peer, peer:
        peer.execute("create table log (version integer primary key, id unique, entry)")
        peer.executemany("insert into log (id, entry) values (?, ?)", rows)
    acts = sum(event.id.startswith("act ") for event in entries)
    found = {what: _in_a_process(what, folder) for what in ("ours", "round", "next_round", "peer")}
    (ours, wall), (theirs, peer_wall) = found["ours"], found["peer"]
    seconds = {"s": ours, "wall_s": wall, "peer_s": theirs, "peer_wall_s": peer_wall}
    rounds = {"round_s": found["round"][0], "next_round_s": found["next_round"][0]}
    return {"shape": shape, "acts": acts, **seconds, **rounds}


def _in_a_process(what: str, folder: Path) -> tuple[float, float]:
    """The seconds of the processor, and of the clock."""
    program = "from benchmarks.opening import in_a_process; in_a_process()"
    command = [sys.executable, "-c", program, what, str(folder)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    cpu, wall = map(float, said.split())
    return cpu, wall


def in_a_process() -> None:
    """Open the group, read the rows, or see what is to be let go in the group, and print the seconds."""
    what, folder = sys.argv[1], Path(sys.argv[2])
    start, began = time.process_time(), time.perf_counter()
    if what == "ours":
        pond = Groups(TinyLog(folder)).group(GROUP).pond
        assert [act for act in pond.newest() if not act.erased]
    elif what != "peer":
        keep_everywhere(Groups(TinyLog(folder)), datetime.now(UTC), Event())
    else:
        with closing(sqlite3.connect(folder / "rows")) as rows:
            assert [json.loads(row) for (row,) in rows.execute("select entry from log order by version")]
    print(round(time.process_time() - start, 3), round(time.perf_counter() - began, 3))


def figures(sizes: Sequence[int], folder: Path) -> dict[str, Any]:
    """Every figure for groups of each of these sizes."""
    return {"open": [one for size in sizes for one in _of_each_shape(size, folder / str(size))]}


def _of_each_shape(acts: int, folder: Path) -> Iterator[dict[str, Any]]:
    for name, parents in shapes(acts):
        yield opening(name, [*entries_under(parents)], folder / name)
    yield opening("arabic", [*in_arabic(acts)], folder / "arabic")
    spent = [_made(number).id for number in range(0, acts // 2, 2)]
    yield opening("edits", [*edited(acts // 2)], folder / "edits", spent)


def main() -> None:
    """Measure, and print."""
    parser = parser_of(__doc__)
    parser.add_argument("--acts", type=int, default=ACTS, help="size of the groups")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # With a tenth it shows whether ten times as many take ten times as long.
        sizes = [SMALL] if options.small else [options.acts // 10, options.acts]
        found = figures(sizes, Path(folder))
    if options.json:
        print(json.dumps(found))
        return
    names = ("s", "clock", "SQLite", "clock", "times", "round", "next")
    print(f"{'shape':12}{'acts':>9}" + "".join(f"{name:>9}" for name in names))
    for one in found["open"]:
        times = one["s"] / one["peer_s"]
        clocked = one["s"], one["wall_s"], one["peer_s"], one["peer_wall_s"]
        values = (*clocked, times, one["round_s"], one["next_round_s"])
        print(f"{one['shape']:12}{one['acts']:9,}" + "".join(f"{value:9.2f}" for value in values))


if __name__ == "__main__":
    main()
