"""One test can be run again and again beside other work."""

from pathlib import Path

import pytest

from tests import often
from tests.often import run_often


def test_a_test_is_run_as_often_as_asked(capfd: pytest.CaptureFixture[str]) -> None:
    assert run_often("3", "tests/test_formats.py::test_a_list_takes_names_as_they_are") == 0
    assert "3 passed" in capfd.readouterr().out


def test_a_test_is_found_once_by_words_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(often, "CHECKOUT", tmp_path)
    (tmp_path / "test_one.py").write_text("def test_a_drop_falls(): pass\ndef test_rings_run(): pass\n")
    assert run_often("2", "drop") == 0
    said = capfd.readouterr().out
    assert "2 passed" in said
    assert "deselected" not in said  # what is not meant does not stand there as often too
