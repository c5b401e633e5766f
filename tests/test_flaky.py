"""A browser test may fail by luck once, in sight; no other test may, and not many."""

from pathlib import Path

import pytest

from tests.flaky import KEPT, run_tests, said_of_luck

FAILS_ONCE = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("nth", range({tests}))
def test_luck(nth):
    tried = Path(f"tried {{nth}}")
    before = tried.exists()
    tried.touch()
    assert before
"""


def project(folder: Path, where: str, tests: int = 1) -> Path:
    """A project in which so many tests fail at their first try and pass at their second."""
    (folder / where).mkdir(parents=True)
    (folder / where / "test_it.py").write_text(FAILS_ONCE.format(tests=tests))
    (folder / "pytest.ini").touch()  # so that pytest looks no further up
    return folder


def test_a_browser_test_that_passes_at_second_try_is_green_and_named(tmp_path: Path) -> None:
    folder = project(tmp_path, "tests/browser", tests=2)
    assert run_tests(["--numprocesses=0"], folder)
    assert said_of_luck(folder) == (
        "Flaky: tests/browser/test_it.py::test_luck[0], tests/browser/test_it.py::test_luck[1]"
    )
    assert run_tests(["--numprocesses=0"], folder)
    assert said_of_luck(folder) == ""


@pytest.mark.parametrize(("where", "tests"), [("tests/browser", 4), ("tests/store", 1)])
def test_many_and_other_tests_that_fail_fail_the_run(tmp_path: Path, where: str, tests: int) -> None:
    folder = project(tmp_path, where, tests)
    assert not run_tests(["--numprocesses=0"], folder)
    assert not (folder / KEPT).exists()


def test_a_browser_test_that_fails_again_fails_the_run(tmp_path: Path) -> None:
    folder = project(tmp_path, "tests/browser")
    (folder / "tests/browser/test_it.py").write_text("def test_it(): assert False")
    assert not run_tests(["--numprocesses=0"], folder)
    assert said_of_luck(folder) == ""
