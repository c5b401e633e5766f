"""TinyDB on a journal: what TinyDB's own tests (`tests.tinydb_conformance`) do not ask."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.middlewares import CachingMiddleware, Middleware
from tinydb.storages import MemoryStorage
from tinydb.table import Document

from ripple.store.durable import DurableDB, JournalStorage, Overtaken
from tests.store.programs import results_of, started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "db.journal"


@pytest.fixture
def db(path: Path) -> Iterator[DurableDB]:
    with DurableDB(path) as db:
        yield db


@pytest.fixture
def other(path: Path, db: DurableDB) -> Iterator[DurableDB]:
    """The same database, opened once more, as another process would."""
    with DurableDB(path) as other:
        yield other


def test_a_database_of_tinydb_moves_in_with_one_line(tmp_path: Path, db: DurableDB) -> None:
    with TinyDB(tmp_path / "db.json") as old:
        old.insert_multiple({"n": n} for n in range(3))
        old.table("other").insert({"deep": [{"er": None}]})
        db.storage.write(old.storage.read())
        assert db.all() == old.all()
        assert db.table("other").all() == old.table("other").all()


def test_changing_a_document_that_was_read_changes_nothing_stored(db: DurableDB) -> None:
    db.insert({"list": [1], "deep": {"er": [2]}})
    for found in (db.all()[0], db.get(doc_id=1), db.search(where("list").exists())[0], next(iter(db))):
        found["list"].append("spoilt")
        found["deep"]["er"].clear()
    assert db.all() == db.search(where("list").exists()) == [{"list": [1], "deep": {"er": [2]}}]


def test_changing_a_document_after_it_went_in_changes_nothing_stored(db: DurableDB) -> None:
    mine: dict[str, Any] = {"list": [1]}
    db.insert(mine)
    mine["list"].append(2)
    assert db.all() == [{"list": [1]}]


def test_true_one_and_one_point_zero_are_told_apart(db: DurableDB, path: Path) -> None:
    db.insert({"x": 1})
    for value in (True, 1.0, 1):
        db.update({"x": value})
        with DurableDB(path) as again:
            assert repr(again.all()) == repr(db.all()) == repr([{"x": value}])


@pytest.mark.parametrize("value", ["\ud800 alone", 10**40, float("inf"), "\0", "\n", "line\u2028", ""])
def test_whatever_json_can_say_comes_back(db: DurableDB, path: Path, value: object) -> None:
    db.insert({"x": value})
    with DurableDB(path) as again:
        assert again.all() == [{"x": value}]


def test_a_change_costs_a_line_and_not_a_file(db: DurableDB, path: Path) -> None:
    def length() -> int:
        return len(path.read_bytes().rstrip(b"\0"))

    db.insert_multiple({"n": n, "text": "word " * 20} for n in range(500))
    was = length()
    db.insert({"n": 500})
    db.update({"n": -1}, doc_ids=[7])
    db.remove(doc_ids=[8])
    db.update({"n": -2}, where("n") == 9)
    assert length() - was < 700


def test_an_update_that_changes_nothing_writes_nothing(db: DurableDB, path: Path) -> None:
    db.insert({"n": 1})
    was = path.read_bytes()
    db.update({"n": 1})
    db.remove(where("n") == 2)
    assert path.read_bytes() == was


def test_an_updater_that_raises_changes_nothing(db: DurableDB) -> None:
    db.insert_multiple([{"n": 1}, {"n": 2}])

    def spoil(doc: Any) -> None:
        doc["n"] += 10
        if doc["n"] == 12:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.update(spoil)
    with pytest.raises(TypeError):
        db.insert_multiple([{"n": 3}, {"n": {4, 5}}])
    assert db.all() == [{"n": 1}, {"n": 2}]
    assert db.insert({"n": 3}) > 2


def test_others_changes_are_seen_at_once(db: DurableDB, other: DurableDB) -> None:
    assert db.search(where("n") > 0) == []
    other.insert({"n": 1})
    assert db.search(where("n") > 0) == [{"n": 1}], "the query cache knows"
    other.table("new").insert({})
    assert db.tables() == {"_default", "new"}
    other.drop_tables()
    assert (len(db), db.tables()) == (0, set())


def test_ids_of_others_are_not_taken_again(db: DurableDB, other: DurableDB) -> None:
    ids = [db.insert({}), other.insert({}), other.insert({}), db.insert({}), *db.insert_multiple([{}, {}])]
    ids += [other.insert(Document({}, 50)), other.insert({}), db.insert({})]
    assert len(set(ids)) == len(ids) == len(db)
    with pytest.raises(ValueError, match="already exists"):
        db.insert(Document({}, 50))


def test_an_id_given_by_hand_is_stepped_over_in_the_same_call(db: DurableDB) -> None:
    db.insert({})
    assert db.insert_multiple([Document({"by": "hand"}, 2), {"by": "count"}]) == [2, 3]
    assert len(db) == 3


def test_threads_that_insert_and_update_lose_nothing(db: DurableDB) -> None:
    counter = db.insert({"count": 0})

    def work(thread: int) -> None:
        for n in range(10):
            db.insert({"thread": thread, "n": n})
            db.update(lambda doc: doc.update(count=doc["count"] + 1), doc_ids=[counter])
            assert db.count(where("thread") == thread) == n + 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert db.get(doc_id=counter) == {"count": 80}
    assert len(db) == 81


def test_processes_that_count_together_lose_nothing(db: DurableDB, path: Path) -> None:
    db.insert({"count": 0})
    program = """
        from ripple.store.durable import DurableDB
        db = DurableDB(sys.argv[1])
        for _ in range(25):
            db.update(lambda doc: doc.update(count=doc["count"] + 1), doc_ids=[1])
    """
    for process in [started(program, str(path)) for _ in range(4)]:
        results_of(process)
    assert db.all() == [{"count": 100}]


def test_a_forked_child_takes_turns_with_its_parent(db: DurableDB, path: Path) -> None:
    program = """
        import os
        from ripple.store.durable import DurableDB
        db = DurableDB(sys.argv[1])
        db.insert({"count": 0})
        children = [child for _ in range(3) if (child := os.fork())]  # eight processes
        for _ in range(100):
            db.update(lambda doc: doc.update(count=doc["count"] + 1), doc_ids=[1])
        for child in children:
            os.waitpid(child, 0)
    """
    results_of(started(program, str(path)))
    assert db.all() == [{"count": 800}]


def test_a_middleware_sees_reads_and_writes(path: Path) -> None:
    class Refusing(Middleware):
        def write(self, data: object) -> None:
            raise PermissionError

    with DurableDB(path) as db:
        db.insert({"n": 1})
    with DurableDB(path, storage=Refusing(JournalStorage)) as db:
        assert db.all() == [{"n": 1}]
        for change in (lambda: db.insert({}), lambda: db.update({"n": 2}), db.drop_tables):
            with pytest.raises(PermissionError):
                change()


def test_a_cache_before_the_journal_works(path: Path) -> None:
    with DurableDB(path, storage=CachingMiddleware(JournalStorage)) as db:
        db.insert_multiple({"n": n} for n in range(5))
        db.remove(where("n") == 3)
    with DurableDB(path) as again:
        assert [doc["n"] for doc in again] == [0, 1, 2, 4]


def test_plain_tinydb_works_on_the_journal_and_appends_differences(path: Path) -> None:
    with TinyDB(path, storage=JournalStorage) as db:
        db.insert_multiple({"n": n, "text": "word " * 20} for n in range(100))
        was = len(path.read_bytes().rstrip(b"\0"))
        db.insert({"n": 100})
        db.update({"n": -5}, where("n") == 5)
        assert len(path.read_bytes().rstrip(b"\0")) - was < 400
        db.drop_table("nothing")
        db.table("other").truncate()
        assert db.tables() == {"_default", "other"}


def test_whole_reads_beside_a_writer_never_stumble(path: Path, db: DurableDB) -> None:
    storage = JournalStorage(path)
    with ThreadPoolExecutor(2) as pool:
        writing = pool.submit(lambda: [db.insert({"n": n}) for n in range(300)])
        reading = pool.submit(lambda: [len(db.storage.read() or {}) for _ in range(300)])
        assert writing.result()[-1] == 300
        assert set(reading.result()) <= {0, 1}
    assert storage.read() == {"_default": {str(n + 1): {"n": n} for n in range(300)}}


def test_plain_tinydb_does_not_undo_what_another_wrote_in_between(path: Path, db: DurableDB) -> None:
    with TinyDB(path, storage=JournalStorage) as plain:
        plain.insert({"n": 1})

        def meanwhile(doc: Any) -> None:
            doc["n"] = 2
            db.insert({"n": "other"})

        with pytest.raises(Overtaken):
            plain.update(meanwhile)
        assert plain.all() == [{"n": 1}, {"n": "other"}]
        plain.update({"n": 2}, doc_ids=[1])
        assert db.all() == [{"n": 2}, {"n": "other"}]


def test_it_is_tinydb_on_any_other_storage() -> None:
    with DurableDB(storage=MemoryStorage) as db:
        db.insert_multiple([{"n": 1}, {"n": 2}])
        db.table("other").insert({})
        db.drop_table("other")
        assert (db.search(Query().n == 2), len(db), db.tables()) == ([{"n": 2}], 2, {"_default"})


def test_opening_for_reading_needs_a_file_and_refuses_changes(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        DurableDB(tmp_path / "none.journal", access_mode="r")
    with DurableDB(tmp_path / "deep" / "db.journal", create_dirs=True) as db:
        db.insert({"n": 1})
    with DurableDB(tmp_path / "deep" / "db.journal", access_mode="r") as db:
        assert db.all() == [{"n": 1}]
        with pytest.raises(OSError, match="opened for reading"):
            db.insert({})


def test_tables_of_other_ids_work_too(path: Path) -> None:
    class Named(DurableDB.table_class):  # type: ignore[valid-type]
        document_id_class = str

    db = DurableDB(path)
    people = Named(db.storage, "people")
    people.insert(Document({"age": 3}, "ada"))  # type: ignore[arg-type]
    people.update({"age": 4}, where("age") == 3)
    assert people.all()[0].doc_id == "ada"
    assert people.get(doc_id="ada") == {"age": 4}
