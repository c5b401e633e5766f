"""The commands that look after a store: what is in it, copies of it, damage, and the end of a group."""

import io
import re
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ripple.actions.joining import SignInLink, enter, issue_link, signed_in
from ripple.actions.members import remove
from ripple.actions.organisation_identity import Identity, homes, link_identity
from ripple.domain.errors import LinkSpent
from ripple.live import Groups
from ripple.network.pond import Pond
from ripple.store import Log, open_store
from ripple.store.durable import DurableDB
from ripple.store.upkeep import check
from tests.texts import found

Ripple = Callable[..., str]
NOW = datetime.now(UTC)
SSO = Identity(hash="hash of zoe", name="Zoe", at=NOW, once="once")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "store"


def opened(store: Path) -> closing[Log]:
    return closing(Groups(open_store(f"tinydb:{store}")).log)


def ids_of(ripple: Ripple) -> dict[str, str]:
    """Name -> id of the groups that are listed."""
    return {found[2]: found[1] for found in re.finditer(r"^(\w+)  \S+  (.+?):", ripple("list"), re.MULTILINE)}


def bend(file: Path, at: int = 60) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(data)


def test_the_groups_are_listed_with_codes_and_sizes(ripple: Ripple) -> None:
    ripple("demo")
    code = found(r"code (\S+)", ripple("start", "One"))[1]
    lines = sorted(re.sub(r"^\w{16}  ", "", line) for line in ripple("list").splitlines())
    assert lines[0].endswith("Maple Street: 12 members, 64 acts") or lines[1].endswith("12 members, 64 acts")
    assert f"{code}  One: 1 member, 0 acts" in lines


def test_no_command_but_a_picture_places_acts(ripple: Ripple, monkeypatch: pytest.MonkeyPatch) -> None:
    ripple("demo")
    ripple("start", "Beta")
    monkeypatch.setattr(Pond, "put", lambda *_: pytest.fail("it was placed"))
    assert ripple("invite", "--group", "Beta").startswith("Beta: ")
    assert "Maple Street" in ripple("list")


def test_a_damaged_group_is_named_in_the_list_of_the_others(ripple: Ripple, store: Path) -> None:
    for name in ("Alpha", "Beta"):
        ripple("start", name)
    bend(store / f"{ids_of(ripple)['Alpha']}.journal")
    assert "is damaged from byte" in ripple("list", fails=True)


@pytest.mark.parametrize("state", ["sound", "damaged", "a folder", "not there"])
def test_a_group_can_be_deleted_whatever_state_it_is_in(
    ripple: Ripple, store: Path, tmp_path: Path, state: str
) -> None:
    for name in ("Alpha", "Beta"):
        ripple("start", name)
    ids = ids_of(ripple)
    file = store / f"{ids['Alpha']}.journal"
    if state == "damaged":
        bend(file)
    elif state != "sound":
        file.unlink()
    ripple("delete", "--group", "Alpha" if state == "sound" else ids["Alpha"], "--yes")
    assert "All is sound" in ripple("check")
    assert list(ids_of(ripple)) == ["Beta"]
    assert b"Alpha" not in b"".join(path.read_bytes() for path in store.iterdir())
    ripple("backup", tmp_path / "copy")
    store.rename(tmp_path / "lost")
    ripple("restore", tmp_path / "copy")
    assert list(ids_of(ripple)) == ["Beta"]
    assert check(store).sound


@pytest.mark.parametrize(
    ("answer", "gone"), [("Ada’s class\n", True), ("Ada's class\n", True), ("yes\n", False), ("", False)]
)
def test_who_deletes_a_group_types_its_name_on_whatever_keyboard(
    ripple: Ripple, monkeypatch: pytest.MonkeyPatch, answer: str, gone: bool
) -> None:
    ripple("start", "Ada’s class")
    ripple("start", "Beta")
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    ripple("delete", "--group", "Ada's class", fails=not gone)
    assert ("Ada’s class" in ids_of(ripple)) is not gone


