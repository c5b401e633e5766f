"""`python3 -m tests`: lint, format, types and every test, in an environment of their own.

What follows on the line goes to pytest: `python3 -m tests tests/domain -k act`.
"""

from __future__ import annotations  # an old Python has to come as far as `enter` to be told so

import subprocess
import sys

from ripple.environment import CHECKOUT, enter


def main(arguments: list[str]) -> int:
    """Run every check, also after one that failed; 0 when all of them passed."""
    from tests.browser.chromium import ensure  # which needs what `enter` installs

    failed = [] if ensure() else ["a Chromium for the browser tests (install Chromium or Chrome)"]
    for check in (
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["pytest", "--numprocesses=auto", *arguments],
    ):
        print(f"\n$ {' '.join(check)}", flush=True)
        if subprocess.run([sys.executable, "-m", *check], cwd=CHECKOUT).returncode != 0:
            failed.append(" ".join(check))
    print("\nMissing or failed: " + "; ".join(failed) if failed else "\nAll is well.")
    return 1 if failed else 0


if __name__ == "__main__":
    enter("tests", CHECKOUT / "tests" / "requirements.txt")
    sys.exit(main(sys.argv[1:]))
