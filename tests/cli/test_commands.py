"""The command line, as the keeper of the machine uses it."""

import gzip
import json
import re
import socket
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ripple import __version__
from ripple.actions.files.row_ids import called
from ripple.actions.joining import SignInLink, enter, signed_in
from ripple.actions.moderating import hide_act
from ripple.actions.posting import edit_act, withdraw_act
from ripple.charts.pond.scene import scene_of
from ripple.cli import commands as cli
from ripple.cli import serve
from ripple.cli.commands import main
from ripple.cli.console import bar
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.directory import GroupListed
from ripple.domain.model import replace
from ripple.domain.moderation import Asker
from ripple.environment import CHECKOUT
from ripple.live import DIRECTORY, Groups, LiveGroup
from ripple.network.numbers import numbers_of
from ripple.network.pond import Pond
from ripple.store import open_store
from ripple.store.tiny import TinyLog
from tests.texts import found

TREES = CHECKOUT.parent / "shared" / "data" / "cascades.jsonl.gz"


def a_tree(parents: list[int], seconds: list[int] | None = None, name: str = "act") -> list[dict[str, Any]]:
    """A tree in the form that import takes: row n is inspired by row ``parents[n]`` (-1: by none)."""
    start = datetime(2020, 1, 1, tzinfo=UTC)
    return [
        {
            "id": f"{name} {n}",
            "text": f"One more kindness, number {n}",
            "posted_at": (start + timedelta(seconds=after)).isoformat(),
            "inspired_by": None if parent < 0 else f"{name} {parent}",
        }
        for n, (parent, after) in enumerate(zip(parents, seconds or range(len(parents)), strict=True))
    ]


def test_the_demo_can_be_entered_as_its_host_and_joined(ripple, tmp_path):
    said = ripple("demo", "--site", "http://192.168.1.5:8501/")
    group, secret = found(r"http://192\.168\.1\.5:8501/enter/(\w+)/(\S+)", said).groups()
    code = found(r"http://192\.168\.1\.5:8501/join/(\w+)", said)[1]
    groups = Groups(open_store(f"tinydb:{tmp_path / 'store'}"))
    token = enter(groups, SignInLink(group, secret), now=datetime.now(UTC))
    host = signed_in(groups.group(group), token)
    assert host
    assert host.host
    assert groups.by_code(code) == group
    groups.log.close()


def test_a_group_is_started_and_others_invited(ripple):
    assert "The Tuesday circle: 1 member, 0 acts" in ripple("start", "The Tuesday circle", "--host", "Ann")
    first, second = ripple("invite"), ripple("invite")
    assert first.splitlines()[-1] == second.splitlines()[-1]
    assert first != second  # the host's link is another one each time


def test_an_export_that_is_too_large_to_come_back_says_so(ripple, tmp_path, monkeypatch):
    ripple("demo")
    assert "larger" not in ripple("export", tmp_path / "fits.csv")
    monkeypatch.setattr(cli, "BYTES_LIMIT", 1_000)
    assert "It is larger than the 0 MB that `import` takes" in ripple("export", tmp_path / "acts.csv")
    assert "larger" not in ripple("export", tmp_path / "whole.jsonl")


def test_an_export_of_the_demo_comes_back_whole_in_both_forms(ripple, tmp_path):
    ripple("demo")
    for form in ("csv", "json"):
        first, again, at_last = (tmp_path / f"{name}.{form}" for name in ("first", "again", "at last"))
        assert "64 acts" in ripple("export", first, "--group", "Maple Street")
        for group, file, taken in ((form, first, again), (f"{form} too", again, at_last)):
            ripple("start", group)
            assert ripple("import", file, "--group", group) == f"64 acts came into {group}.\n"
            ripple("export", taken, "--group", group)
        assert at_last.read_bytes() == again.read_bytes()
        assert "0 acts" in ripple("import", first, "--group", f"{form} too")


