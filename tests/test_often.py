"""One test can be run again and again beside other work."""

import pytest

from tests.often import run_often


def test_a_test_is_run_as_often_as_asked(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_often("3", "tests/test_formats.py::test_a_list_takes_names_as_they_are") == 0
    assert "3 passed" in capfd.readouterr().out
