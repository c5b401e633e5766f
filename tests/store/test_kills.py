"""A short one of the long runs."""

import subprocess
import sys

from tests.store.programs import ROOT


def test_a_few_kills_flipped_bits_and_power_cuts_lose_nothing() -> None:
    few = ["--kills", "10", "--crowds", "4", "--flips", "40", "--cuts", "40"]
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.long_run", *few],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("nothing acknowledged lost") == 4
