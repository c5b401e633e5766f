"""What the system or a database refuses: one sentence, exit code 1, nothing half made."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from ripple.store import open_store
from tests.cli.test_database import moved
from tests.store.postgresql import Server, made_server
from tests.store.programs import results_of, started

Ripple = Callable[..., str]
SAVED = "What was there before is as it was."


def on_a_full_disk(store: str, *command: object) -> tuple[int, str]:
    """What a command to this store gives and says where no file can become larger than 4 kB."""
    return with_little_room(*map(str, command), "--store", store)


def with_little_room(*command: str) -> tuple[int, str]:
    """What a command gives and says there."""
    program = """
        import resource, signal
        from contextlib import redirect_stderr
        from ripple.cli.commands import main
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, 4_000))
        with redirect_stderr(sys.stdout):
            code = main(sys.argv[1:])
        print(code)
    """
    *said, code = results_of(started(program, *command)).splitlines()
    return int(code), "\n".join(said)


@pytest.mark.parametrize("command", ["start", "backup", "export", "keepsake", "papers"])
def test_on_a_full_disk_nothing_half_made_is_left(ripple: Ripple, tmp_path: Path, command: str) -> None:
    ripple("demo")
    file = tmp_path / {"export": "acts.json", "keepsake": "pond.svg"}.get(command, "new")
    asked = "Elm Street" if command == "start" else file
    before = ripple("list")
    code, said = on_a_full_disk(f"tinydb:{tmp_path / 'store'}", command, asked)
    assert code == 1
    assert re.fullmatch(rf"Nothing could be saved \(File too large\)\. {SAVED}|.*: File too large", said)
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
    assert ripple("list") == before


@pytest.mark.parametrize("command", ["start", "move"])
def test_no_folder_is_left_where_nothing_was_saved(ripple: Ripple, tmp_path: Path, command: str) -> None:
    ripple("demo")
    new = f"tinydb:{tmp_path / 'far' / 'away'}"
    asked = ["start", "Elm", "--store"] if command == "start" else ["move", f"tinydb:{tmp_path / 'store'}"]
    code, said = with_little_room(*asked, new)
    assert (code, said) == (1, f"Nothing could be saved (File too large). {SAVED}")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@pytest.mark.parametrize("place", ["/dev/null", "/dev/null/groups", "/proc/groups"])
def test_a_place_that_cannot_hold_groups_is_told_at_the_start(ripple: Ripple, place: str) -> None:
    said = ripple("serve", "--store", f"tinydb:{place}", fails=True)
    assert re.fullmatch(r"/(dev/null|proc/groups): (Not a directory|No such file or directory)\n", said)


def test_an_address_that_leads_to_no_database_is_told(ripple: Ripple, postgresql: Server) -> None:
    here = postgresql.address
    for wrong, why in (
        (postgresql.called("nowhere"), 'database "nowhere" does not exist'),
        (here.replace("ripple@", "nobody@"), 'role "nobody" does not exist'),
        (f"{here}?sslmode=require", "SSL was required"),
        ("postgresql://ripple@no.host.invalid/x", "no.host.invalid"),
    ):
        said = ripple("list", "--store", wrong, fails=True)
        assert re.fullmatch(rf"The database cannot be opened \(.*{why}.*\)\. Is it running, .*\n", said)


@pytest.fixture(scope="module")
def strangers(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server on which databases and users are made."""
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    with made_server() as server:
        yield server


def tables_in(address: str) -> int:
    with closing(psycopg.connect(address)) as connection:
        row = connection.execute("select count(*) from pg_tables where tablename ~ '^ripple'").fetchone()
    return int(row[0]) if row else 0


def test_a_database_that_is_not_fit_stays_as_it_was(ripple: Ripple, strangers: Server) -> None:
    strangers.ask("create database latin encoding 'LATIN1' template template0")
    strangers.ask("create database theirs")
    strangers.ask("create role weak login")
    strangers.ask("revoke all on schema public from public", at=strangers.called("theirs"))
    weak = strangers.called("theirs").replace("ripple@", "weak@")
    for address, why in ((strangers.called("latin"), "texts in LATIN1"), (weak, "is not allowed to do")):
        for command in (["list"], ["start", "Elm Street"], ["serve"]):
            said = ripple(*command, "--store", address, fails=True)
            assert why in said
            assert said.count("\n") == 1
        assert tables_in(address) == 0


def test_a_user_who_may_only_read_is_told_what_is_missing(ripple: Ripple, strangers: Server) -> None:
    strangers.ask("create database ours")
    ours = strangers.called("ours")
    ripple("start", "Elm Street", "--store", ours)
    strangers.ask("create role reader login")
    strangers.ask("grant select on all tables in schema public to reader", at=ours)
    said = ripple("list", "--store", ours.replace("ripple@", "reader@"), fails=True)
    assert "is not allowed to do what the app needs (no insert on ripple_store). Nothing was done." in said


@pytest.mark.parametrize(
    "command", [["list"], ["serve"], ["start", "Elm"], ["backup"], ["compact"], ["move"]]
)
def test_a_database_of_a_newer_version_is_left_alone(
    ripple: Ripple, postgresql: Server, tmp_path: Path, command: list[str]
) -> None:
    url = postgresql.new_store()
    with closing(open_store(url)):
        postgresql.ask("update ripple_store set version = 99", at=url)
    copy = tmp_path / "copy"
    if command == ["move"]:
        said = moved(url, f"tinydb:{copy}", fails=True)
    else:
        said = ripple(*command, *[copy] * (command == ["backup"]), "--store", url, fails=True)
    assert said == (
        "A newer version of the app has changed this database. Nothing was done; please bring this app "
        "up to date.\n"
    )
    assert list(tmp_path.iterdir()) == []