def test_a_whole_group_moves_to_another_store_in_one_file(ripple, tmp_path):
    ripple("demo")
    file = tmp_path / "street.jsonl"
    ripple("export", file)
    said = ripple("import", file, "--store", f"tinydb:{tmp_path / 'elsewhere'}")
    assert re.search(r"Maple Street: 12 members, 64 acts", said)
    group, secret = found(r"/enter/(\w+)/(\S+)", said).groups()
    there = Groups(open_store(f"tinydb:{tmp_path / 'elsewhere'}"))
    host = signed_in(there.group(group), enter(there, SignInLink(group, secret), now=datetime.now(UTC)))
    assert host
    assert host.host


def test_the_pond_can_be_taken_along_in_three_forms(ripple, tmp_path):
    ripple("demo")
    for form, begins in (("html", b"<!doctype html>"), ("svg", b"<svg"), ("png", b"\x89PNG")):
        said = ripple("keepsake", tmp_path / f"maple.{form}")
        assert said == f"{tmp_path}/maple.{form}: 64 acts of kindness in 25 ripples\n"
        assert (tmp_path / f"maple.{form}").read_bytes().startswith(begins)
    assert "end in .html, .png or .svg" in ripple("keepsake", tmp_path / "maple", fails=True)
    assert "maple.svg: File exists" in ripple("keepsake", tmp_path / "maple.svg", fails=True)


def test_a_file_for_everybody_holds_nothing_that_not_everybody_sees(ripple, tmp_path):
    ripple("demo")
    groups = Groups(open_store(f"tinydb:{tmp_path / 'store'}"))
    live = the_first(groups)
    hidden, erased, edited, *_ = live.history.acts.values()
    host = Asker(live.history.hosts[0].id)
    hide_act(live, host.member, hidden.id, now=datetime.now(UTC))
    withdraw_act(live, host, erased.id, now=datetime.now(UTC))
    poster = Asker(edited.author or "", edited.claim)
    edit_act(live, poster, replace(edited, text="Better words"), now=datetime.now(UTC))
    waiting = replace(edited, id="waiting", text="Not read by a host yet", posted_at=datetime.now(UTC))
    live.log.append(live.id, ActPosted(at=waiting.posted_at, act=waiting, waits=True))
    groups.log.close()
    for command, file in (("export", "acts.json"), ("export", "acts.csv"), ("keepsake", "pond.html")):
        ripple(command, tmp_path / file)
        said = (tmp_path / file).read_text("utf-8")
        assert "Better words" in said
        secret = (hidden.text, erased.text, edited.text, waiting.text)
        assert [text for text in secret if text[:30] in said] == [], file


def test_an_import_says_what_it_took_for_granted(ripple, tmp_path):
    (tmp_path / "acts.csv").write_bytes("id;text;posted_at\na;Café;2026-01-01\n".encode("cp1252"))
    ripple("start", "Us")
    assert ripple("import", tmp_path / "acts.csv").splitlines() == [
        "1 act came into Us.",
        "1 time without a zone was read as UTC.",
        "The file was read as Windows-1252.",
        "So this is right, or else say it with --encoding: a;Café;2026-01-01",
    ]
    assert "1 was there already and stayed as it is." in ripple("import", tmp_path / "acts.csv")


def test_a_refused_file_is_told_by_line_and_leaves_nothing(ripple, tmp_path):
    (tmp_path / "acts.csv").write_text("id,text,posted_at\na,fine,2026-01-01\nb,fine,never\n")
    ripple("start", "Us")
    said = ripple("import", tmp_path / "acts.csv", fails=True)
    assert "line 3: act b: posted at: “never” is no time" in said
    assert "Us: 1 member, 0 acts" in ripple("invite")


def test_a_header_alone_is_told_to_hold_no_acts(ripple, tmp_path):
    ripple("start", "Maple Street")
    (tmp_path / "acts.csv").write_text("id,text,posted_at\n")
    assert "there are no acts in this file" in ripple("import", str(tmp_path / "acts.csv"), fails=True)


