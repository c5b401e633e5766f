"""One test again and again beside other work: how often does it fail by luck?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ripple.environment import CHECKOUT

BUSY = "while True: pass"


def run_often(times: str, name: str) -> int:
    """Run what ``name`` fits (a file, a test's id, or words of its name) so many ``times`` under load.

    Returns pytest's exit code.
    """
    which = [name] if (CHECKOUT / name.partition("::")[0]).exists() else ["-k", name]
    with _load():
        command = [sys.executable, "-m", "pytest", "--numprocesses=0", f"--count={times}", *which]
        return subprocess.run(command, cwd=CHECKOUT).returncode


@contextmanager
def _load() -> Iterator[None]:
    """A program on every core that never rests."""
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _core in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for program in busy:
            program.kill()
            program.wait()
