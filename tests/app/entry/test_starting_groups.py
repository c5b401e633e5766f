"""Who may start a group, and how many there may be, is for whoever runs the page to say."""

import os
from collections import namedtuple
from pathlib import Path

import pytest

from ripple.actions.joining import start_group
from ripple.app import session
from ripple.app.entry import starting_groups
from ripple.app.entry.starting_groups import room_for_a_group
from ripple.domain.errors import KeeperStarts, NoRoom
from tests.app.conftest import Visitor

Disk = namedtuple("Disk", "total used free")


def starts(name: str) -> None:
    start_group(session.groups(), name, "Ada", nonce=name, now=session.now())


def test_the_keeper_alone_starts_groups_where_they_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPPLE_STARTING", "keeper")
    page = Visitor().new_tab()
    assert "Only whoever runs this page starts groups here" in page.sees
    assert [button.label for button in page.tab.button] == ["I have an invitation"]
    with pytest.raises(KeeperStarts):
        room_for_a_group()


def test_who_has_the_form_open_starts_none_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPPLE_MOST_GROUPS", "0")
    page = Visitor().starts("Maple Street", "Ada")
    assert "There is no room for more groups here" in page.sees
    assert session.groups().listed() == []


def test_there_are_so_many_groups_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPPLE_MOST_GROUPS", "2")
    starts("one")
    room_for_a_group()
    starts("two")
    with pytest.raises(NoRoom):
        room_for_a_group()


def test_they_take_so_much_of_the_disk_and_leave_some(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting_groups, "store_url", lambda: f"tinydb:{tmp_path}")
    monkeypatch.setenv("RIPPLE_MOST_MB", "1")
    (tmp_path / "a.journal").write_bytes(b"x" * 900_000)
    room_for_a_group()
    room_for_a_group(100_000)
    with pytest.raises(NoRoom):
        room_for_a_group(100_001)
    monkeypatch.setattr(
        "shutil.disk_usage", lambda _folder: Disk(0, 0, starting_groups.SPARE_MB * starting_groups.MB - 1)
    )
    with pytest.raises(NoRoom):
        room_for_a_group()


def test_a_file_that_goes_while_all_are_counted_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.journal", "a.journal.new"):  # the one is replaced by the other just now
        (tmp_path / name).touch()
    there = list(os.scandir(tmp_path))
    (tmp_path / "a.journal.new").unlink()
    monkeypatch.setattr(starting_groups, "store_url", lambda: f"tinydb:{tmp_path}")
    monkeypatch.setattr("os.scandir", lambda _folder: there)
    room_for_a_group()