def test_every_import_needs_to_know_its_group(ripple, tmp_path):
    (tmp_path / "acts.json").write_text(json.dumps(a_tree([-1])))
    assert "There is no group in this store yet" in ripple("import", tmp_path / "acts.json", fails=True)
    code = found(r"code (\S+)", ripple("start", "One"))[1]
    ripple("start", "Two")
    said = ripple("import", tmp_path / "acts.json", fails=True)
    assert "One" in said
    assert "Two" in said
    assert "into One" in ripple("import", tmp_path / "acts.json", "--group", code)
    assert "Please say which group" in ripple("invite", "--group", "Three", fails=True)


def test_a_group_is_found_by_its_code_however_that_is_written(ripple):
    code = found(r"code (\S+)", ripple("start", "One"))[1]
    ripple("start", "Two")
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert ripple("invite", "--group", typed).startswith("One: ")


def test_a_group_that_is_asked_for_by_its_code_is_read_alone(ripple, monkeypatch):
    code = found(r"code (\S+)", ripple("start", "One"))[1]
    ripple("start", "Two")
    read: list[str] = []
    since = TinyLog.since

    def noted(log: TinyLog, group: str, version: int) -> object:
        read.append(group)
        return since(log, group, version)

    monkeypatch.setattr(TinyLog, "since", noted)
    ripple("invite", "--group", code)
    assert len(set(read) - {DIRECTORY}) == 1


def test_files_that_cannot_be_used_are_told_in_a_sentence(ripple, tmp_path):
    ripple("start", "Us")
    assert "gone.csv: No such file" in ripple("import", tmp_path / "gone.csv", fails=True)
    assert "end in .json or .csv" in ripple("export", tmp_path / "acts.txt", fails=True)
    (tmp_path / "here.csv").write_text("mine")
    assert "here.csv: File exists" in ripple("export", tmp_path / "here.csv", fails=True)
    assert (tmp_path / "here.csv").read_text() == "mine"


def test_an_unknown_store_is_told_in_a_sentence(capsys):
    assert main(["invite", "--store", "carrier pigeon"]) == 1
    assert "“carrier pigeon” is not a place for a store" in capsys.readouterr().err


def test_a_made_tree_goes_in_through_the_command_and_is_drawn(ripple, tmp_path):
    rows = a_tree([-1, 0, 0, 1, 3, 3, 5, -1])
    (tmp_path / "tree.json").write_text(json.dumps(rows[::-1]))  # children first
    ripple("start", "Trees")
    assert "8 acts came into Trees." in ripple("import", tmp_path / "tree.json")
    pond = the_pond(tmp_path)
    numbers = numbers_of(pond)
    assert (numbers.acts, numbers.starts, numbers.longest_path) == (8, 2, 4)
    assert {act[:16] for act in drawn(pond)} == {called(row["id"]) for row in rows}


@pytest.mark.skipif(not TREES.exists(), reason="the real trees are not on this machine")
def test_ten_real_trees_go_in_through_the_command_and_are_drawn(ripple, tmp_path):
    with gzip.open(TREES) as lines:
        trees = sorted(map(json.loads, lines), key=lambda tree: len(tree["t"]))[:10]
    rows = [a_tree(tree["parent"], tree["t"], f"tree {n}") for n, tree in enumerate(trees)]
    (tmp_path / "trees.json").write_text(json.dumps([row for tree in rows for row in tree]))
    ripple("start", "Trees")
    ripple("import", tmp_path / "trees.json")
    pond = the_pond(tmp_path)
    index = {act[:16]: i for act, i in pond.index.items()}
    assert [pond.size[index[called(f"tree {n} 0")]] for n in range(10)] == [len(tree) for tree in rows]
    assert numbers_of(pond).starts == 10
    assert {act[:16] for act in drawn(pond)} == {called(row["id"]) for tree in rows for row in tree}


def test_a_store_is_checked_copied_and_brought_back(ripple, tmp_path):
    ripple("demo")
    assert "All is sound: 2 files" in ripple("check")
    assert "a copy of 2 files" in ripple("backup", tmp_path / "copy")
    assert str(tmp_path / "store") in ripple(
        "restore", tmp_path / "copy", fails=True
    )  # nothing is written over
    (tmp_path / "store").rename(tmp_path / "lost")
    assert f"There are no groups in {tmp_path / 'store'}" in ripple("check", fails=True)
    assert "2 files are back" in ripple("restore", tmp_path / "copy")
    assert "Maple Street: 12 members, 64 acts" in ripple("invite")


