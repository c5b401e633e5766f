"""A database that goes away, comes back, is slow or full: nothing that was acknowledged is lost."""

import itertools
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest

from ripple.domain.database_errors import StoreUnreachable
from ripple.domain.errors import StoreReadOnly
from ripple.store import Log, open_store
from ripple.store.postgres import database
from ripple.words import in_words
from tests.store.entries import posted
from tests.store.postgresql import NOBODY, Server, made_server
from tests.store.slow import slow_way_to

SOON_S = 30  # a busy machine is not a bug
OURS = "from pg_stat_activity where application_name = 'kindness-ripple'"
DROP = f"select pg_terminate_backend(pid) {OURS}"
WAITING = f"select pid {OURS} and wait_event_type = 'Lock'"
FULL = """
    create function full_disk() returns trigger language plpgsql as $$ begin
        raise 'could not extend file: No space left on device' using errcode = 'disk_full';
    end $$;
    create trigger full_disk after insert on ripple_entries execute function full_disk()
"""


@pytest.fixture(scope="session")  # one for each worker, whatever else it runs between these tests
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server that may be killed; each test leaves it running."""
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    with made_server() as server:
        yield server


@pytest.fixture
def url(server: Server) -> str:
    return server.new_store()


@pytest.fixture
def log(url: str) -> Iterator[Log]:
    with closing(open_store(url)) as log:
        yield log


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "READ_WITHIN_S", 0.2)
    monkeypatch.setattr(database, "WRITE_WITHIN_S", 0.2)


def ids(log: Log) -> list[str]:
    return [entry.id for _, entry in log.since("g", 0)]


def on_port(url: str, port: int) -> str:
    """The same store, by another way."""
    return re.sub(r":\d+/", f":{port}/", url)


def restarted(server: Server) -> None:
    """Kill it, as a crash would, and start it again."""
    server.stop(signal.SIGQUIT)
    server.start()


def test_a_server_killed_in_the_middle_of_a_post_loses_nothing(server: Server, url: str, log: Log) -> None:
    log.append("g", posted("0"))
    with closing(psycopg.connect(url)) as holding, ThreadPoolExecutor(1) as other:
        holding.execute("select from ripple_groups for update")
        post = other.submit(log.append, "g", posted("1"), posted("2"))
        while not server.ask(WAITING):
            pass
        restarted(server)
        assert post.result(SOON_S) == 3
    assert ids(log) == ["act 0", "act 1", "act 2"]


def test_writers_beside_crashes_store_each_act_once(server: Server, log: Log) -> None:
    acknowledged: list[str] = []
    crashed = threading.Event()

    def post(writer: int) -> None:
        number = 0
        while not crashed.is_set() or number < 5:
            log.append("g", posted(f"{writer} {number}"))
            acknowledged.append(f"act {writer} {number}")
            number += 1

    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(post, writer) for writer in range(4)]
        try:
            for _crash in range(2):
                restarted(server)
        finally:
            crashed.set()
        for writer in writers:
            writer.result(SOON_S)
    assert sorted(ids(log)) == sorted(acknowledged)
    assert [version for version, _ in log.since("g", 0)] == [*range(1, len(acknowledged) + 1)]


def test_connections_that_are_dropped_are_nobodys_trouble(server: Server, log: Log) -> None:
    log.append("g", posted("1"))
    for number in range(2, 5):
        server.ask(DROP)
        assert log.append("g", posted(str(number))) == number
        server.ask(DROP)
        assert log.version("g") == number


def test_while_it_is_away_people_are_told_and_then_it_goes_on(
    server: Server, log: Log, impatient: None
) -> None:
    log.append("g", posted("1"))
    assert log.glance("g") == 1
    server.stop()
    with pytest.raises(StoreReadOnly) as refused:
        log.append("g", posted("2"))
    assert "your words stay in the form" in in_words(refused.value)
    for ask in (lambda: log.version("g"), lambda: log.since("g", 0), lambda: log.stamp("g"), log.groups):
        with pytest.raises(StoreUnreachable, match=r"it does not answer|connection") as away:
            ask()
        assert "cannot be reached just now" in in_words(away.value)
    assert log.remembered() == ""
    server.start()
    with pytest.MonkeyPatch.context() as patient:
        patient.setattr(database, "REST_S", 0)
        patient.setattr(database, "READ_WITHIN_S", SOON_S)
        assert log.version("g") == 1
    assert log.append("g", posted("2")) == 2


def test_what_rests_is_not_asked_again_at_once(
    server: Server, log: Log, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "REST_S", SOON_S)
    log.append("g", posted("1"))
    server.stop()
    with pytest.raises(StoreUnreachable):
        log.version("g")
    monkeypatch.setattr(database, "READ_WITHIN_S", 600)  # whoever asks now would wait so long
    with pytest.raises(StoreUnreachable):
        log.version("g")
    server.start()


def test_a_full_disk_is_told_and_nothing_of_the_post_is_there(server: Server, url: str, log: Log) -> None:
    log.append("g", posted("1"))
    server.ask(FULL, at=url)
    with pytest.raises(StoreReadOnly, match="No space left on device"):
        log.append("g", posted("2"))
    assert (log.version("g"), ids(log)) == (1, ["act 1"])
    server.ask("drop trigger full_disk on ripple_entries", at=url)
    assert log.append("g", posted("2")) == 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, in memory, with room for a small database."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=14m,mode=777", "tmpfs", str(disk)])
    if mounted.returncode != 0:
        pytest.skip("only root may mount a file system; the test before this one does without")
    tmp_path.chmod(0o711)
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_table_on_a_disk_that_is_really_full(server: Server, small_disk: Path) -> None:
    place = small_disk / "space"
    place.mkdir()
    shutil.chown(place, NOBODY)
    server.ask(f"create tablespace small location '{place}'")
    server.ask("create database small tablespace small encoding 'UTF8' template template0")
    long = ["".join(map(chr, range(start, start + 2_000))) for start in range(0x4E00, 0x9000, 2_000)]
    try:
        with closing(open_store(server.called("small"))) as log:
            with (small_disk / "filler").open("wb", buffering=0) as filler, suppress(OSError):
                while True:
                    filler.write(bytes(4096))
            acts = (posted(str(number), text=long[number % len(long)]) for number in itertools.count())
            stored = list[int]()
            with pytest.raises(StoreReadOnly, match="No space left on device"):
                stored.extend(log.append("g", act) for act in acts)
            assert log.version("g") == len(ids(log)) == len(stored)
            (small_disk / "filler").unlink()
            assert log.append("g", posted("after")) == len(stored) + 1
    finally:
        server.ask("drop database small with (force)")
        server.ask("drop tablespace small")


def test_a_server_that_stores_nothing_for_a_while_is_asked_anew(server: Server, url: str) -> None:
    server.ask("alter role ripple set default_transaction_read_only = on")
    with closing(open_store(f"{url}%20-cdefault_transaction_read_only%3Doff")) as made:
        made.append("g", posted("1"))
    with closing(open_store(url)) as log, ThreadPoolExecutor(1) as other:
        post = other.submit(log.append, "g", posted("2"))
        assert log.version("g") == 1
        with closing(
            psycopg.connect(server.address, options="-c default_transaction_read_only=off")
        ) as keeper:
            keeper.execute("alter role ripple reset default_transaction_read_only")
            keeper.commit()
        assert post.result(SOON_S) == 2


def test_a_slow_network_only_takes_longer(server: Server, url: str) -> None:
    with slow_way_to(server.port, 0.05) as way, closing(open_store(on_port(url, way.port))) as far:
        assert far.append("g", posted("1"), posted("2")) == 2
        far.erase("g", "act 1")
        assert dict(far.since("g", 0)) == {1: posted("1").without_words(), 2: posted("2")}
        with closing(open_store(url)) as near:
            near.append("g", posted("3"))
        assert far.version("g") == 3


def test_a_server_that_says_nothing_keeps_nobody_waiting_for_ever(
    server: Server, url: str, monkeypatch: pytest.MonkeyPatch, impatient: None
) -> None:
    soon = "&connect_timeout=2"
    with slow_way_to(server.port, 0) as way, closing(open_store(on_port(url, way.port) + soon)) as far:
        far.append("g", posted("1"))
        monkeypatch.setattr(database, "ANSWERS_WITHIN_S", 0.3)
        way.delay_s = 600
        with pytest.raises(StoreUnreachable, match="it does not answer"):
            far.version("g")
        with pytest.raises(StoreReadOnly, match="it does not answer"):
            far.append("g", posted("2"))
        way.delay_s = 0
        monkeypatch.setattr(database, "REST_S", 0)
        monkeypatch.setattr(database, "WRITE_WITHIN_S", SOON_S)
        assert far.append("g", posted("2"), posted("3")) == 3


def test_transactions_that_are_refused_are_tried_again(server: Server) -> None:
    address = f"{server.new_store()}%20-cdefault_transaction_isolation%3Dserializable"
    with closing(open_store(address)) as log, ThreadPoolExecutor(4) as pool:
        for writer in range(4):
            pool.submit(
                lambda t: [log.append("g", posted(f"{t} {n}"), posted("same")) for n in range(10)], writer
            )
    with closing(open_store(address)) as log:
        assert len(ids(log)) == log.version("g") == 41
