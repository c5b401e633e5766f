"""Small programs, run as processes of their own."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]


def started(program: str, *arguments: str) -> subprocess.Popen[str]:
    """The Python ``program`` as a process of its own, with ``arguments`` in ``sys.argv``."""
    return subprocess.Popen(
        [sys.executable, "-c", "import sys\n" + dedent(program), *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def results_of(process: subprocess.Popen[str]) -> str:
    """What ``process`` printed, once it has ended well."""
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    return out
