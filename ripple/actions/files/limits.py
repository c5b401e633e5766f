"""What a process of its own may spend on a file from elsewhere: a small file can ask for a great deal."""

from __future__ import annotations

import os
import sys
from math import ceil
from traceback import format_tb
from types import TracebackType


def confine(cpu_s: int, memory: int) -> None:
    """From now on this process lets the pages go first, and is ended after ``cpu_s`` more seconds of the
    processor; beyond ``memory`` bytes of addresses there is no more for it (`MemoryError`).

    Windows has no such limits: there whoever waits for the process ends it after a while. What goes wrong in
    it is told to the log by its kind and place alone: the message may hold words of the file.
    """
    sys.excepthook = _without_words
    if sys.platform != "win32":
        import resource

        os.nice(5)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        until_s = ceil(spent.ru_utime + spent.ru_stime + cpu_s)
        resource.setrlimit(resource.RLIMIT_CPU, (until_s, until_s))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _without_words(kind: type[BaseException], _problem: BaseException, trace: TracebackType | None) -> None:
    sys.stderr.write("".join(format_tb(trace)) + f"{kind.__name__}\n")
