"""Each kind of group begins with settings that somebody thought about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import Kind, Settings
from ripple.domain.presets import NOT_SO_SOON, Preset, school_year_ends, settings_of

TODAY = date(2026, 9, 1)
BEGUN = Settings(language="de", ask_private=True)


def test_a_class_begins_as_careful_as_can_be() -> None:
    assert settings_of(Preset.CLASS, BEGUN, TODAY) == Settings(
        approve_newcomers=True,
        approve_acts=True,
        unsigned=True,
        people_page=False,
        ask_kindly=True,
        ask_private=True,
        kinds=tuple(kind for kind in Kind if kind is not Kind.MASSAGE),
        keep_until=date(2027, 7, 31),
        language="de",
    )


@pytest.mark.parametrize("preset", Preset)
def test_no_kind_of_group_is_careless(preset: Preset) -> None:
    settings = settings_of(preset, Settings(), TODAY)
    assert settings.keep_days or settings.keep_until  # for always is somebody's own choice
    assert settings.ask_private
    assert settings.unsigned
    assert settings_of(preset, BEGUN, TODAY).language == "de"


def test_no_two_kinds_are_the_same() -> None:
    assert len({settings_of(preset, BEGUN, TODAY) for preset in Preset}) == len(Preset)


def test_where_nobody_chooses_the_most_careful_one_is_meant() -> None:
    assert next(iter(Preset)) is Preset.CLASS


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)))
def test_a_school_year_ends_within_some_thirteen_months(today: date) -> None:
    ends = school_year_ends(today)
    assert (ends.month, ends.day) == (7, 31)
    assert NOT_SO_SOON <= ends - today <= timedelta(days=366) + NOT_SO_SOON
