"""A process of its own for a file from elsewhere tells the log no words of that file."""

import subprocess
import sys

BUG = """
from ripple.actions.files.limits import confine
confine(10, 1_000_000_000)
raise ValueError("A" + "da")
"""


def test_a_bug_in_it_is_told_by_its_kind_and_place_alone():
    told = subprocess.run([sys.executable, "-c", BUG], capture_output=True, text=True).stderr
    assert told.endswith("ValueError\n")
    assert "line 4" in told
    assert "Ada" not in told
