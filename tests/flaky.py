"""A browser test that failed is run once more, alone: if it passes then, it was luck, and the run says so.

Luck is not hidden: who had it is named in the last lines and in a file that is kept, and more than a few
fail the run.
"""

import json
import subprocess
import sys
from pathlib import Path

from ripple.environment import CHECKOUT

MOST = 3  # tests that may be flaky in one run
BROWSER = "tests/browser/"
KEPT = Path("tests", "browser", "out", "flaky.txt")
LAST_FAILED = Path(".pytest_cache", "v", "cache", "lastfailed")
SOME_FAILED = 1  # pytest's exit code; any other one but 0 means that it could not run them


def run_tests(arguments: list[str], folder: Path = CHECKOUT) -> bool:
    """Run pytest in ``folder``; whether all passed, the flaky ones at their second try."""
    (folder / KEPT).unlink(missing_ok=True)
    exit_code = _pytest(folder, "--numprocesses=auto", "--cache-clear", *arguments)
    if exit_code != SOME_FAILED:
        return exit_code == 0
    failed = list(json.loads((folder / LAST_FAILED).read_text("utf-8")))
    if len(failed) > MOST or not all(test.startswith(BROWSER) for test in failed):
        return False
    print(f"\nOnce more, alone: {', '.join(failed)}", flush=True)
    if _pytest(folder, "--numprocesses=0", *failed) != 0:
        return False
    (folder / KEPT).parent.mkdir(parents=True, exist_ok=True)
    (folder / KEPT).write_text("".join(f"{test}\n" for test in failed), "utf-8")
    return True


def said_of_luck(folder: Path = CHECKOUT) -> str:
    """A line that names the tests that were flaky in the last run; empty where none was."""
    kept = folder / KEPT
    return f"Flaky: {', '.join(kept.read_text('utf-8').splitlines())}" if kept.exists() else ""


def _pytest(folder: Path, *arguments: str) -> int:
    command = ["pytest", *arguments]
    print(f"\n$ {' '.join(command)}", flush=True)
    return subprocess.run([sys.executable, "-m", *command], cwd=folder).returncode
