"""Store tests on a file system in memory where there is one: what they try needs no real disk."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ripple.domain.events.directory import GroupListed
from ripple.store.tiny import TinyLog
from tests.store.entries import NOON, posted
from tests.store.windows import treat_files_as_windows_does

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """As pytest's own, gone after the test."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(params=["POSIX", "Windows"])
def files(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As this system has them, and as Windows does."""
    if request.param == "Windows":
        treat_files_as_windows_does(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two groups and a directory that lists them."""
    folder = tmp_path / "store"
    with closing(TinyLog(folder)) as log:
        for group in ("g", "h"):
            log.append(group, posted("1"), posted("2", text=f"words of {group}"))
            log.append("directory", GroupListed(id=f"list {group}", at=NOON, group=group, code=group))
    return folder
