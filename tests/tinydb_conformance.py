"""TinyDB's own tests, run on our storage: ``python -m tests.tinydb_conformance CHECKOUT``.

CHECKOUT is a checkout, or the unpacked source distribution, of the TinyDB release that is
installed. Wherever its tests say `TinyDB` and `JSONStorage` they get `DurableDB` and
`JournalStorage`. Prints how many passed, and every one that did not with the reason known
here; fails for one without a reason, and for a reason without one.
"""

import sys
from pathlib import Path
from typing import Any

import pytest
import tinydb
import tinydb.storages

from ripple.store.durable import DurableDB, JournalStorage

CANNOT_APPLY = {
    "test_json_kwargs": "asks for the exact bytes of TinyDB's own file format",
    "test_encoding": "chooses the encoding of the file; a journal is always UTF-8",
    "test_json_invalid_mode_warning": "asks for access modes of Python's open, which a journal has not",
    "test_caching_json_write": "asks whether the attribute _handle of TinyDB's own storage is closed",
    "test_table_repr": "asks for the class names Table and JSONStorage in a repr",
}


class StorageUnderTest(JournalStorage):
    """Takes the arguments of JSONStorage; how JSON is laid out has no meaning in a journal."""

    def __init__(self, path: str, create_dirs: bool = False, access_mode: str = "r+", **layout: Any) -> None:
        unknown = layout.keys() - {"ensure_ascii"}
        if unknown:
            raise TypeError(f"JournalStorage knows nothing of {sorted(unknown)}")
        super().__init__(path, create_dirs, access_mode)


class TinyDB(DurableDB):
    """Under the name that its repr is asked for."""

    default_storage_class = StorageUnderTest  # type: ignore[assignment]


class Outcomes:
    """Counts the tests that passed, and keeps why the others did not."""

    def __init__(self) -> None:
        self.passed = self.failures = 0  # a test with several cases fails in each
        self.skipped: list[str] = []
        self.failed: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name = report.nodeid.rpartition("::")[2].partition("[")[0]
        if report.failed:
            self.failures += 1
            self.failed[name] = str(report.longrepr).splitlines()[-1]
        elif report.skipped:
            self.skipped.append(name)
        elif report.when == "call":
            self.passed += 1


def run(checkout: Path) -> int:
    """Run the tests there; return an exit code."""
    tinydb.TinyDB = TinyDB
    tinydb.JSONStorage = tinydb.storages.JSONStorage = StorageUnderTest  # type: ignore[assignment]
    outcomes = Outcomes()
    options = [
        "-q",
        "--no-header",
        "--tb=no",
        "--no-summary",
        "-c",
        "/dev/null",
        "-p",
        "no:cacheprovider",
        "--import-mode=importlib",
    ]
    pytest.main([str(checkout / "tests"), f"--rootdir={checkout}", *options], plugins=[outcomes])
    print(f"\nTinyDB {tinydb.version.__version__}: {outcomes.passed} passed, ", end="")
    print(f"{outcomes.failures} cannot apply or failed, {len(outcomes.skipped)} skipped")
    for name, error in outcomes.failed.items():
        print(f"  {name}: {CANNOT_APPLY.get(name, f'FAILED: {error}')}")
    for name in outcomes.skipped:
        print(f"  {name}: skipped by itself")
    surprises = outcomes.failed.keys() ^ CANNOT_APPLY.keys()
    if surprises:
        print("Not as expected:", *sorted(surprises))
    return int(bool(surprises) or not outcomes.passed)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]).resolve()))
