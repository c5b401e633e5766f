"""What follows from how the app came to this machine."""

import os
import sys
from pathlib import Path

import pytest

from ripple import installation
from ripple.cli import console
from ripple.cli.commands import main
from ripple.environment import CHECKOUT


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The app as a program of a user with this folder, started in another one."""
    monkeypatch.setattr(installation, "INSTALLED", True)
    monkeypatch.setattr(installation, "DOOR", tmp_path / "package" / "streamlit_app.py")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda name, **_how: tmp_path / "user" / name)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "user" / installation.PROGRAM


def left_in(folder: Path) -> Path:
    """A store of an earlier version in the folder."""
    left = folder / "data" / "ripple"
    assert main(["start", "Our street", "--store", f"tinydb:{left}"]) == 0
    return left


@pytest.mark.parametrize(
    ("started_as", "said"),
    [
        ("/home/ada/.local/bin/kindness-ripple", "kindness-ripple serve --lan"),
        ("kindness-ripple.exe", "kindness-ripple serve --lan"),
        ("/srv/ripple/ripple/__main__.py", "python3 -m ripple serve --lan"),
        ("streamlit_app.py", "python3 -m ripple serve --lan"),
    ],
)
def test_a_text_says_how_the_app_was_called(monkeypatch, started_as, said):
    monkeypatch.delenv(installation.CALLED, raising=False)
    monkeypatch.setattr(sys, "argv", [started_as])
    assert installation.called("serve --lan") == said
    monkeypatch.setenv(installation.CALLED, installation.called())  # as the server finds it
    monkeypatch.setattr(sys, "argv", ["/somewhere/ripple/web/server.py"])
    assert installation.called("serve --lan") == said


def test_a_checkout_keeps_its_groups_in_itself():
    assert installation.store_at_home() == f"tinydb:{CHECKOUT / 'data' / 'ripple'}"
    assert installation.workplace() == installation.home() == CHECKOUT


def test_an_installed_program_keeps_its_groups_in_the_users_folder(installed):
    assert installation.store_folder() == installed / "groups"
    assert installation.workplace() == installed
    assert installed.stat().st_mode & 0o777 == 0o700


def test_a_program_without_a_folder_finds_only_its_own_settings(installed):
    installed.parent.write_text("in the way")
    assert installation.workplace() == installation.DOOR.parent


def test_the_environment_can_name_another_store(monkeypatch):
    monkeypatch.setenv("RIPPLE_STORE", "tinydb:elsewhere")
    assert installation.store_url() == "tinydb:elsewhere"
    monkeypatch.setenv("RIPPLE_STORE", "")  # as a container's settings have it that say nothing
    assert installation.store_url() == installation.store_at_home()


def test_who_runs_it_is_said_beside_the_groups(monkeypatch, tmp_path):
    monkeypatch.delenv("RIPPLE_WHO", raising=False)
    monkeypatch.setenv("RIPPLE_STORE", f"tinydb:{tmp_path / 'groups'}")
    assert installation.who_file() == (tmp_path / "who.toml", False)
    monkeypatch.setenv("RIPPLE_STORE", "postgresql://localhost/kindness")
    assert installation.who_file() == (installation.store_folder().parent / "who.toml", False)
    monkeypatch.setenv("RIPPLE_WHO", str(tmp_path / "us.toml"))
    assert installation.who_file() == (tmp_path / "us.toml", True)


def test_a_store_of_an_earlier_version_is_found_and_said(installed, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["kindness-ripple"])
    store = installation.store_at_home()
    main(["list", "--store", store])
    assert "earlier version" not in capsys.readouterr().err

    left = left_in(Path.cwd())
    main(["list", "--store", store])
    said = capsys.readouterr().err
    assert f"Groups that an earlier version kept are in {left}." in said
    assert f"kindness-ripple serve --store tinydb:{left}" in said

    [back] = [line.partition(": kindness-ripple ")[2] for line in said.splitlines() if "restore" in line]
    assert main([*back.split(), "--store", store]) == 0
    capsys.readouterr()
    assert main(["list", "--store", store]) == 0
    assert "Our street: 1 member" in capsys.readouterr().out


def test_a_store_that_is_asked_for_is_the_one_that_is_meant(installed, capsys):
    left = left_in(Path.cwd())
    main(["list", "--store", f"tinydb:{left}"])
    assert "earlier version" not in capsys.readouterr().err


def test_a_checkout_looks_for_no_other_store(monkeypatch, tmp_path):
    left_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert list(installation.left_elsewhere()) == []


def test_a_path_with_a_space_can_be_typed_as_it_is_said(installed, monkeypatch, tmp_path, capsys):
    (tmp_path / "my school").mkdir()
    monkeypatch.chdir(tmp_path / "my school")
    left = left_in(Path.cwd())
    console.tell_of_others(console.Args(store=installation.store_at_home()))
    assert f"restore --keep-sign-ins '{left}'" in capsys.readouterr().err
    assert os.fspath(left).count(" ") >= 1
