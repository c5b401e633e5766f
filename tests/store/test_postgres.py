"""The log in PostgreSQL: the contract, and what it does beyond it."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from queue import Queue
from typing import Any

import pytest

from ripple.domain.database_errors import (
    EncodingUnfit,
    EntryDamaged,
    NewerStore,
    RightsMissing,
    StoreUnreachable,
)
from ripple.domain.errors import RippleError, StoreUnknown, UnknownGroup
from ripple.domain.events.members import HostNamed
from ripple.store import Log, codec, open_store
from ripple.store.postgres import sql
from ripple.words import in_words
from tests.browser.conftest import free_port
from tests.store.contract import LastingContract
from tests.store.entries import NOON, posted
from tests.store.postgresql import Server
from tests.store.programs import results_of, started

PATIENCE_S = 30  # on a busy machine


class TestPostgres(LastingContract):
    @pytest.fixture
    def url(self, postgresql: Server) -> str:
        return postgresql.new_store()

    def test_another_openings_act_is_there_at_a_glance_within_a_second(self, log: Log, url: str) -> None:
        log.append("g", posted("1"))
        assert log.glance("g") == 1
        with closing(open_store(url)) as other:
            other.append("g", posted("2"))
            stored_at = time.monotonic()
            seen_at = at_a_glance(log, "g", 2)
        assert seen_at - stored_at < 1

    def test_another_opening_hears_each_word_that_is_told(self, log: Log, url: str) -> None:
        heard = Queue[str]()
        log.hear(heard.put)
        with closing(open_store(url)) as other:
            while log._follower._looked_at < 0:  # type: ignore[attr-defined]  # not listening yet
                pass
            for word in ("one", "two words", "two words"):
                other.tell(word)
            other.append("g", posted("1"))
            told = sorted(heard.get(timeout=PATIENCE_S) for _ in range(3))
            assert told == ["one", "two words", "two words"]

    def test_it_is_there_too_where_nobody_can_listen(
        self, log: Log, url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(
            sql, "LISTEN", "listen to what is said"
        )  # as a database says that has no such thing
        monkeypatch.setattr(sql, "NOTIFY", "notify all")
        log.append("g", posted("1"))
        assert at_a_glance(log, "g", 1)
        with closing(open_store(url)) as other:
            other.append("g", posted("2"))
            assert at_a_glance(log, "g", 2)
            other.forget("g")
            assert at_a_glance(log, "g", 0)

    def test_another_state_that_was_brought_back_is_told(
        self, log: Log, url: str, postgresql: Server
    ) -> None:
        log.append("g", posted("1"), posted("2"))
        assert (log.version("g"), log.replaced("g")) == (2, 0)
        log.erase("g", "act 1")
        log.append("g", posted("3"))
        assert (log.version("g"), log.replaced("g")) == (3, 0), "growing is no other state, nor is erasing"
        postgresql.ask("delete from ripple_entries where version > 1", at=url)
        postgresql.ask("update ripple_groups set version = 1", at=url)
        with closing(open_store(url)) as other:
            other.append("g", posted("new 2"), posted("new 3"), posted("new 4"))
        assert (log.version("g"), log.replaced("g")) == (4, 1)

    def test_erased_words_are_told_to_nobody_and_leave_the_tables(
        self, log: Log, url: str, postgresql: Server
    ) -> None:
        words = "Ganz für mich allein 🌊 gedacht"  # of no other test's store on this server
        log.append("g", posted("1", text=words, giver="Ünsal"), posted("2", text="stays"))
        postgresql.ask("checkpoint")
        assert words.encode() in tables_of(postgresql), "the search itself works"
        log.erase("g", "act 1")
        [(told,)] = postgresql.ask("select string_agg(document::text, ' ') from ripple_entries", at=url)
        assert "stays" in told
        for word in ("allein", "Ünsal", "🌊", "\\u"):
            assert word not in told
        log.close()
        open_store(url).close()
        postgresql.ask("vacuum full ripple_entries", at=url)
        postgresql.ask("checkpoint")
        left = tables_of(postgresql)
        assert b"stays" in left
        for word in ("allein", "Ünsal", "🌊 gedacht"):
            assert word.encode() not in left

    @pytest.mark.parametrize(
        "entry_id", ["\0", "a\0b", "ü" * 5_000, "sha256 x", "'; drop table ripple_store"]
    )
    def test_any_id_that_a_file_may_hold_is_kept(self, log: Log, entry_id: str) -> None:
        named = HostNamed(id=entry_id, at=NOON, by="ada", member="ben\0", host=True)
        assert log.append("g", named, named) == 1
        assert log.append("g", named) == 1
        log.erase("g", entry_id)
        assert list(log.since("g", 0)) == [(1, named)]

    @pytest.mark.parametrize("group", ["", "G", "g\0", "g" * 41, "../g", "ü"])
    def test_what_is_no_id_of_a_group_is_unknown(self, log: Log, group: str) -> None:
        for ask in (log.version, log.glance, log.stamp, log.forget, lambda one: log.since(one, 0)):
            with pytest.raises(UnknownGroup):
                ask(group)
        with pytest.raises(UnknownGroup):
            log.append(group, posted("1"))

    @pytest.mark.parametrize(
        ("spoil", "entry"),
        [
            ("delete from ripple_entries where version = 2", 2),
            ("delete from ripple_entries where version = 3", 3),
            ("update ripple_entries set document = '{\"entry\": 1}' where version = 1", 1),
        ],
    )
    def test_what_is_damaged_is_named_not_told(
        self, log: Log, url: str, postgresql: Server, spoil: str, entry: int
    ) -> None:
        log.append("g", *(posted(str(number)) for number in range(1, 4)))
        postgresql.ask(spoil, at=url)
        with pytest.raises(EntryDamaged) as damage:
            log.since("g", 0)
        assert f"the group g is damaged from entry {entry} on" in in_words(damage.value)

    def test_many_that_open_an_empty_database_make_it_once(self, url: str) -> None:
        with ThreadPoolExecutor(4) as pool:
            for log in pool.map(open_store, [url] * 4):
                log.append("g", posted("1"))
                log.close()


def at_a_glance(log: Log, group: str, version: int) -> float:
    """When the log says by itself that the group is at this version."""
    follower = log._follower  # type: ignore[attr-defined]  # what `glance` asks first
    begun = time.monotonic()
    while (seen := follower.version(group)) != version:
        assert time.monotonic() - begun < PATIENCE_S, seen
    return time.monotonic()


def tables_of(server: Server) -> bytes:
    """All bytes of the files of all tables."""
    return b"".join(path.read_bytes() for path in (server.data / "base").rglob("*") if path.is_file())


# --- What cannot be opened ---


def refused(url: str, kind: type[RippleError]) -> str:
    """What is said about a store that cannot be opened."""
    with pytest.raises(kind) as error:
        open_store(url)
    return in_words(error.value)


def test_an_address_that_nobody_answers_at_is_told(postgresql: Server) -> None:
    nobody = postgresql.address.replace(str(postgresql.port), str(free_port()))
    assert "Connection refused" in refused(nobody, StoreUnreachable)
    assert 'database "none" does not exist' in refused(postgresql.called("none"), StoreUnreachable)
    assert 'role "nobody" does not exist' in refused(
        postgresql.address.replace("ripple@", "nobody:secret@"), StoreUnreachable
    )


@pytest.mark.parametrize("rest", ["db/x?no=such", "[db/x", "db/x?port=%zz"])
def test_an_address_that_is_none_is_told_without_its_password(rest: str) -> None:
    said = refused(f"postgresql://ada:secret@{rest}", StoreUnknown)
    assert "is not a place for a store" in said
    assert "secret" not in said


@pytest.mark.parametrize("what", ["version", "documents"])
def test_a_newer_database_is_left_as_it_is(postgresql: Server, what: str) -> None:
    url = postgresql.new_store()
    open_store(url).close()
    count_up = {
        "version": "update ripple_store set version = version + 1 returning version, documents",
        "documents": "update ripple_store set documents = documents + 1 returning version, documents",
    }
    newer = postgresql.ask(count_up[what], at=url)
    assert "bring this app up to date" in refused(url, NewerStore)
    assert postgresql.ask("select version, documents from ripple_store", at=url) == newer


def test_documents_of_before_are_brought_into_todays_shape(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgresql.new_store()
    with closing(open_store(url)) as log:
        log.append("g", posted("1", text="before"), posted("2"))

    def upgrade(tables: dict[str, Any]) -> dict[str, Any]:
        tables["log"]["1"]["act"]["text"] += " and after"
        return tables

    with monkeypatch.context() as newer:
        newer.setattr(codec, "UPGRADES", (upgrade,))
        for _time in range(2):
            with closing(open_store(url)) as log:
                assert dict(log.since("g", 0)) == {1: posted("1", text="before and after"), 2: posted("2")}
    refused(url, NewerStore)


def test_a_database_in_another_encoding_is_told_and_left_empty(postgresql: Server) -> None:
    postgresql.ask("create database latin encoding 'LATIN1' locale 'C' template template0")
    assert "keeps texts in LATIN1" in refused(postgresql.called("latin"), EncodingUnfit)
    asked = "select count(*) from information_schema.tables where table_name like 'ripple%'"
    assert postgresql.ask(asked, at=postgresql.called("latin")) == [(0,)]


def test_missing_rights_are_told_and_nothing_is_made(postgresql: Server) -> None:
    url = postgresql.new_store()
    place = url.rpartition("%3D")[2]
    postgresql.ask("create role guest login")
    as_guest = url.replace("ripple@", "guest@")
    assert "no schema has been selected" in refused(as_guest, RightsMissing)
    postgresql.ask(f"grant usage on schema {place} to guest")
    assert f"permission denied for schema {place}" in refused(as_guest, RightsMissing)
    open_store(url).close()
    assert "ripple_store" in refused(as_guest, RightsMissing)
    postgresql.ask(f"grant select on all tables in schema {place} to guest")
    assert "no insert on ripple_store" in refused(as_guest, RightsMissing)
    postgresql.ask(f"grant insert, update, delete on all tables in schema {place} to guest")
    with closing(open_store(as_guest)) as log:
        assert log.append("g", posted("1")) == 1


def test_without_what_speaks_with_it_the_app_says_what_to_install() -> None:
    program = """
        from ripple.store import open_store
        open_store("memory:").close()
        assert "psycopg" not in sys.modules
        sys.modules["psycopg"] = None
        from ripple.cli.commands import main
        sys.exit(main(["list", "--store", "postgresql://db/x"]) - 1)
    """
    assert results_of(started(program)) == ""
