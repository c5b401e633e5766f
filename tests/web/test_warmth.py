"""What is made before the first visitor comes, and closed after the last."""

import gc
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from ripple.environment import CHECKOUT
from ripple.live import Groups
from ripple.store import open_store
from ripple.web.warmth import warmed


@pytest.fixture(autouse=True)
def thaw() -> Iterator[None]:
    """Let the tests that follow collect what this one froze."""
    yield
    gc.unfreeze()


def test_the_pages_are_prepared_once_before_anybody_comes(tmp_path: Path) -> None:
    groups, done = Groups(open_store(f"tinydb:{tmp_path}/store")), []
    app = Starlette(lifespan=warmed(lambda: groups, lambda: done.append(gc.get_freeze_count())))
    with TestClient(app) as client:
        assert len(done) == 1
        assert gc.get_freeze_count() > done[0]  # frozen after it was made
        client.get("/")
    assert len(done) == 1


def test_one_thread_collects_while_the_app_runs(tmp_path: Path) -> None:
    groups = Groups(open_store(f"tinydb:{tmp_path}/store"))

    def collectors() -> list[str]:
        return [thread.name for thread in threading.enumerate() if thread.name == "collector"]

    with TestClient(Starlette(lifespan=warmed(lambda: groups, list))):
        assert collectors() == ["collector"]
    assert collectors() == []


def test_streamlit_can_still_be_told_not_to_collect_after_every_run() -> None:
    asked = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text())["runner"]
    assert asked == {"postScriptGC": False}
    assert config.get_option("runner.postScriptGC") in (True, False)