def test_damage_is_told_with_its_file_and_byte(ripple, tmp_path):
    ripple("start", "Us")
    directory = tmp_path / "store" / "directory.journal"
    damaged = bytearray(directory.read_bytes())
    damaged[60] ^= 1
    directory.write_bytes(damaged)
    assert re.search(r"directory\.journal is damaged from byte \d+ on", ripple("check", fails=True))
    said = ripple("backup", tmp_path / "copy", fails=True)
    assert "directory.journal is damaged from byte" in said
    assert len(list(tmp_path.glob("copy/*"))) == 1  # the group


def test_a_damaged_group_is_named_and_keeps_nobody_from_the_others(ripple, tmp_path, capsys):
    for name in ("Alpha", "Beta"):
        ripple("start", name)
    log = open_store(f"tinydb:{tmp_path / 'store'}")
    alpha, _beta = Groups(log).listed()
    log.close()
    file = tmp_path / "store" / f"{alpha}.journal"
    damaged = bytearray(file.read_bytes())
    damaged[60] ^= 1
    file.write_bytes(damaged)
    asked = ["export", "--store", f"tinydb:{tmp_path / 'store'}", str(tmp_path / "beta.json")]
    assert main([*asked, "--group", "Beta"]) == 0
    assert f"{alpha}.journal is damaged from byte" in capsys.readouterr().err
    for which in (["--group", "Alpha"], []):  # Alpha may be what was meant
        assert main([*asked, *which]) == 1
        said = capsys.readouterr().err
        assert f"{alpha}.journal is damaged from byte" in said
        assert "Please say which group" in said


def test_the_only_group_is_told_to_be_damaged_and_not_to_be_missing(ripple, tmp_path):
    ripple("start", "Alpha")
    [file] = [path for path in (tmp_path / "store").glob("*.journal") if path.stem != "directory"]
    damaged = bytearray(file.read_bytes())
    damaged[60] ^= 1
    file.write_bytes(damaged)
    said = ripple("invite", fails=True)
    assert "is damaged from byte" in said
    assert "There is no group" not in said


def test_compacting_keeps_everything(ripple, tmp_path):
    ripple("demo")
    ripple("export", tmp_path / "before.json")
    assert re.search(r"smaller|nothing to leave out", ripple("compact"))
    ripple("export", tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()


def test_only_a_store_in_a_folder_has_files_to_look_after(capsys):
    assert main(["check", "--store", "memory:"]) == 1
    assert "not memory:" in capsys.readouterr().err


def the_first(groups: Groups) -> LiveGroup:
    """The group that was listed first."""
    _version, listed = groups.log.since(DIRECTORY, 0)[0]
    assert isinstance(listed, GroupListed)
    return groups.group(listed.group)


def the_pond(tmp_path: Path) -> Pond:
    """The pond of the only group in the store."""
    with closing(open_store(f"tinydb:{tmp_path / 'store'}")) as log:
        assert len(log.since(DIRECTORY, 0)) == 1
        return the_first(Groups(log)).pond


def drawn(pond: Pond) -> set[str]:
    """The ids of the acts that the picture has a drop for."""
    return {pond.acts[i].id for i in scene_of(pond, lambda act: "").order}


def test_the_bar_fills_up_only_on_a_terminal(monkeypatch, capsys):
    for is_terminal in (True, False):
        monkeypatch.setattr(sys.stderr, "isatty", lambda there=is_terminal: there)
        show = bar("Reading")
        for done in range(1, 1001):
            show(done, 1000)
        said = capsys.readouterr().err.split("\r")
        assert len(said) == (31 if is_terminal else 1)
        assert said[-1] == (f"Reading {'#' * 30} 1,000/1,000\n" if is_terminal else "")


# --- Serving ---


def test_the_command_line_starts_in_any_folder_without_streamlit(tmp_path):
    told = "import runpy, sys; sys.argv[1:] = ['--help']; runpy.run_path(%r, run_name='__main__')"
    code = f"try: {told % str(CHECKOUT / 'ripple')}\nfinally: print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True)
    assert "Without a command it serves the app." in done.stdout, done.stderr
    assert done.stdout.splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ([], ("tinydb:data", False, None, None, None, False)),
        (["--lan", "--port", "8600"], ("tinydb:data", True, 8600, None, None, False)),
        (["serve", "--store", "memory:"], ("memory:", False, None, None, None, False)),
        (["serve", "--starting", "keeper"], ("tinydb:data", False, None, "keeper", None, False)),
        (["--metrics", "9464", "--json-logs"], ("tinydb:data", False, None, None, 9464, True)),
    ],
)
def test_without_a_command_the_app_is_served(monkeypatch, asked, served):
    calls = []
    monkeypatch.setitem(cli._SHARED["--store"], "default", "tinydb:data")
    monkeypatch.setattr(cli, "serve", lambda store, **how: calls.append((store, *how.values())))
    assert main(asked) == 0
    assert calls == [served]


