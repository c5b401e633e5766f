"""What is kept here: the page for everybody, made from what the group's hosts really chose."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ripple.actions.members import change_settings, remove
from ripple.app.kept import who
from ripple.app.session import now
from ripple.domain.model import Settings
from ripple.privacy.categories import row_in_words
from ripple.privacy.chosen import how_long, in_force
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE
from tests.app.conftest import Visitor, joined

STRICT = Settings(
    approve_newcomers=True,
    approve_acts=True,
    unsigned=False,
    people_page=False,
    ask_kindly=True,
    keep_days=365,
    language="en",
)


@pytest.fixture(autouse=True)
def said_by_the_keeper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the keeper of these stories says who they are; they say nothing at first."""
    file = tmp_path / "who.toml"
    file.touch()
    monkeypatch.setenv("RIPPLE_WHO", str(file))
    who.keeper.cache_clear()
    yield file
    who.keeper.cache_clear()


def chosen(ada: Visitor, settings: Settings) -> None:
    live, host = ada.group.live, ada.group.member.id
    change_settings(live, host, settings, now=now(), read=live.history.settings)


def test_it_tells_a_member_what_their_group_chose(ada: Visitor, ben: Visitor) -> None:
    for settings in (ada.group.live.history.settings, STRICT):
        chosen(ada, settings)
        seen = ben.open("kept").sees
        assert [line for line in in_force(settings) if line not in seen] == []


def test_who_is_invited_reads_it_before_they_come_in(ada: Visitor, code: str) -> None:
    chosen(ada, STRICT)
    stranger = Visitor().new_tab(code=code).open("kept")
    assert "Maple Street" in stranger.sees
    assert [line for line in in_force(STRICT) if line not in stranger.sees] == []
    assert "Ada" not in stranger.sees


def test_who_waits_before_the_door_reads_it(ada: Visitor, code: str) -> None:
    chosen(ada, STRICT)
    waits = joined(code, "Ben")
    assert how_long(STRICT) in waits.sees
    assert [line for line in in_force(STRICT) if line not in waits.open("kept").sees] == []


def test_a_stranger_reads_what_holds_for_every_group(ada: Visitor) -> None:
    seen = Visitor().open("kept").sees
    assert "Each group chooses" in seen
    assert "Maple Street" not in seen


@pytest.mark.parametrize("code", ["AAAA-2222", "x" * 300, "<b>"])
def test_a_made_up_code_leads_to_no_group(ada: Visitor, code: str) -> None:
    seen = Visitor().new_tab(code=code).open("kept").sees
    assert "Each group chooses" in seen
    assert "Maple Street" not in seen


def test_everything_that_is_kept_stands_there(ada: Visitor) -> None:
    seen = ada.open("kept").sees
    assert [row.what for row in (*IN_THE_LOG, *OUTSIDE) if row_in_words(row).what not in seen] == []


def test_an_invitation_says_in_short_what_is_kept(ada: Visitor, code: str) -> None:
    chosen(ada, STRICT)
    stranger = Visitor().new_tab(code=code)
    assert how_long(STRICT) in stranger.sees
    assert "A host reads each act" in stranger.sees


def test_that_nobody_said_who_runs_it_is_said_plainly(ada: Visitor, code: str) -> None:
    silence = "Whoever runs this page has not said who they are."
    for visitor in (Visitor().new_tab(code=code), Visitor().open("kept"), ada.open("kept")):
        assert silence in visitor.sees
    assert silence not in Visitor().sees  # who just looks is greeted


def test_who_runs_it_is_said_to_everybody(ada: Visitor, said_by_the_keeper: Path) -> None:
    said_by_the_keeper.write_text('who = "Maple <b>School"\ncontact = "room 12"\nwhere = "the cellar"\n')
    who.keeper.cache_clear()
    assert "Maple &lt;b&gt;School" in Visitor().sees
    seen = ada.open("kept").sees
    assert [each for each in ("Maple &lt;b&gt;School", "room 12", "the cellar") if each not in seen] == []
    assert "has not said" not in seen


def test_what_of_it_is_not_said_is_told_one_by_one(ada: Visitor, said_by_the_keeper: Path) -> None:
    said_by_the_keeper.write_text('who = "Maple School"\n')
    who.keeper.cache_clear()
    seen = ada.open("kept").sees
    assert "They have not said how to reach them." in seen
    assert "They have not said where the computer stands." in seen


def test_who_was_removed_meanwhile_reads_what_strangers_read(ada: Visitor, ben: Visitor) -> None:
    ben.open("kept")
    remove(ada.group.live, ada.group.member.id, ben.group.member.id, now=now())
    assert "Each group chooses" in ben.open("kept").sees
