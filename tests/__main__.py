"""`python3 -m tests`: lint, format, types and every test, in an environment of their own.

What follows on the line goes to pytest: `python3 -m tests tests/domain -k act`.
`python3 -m tests --quick` leaves out what takes two thirds of the time: browsers, attacks and benchmarks.
`python3 -m tests --often 20 NAME` runs one test twenty times beside other work, and nothing else.
"""

from __future__ import annotations  # an old Python has to come as far as `enter` to be told so

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from ripple.environment import CHECKOUT, enter

SLOW = ("tests/browser", "tests/attack", "tests/test_benchmarks.py")


def main(arguments: list[str]) -> int:
    """Run every check, also after one that failed; 0 when all of them passed."""
    from tests.browser.chromium import ensure  # which needs what `enter` installs
    from tests.flaky import run_tests, said_of_luck
    from tests.often import run_often

    failed = [] if ensure() else ["a Chromium for the browser tests (install Chromium or Chrome)"]
    if arguments[:1] == ["--often"]:
        return run_often(*arguments[1:3])
    if arguments[:1] == ["--quick"]:
        arguments = [*(f"--ignore={slow}" for slow in SLOW), *arguments[1:]]
    with TemporaryFile("w+") as types_said:
        types = started("mypy", types_said)  # on one core, while the tests begin
        for check in ("ruff check", "ruff format --check", "oxlint"):
            print(f"\n$ {check}", flush=True)
            if started(check).wait() != 0:
                failed.append(check)
        if not run_tests(arguments):
            failed.append("pytest")
        if types.wait() != 0:
            failed.append("mypy")
        types_said.seek(0)
        print(f"\n$ mypy\n{types_said.read()}", flush=True)
    print("\nMissing or failed: " + "; ".join(failed) if failed else "\nAll is well.")
    print(said_of_luck())
    return 1 if failed else 0


def started(check: str, out: IO[str] | None = None) -> subprocess.Popen[bytes]:
    """A program of this environment, at work in the checkout; what it says goes to ``out``."""
    program, *more = check.split()
    command = [str(Path(sys.executable).with_name(program)), *more]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=out, stderr=out)


if __name__ == "__main__":
    enter("tests", CHECKOUT / "tests" / "requirements.txt")
    sys.exit(main(sys.argv[1:]))
