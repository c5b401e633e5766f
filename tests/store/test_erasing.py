"""Words that are overwritten where they lie: gone, whatever happens meanwhile, and as fast at any size."""

import json
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import StoreDamaged, StoreReadOnly, StoreUnreadable
from ripple.store.backup import backup
from ripple.store.blanks import has_blanks, in_place_of, with_blanks
from ripple.store.codec import to_document
from ripple.store.journal import Journal
from ripple.store.lines import json_of, line_of
from ripple.store.memory import MemoryLog
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check
from tests.store.conftest import MEMORY
from tests.store.entries import content, posted
from tests.store.machine import Killed, Machine, dies, fails, read_only, running_on

WORDS = "she told us about Rosa"
BARE = posted("2", text=WORDS).without_words()


def in_ascii(word: object) -> bytes:
    return json.dumps(word).encode()


@given(st.text(max_size=40), st.dictionaries(st.text(max_size=3), st.text(max_size=9), max_size=2))
def test_blanks_give_a_document_the_length_and_checksum_of_a_longer(words: str, left: dict[str, str]) -> None:
    old = with_blanks(in_ascii({**left, "words": words}))
    new = in_place_of(old, in_ascii(left))
    assert new
    assert (len(new), crc32(new), json.loads(new)) == (len(old), crc32(old), left)
    assert has_blanks(new)
    assert in_place_of(old, in_ascii({**left, "words": f"{words}x"})) is None


def test_a_checksum_confirms_no_guess_at_the_words() -> None:
    assert len({crc32(with_blanks(b'{"text":"Rosa"}')) for _ in range(100)}) == 100


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with closing(TinyLog(folder)) as log:
        log.append("g", posted("1"), posted("2", text=WORDS), posted("3"))
        log.append("g", posted("4", text=WORDS))
        log.append("g", posted("5"))
    return folder


def erase(folder: Path, *acts: str) -> None:
    with closing(TinyLog(folder)) as log:
        log.erase("g", *(f"act {act}" for act in acts))


def texts(folder: Path) -> list[str]:
    with closing(TinyLog(folder)) as log:
        return [entry.act.text for _, entry in log.since("g", 0)]  # type: ignore[union-attr]


def test_nothing_else_is_touched_and_the_file_stays(store: Path) -> None:
    file = store / "g.journal"
    inode, before = file.stat().st_ino, file.read_bytes()
    erase(store, "2", "4")
    after, end = file.read_bytes(), len(before.rstrip(b"\0"))
    assert file.stat().st_ino == inode
    assert WORDS.encode() not in after
    assert [line[:9] for line in after[:end].split(b"\n")] == [line[:9] for line in before[:end].split(b"\n")]
    assert after[:end].count(b"\n") == before.count(b"\n") == after.count(b"\n") - 1
    assert texts(store) == ["Held the door", "", "Held the door", "", "Held the door"]
    assert check(store).sound


