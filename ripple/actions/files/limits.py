"""A process of its own for a file from elsewhere, and what it may spend: a small file can ask for a great
deal."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from math import ceil
from pathlib import Path
from threading import Semaphore
from traceback import format_tb
from types import TracebackType

from ripple.domain.errors import SlowDown

MEMORY = 1_000_000_000  # bytes of addresses
WAIT_S = 60  # until it is one's turn

_ROOT = Path(__file__).resolve().parents[3]
_turn = Semaphore()  # one file at a time: the pages need the processor too


def run_apart(
    module: str, *arguments: str, data: bytes, within_s: float
) -> subprocess.CompletedProcess[bytes]:
    """Run the ``module`` as a program that reads ``data``, with nobody else's file beside it; what it said.

    Raises `SlowDown` while the files of others are read, and `subprocess.TimeoutExpired` after so many
    seconds of the clock.
    """
    # One heap: a thread of a library would have another, of which 60 MB are kept and nothing is used.
    about = {**os.environ, "PYTHONPATH": str(_ROOT), "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    if not _turn.acquire(timeout=WAIT_S):
        raise SlowDown(WAIT_S)
    try:
        return subprocess.run(  # noqa: S603 - a module of ours; what is in the file is only read
            [sys.executable, "-m", module, *arguments],
            input=data,
            stdout=subprocess.PIPE,
            timeout=within_s,
            cwd=_ROOT,
            env=about,
        )
    finally:
        _turn.release()


def confine(cpu_s: int, memory: int) -> None:
    """From now on this process lets the pages go first, and is ended after ``cpu_s`` more seconds of the
    processor; beyond ``memory`` bytes of addresses there is no more for it (`MemoryError`).

    Windows has no such limits: there whoever waits for the process ends it after a while. What goes wrong in
    it is told to the log by its kind and place alone: the message may hold words of the file. So may what a
    library warns of: it is not told.
    """
    sys.excepthook = _without_words
    warnings.simplefilter("ignore")
    if sys.platform != "win32":
        import resource

        os.nice(5)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until_s = ceil(spent.ru_utime + spent.ru_stime + cpu_s)
        resource.setrlimit(resource.RLIMIT_CPU, (until_s, until_s))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _without_words(kind: type[BaseException], _problem: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write("".join(format_tb(trace)) + f"{kind.__name__}\n")
