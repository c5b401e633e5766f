"""The store that forgets."""

from pathlib import Path

import pytest

from tests.store.contract import LogContract


class TestMemory(LogContract):
    @pytest.fixture
    def url(self, tmp_path: Path) -> str:
        return "memory:"
