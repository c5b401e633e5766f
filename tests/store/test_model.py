"""Random commands to the store and to a plain dictionary: the same answers always."""

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tinydb import where
from tinydb.table import Document

from ripple.domain.errors import NoStoreThere
from ripple.store.durable import DurableDB, JournalStorage
from ripple.store.journal import Journal
from ripple.store.memory import MemoryLog
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check, compact
from tests.store.conftest import MEMORY
from tests.store.entries import posted
from tests.store.machine import Killed, dies, running_on

TABLES = st.sampled_from(["_default", "other"])
NUMBERS = st.integers(0, 3)
VALUES = st.one_of(st.none(), st.booleans(), NUMBERS, st.text(max_size=5), st.lists(NUMBERS, max_size=2))
DOCS = st.builds(lambda n, x: {"n": n, "x": x}, NUMBERS, VALUES)
CALLS = st.integers(1, 12)  # to the system, before a kill
SHORT = settings(max_examples=100, stateful_step_count=25, deadline=None)


def journal_of(db: DurableDB) -> Journal:
    """Where it writes."""
    storage = db.storage
    assert isinstance(storage, JournalStorage)
    return storage.journal


Model = dict[str, dict[int, dict[str, Any]]]


class TinyDBMachine(RuleBasedStateMachine):
    """Two openings of one database, as two processes have them, and a dictionary."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.path = self.folder / "db.journal"
        self.model: Model = {}
        self.dbs = [DurableDB(self.path), DurableDB(self.path)]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(table=TABLES, docs=st.lists(DOCS, max_size=3), which=st.booleans())
    def insert_multiple(self, table: str, docs: list[dict[str, Any]], which: bool) -> None:
        ids = self.dbs[which].table(table).insert_multiple(docs)
        known = self.model.setdefault(table, {})
        assert len(set(ids)) == len(docs)
        assert not known.keys() & set(ids)
        known.update(zip(ids, docs, strict=True))

    @rule(table=TABLES, doc=DOCS, doc_id=st.integers(1, 9), which=st.booleans())
    def upsert_by_id(self, table: str, doc: dict[str, Any], doc_id: int, which: bool) -> None:
        self.dbs[which].table(table).upsert(Document(doc, doc_id))
        known = self.model.setdefault(table, {})
        known[doc_id] = {**known.get(doc_id, {}), **doc}

    @rule(table=TABLES, n=NUMBERS, x=VALUES, which=st.booleans())
    def update(self, table: str, n: int, x: object, which: bool) -> None:
        ids = self.dbs[which].table(table).update({"x": x}, where("n") == n)
        known = self.model.setdefault(table, {})
        assert sorted(ids) == sorted(key for key, doc in known.items() if doc["n"] == n)
        for key in ids:
            known[key] = {**known[key], "x": x}

    @rule(table=TABLES, n=NUMBERS, which=st.booleans())
    def remove(self, table: str, n: int, which: bool) -> None:
        ids = self.dbs[which].table(table).remove(where("n") == n)
        known = self.model.setdefault(table, {})
        assert sorted(ids) == sorted(key for key, doc in known.items() if doc["n"] == n)
        for key in ids:
            del known[key]

    @rule(table=TABLES, which=st.booleans())
    def truncate(self, table: str, which: bool) -> None:
        self.dbs[which].table(table).truncate()
        self.model[table] = {}

    @rule(table=TABLES, which=st.booleans())
    def drop(self, table: str, which: bool) -> None:
        self.dbs[which].drop_table(table)
        self.model.pop(table, None)

    @rule(which=st.booleans())
    def reopen(self, which: bool) -> None:
        self.dbs[which].close()
        self.dbs[which] = DurableDB(self.path)

    @rule(which=st.booleans())
    def compact(self, which: bool) -> None:
        journal_of(self.dbs[which]).rewrite()

    @rule(table=TABLES, doc=DOCS, at=CALLS)
    def insert_and_be_killed(self, table: str, doc: dict[str, Any], at: int) -> None:
        ids = self._killed(lambda db: db.table(table).insert(doc), at)
        known = self.model.setdefault(table, {}) if ids.get(table) else {}
        for new in ids.get(table, set()) - known.keys():
            known[new] = doc

    @rule(at=CALLS)
    def compact_and_be_killed(self, at: int) -> None:
        self._killed(lambda db: journal_of(db).rewrite(), at)

    def _killed(self, do: Callable[[DurableDB], object], at: int) -> dict[str, set[int]]:
        """Do ``do`` in one of the two, which is killed at system call ``at``; the ids that are there then."""
        with running_on(dies(at)), suppress(Killed):
            do(self.dbs[1])
        self.dbs[1] = DurableDB(self.path)
        return {name: {doc.doc_id for doc in self.dbs[1].table(name)} for name in self.dbs[1].tables()}

    @invariant()
    def both_say_what_the_dictionary_says(self) -> None:
        for db in self.dbs:
            found = {name: {doc.doc_id: dict(doc) for doc in db.table(name)} for name in db.tables()}
            # As text, for True is not 1 in a file.
            assert json.dumps(found, sort_keys=True) == json.dumps(self.model, sort_keys=True)
            for name, known in self.model.items():
                assert len(db.table(name)) == len(known)
                assert db.table(name).count(where("n") == 1) == sum(doc["n"] == 1 for doc in known.values())
                assert all(db.table(name).get(doc_id=key) == doc for key, doc in known.items())


class LogMachine(RuleBasedStateMachine):
    """Two openings of one folder, and a log in memory."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.model = MemoryLog()
        self.logs = [TinyLog(self.folder), TinyLog(self.folder)]

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @rule(
        group=st.sampled_from("gh"),
        acts=st.lists(st.tuples(st.integers(1, 20), st.sampled_from(["one", "zwölf"])), max_size=4),
        which=st.booleans(),
    )
    def append(self, group: str, acts: list[tuple[int, str]], which: bool) -> None:
        entries = [posted(str(act), text) for act, text in acts]
        assert self.logs[which].append(group, *entries) == self.model.append(group, *entries)

    @rule(group=st.sampled_from("gh"), act=st.integers(1, 20), which=st.booleans())
    def erase(self, group: str, act: int, which: bool) -> None:
        self.logs[which].erase(group, f"act {act}")
        self.model.erase(group, f"act {act}")

    @rule(which=st.booleans())
    def reopen(self, which: bool) -> None:
        self.logs[which].close()
        self.logs[which] = TinyLog(self.folder)

    @rule()
    def compact(self) -> None:
        with suppress(NoStoreThere):  # nothing was ever posted
            compact(self.folder)

    @rule(group=st.sampled_from("gh"), act=st.integers(1, 20), at=CALLS)
    def append_and_be_killed(self, group: str, act: int, at: int) -> None:
        with running_on(dies(at)), suppress(Killed):
            self.logs[1].append(group, posted(str(act)))
        self.logs[1] = TinyLog(self.folder)
        if self.logs[1].version(group) > self.model.version(group):
            self.model.append(group, posted(str(act)))

    @precondition(lambda self: self.model.version("g"))
    @rule(act=st.integers(1, 20), at=CALLS)
    def erase_and_be_killed(self, act: int, at: int) -> None:
        erased = posted(str(act)).without_words()
        with running_on(dies(at)), suppress(Killed):
            self.logs[1].erase("g", f"act {act}")
        self.logs[1] = TinyLog(self.folder)
        if erased in [entry for _, entry in self.logs[1].since("g", 0)]:
            self.model.erase("g", f"act {act}")

    @invariant()
    def all_say_the_same(self) -> None:
        for group in "gh":
            for log in self.logs:
                assert log.version(group) == self.model.version(group)
                assert list(log.since(group, 0)) == list(self.model.since(group, 0))
        with suppress(NoStoreThere):
            assert check(self.folder).sound


TestTinyDB = TinyDBMachine.TestCase
TestTinyDB.settings = SHORT
TestLog = LogMachine.TestCase
TestLog.settings = SHORT
