"""Random commands to two openings of a PostgreSQL store and to a log in memory: always the same answers."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from ripple.domain.errors import UnknownGroup
from ripple.store import Log, open_store
from ripple.store.memory import MemoryLog
from tests.store.entries import posted
from tests.store.postgresql import Server

GROUPS = st.sampled_from(["g", "h", "directory"])
ACTS = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["one", "zwölf"])), max_size=4)


class TwoOpenings(RuleBasedStateMachine):
    """Two openings of one store, as two processes have them, and a log in memory."""

    server: Server

    @initialize()
    def begin(self) -> None:
        self.url = self.server.new_store()
        self.model = MemoryLog()
        self.logs = [open_store(self.url), open_store(self.url)]

    def teardown(self) -> None:
        for log in self.logs:
            log.close()

    @rule(group=GROUPS, acts=ACTS, after=st.none() | st.integers(0, 5), which=st.booleans())
    def append(self, group: str, acts: list[tuple[int, str]], after: int | None, which: bool) -> None:
        def reached(log: Log) -> int | None:
            try:
                return log.append(group, *(posted(str(act), text) for act, text in acts), after=after)
            except UnknownGroup:
                return None

        assert reached(self.logs[which]) == reached(self.model)

    @rule(group=GROUPS, acts=st.sets(st.integers(1, 12), max_size=3), which=st.booleans())
    def erase(self, group: str, acts: set[int], which: bool) -> None:
        for log in (self.logs[which], self.model):
            log.erase(group, *(f"act {act}" for act in acts))

    @rule(group=st.sampled_from(["g", "h"]), which=st.booleans())
    def forget(self, group: str, which: bool) -> None:
        if self.model.version(group):  # what never was is not forgotten
            for log in (self.logs[which], self.model):
                log.forget(group)

    @rule(which=st.booleans())
    def reopen(self, which: bool) -> None:
        self.logs[which].close()
        self.logs[which] = open_store(self.url)

    @rule(which=st.booleans(), group=GROUPS)
    def release(self, which: bool, group: str) -> None:
        self.logs[which].release(group)

    @invariant()
    def all_say_the_same(self) -> None:
        for log in self.logs:
            assert log.groups() == self.model.groups()
            for group in ("g", "h", "directory"):
                assert log.version(group) == self.model.version(group)
                assert list(log.since(group, 0)) == list(self.model.since(group, 0))
                assert log.replaced(group) == 0


def test_two_openings_say_what_one_log_in_memory_says(postgresql: Server) -> None:
    machine = type("OnThisServer", (TwoOpenings,), {"server": postgresql})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=10, stateful_step_count=20, deadline=None)
    )
