"""A process of its own for a file from elsewhere tells the log no words of that file."""

import io
import subprocess
import sys

import pytest
from openpyxl import Workbook

from ripple.actions.files.foreign.workbooks import read_apart

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


def test_what_a_library_warns_of_in_it_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    book, written = Workbook(), io.BytesIO()
    assert book.active
    book.active.append(["Kindness", 31_415_926_535])
    book.active["B1"].number_format = "yyyy-mm-dd"  # no day is so far: openpyxl says so, with the number
    book.save(written)
    assert read_apart(written.getvalue(), "xlsx")
    assert "31415926535" not in capfd.readouterr().err
