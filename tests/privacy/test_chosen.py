"""What the hosts chose is told as it is."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import fields

from ripple.domain.model import Settings
from ripple.language import languages, speaking
from ripple.privacy.chosen import how_long, in_force

NOT_SAID = {"kinds", "language", "zone"}  # the form, files and hours show them
OTHERWISE: dict[str, Any] = {
    "approve_newcomers": True,
    "approve_acts": True,
    "unsigned": False,
    "people_page": False,
    "ask_kindly": True,
    "ask_private": True,
    "keep_days": 90,
    "keep_until": date(2027, 7, 31),
    "rests_until": date(2027, 1, 7),
    "quiet_from": 20,
    "quiet_to": 7,
}


@pytest.mark.parametrize("name", [field.name for field in fields(Settings) if field.name not in NOT_SAID])
def test_each_choice_changes_what_is_said(name):
    for language in languages():
        with speaking(language):
            assert in_force(Settings(**{name: OTHERWISE[name]})) != in_force(Settings())


def test_it_ends_with_how_long_words_are_kept():
    for days in (None, 30, 365, 730):
        assert in_force(Settings(keep_days=days))[-1] == how_long(Settings(keep_days=days))
    assert "1 year" in how_long(Settings(keep_days=365))
    assert "90 days" in how_long(Settings(keep_days=90))


def test_a_day_each_year_is_told_as_the_next_one_that_comes():
    settings = Settings(keep_until=date(2027, 7, 31))
    for today, told in {
        None: "31 July 2027",
        date(2026, 9, 1): "31 July 2027",
        date(2027, 7, 31): "31 July 2027",
        date(2027, 8, 1): "31 July 2028",
        date(2031, 12, 31): "31 July 2032",
    }.items():
        assert told in how_long(settings, today)