def bytes_written(acts: int, folder: Path) -> int:
    """How many it takes to erase one of so many ``acts``, of which half came at once."""
    written = 0

    def count(_number: int, name: str, args: tuple[object, ...]) -> None:
        nonlocal written
        written += len(args[1]) if name == "pwrite" else 0  # type: ignore[arg-type]

    with running_on(Machine(count)), closing(TinyLog(folder)) as log:
        log.append("g", *(posted(f"{number:05}") for number in range(acts // 2)))
        for number in range(acts // 2, acts):
            log.append("g", posted(f"{number:05}"))
        log.erase("g", "act 00003")
        written = 0
        for number in (0, 4, acts // 2 - 1, acts // 2, acts - 1):
            log.erase("g", f"act {number:05}")
    return written


def test_it_costs_the_same_however_much_there_is(tmp_path: Path) -> None:
    few, many = bytes_written(12, tmp_path / "few"), bytes_written(1200, tmp_path / "many")
    assert few <= many < few + 5 * 8, "but for the digits of the numbers"


@given(
    st.lists(st.text(max_size=60).map("x{}".format), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), max_size=4),
)
def test_whatever_was_written_and_in_whatever_order_it_goes(words: list[str], order: list[int]) -> None:
    tricky = [f'"{words[0]}","2":{{' + " " * 40 + "},", *words]
    entries = [posted(str(number), text) for number, text in enumerate(tricky)]
    model = MemoryLog()
    with TemporaryDirectory(dir=MEMORY) as folder, closing(TinyLog(folder)) as log:
        for each in (log, model):
            each.append("g", *entries[:2])
            for entry in entries[2:]:
                each.append("g", entry)
            for number in order:
                each.erase("g", f"act {number}")
        assert log.since("g", 0) == model.since("g", 0)
        assert check(folder).sound


def half_done(store: Path) -> Iterator[tuple[bytes, bytes]]:
    """The file with the old and the new words, each time more of them overwritten; and when it is done."""
    file = store / "g.journal"
    before = file.read_bytes()
    erase(store, "2", "4")
    after, end = file.read_bytes(), len(before.rstrip(b"\0"))
    different = [at for at in range(end) if before[at] != after[at]]
    for at in [*different[::7], end]:
        yield after[:at] + before[at:end] + after[end:], after
        yield before[:at] + after[at:], after


def test_an_erasing_cut_off_half_way_is_finished_at_the_next_opening(store: Path, tmp_path: Path) -> None:
    file = store / "g.journal"
    for number, (torn, done) in enumerate(half_done(store)):
        file.write_bytes(torn)
        assert check(store).sound
        with running_on(read_only()):
            assert texts(store)[1::2] == ["", ""]
        assert file.read_bytes() == torn
        copied = backup(store, tmp_path / str(number))
        assert not copied.wrong
        assert content(tmp_path / str(number))["g.journal"].rstrip(b"\0") == done.rstrip(b"\0")
        assert file.read_bytes() == done


def test_half_overwritten_and_not_yet_shown_it_is_done_too(store: Path) -> None:
    file = store / "g.journal"
    for torn, done in half_done(store):
        last = torn.rindex(b"\n")
        file.write_bytes(torn[:last] + b"\0" + torn[last + 1 :])
        assert texts(store)[1::2] == ["", ""]
        assert file.read_bytes() == done


def test_damage_beside_it_is_told(store: Path) -> None:
    file = store / "g.journal"
    [*_, (torn, _done)] = half_done(store)
    for at in range(40, len(torn.rstrip(b"\0")) - 1, 31):
        if torn[at] not in b" \t":
            file.write_bytes(torn[:at] + bytes([torn[at] ^ 1]) + torn[at + 1 :])
            with suppress(StoreDamaged):
                assert texts(store)[1::2] == ["", ""], "it lay where all was overwritten"
                continue
            assert not check(store).sound


def test_killed_or_refused_at_any_call_the_words_go_at_next_opening(tmp_path: Path) -> None:
    for number in range(1, 12):
        for machine in (dies(number), fails(number), fails(number, for_good=True)):
            folder = tmp_path / f"{number} {machine.calls} {id(machine)}"
            with closing(TinyLog(folder)) as log:
                log.append("g", posted("1"), posted("2", text=WORDS))
                log.append("g", posted("3"))
            with running_on(machine), suppress(Killed, StoreReadOnly, StoreUnreadable):
                TinyLog(folder).erase("g", "act 2")
            erased = texts(folder)[1] == ""
            assert erased != (WORDS.encode() in b"".join(content(folder).values()))
            assert check(folder).sound


def test_who_has_it_open_learns_of_it_and_finishes_what_another_left(store: Path) -> None:
    last_write = 0

    def dies_overwriting(_number: int, name: str, args: tuple[object, ...]) -> None:
        nonlocal last_write
        if name == "pwrite" and int(str(args[2])) < last_write:
            raise Killed
        last_write = int(str(args[2])) if name == "pwrite" else last_write

    with closing(TinyLog(store)) as other:
        assert other.version("g") == 5
        with running_on(Machine(dies_overwriting)), pytest.raises(Killed):
            TinyLog(store).erase("g", "act 2")
        assert (other.version("g"), dict(other.since("g", 0))[2]) == (5, BARE)
        assert (store / "g.journal").read_bytes().count(WORDS.encode()) == 2
        other.append("g", posted("6"))
        assert (store / "g.journal").read_bytes().count(WORDS.encode()) == 1
        assert other.replaced("g") == 0


def test_a_file_from_before_blanks_is_written_anew_the_first_time(tmp_path: Path) -> None:
    file, lines = tmp_path / "g.journal", [line_of(json_of(["journal", 1, 0]), 0)]
    for number in range(1, 4):
        said = {"log": {str(number): to_document(posted(str(number), text=WORDS))}}
        lines.append(line_of(json_of(said), int(lines[-1][:8], 16)))
    file.write_bytes(b"\n".join([*lines, bytes(500)]))
    inodes = [file.stat().st_ino]
    for act in "123":
        erase(tmp_path, act)
        inodes.append(file.stat().st_ino)
    assert inodes[0] != inodes[1] == inodes[2] == inodes[3]
    assert texts(tmp_path) == ["", "", ""]
    assert WORDS.encode() not in file.read_bytes()


def test_a_document_that_lies_in_two_places_goes_from_both(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "a.journal")
    journal.commit({"t": {"1": {"text": "first"}, "2": {"text": "other"}}})
    journal.commit({"t": {"1": {"text": "second"}}})
    journal.erase({"t": {"1": {}}})
    assert journal.refresh().tables == {"t": {"1": {}, "2": {"text": "other"}}}
    journal.erase({"t": {"1": {"n": 1}}})
    journal.erase({"t": {"1": {}}})
    assert Journal(journal.path).refresh().tables == {"t": {"1": {}, "2": {"text": "other"}}}
    found = journal.path.read_bytes()
    assert not [word for word in (b"first", b"second", b'"n"') if word in found]
