"""Whoever starts a group says what kind it is; its host sees what was set, and can change all of it."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from ripple.actions.members import admit
from ripple.app import session
from ripple.domain.model import Settings
from ripple.domain.presets import Preset, school_year_ends, settings_of
from ripple.privacy.chosen import in_force, in_short
from tests.app.conftest import Visitor, joined


def host_of(kind: Preset) -> Visitor:
    visitor = Visitor().starts("Class 4b", "Ada", kind)
    assert visitor.sent_to
    return visitor.follow(visitor.sent_to)


def settings(visitor: Visitor) -> Settings:
    return visitor.group.live.history.settings


def test_one_is_chosen_already_and_each_says_what_it_means() -> None:
    visitor = Visitor().press("Start a group")
    choice = visitor.tab.radio(key="preset")
    assert choice.value == Preset.CLASS
    assert choice.options == ["A class", "A team", "A street", "A circle"]


@pytest.mark.parametrize("kind", Preset)
def test_the_host_s_third_step_says_what_was_set(kind: Preset) -> None:
    ada = host_of(kind).press("Not now").press("Not now")
    begun = Settings(language="en", ask_private=True)
    assert settings(ada) == settings_of(kind, begun, session.now().date())
    assert [line for line in in_short(settings(ada), session.today()) if line not in ada.sees] == []


def test_each_switch_of_the_group_page_shows_what_was_set() -> None:
    ada = host_of(Preset.CLASS).open("group")
    shown = {toggle.label: toggle.value for toggle in ada.tab.toggle}
    assert shown["Let newcomers in one by one"]
    assert shown["Hosts read acts first"]
    assert shown["Acts without a name"]
    assert not shown["The page People"]
    assert shown["Ask whether it is kind"]
    kinds: list[str] = ada.chips("set kinds").value or []
    assert "massage" not in kinds
    assert len(kinds) == 7


def test_a_plain_member_of_a_class_reads_what_holds() -> None:
    ada = host_of(Preset.CLASS)
    ben = joined(ada.group.live.history.code, "Ben")
    assert "You have asked to come into" in ben.sees
    live, host = ada.group.live, ada.group.member.id
    admit(live, host, ben.group.member.id, now=session.now())
    ben.open("kept")
    assert [line for line in in_force(settings(ada), session.today()) if line not in ben.sees] == []
    assert "How this group does things" in [one.value for one in ben.open("group").tab.header]
    assert not ben.tab.toggle


def test_another_day_is_chosen_and_asked_once_more() -> None:
    ada = host_of(Preset.CLASS).open("group").press("Another day …")
    day = session.today() + timedelta(days=100)
    ada.tab.date_input(key="keep_until").set_value(day)
    ada.press("Keep words this long")
    assert settings(ada).keep_until == day


def test_for_always_is_a_choice_of_its_own() -> None:
    ada = host_of(Preset.CLASS).open("group")
    ada.tab.selectbox(key="set keep_days").select(0)
    ada.look()
    assert settings(ada).keep_until == school_year_ends(session.today())
    ada.press("Keep words this long")
    assert (settings(ada).keep_until, settings(ada).keep_days) == (None, None)


def test_a_group_without_a_day_can_get_one(ada: Visitor) -> None:
    ada.open("group").tab.selectbox(key="set keep_days").select(-1)
    ada.look().press("Keep words this long")
    assert settings(ada).keep_until == school_year_ends(session.today())
    assert settings(ada).keep_days is None


@pytest.mark.parametrize("forged", ["always", "A clas", "", "<b>"])
def test_a_kind_that_nobody_offers_starts_no_group(forged: str) -> None:
    visitor = Visitor()
    with patch("ripple.app.entry.presets.st.radio", lambda *_said, **_more: forged):
        visitor.press("Start a group")
        visitor.tab.text_input[0].set_value("Class 4b")
        visitor.tab.text_input[1].set_value("Ada")
        visitor.press("Start the group")
        assert "Please choose what kind of group it is." in visitor.sees
    assert visitor.sent_to is None
    assert session.groups().listed() == []
