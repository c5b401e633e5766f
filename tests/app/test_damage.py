"""A group whose file is damaged is in nobody's way to the others, and its members are told what is wrong."""

from pathlib import Path

import pytest

from ripple.actions.joining import COOKIE
from ripple.app import session
from ripple.live import Groups, LiveGroup
from tests.app.conftest import Visitor, joined


@pytest.fixture(autouse=True)
def files(tmp_path: Path, store: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the store, which is kept in files here."""
    monkeypatch.setenv("RIPPLE_STORE", f"tinydb:{tmp_path}")
    session.groups.clear()
    return tmp_path


@pytest.fixture
def elm(ada: Visitor) -> str:
    """The group Elm Street, in which Ada is too, on the same browser."""
    other = Visitor().starts("Elm Street", "Ada")
    assert other.sent_to
    other.follow(other.sent_to)
    ada.cookies |= other.cookies
    return other.group.live.id


def damage(files: Path, group: str) -> None:
    """Spoil a byte of the group's file, and start the app anew."""
    file = files / f"{group}.journal"
    spoilt = bytearray(file.read_bytes())
    spoilt[60] ^= 1
    file.write_bytes(spoilt)
    session.groups().log.close()
    session.groups.clear()


def test_who_is_in_a_sound_group_too_is_there_and_hears_of_the_other(
    ada: Visitor, elm: str, files: Path
) -> None:
    damage(files, elm)
    ada.new_tab(group=elm)
    assert "Maple Street" in ada.sees
    assert f"{elm}.journal is damaged from byte" in ada.sees
    assert "Shared" not in ada.sees
    ada.writes("Held the door").press("Share")
    assert "Held the door" in ada.sees


def test_a_group_that_cannot_be_read_is_in_nobodys_way_either(ada: Visitor, elm: str, files: Path) -> None:
    (files / f"{elm}.journal").unlink()
    (files / f"{elm}.journal").mkdir()
    session.groups().log.close()
    session.groups.clear()
    ada.new_tab(group=elm)
    assert "Maple Street" in ada.sees
    assert f"The file {elm}.journal cannot be read just now (Is a directory)" in ada.sees
    ada.writes("Held the door").press("Share")
    assert "Held the door" in ada.sees


def test_a_damaged_group_is_tried_once_a_run(
    ada: Visitor, elm: str, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(files, elm)
    tried: list[str] = []
    group = Groups.group

    def noted(groups: Groups, asked: str) -> LiveGroup:
        tried.append(asked)
        return group(groups, asked)

    monkeypatch.setattr(Groups, "group", noted)
    ada.look()
    assert f"{elm}.journal is damaged from byte" in ada.sees
    assert tried.count(elm) == 1


def test_who_is_in_a_damaged_group_alone_is_told_just_what_is_wrong(ada: Visitor, files: Path) -> None:
    [group] = [name.removeprefix(COOKIE) for name in ada.cookies]
    damage(files, group)
    ada.new_tab()
    assert f"{group}.journal is damaged from byte" in ada.sees
    assert "is not any more" not in ada.sees


def test_who_is_in_that_group_alone_can_come_into_another(
    ada: Visitor, elm: str, code: str, files: Path
) -> None:
    ben = Visitor().starts("Oak Street", "Ben")
    assert ben.sent_to
    ben.follow(ben.sent_to)
    damage(files, ben.group.live.id)
    there = joined(code, "Ben")
    there.cookies |= ben.cookies
    assert "Maple Street" in there.new_tab().sees


def test_a_group_that_is_damaged_while_one_looks_says_no_goodbye(ada: Visitor, elm: str, files: Path) -> None:
    ada.new_tab(group=elm)
    assert "Elm Street" in ada.sees
    damage(files, elm)
    ada.look()
    assert f"{elm}.journal is damaged from byte" in ada.sees
    assert "Maple Street" in ada.sees
    assert "You are not in" not in ada.sees
