"""A group begins as what its founder says it is, in one step; what nobody offers is refused."""

import pytest

from ripple.actions.files.group_archive import export_group, import_group
from ripple.actions.joining import start_group
from ripple.domain.errors import UnknownPreset
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Settings
from ripple.domain.presets import Preset, settings_of
from ripple.live import Groups
from tests.actions.conftest import NOON


@pytest.mark.parametrize("preset", Preset)
def test_its_settings_are_there_from_the_first_moment(groups: Groups, preset: Preset) -> None:
    start_group(groups, "Class 4b", "Ada", nonce="n1", now=NOON, preset=preset)
    live = groups.group("n1")
    begun = Settings(language=live.history.settings.language, ask_private=True)
    assert live.history.settings == settings_of(preset, begun, NOON.date())
    said = [entry for _, entry in live.log.since("n1", 0) if isinstance(entry, SettingsChanged)]
    assert [entry.by for entry in said] == [live.history.hosts[0].id]


def test_what_was_set_goes_along_with_a_copy_of_the_group(groups: Groups) -> None:
    start_group(groups, "Class 4b", "Ada", nonce="n1", now=NOON, preset=Preset.CLASS)
    live = groups.group("n1")
    copy = export_group(live, live.history.hosts[0].id)
    link = import_group(groups, copy, nonce="n2", now=NOON)
    assert groups.group(link.group).history.settings == live.history.settings


def test_without_a_kind_a_group_begins_as_ever(groups: Groups) -> None:
    start_group(groups, "Class 4b", "Ada", nonce="n1", now=NOON)
    settings = groups.group("n1").history.settings
    assert settings == Settings(language=settings.language, ask_private=True)


@pytest.mark.parametrize("forged", ["", "always", "Class", "class ", "A class", "None", "x" * 10_000])
def test_a_made_up_kind_starts_no_group(groups: Groups, forged: str) -> None:
    with pytest.raises(UnknownPreset):
        start_group(groups, "Class 4b", "Ada", nonce="n1", now=NOON, preset=forged)
    assert groups.listed() == []


def test_the_same_nonce_starts_one_group_of_the_first_kind(groups: Groups) -> None:
    for preset in (Preset.CLASS, Preset.TEAM):
        start_group(groups, "Class 4b", "Ada", nonce="n1", now=NOON, preset=preset)
    assert groups.listed() == ["n1"]
    assert groups.group("n1").history.settings.approve_acts
