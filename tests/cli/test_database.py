"""The command line on a store in PostgreSQL, and from one store to another."""

import io
import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from ripple.cli import commands, serve
from ripple.cli.commands import main
from tests.browser.conftest import free_port
from tests.store.postgresql import Server
from tests.texts import found

Ripple = Callable[..., str]


@pytest.fixture
def url(postgresql: Server) -> str:
    return postgresql.new_store()


def moved(source: str, target: str, *, fails: bool = False) -> str:
    """What the move from one store to another says, or why it is not done."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        assert main(["move", source, target]) == (1 if fails else 0), said.getvalue()
    return said.getvalue()


def test_every_command_for_a_folder_that_a_database_can_do_does_it(ripple: Ripple, url: str) -> None:
    there = ("--store", url)
    code = found(r"code (\S+)", ripple("start", "Ada’s class", *there))[1]
    ripple("demo", *there)
    assert f"{code}  Ada’s class: 1 member, 0 acts" in ripple("list", *there)
    assert ripple("invite", "--group", code, *there).startswith("Ada’s class: ")
    ripple("delete", "--group", "Ada’s class", "--yes", *there)
    assert re.fullmatch(r"\w{16}  \S+  Maple Street: 12 members, 64 acts\n", ripple("list", *there))
    assert re.search(r"All is sound: 2 groups, \d+ entries", ripple("check", *there))
    assert re.search(r"bytes smaller|nothing to leave out", ripple("compact", *there))
    assert "Only a store in a folder" in ripple("damaged", *there, fails=True)


def test_a_backup_of_a_database_is_brought_back_into_an_empty_one(
    ripple: Ripple, url: str, postgresql: Server, tmp_path: Path
) -> None:
    ripple("demo", "--store", url)
    group, code = ripple("list", "--store", url).split()[:2]
    assert "holds a copy of 2 files" in ripple("backup", tmp_path / "copy", "--store", url)
    assert (tmp_path / "copy").stat().st_mode & 0o077 == 0
    assert "there are files already" in ripple("backup", tmp_path / "copy", "--store", url, fails=True)
    assert "holds something else already" in ripple("restore", tmp_path / "copy", "--store", url, fails=True)
    for options, there_still in (((), False), (("--keep-sign-ins",), True)):
        other = postgresql.new_store()
        said = ripple("restore", tmp_path / "copy", *options, "--store", other)
        assert ("have ended" in said) is not there_still
        listed = ripple("list", "--store", other)
        assert listed.startswith(group)
        assert "12 members, 64 acts" in listed
        assert (code in listed) is there_still
        assert "All is sound" in ripple("check", "--store", other)


def test_what_is_wrong_in_a_database_is_said(ripple: Ripple, url: str, postgresql: Server) -> None:
    there = ("--store", url)
    for name in ("Alpha", "Beta"):
        ripple("start", name, *there)
    alpha, beta = sorted(line.split()[0] for line in ripple("list", *there).splitlines())
    postgresql.ask("delete from ripple_entries where version = 1 and group_id <> 'directory'", at=url)
    said = ripple("check", *there, fails=True)
    for group in (alpha, beta):
        assert f"the group {group} is damaged from entry 1 on (entry 1 is missing)" in said
    ripple("delete", "--group", alpha, "--yes", *there)
    assert alpha not in ripple("check", *there, fails=True)


def test_all_groups_move_into_a_database_and_back(ripple: Ripple, url: str, tmp_path: Path) -> None:
    ripple("demo")
    here, back = f"tinydb:{tmp_path / 'store'}", f"tinydb:{tmp_path / 'back'}"
    for source, target in ((here, url), (url, back), (here, url)):
        said = moved(source, target)
        assert re.search(r"Copied to .+: \d+ entries\.", said)
        assert f"serve --store {target}" in said
    assert ripple("list", "--store", url) == ripple("list") == ripple("list", "--store", back)
    assert "All is sound" in ripple("check", "--store", back)


def test_a_move_that_cannot_be_is_told(ripple: Ripple, url: str, tmp_path: Path) -> None:
    here, empty = f"tinydb:{tmp_path / 'store'}", f"tinydb:{tmp_path / 'empty'}"
    for source, target, why in (
        (empty, url, "There are no groups in"),
        (url, empty, "no group in this store yet"),
        ("redis:x", url, "is not a place for a store"),
    ):
        assert why in moved(source, target, fails=True)
    ripple("start", "Alpha")
    ripple("start", "Beta", "--store", url)
    assert "holds something else already" in moved(here, url, fails=True)
    assert "the same folder" in moved(here, f"tinydb:{tmp_path}/other/../store", fails=True)
    assert "Beta" in ripple("list", "--store", url)
    assert not (tmp_path / "empty").exists()


def test_a_database_that_is_away_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    away = f"postgresql://ada:secret@127.0.0.1:{free_port()}/db"
    for command in (["list"], ["serve"], ["start", "Alpha"], ["check"], ["compact"]):
        assert main([*command, "--store", away]) == 1
        said = capsys.readouterr()
        assert re.fullmatch(r"The database cannot be opened \(.*refused\).*\n", said.err), said.err
        assert said.out == ""


def test_a_password_is_shown_nowhere(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "postgresql://ada:secret@db.example/x?password=secret&sslmode=require"
    monkeypatch.setitem(commands._SHARED["--store"], "default", address)
    with pytest.raises(SystemExit):
        main(["list", "--help"])
    assert "postgresql://ada@db.example/x?sslmode=require" in capsys.readouterr().out.replace("\n", "")
    assert serve.from_anywhere(address) == address
    assert "secret" not in serve._kept(address)
    assert main(["damaged", "--store", address]) == 1
    assert "secret" not in capsys.readouterr().err
