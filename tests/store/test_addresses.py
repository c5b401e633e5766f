"""Which store answers to which address."""

from pathlib import Path

import pytest

from ripple.domain.errors import StoreUnknown
from ripple.store import open_store
from ripple.store.memory import MemoryLog
from ripple.store.tiny import TinyLog
from tests.store.programs import results_of, started


def test_the_address_says_which_store_it_is(tmp_path: Path) -> None:
    assert isinstance(open_store("memory:"), MemoryLog)
    assert isinstance(open_store(f"tinydb:{tmp_path}"), TinyLog)


@pytest.mark.parametrize("url", ["", "tinydb:", "tinydb", "redis:localhost", "/var/store"])
def test_an_address_of_no_store_is_unknown(url: str) -> None:
    with pytest.raises(StoreUnknown):
        open_store(url)


def test_without_file_locks_one_is_told_and_has_the_memory_store() -> None:
    program = """
        sys.modules["fcntl"] = sys.modules["filelock"] = None  # as on Windows, where one forgot it
        from ripple.domain.database_errors import SystemUnfit
        from ripple.store import open_store
        open_store("memory:").close()
        try:
            open_store("tinydb:nowhere")
        except SystemUnfit:
            print("told")
    """
    assert "told" in results_of(started(program))
