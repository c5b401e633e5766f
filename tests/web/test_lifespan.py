"""What is made before the first visitor comes, and closed after the last."""

import gc
import threading
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit import config

from ripple.actions.ending import ask_to_end
from ripple.actions.joining import join_group, start_group
from ripple.actions.keeping import keep_everywhere
from ripple.actions.posting import share_act
from ripple.actions.rate_limits import guessed_elsewhere
from ripple.domain.ending import GRACE
from ripple.domain.errors import StoreDamaged
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Act, Settings
from ripple.environment import CHECKOUT
from ripple.live import Groups
from ripple.store import open_store
from ripple.web import lifespan
from ripple.web.lifespan import warmed

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


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


def test_one_thread_collects_and_one_lets_old_words_go(tmp_path: Path) -> None:
    groups = Groups(open_store(f"tinydb:{tmp_path}/store"))

    def workers() -> list[str]:
        return [t.name for t in threading.enumerate() if t.name in ("collector", "keeper")]

    with TestClient(Starlette(lifespan=warmed(lambda: groups, list))):
        assert workers() == ["collector", "keeper"]
    assert workers() == []


def keeping_words_a_week(groups: Groups, *ids: str) -> None:
    """Groups that keep words for seven days, each with an act of `NOON`."""
    for group in ids:
        start_group(groups, "Class 4b", "Ada", nonce=group, founder=group, now=NOON)
        live = groups.group(group)
        share_act(live, group, Act(id="1", text="Held the door", posted_at=NOON), now=NOON)
        chosen = SettingsChanged(id="set", at=NOON, by=group, settings=Settings(keep_days=7))
        live.log.append(group, chosen)


def test_a_server_that_runs_for_one_lesson_lets_old_words_go(monkeypatch: pytest.MonkeyPatch) -> None:
    groups, came = Groups(open_store("memory:")), threading.Event()
    monkeypatch.setattr(lifespan, "keep_everywhere", lambda *_round: came.set())
    with TestClient(Starlette(lifespan=warmed(lambda: groups, list))):
        assert came.wait(30)


def test_a_round_that_fails_is_logged_and_the_next_one_comes(caplog) -> None:
    stopped, rounds = threading.Event(), list[int]()

    def fails_at_first() -> None:
        rounds.append(len(rounds))
        if len(rounds) > 1:
            stopped.set()
        else:
            raise StoreDamaged("directory.journal", 0, "it cannot be read just now")

    lifespan._again_and_again(stopped, 0, fails_at_first)
    assert rounds == [0, 1]
    assert "it cannot be read just now" in caplog.text


def test_a_round_that_takes_long_comes_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    waits, clock = list[float](), iter([0.0, 0.01, 30.0, 30.5])
    monkeypatch.setattr(lifespan, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    stopped = SimpleNamespace(wait=lambda seconds: waits.append(seconds) or len(waits) == 2)
    lifespan._again_and_again(cast(threading.Event, stopped), 20, lambda: None)
    assert waits == [20, 50]


def test_a_damaged_group_does_not_keep_the_words_of_another(tmp_path: Path, caplog) -> None:
    groups = Groups(open_store(f"tinydb:{tmp_path}"))
    keeping_words_a_week(groups, "damaged", "sound")
    (tmp_path / "damaged.journal").unlink()
    keep_everywhere(groups, NOON + timedelta(days=8), threading.Event())
    assert groups.group("sound").history.acts["1"].erased
    assert "could not be let go" in caplog.text


def test_a_group_whose_time_has_come_goes_though_nobody_looks(tmp_path: Path) -> None:
    before = Groups(open_store(f"tinydb:{tmp_path}"))
    keeping_words_a_week(before, "ends", "stays")
    ending = before.group("ends")
    join_group(before, ending.history.code, "Ben", asker="Ben", nonce="ben", now=NOON)
    ask_to_end(before, ending, "ends", now=NOON)
    before.log.close()
    groups = Groups(open_store(f"tinydb:{tmp_path}"))
    keep_everywhere(groups, NOON + GRACE, threading.Event())
    assert groups.listed() == ["stays"]
    assert "Held the door" not in (tmp_path / "ends.journal").read_text()


def test_a_round_opens_no_group_for_longer_than_it_takes(tmp_path: Path) -> None:
    keeping_words_a_week(Groups(open_store(f"tinydb:{tmp_path}")), "looked", "asleep")
    groups = Groups(open_store(f"tinydb:{tmp_path}"))
    looked_at = groups.group("looked")
    keep_everywhere(groups, NOON + timedelta(days=8), threading.Event())
    assert list(groups._open) == ["looked"]
    assert looked_at.history.acts["1"].erased
    assert groups.group("asleep").history.acts["1"].erased


def test_a_round_ends_with_the_server(tmp_path: Path) -> None:
    groups, stopped = Groups(open_store(f"tinydb:{tmp_path}")), threading.Event()
    keeping_words_a_week(groups, "late")
    stopped.set()
    keep_everywhere(groups, NOON + timedelta(days=8), stopped)
    assert not groups.group("late").history.acts["1"].erased


def test_streamlit_can_be_told_not_to_collect_nor_to_look_for_magic() -> None:
    asked = tomllib.loads((CHECKOUT / ".streamlit" / "config.toml").read_text())["runner"]
    assert asked == {"postScriptGC": False, "magicEnabled": False}
    assert all(config.get_option(f"runner.{option}") in (True, False) for option in asked)


def test_what_other_processes_tell_is_heard_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    groups, hears = Groups(open_store("memory:")), list[object]()
    monkeypatch.setattr(groups.log, "hear", hears.append)
    with TestClient(Starlette(lifespan=warmed(lambda: groups, list))):
        assert hears == [guessed_elsewhere]