def test_what_is_sound_of_a_damaged_group_starts_a_new_one(
    ripple: Ripple, store: Path, tmp_path: Path
) -> None:
    ripple("demo")
    ripple("start", "Beta")
    [demo] = [group for name, group in ids_of(ripple).items() if name == "Maple Street"]
    file = store / f"{demo}.journal"
    ripple("compact")  # a line for each act
    bend(file, file.read_bytes().rindex(b"ActPosted"))
    said = ripple("damaged")
    assert f"{demo}.journal is damaged from byte" in said
    command = found(r"`export FILE.jsonl (--group \w+ --sound-part)`", said)[1].split()
    ripple("export", tmp_path / "sound.jsonl", *command)
    assert "Maple Street: 12 members, 63 acts" in ripple("import", tmp_path / "sound.jsonl")
    ripple("delete", "--group", demo, "--yes")
    assert ripple("damaged") == "Nothing is damaged.\n"
    assert sorted(ids_of(ripple)) == ["Beta", "Maple Street"]


def test_a_group_of_which_nothing_is_sound_is_told(ripple: Ripple, store: Path, tmp_path: Path) -> None:
    ripple("start", "Alpha")
    group = ids_of(ripple)["Alpha"]
    bend(store / f"{group}.journal", 5)
    asked = ["export", tmp_path / "sound.jsonl", "--sound-part"]
    assert "Too little of it is sound" in ripple(*asked, "--group", group, fails=True)
    assert "its id" in ripple(*asked, "--group", "Alpha", fails=True)


def test_a_damaged_directory_is_made_anew_by_a_restore(ripple: Ripple, store: Path, tmp_path: Path) -> None:
    code = found(r"code (\S+)", ripple("start", "Alpha"))[1]
    bend(store / "directory.journal")
    assert "--keep-sign-ins" in ripple("damaged")
    ripple("backup", tmp_path / "copy", fails=True)
    store.rename(tmp_path / "before")
    ripple("restore", tmp_path / "copy", "--keep-sign-ins")
    assert check(store).sound
    assert ripple("invite", "--group", code).startswith("Alpha: ")


def test_a_restore_brings_nobody_back_in_unless_it_is_asked_to(
    ripple: Ripple, store: Path, tmp_path: Path
) -> None:
    ripple("demo")
    [group] = ids_of(ripple).values()
    with opened(store) as log:
        groups = Groups(log)
        live = groups.group(group)
        host = live.history.hosts[0].id
        zoe = next(member for member in live.history.members if member != host)
        token = enter(groups, issue_link(live, zoe, now=NOW), now=NOW)
        unused = issue_link(live, zoe, now=NOW)
        link_identity(live, zoe, SSO, now=NOW)
        code, secret = live.history.code, live.secret
    ripple("backup", tmp_path / "copy")
    with opened(store) as log:
        remove(Groups(log).group(group), host, zoe, now=NOW)
    store.rename(tmp_path / "lost")
    for kept, place in ((False, "ended"), (True, "kept")):
        where = f"tinydb:{tmp_path / place}"
        said = ripple("restore", tmp_path / "copy", "--store", where, *["--keep-sign-ins"] * kept)
        assert ("have ended" in said) is not kept
        with opened(tmp_path / place) as log:
            groups = Groups(log)
            live = groups.group(group)
            assert zoe in live.history.members
            assert (signed_in(live, token) is not None) is kept
            assert ([home.live.id for home in homes(groups, SSO)] == [group]) is kept
            assert {groups.by_code(code), groups.by_code(secret)} == {group if kept else None}
            assert groups.by_code(live.history.code) == groups.by_code(live.secret) == group
            if kept:
                enter(groups, unused, now=NOW)
            else:
                with pytest.raises(LinkSpent):
                    enter(groups, unused, now=NOW)
        assert check(tmp_path / place).sound
        invited = ripple("invite", "--store", where)
        link = found(r"/enter/(\w+)/(\S+)", invited)
        with opened(tmp_path / place) as log:
            assert enter(Groups(log), SignInLink(*link.groups()), now=NOW)


