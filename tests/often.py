"""One test again and again beside other work: how often does it fail by luck?"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ripple.environment import CHECKOUT

BUSY = "while True: pass"
PYTEST = [sys.executable, "-m", "pytest", "--numprocesses=0"]


def run_often(times: str, name: str) -> int:
    """Run what ``name`` fits (a file, a test's id, or words of its name) so many ``times`` under load.

    Returns pytest's exit code.
    """
    which = [name] if (CHECKOUT / name.partition("::")[0]).exists() else _tests_called(name)
    with _load():
        return subprocess.run([*PYTEST, f"--count={times}", *which], cwd=CHECKOUT).returncode


def _tests_called(words: str) -> list[str]:
    """The tests whose names ``words`` fit, found before each stands there many times over."""
    command = [*PYTEST, "--collect-only", "-q", "-k", words]
    found = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True).stdout
    return [line for line in found.splitlines() if "::" in line] or ["-k", words]


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
