"""What every store does, whatever keeps it: subclass these and say how a store is opened."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import ClassVar

import pytest

from ripple.domain.errors import UnknownGroup
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.members import HostNamed
from ripple.store import Log, open_store
from tests.store.entries import NOON, posted
from tests.store.programs import results_of, started

WORDS = "Ein überraschendes Lächeln 🌊"


class LogContract(ABC):
    """One log, however it is kept."""

    @pytest.fixture
    @abstractmethod
    def url(self, tmp_path: Path) -> str: ...

    @pytest.fixture
    def log(self, url: str) -> Iterator[Log]:
        with closing(open_store(url)) as log:
            yield log

    def test_an_unknown_group_is_empty(self, log: Log) -> None:
        assert log.version("g") == 0
        assert list(log.since("g", 0)) == []

    def test_versions_count_on_from_one_without_gaps(self, log: Log) -> None:
        assert log.append("g", posted("1")) == 1
        assert log.append("g", posted("2"), posted("3")) == 3
        assert log.version("g") == 3
        assert list(log.since("g", 0)) == [(1, posted("1")), (2, posted("2")), (3, posted("3"))]

    def test_every_kind_of_text_comes_back_as_it_went_in(self, log: Log) -> None:
        log.append("g", posted("1", text=WORDS, giver="Ünal"))
        [(_, entry)] = log.since("g", 0)
        assert entry == posted("1", text=WORDS, giver="Ünal")

    def test_a_stamp_is_another_after_each_change_or_tells_nothing(self, log: Log) -> None:
        log.append("g", posted("1"))
        seen = {log.stamp("g")}
        for change in (lambda: log.append("g", posted("2")), lambda: log.erase("g", "act 1")):
            change()
            assert log.stamp("g") not in seen - {""}
            seen.add(log.stamp("g"))
        assert log.version("g") == 2
        assert log.stamp("g") in seen, "looking changes nothing"

    def test_the_last_note_is_remembered(self, log: Log) -> None:
        log.append("g", posted("1"))
        assert log.remembered() == ""
        for note in ("a longer one", "n\u00f6te"):
            log.remember(note)
            assert log.remembered() == note
        assert log.version("g") == 1

    def test_a_word_is_told_and_kept_nowhere(self, log: Log) -> None:
        heard = list[str]()
        log.hear(heard.append)
        log.tell("a word")
        log.append("g", posted("1"))
        assert (log.groups(), log.version("g"), heard) == (["g"], 1, []), "nobody hears their own"

    def test_since_gives_what_is_newer(self, log: Log) -> None:
        log.append("g", *(posted(str(n)) for n in range(1, 6)))
        assert [version for version, _ in log.since("g", 3)] == [4, 5]
        assert list(log.since("g", 5)) == list(log.since("g", 99)) == []

    def test_a_walk_comes_by_what_since_gives(self, log: Log) -> None:
        assert [*log.walk("g", 0)] == []
        log.append("g", *(posted(str(n)) for n in range(1, 6)))
        assert [*log.walk("g", 2)] == [*log.since("g", 2)]
        assert [*log.walk("g", 5)] == []

    def test_the_same_id_again_changes_nothing(self, log: Log) -> None:
        log.append("g", posted("1", text="first"))
        assert log.append("g", posted("1", text="second")) == 1
        assert list(log.since("g", 0)) == [(1, posted("1", text="first"))]

    def test_the_same_id_twice_in_one_call_counts_once_where_it_first_is(self, log: Log) -> None:
        assert log.append("g", posted("1", text="a"), posted("2"), posted("1", text="b")) == 2
        assert [entry for _, entry in log.since("g", 0)] == [posted("1", text="a"), posted("2")]

    def test_a_retry_with_something_new_stores_only_that(self, log: Log) -> None:
        log.append("g", posted("1"))
        assert log.append("g", posted("1"), posted("2")) == 2

    def test_what_must_follow_a_version_is_not_stored_after_another(self, log: Log) -> None:
        assert log.append("g", posted("1"), after=0) == 1
        assert log.append("g", posted("2"), after=0) == 1
        assert log.append("g", posted("2"), posted("3"), after=1) == 3
        assert [entry.id for _, entry in log.since("g", 0)] == ["act 1", "act 2", "act 3"]

    def test_erasing_a_great_many_looks_at_each_once(self, log: Log) -> None:
        compared = 0

        class Compared(str):
            __hash__ = str.__hash__

            def __eq__(self, other: object) -> bool:
                nonlocal compared
                compared += 1
                return str(self) == other

        log.append("g", *(posted(str(n)) for n in range(200)))
        log.erase("g", *(Compared(f"act {n}") for n in range(100)))
        assert sum(entry == entry.without_words() for _, entry in log.since("g", 0)) == 100
        assert compared <= 200

    def test_appending_nothing_is_harmless(self, log: Log) -> None:
        assert log.append("g") == 0

    def test_groups_know_nothing_of_each_other(self, log: Log) -> None:
        log.append("g", posted("1"))
        log.append("h", posted("1"), posted("2"))
        log.erase("g", "act 1")
        assert (log.version("g"), log.version("h")) == (1, 2)
        assert list(log.since("h", 0)) == [(1, posted("1")), (2, posted("2"))]

    def test_entries_are_frozen(self, log: Log) -> None:
        log.append("g", posted("1"))
        [(_, entry)] = log.since("g", 0)
        assert isinstance(entry, ActPosted)
        with pytest.raises(AttributeError, match="immutable"):
            entry.act.text = "other"

    def test_an_erased_entry_keeps_its_version_and_loses_its_words(self, log: Log) -> None:
        log.append("g", posted("1"), posted("2", text=WORDS, giver="Ünal"), posted("3"))
        log.erase("g", "act 2")
        assert log.version("g") == 3
        assert [version for version, _ in log.since("g", 0)] == [1, 2, 3]
        assert dict(log.since("g", 0))[2] == posted("2", text=WORDS, giver="Ünal").without_words()

    def test_an_erased_entry_cannot_come_back_by_a_retry(self, log: Log) -> None:
        log.append("g", posted("1", text=WORDS))
        log.erase("g", "act 1")
        log.append("g", posted("1", text=WORDS))
        assert list(log.since("g", 0)) == [(1, posted("1").without_words())]

    def test_erasing_what_is_not_there_changes_nothing(self, log: Log) -> None:
        log.erase("g", "act 1")
        log.append("g", posted("1"))
        log.erase("g", "act 2")
        assert list(log.since("g", 0)) == [(1, posted("1"))]

    def test_appending_goes_on_after_erasing(self, log: Log) -> None:
        log.append("g", posted("1"))
        log.erase("g", "act 1")
        assert log.append("g", posted("2")) == 2
        assert dict(log.since("g", 0))[2] == posted("2")

    def test_an_entry_without_words_survives_erasing_as_it_is(self, log: Log) -> None:
        named = HostNamed(id="host", at=NOON, by="ada", member="ben", host=True)
        log.append("g", named)
        log.erase("g", "host")
        assert list(log.since("g", 0)) == [(1, named)]

    def test_several_entries_are_erased_at_once(self, log: Log) -> None:
        log.append("g", posted("1", text=WORDS), posted("2"), posted("3", text=WORDS))
        log.erase("g", "act 3", "act 1", "act 4")
        bare = [posted(act, text=WORDS).without_words() for act in ("1", "3")]
        assert [entry for _, entry in log.since("g", 0)] == [bare[0], posted("2"), bare[1]]

    def test_a_forgotten_group_is_empty_for_good(self, log: Log) -> None:
        log.append("g", posted("1"), posted("2"))
        log.append("h", posted("1"))
        log.forget("g")
        assert (log.version("g"), list(log.since("g", 0)), log.version("h")) == (0, [], 1)
        with pytest.raises(UnknownGroup):
            log.append("g", posted("3"))
        assert log.version("g") == 0

    def test_forgetting_a_group_that_never_was_changes_nothing(self, log: Log) -> None:
        log.forget("g")
        assert log.version("g") == 0

    def test_the_groups_are_those_that_have_entries(self, log: Log) -> None:
        assert list(log.groups()) == []
        for group in ("h", "directory", "g"):
            log.append(group, posted("1"))
        assert list(log.groups()) == ["directory", "g", "h"]

    def test_a_glance_sees_what_this_process_stored_at_once(self, log: Log) -> None:
        assert log.glance("g") == 0
        for number in range(1, 4):
            log.append("g", posted(str(number)))
            assert log.glance("g") == log.version("g") == number
        log.forget("g")
        assert log.glance("g") == 0

    def test_closing_twice_is_harmless(self, log: Log) -> None:
        log.append("g", posted("1"))
        log.close()
        log.close()

    def test_eight_threads_lose_nothing_and_double_nothing(self, log: Log) -> None:
        def post(thread: int) -> list[int]:
            return [log.append("g", posted(f"{thread} {n}"), posted(f"{thread} {n}b")) for n in range(10)]

        with ThreadPoolExecutor(8) as pool:
            reached = list(pool.map(post, range(8)))
        assert log.version("g") == 160
        ids = [entry.id for _, entry in log.since("g", 0)]
        assert sorted(ids) == sorted(
            f"act {t} {n}{b}" for t in range(8) for n in range(10) for b in ("", "b")
        )
        assert all(ids[n + 1] == f"{ids[n]}b" for n in range(0, 160, 2)), "a call was split"
        assert sorted(version for versions in reached for version in versions) == list(range(2, 161, 2))

    def test_a_reader_beside_writers_sees_every_version_once(self, log: Log) -> None:
        with ThreadPoolExecutor(5) as pool:
            for thread in range(4):
                pool.submit(lambda t: [log.append("g", posted(f"{t} {n}")) for n in range(25)], thread)
            seen: list[int] = []
            while len(seen) < 100:
                seen += [version for version, _ in log.since("g", len(seen))]
        assert seen == list(range(1, 101))


class LastingContract(LogContract):
    """A log that other processes see, and that is still there tomorrow."""

    posts: ClassVar[str] = """
        from ripple.store import open_store
        from tests.store.entries import posted
        log = open_store(sys.argv[1])
        for n in range(25):
            log.append("g", posted(f"{sys.argv[2]} {n}"))
    """

    def test_it_is_all_there_after_reopening(self, url: str) -> None:
        with closing(open_store(url)) as log:
            log.append("g", posted("1", text=WORDS), posted("2"))
            log.erase("g", "act 2")
        with closing(open_store(url)) as log:
            assert dict(log.since("g", 0)) == {1: posted("1", text=WORDS), 2: posted("2").without_words()}
            assert log.append("g", posted("1")) == 2, "the ids are known too"

    def test_two_openings_see_each_others_changes(self, url: str) -> None:
        with closing(open_store(url)) as here, closing(open_store(url)) as there:
            here.append("g", posted("1"))
            assert there.append("g", posted("1"), posted("2")) == 2
            assert here.version("g") == 2
            there.erase("g", "act 1")
            assert dict(here.since("g", 0))[1] == posted("1").without_words()
            assert here.append("g", posted("3")) == 3
            assert there.version("g") == 3

    def test_a_group_that_one_forgets_is_gone_for_the_others(self, url: str) -> None:
        with closing(open_store(url)) as here, closing(open_store(url)) as there:
            here.append("g", posted("1"))
            assert there.version("g") == 1
            here.forget("g")
            assert (there.version("g"), list(there.since("g", 0))) == (0, [])
            with pytest.raises(UnknownGroup):
                there.append("g", posted("2"))
        with closing(open_store(url)) as log:
            assert log.version("g") == 0

    def test_four_processes_lose_nothing_and_each_version_is_seen_once(self, url: str) -> None:
        with closing(open_store(url)) as log:
            writers = [started(self.posts, url, str(n)) for n in range(4)]
            seen: list[int] = []
            while len(seen) < 100 and any(writer.poll() in (None, 0) for writer in writers):
                seen += [version for version, _ in log.since("g", len(seen))]
            for writer in writers:
                results_of(writer)
            assert seen == list(range(1, 101))
            ids = [entry.id for _, entry in log.since("g", 0)]
            assert sorted(ids) == sorted(f"act {t} {n}" for t in range(4) for n in range(25))