def test_a_restore_goes_on_past_what_is_damaged_and_says_so(
    ripple: Ripple, store: Path, tmp_path: Path
) -> None:
    for name in ("Alpha", "Beta"):
        ripple("start", name)
    ids = ids_of(ripple)
    ripple("backup", tmp_path / "copy")
    bend(tmp_path / "copy" / f"{ids['Alpha']}.journal")
    store.rename(tmp_path / "lost")
    said = ripple("restore", tmp_path / "copy", fails=True)
    assert f"{ids['Alpha']}.journal is damaged from byte" in said
    assert list(ids_of(ripple)) == ["Beta"]
    assert "All is sound" in ripple("check")


def test_a_wrong_folder_is_told(ripple: Ripple, store: Path, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    place = f"tinydb:{tmp_path / 'photos'}"
    for command in (["check"], ["backup", tmp_path / "copy"], ["compact"], ["list"], ["damaged"]):
        assert "There are no groups in" in ripple(*command, "--store", place, fails=True)
    assert "There are no groups in" in ripple("restore", tmp_path / "photos", fails=True)
    ripple("start", "Alpha")
    assert "they are the same folder" in ripple("backup", store / "copy", fails=True)


def test_what_the_command_line_makes_is_for_its_owner_alone(
    ripple: Ripple, store: Path, tmp_path: Path
) -> None:
    ripple("demo")
    for name in ("acts.csv", "acts.json", "group.jsonl"):
        ripple("export", tmp_path / name)
    ripple("keepsake", tmp_path / "pond.svg")
    ripple("backup", tmp_path / "copy")
    for path in tmp_path.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE(store.stat().st_mode) == 0o700


def test_a_group_that_a_newer_version_changed_is_only_read(
    ripple: Ripple, store: Path, tmp_path: Path
) -> None:
    ripple("start", "Alpha")
    [group] = ids_of(ripple).values()
    with opened(store) as log:
        live = Groups(log).group(group)
        token = enter(Groups(log), issue_link(live, live.history.hosts[0].id, now=NOW), now=NOW)
        count = log.version(group)
    with DurableDB(store / f"{group}.journal") as db:
        db.storage.commit({"log": {str(count + 1): {"entry": "ActPinned", "id": "pin 1", "act": "1"}}})
    before = (store / f"{group}.journal").read_bytes()
    said = ripple("check")
    assert (
        f"Changed by a newer version of the app; here it can be read, and nothing be added:\n  {store}"
        in said
    )
    assert "All is sound" in said
    assert ripple("list").endswith("Alpha: 1 member, 0 acts; changed by a newer version of the app\n")
    assert "changed by a newer version of the app" in ripple("invite", fails=True)
    for command, *more in (["export"], ["export", "--sound-part", "--group", group], ["keepsake"]):
        file = tmp_path / ("pond.html" if command == "keepsake" else f"all {len(more)}.jsonl")
        assert "the file lacks what only that can read" in ripple(command, file, *more), command
    assert "the papers lack what only that can read" in ripple("papers", tmp_path / "papers")
    assert '"name":"Alpha"' in (tmp_path / "all 0.jsonl").read_text()
    assert (store / f"{group}.journal").read_bytes() == before
    ripple("backup", tmp_path / "copy")
    store.rename(tmp_path / "lost")
    assert f"But those of {group} stay valid" in ripple("restore", tmp_path / "copy")
    assert (store / f"{group}.journal").read_bytes().rstrip(b"\0") == before.rstrip(b"\0")
    with opened(store) as log:
        groups = Groups(log)
        assert signed_in(groups.group(group), token)
        assert groups.by_code(groups.group(group).history.code) == group
