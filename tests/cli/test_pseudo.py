"""No text is left out on the command line or in a file: where every text is marked, all that is told is."""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from ripple.cli import commands
from ripple.pseudo import BEGIN, FROM_THE_LEFT
from tests.marked import left_out, marks

Ripple = Callable[..., str]
COMMANDS = re.findall(r"^    ([a-z]+) ", commands._parser().format_help(), re.MULTILINE)
# Argparse's own words, names of what is typed, and what is typed as it stands: commands, options, endings.
ARGPARSE = re.compile(
    r"^usage: .*?\n\n|^(options|positional arguments):$|show this help message and exit|^  \w+(?= |$)",
    re.DOTALL | re.MULTILINE,
)
AS_IT_STANDS = re.compile(
    r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b|`[^`]*`|\{[\w,-]+\}|\.[a-z]{2,5}\b"
    r"|\b[A-Z]{2,}\b|\b\w{16}\b|(tinydb|postgresql):\S*|(?<= )--?[a-z][\w-]*"
)


@pytest.fixture(autouse=True)
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever types here is spoken to in the language that marks every text."""
    monkeypatch.setattr(commands, "of_the_environment", lambda: FROM_THE_LEFT)
    with marks(monkeypatch):
        yield


def unmarked(said: str, *typed: object) -> list[str]:
    """The words in no mark; what was ``typed`` is told again as it was."""
    for each in sorted(map(str, typed), key=len, reverse=True):
        said = said.replace(each, " ")
    return left_out(AS_IT_STANDS.sub(" ", said))


def test_what_each_command_says_is_marked(
    ripple: Ripple, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "at"
    folder.mkdir()
    wrong = folder / "wrong.csv"
    wrong.write_text("id,text,posted_at\n1,Soup,never\n2,,2026-11-23\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO("nothing\n"))
    said = {
        "start": ripple("start", "Maple"),
        "invite": ripple("invite"),
        "no act": ripple("import", wrong, fails=True),
        "the rest": ripple("import", wrong, "--leave-out", folder / "rest.csv"),
        "export": ripple("export", folder / "acts.csv"),
        "ending": ripple("export", folder / "acts.txt", fails=True),
        "keepsake": ripple("keepsake", folder / "pond.html"),
        "papers": ripple("papers", folder / "papers"),
        "list": ripple("list"),
        "check": ripple("check"),
        "damaged": ripple("damaged"),
        "backup": ripple("backup", folder / "copy"),
        "compact": ripple("compact"),
        "none": ripple("export", folder / "none.csv", "--group", "Elm", fails=True),
        "delete": ripple("delete", fails=True),
    }
    assert {command: unmarked(text, tmp_path, "Elm", "Host") for command, text in said.items()} == {
        command: [] for command in said
    }


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_marked(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with suppress(SystemExit):
        commands.main([*([command] if command else []), "--help"])
    said = capsys.readouterr().out
    assert BEGIN in said
    assert unmarked(ARGPARSE.sub("", said), *(f"    {name}" for name in COMMANDS)) == []


def test_headers_of_acts_are_codes_and_all_else_is_marked(ripple: Ripple, tmp_path: Path) -> None:
    ripple("demo")
    ripple("export", tmp_path / "acts.csv")
    with (tmp_path / "acts.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert any(row["told_by"].startswith(BEGIN) for row in rows)  # of unsigned acts
