"""Words are kept as long as the group says."""

from datetime import timedelta
from pathlib import Path

import pytest

from ripple.actions.posting import share_act
from ripple.actions.retention import let_old_words_go
from ripple.domain.events.acts import ActHidden
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Act, Settings
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from tests.actions.conftest import NOON

A_MONTH_ON = NOON + timedelta(days=31)


@pytest.fixture
def groups(tmp_path: Path) -> Groups:
    return Groups(open_store(f"tinydb:{tmp_path}"))


@pytest.fixture
def live(live: LiveGroup) -> LiveGroup:
    """The group with an act of today, a hidden one, and one of a month later."""
    for act, posted_at in (("old", NOON), ("hidden", NOON), ("new", A_MONTH_ON)):
        share_act(live, "ben", Act(id=act, text=f"{act} words", posted_at=posted_at), now=posted_at)
    live.log.append(live.id, ActHidden(id="hide", at=NOON, by="ada", act="hidden"))
    return live


def keeps(live: LiveGroup, days: int | None) -> None:
    settings = Settings(keep_days=days)
    live.log.append(live.id, SettingsChanged(id=f"set {days}", at=NOON, by="ada", settings=settings))


def files(folder: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.iterdir())


def test_words_stay_for_always_unless_the_hosts_say_otherwise(live: LiveGroup) -> None:
    assert let_old_words_go(live, now=A_MONTH_ON) == 0
    assert live.history.acts["old"].text == "old words"


def test_old_words_go_and_new_ones_stay(live: LiveGroup, tmp_path: Path) -> None:
    keeps(live, 30)
    assert let_old_words_go(live, now=A_MONTH_ON) == 2
    assert live.history.acts["old"].erased
    assert live.history.hidden == {}
    assert live.history.acts["new"].text == "new words"
    assert "old words" not in files(tmp_path)
    assert "hidden words" not in files(tmp_path)
    assert let_old_words_go(live, now=A_MONTH_ON) == 0
