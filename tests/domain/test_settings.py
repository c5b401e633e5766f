"""Settings are stored as what was changed: what a host left alone stays as it is, also what comes later."""

from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import LanguageUnclear, OutOfRange
from ripple.domain.events import group
from ripple.domain.events.group import GroupStarted, SettingsChanged
from ripple.domain.history import History
from ripple.domain.model import KEEP_DAYS_LEAST, NEVER, Kind, Settings, replace
from ripple.store.codec import from_document

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SETTINGS = st.builds(
    Settings,
    approve_newcomers=st.booleans(),
    approve_acts=st.booleans(),
    unsigned=st.booleans(),
    people_page=st.booleans(),
    ask_kindly=st.booleans(),
    ask_private=st.booleans(),
    kinds=st.sets(st.sampled_from(Kind)).map(lambda some: tuple(kind for kind in Kind if kind in some)),
    keep_days=st.none() | st.integers(KEEP_DAYS_LEAST, 100),
    keep_until=st.none() | st.dates(date(group.YEARS[0], 1, 1), date(group.YEARS[1], 12, 31)),
    language=st.sampled_from(("", "de", "pt-BR", "zh-Hans")),
    rests_until=st.just(NEVER) | st.dates(date(group.YEARS[0], 1, 1), date(group.YEARS[1], 12, 31)),
    quiet_from=st.integers(0, 23),
    quiet_to=st.integers(0, 23),
    zone=st.sampled_from(("", "Europe/Berlin", "Asia/Kathmandu")),
).map(lambda settings: replace(settings, keep_days=None) if settings.keep_until else settings)


def between(before: Settings, after: Settings) -> SettingsChanged:
    return SettingsChanged.between(before, after, id="set", at=NOON, by="ada")


@given(SETTINGS, SETTINGS)
def test_what_is_stored_makes_the_new_settings_of_the_old(before: Settings, after: Settings) -> None:
    assert between(before, after).applied_to(before) == after


@given(SETTINGS, SETTINGS, SETTINGS)
def test_what_one_host_left_alone_another_decides(read: Settings, mine: Settings, theirs: Settings) -> None:
    both = between(read, mine).applied_to(theirs)
    for names in (*((name,) for name in group._PLAIN), ("keep_days", "keep_until")):
        of = attrgetter(*names)
        assert of(both) == (of(theirs) if of(mine) == of(read) else of(mine))
    for kind in Kind:
        decides = theirs if (kind in mine.kinds) == (kind in read.kinds) else mine
        assert (kind in both.kinds) == (kind in decides.kinds)


@given(SETTINGS, SETTINGS)
def test_an_entry_from_before_says_all_at_once(before: Settings, chosen: Settings) -> None:
    history = History(settings=before)
    history.apply(1, SettingsChanged(id="set", at=NOON, by="ada", settings=chosen))
    assert history.settings == chosen


def test_a_kind_that_came_later_is_on_in_groups_that_changed_another(monkeypatch: pytest.MonkeyPatch) -> None:
    *first, _newest = Kind
    monkeypatch.setattr(group, "FIRST_KINDS", tuple(first))
    then = Settings(approve_acts=True, kinds=tuple(first[1:]))
    whole = SettingsChanged(id="set", at=NOON, by="ada", settings=then)
    assert whole.applied_to(Settings()).kinds == tuple(Kind)[1:]
    assert between(Settings(), Settings(unsigned=False)).kinds_on == ()


def test_a_number_of_days_that_cannot_be_is_refused() -> None:
    with pytest.raises(OutOfRange):
        SettingsChanged(id="set", at=NOON, by="ada", keep_days=3)


def test_a_group_s_language_is_its_starter_s_until_a_host_chooses() -> None:
    history = History()
    history.apply(1, GroupStarted(id="start", at=NOON, name="Class 4b", code="", language="de"))
    assert history.settings == Settings(language="de")
    chosen = between(history.settings, Settings(approve_acts=True, language="pt-BR"))
    history.apply(2, chosen)
    assert history.settings == Settings(approve_acts=True, language="pt-BR")
    history.apply(3, between(history.settings, Settings()))
    assert history.settings == Settings()


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(LanguageUnclear):
        SettingsChanged(id="set", at=NOON, by="ada", language="Deutsch, bitte")


def test_settings_as_they_were_stored_before_are_read() -> None:
    settings = {"approve_acts": True, "kinds": ["hug", "smile"], "keep_days": 30}
    told = {
        "entry": "SettingsChanged",
        "id": "set",
        "at": NOON.isoformat(),
        "by": "ada",
        "settings": settings,
    }
    read = from_document(told)
    assert isinstance(read, SettingsChanged)
    holds = Settings(approve_acts=True, kinds=(Kind.HUG, Kind.SMILE), keep_days=30)
    assert read.applied_to(Settings(unsigned=False)) == holds


def test_a_day_and_a_number_of_days_take_each_other_s_place() -> None:
    day = SettingsChanged(id="day", at=NOON, by="ada", keep_until=date(2027, 7, 31))
    month = SettingsChanged(id="month", at=NOON, by="ada", keep_days=30)
    always = SettingsChanged(id="always", at=NOON, by="ada", keep_days=0)
    until = day.applied_to(month.applied_to(Settings()))
    assert (until.keep_days, until.keep_until) == (None, date(2027, 7, 31))
    assert month.applied_to(until) == Settings(keep_days=30)
    assert always.applied_to(until) == Settings()


@pytest.mark.parametrize("year", [1, 1899, 3001, 9999])
def test_a_day_beyond_all_calendars_is_refused(year: int) -> None:
    with pytest.raises(OutOfRange):
        SettingsChanged(id="set", at=NOON, by="ada", keep_until=date(year, 12, 31))


@pytest.mark.parametrize("wrong", [{"quiet_from": 24}, {"quiet_to": -1}, {"rests_until": date(9999, 12, 31)}])
def test_a_rest_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(OutOfRange):
        SettingsChanged(id="set", at=NOON, by="ada", **wrong)
