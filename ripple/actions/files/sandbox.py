"""A group's file read in a process of its own, with a limit of time and memory, so that nobody waits for it.

Whoever opens a group reads its log and lays its pond out. The other process does all of that once before
anything is kept: what would cost everybody too much at every opening is refused here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ripple.actions.files.group_archive import Brought, entries_of, replayed
from ripple.actions.files.limits import MEMORY, confine, run_apart
from ripple.actions.files.tabular import refusal
from ripple.domain.errors import ImportRefused, Problem
from ripple.domain.events.acts import ActEdited, ActPosted
from ripple.domain.events.log import GroupEvent
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import speaking, spoken

BYTES_LIMIT = 5_000_000  # as much as a page takes: `maxUploadSize` of Streamlit's config
# As many take at most some 5 s of the processor, in whatever shape: the same file is taken or refused however
# busy the machine is.
LINES_LIMIT = 12_000
NAMES_LIMIT = 20_000  # of people in all acts together: each giver is linked with each receiver
CPU_S = 10  # of the processor, which counts up to three times as much for the same work when it is busy
STUCK_S = 300  # of the clock: on a busy machine the pages come first
TOO_MUCH = 3  # exit code of the other process: the memory does not do


def replayed_apart(data: bytes, now: datetime) -> Brought:
    """What `replayed` returns, once another process found that it can be.

    Raises `ImportRefused` as that does, also for a file that is too large or long or takes too long, and
    `SlowDown` while the files of others are read.
    """
    if len(data) > BYTES_LIMIT:
        reason = _("the file is larger than {limit} MB; whoever runs the app can bring it in")
        raise refusal([Problem(1, reason.format(limit=BYTES_LIMIT // 1_000_000))])
    if data.count(b"\n") > LINES_LIMIT:
        reason = _("the file has more than {limit:,} lines; whoever runs the app can bring it in")
        raise refusal([Problem(LINES_LIMIT + 1, reason.format(limit=Number(LINES_LIMIT)))])
    found = _asked(data, now)
    if problems := found.get("problems"):
        raise ImportRefused(found["count"], tuple(Problem(*problem) for problem in problems))
    return Brought([entry for _line, entry in entries_of(data)], found["host"])


def _asked(data: bytes, now: datetime) -> dict[str, Any]:
    """What the other process says of the file. Raises `ImportRefused` where it did not come to an end."""
    limits = map(str, (CPU_S, MEMORY, NAMES_LIMIT))
    try:
        done = run_apart(__name__, now.isoformat(), spoken(), *limits, data=data, within_s=STUCK_S)
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    if done.returncode < 0 or done.returncode == TOO_MUCH:  # ended by the system, or out of memory
        raise _too_long()
    done.check_returncode()  # anything else is a bug of ours, which that process told the log
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _too_long() -> ImportRefused:
    return refusal([Problem(1, _("reading the file takes too long; whoever runs the app can bring it in"))])


def _few_names(entries: Iterable[GroupEvent], most: int) -> None:
    """Raise `ImportRefused` where all acts together name more than so many people."""
    acts = (entry.act for entry in entries if isinstance(entry, ActPosted | ActEdited))
    if sum(len(act.people) for act in acts) > most:
        reason = _("its acts name people more than {limit:,} times; whoever runs the app can bring it in")
        raise refusal([Problem(1, reason.format(limit=Number(most)))])


def main(now: datetime, cpu_s: int, memory: int, names: int) -> int:
    """Read a file from stdin, look once at what it holds, and say on stdout what is found."""
    confine(cpu_s, memory)
    try:
        brought = replayed(sys.stdin.buffer.read(), now)
        _few_names(brought.entries, names)
        brought.look()
        said: dict[str, object] = {"host": brought.host}
    except MemoryError:
        return TOO_MUCH
    except ImportRefused as refused:
        problems = [(problem.line, problem.reason) for problem in refused.problems]
        said = {"count": refused.count, "problems": problems}
    sys.stdout.write(json.dumps(said))
    return 0


if __name__ == "__main__":
    at, language, *limits = sys.argv[1:]
    with speaking(language):
        sys.exit(main(datetime.fromisoformat(at), *map(int, limits)))
