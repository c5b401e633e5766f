"""Words are kept as long as the group says."""

from datetime import timedelta
from pathlib import Path

import pytest

from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.actions.retention import let_old_words_go, next_old
from ripple.domain.errors import NotAllowed, OutOfRange
from ripple.domain.events.acts import ActHidden
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Act, Settings, replace
from ripple.domain.times import by_day
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


def test_words_go_at_the_end_of_the_day_that_the_hosts_chose(live: LiveGroup, tmp_path: Path) -> None:
    day = A_MONTH_ON.date()
    live.append(SettingsChanged(id="until", at=NOON, by="ada", keep_until=day))
    live.catch_up()
    the_end = by_day(A_MONTH_ON) + timedelta(days=1)
    assert next_old(live.history) == the_end
    assert let_old_words_go(live, now=the_end - timedelta(seconds=1)) == 0
    assert let_old_words_go(live, now=the_end) == 3
    assert "words" not in files(tmp_path).replace("without words", "")
    share_act(live, "ben", Act(id="next", text="later on", posted_at=the_end), now=the_end)
    assert let_old_words_go(live, now=the_end + timedelta(days=300)) == 0
    assert let_old_words_go(live, now=the_end + timedelta(days=366)) == 1


def test_a_day_too_near_or_far_is_no_choice(live: LiveGroup) -> None:
    for days in (-1, 0, 6, 4_000):
        day = (NOON + timedelta(days=days)).date()
        with pytest.raises(OutOfRange):
            change_settings(live, "ada", Settings(keep_until=day), now=NOON)
    change_settings(live, "ada", Settings(keep_until=(NOON + timedelta(days=7)).date()), now=NOON)
    # Once it holds it stands, however near it is by now, when another thing is chosen.
    held = live.history.settings
    change_settings(live, "ada", replace(held, unsigned=False), now=NOON + timedelta(days=5), read=held)
    assert live.history.settings == replace(held, unsigned=False)


def test_no_member_chooses_until_when(live: LiveGroup) -> None:
    with pytest.raises(NotAllowed):
        change_settings(live, "ben", Settings(keep_until=A_MONTH_ON.date()), now=NOON)
