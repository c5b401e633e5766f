"""Store tests on a file system in memory where there is one: what they try needs no real disk."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """As pytest's own, gone after the test."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
