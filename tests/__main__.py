"""`python3 -m tests`: lint, format, types and every test, in an environment of their own.

What follows on the line goes to pytest: `python3 -m tests tests/domain -k act`.
`python3 -m tests --often 20 NAME` runs one test twenty times beside other work, and nothing else.
"""

from __future__ import annotations  # an old Python has to come as far as `enter` to be told so

import subprocess
import sys
from pathlib import Path

from ripple.environment import CHECKOUT, enter


def main(arguments: list[str]) -> int:
    """Run every check, also after one that failed; 0 when all of them passed."""
    from tests.browser.chromium import ensure  # which needs what `enter` installs
    from tests.flaky import run_tests, said_of_luck
    from tests.often import run_often

    failed = [] if ensure() else ["a Chromium for the browser tests (install Chromium or Chrome)"]
    if arguments[:1] == ["--often"]:
        return run_often(*arguments[1:3])
    for check in ("ruff check", "ruff format --check", "oxlint", "mypy"):
        print(f"\n$ {check}", flush=True)
        program, *more = check.split()
        if subprocess.run([Path(sys.executable).with_name(program), *more], cwd=CHECKOUT).returncode != 0:
            failed.append(check)
    if not run_tests(arguments):
        failed.append("pytest")
    print("\nMissing or failed: " + "; ".join(failed) if failed else "\nAll is well.")
    print(said_of_luck())
    return 1 if failed else 0


if __name__ == "__main__":
    enter("tests", CHECKOUT / "tests" / "requirements.txt")
    sys.exit(main(sys.argv[1:]))