def test_a_place_that_is_no_store_is_told_before_anything_starts(monkeypatch, capsys):
    monkeypatch.setattr(cli, "serve", lambda *_, **__: pytest.fail("it started"))
    assert main(["serve", "--store", "/some/folder"]) == 1
    assert "try tinydb:" in capsys.readouterr().err


def test_the_version_is_shown_without_serving(monkeypatch, capsys):
    monkeypatch.setattr(cli, "serve", lambda *_, **__: pytest.fail("it started"))
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert capsys.readouterr().out == f"kindness-ripple {__version__}\n"


def test_each_start_says_where_the_groups_are(started, capsys, tmp_path):
    serve.serve(f"tinydb:{tmp_path}")
    assert f"The groups are kept in {tmp_path}.\n" in capsys.readouterr().out
    serve.serve("memory:")
    assert "kept" not in capsys.readouterr().out


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eighty"])
def test_a_port_that_is_none_is_told(port, capsys):
    with pytest.raises(SystemExit):
        main(["serve", "--port", port])
    assert "--port" in capsys.readouterr().err


@pytest.fixture
def started(monkeypatch):
    """What the program would become, instead of becoming it."""
    commands: list[list[str]] = []
    monkeypatch.setattr(serve, "become", lambda command, _folder, **_told: commands.append(command))
    return commands


def test_the_app_opens_for_this_computer_alone_unless_asked(started, capsys):
    serve.serve("memory:")
    assert serve.THIS_MACHINE in started[0]
    port = started[0][started[0].index("--server.port") + 1]
    assert f"http://localhost:{port} " in capsys.readouterr().out


def test_a_class_is_told_the_address_in_its_network(started, capsys):
    serve.serve("memory:", lan=True)
    assert serve.EVERYWHERE in started[0]
    said = capsys.readouterr().out
    assert re.search(r"come in at http://[\w.-]+:\d+\n", said)
    assert "not encrypted" in said


def test_a_port_in_use_is_told_or_the_next_one_taken(started, monkeypatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"Port {port} cannot be used"):
            serve.serve("memory:", port=port)
        monkeypatch.setattr(serve, "FIRST_PORT", port)
        serve.serve("memory:")
    assert int(started[0][started[0].index("--server.port") + 1]) > port


def test_the_papers_are_written_into_a_folder_that_is_new(ripple, tmp_path):
    ripple("start", "Class 4b")
    folder = tmp_path / "papers"
    assert ripple("papers", folder) == f"Written to {folder}.\n"
    assert len(list(folder.glob("*.pdf"))) == len(list(folder.glob("*.md"))) == 5
    assert "File exists" in ripple("papers", folder, fails=True)


def test_papers_that_no_font_here_can_draw_come_without_pdf(ripple, tmp_path):
    ripple("start", "Class 4b")
    said = ripple("papers", tmp_path / "arabic", "--language", "ar")
    assert "there is no PDF" in said
    assert not list((tmp_path / "arabic").glob("*.pdf"))
    assert 'dir="rtl"' in (tmp_path / "arabic/letter-to-parents.html").read_text("utf-8")
