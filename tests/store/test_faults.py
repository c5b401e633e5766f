"""What the system can do to a store, and what is left then: each call fails once, is the last once."""

import errno
import fcntl
import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest

from ripple.domain.errors import StoreDamaged, StoreReadOnly, StoreUnreadable, UnknownGroup
from ripple.domain.events.log import Stored
from ripple.domain.model import replace
from ripple.store import Log, blanks, disk, lines
from ripple.store.locks import BESIDE
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check, compact
from tests.store.entries import NOON, posted
from tests.store.machine import Killed, Machine, dies, fails, read_only, running_on
from tests.store.programs import results_of, started

LONG = "lovely " * 150  # an act over several sectors
WAVES = "🌊" * 1_990  # nine of these are more than the room that is made at a time


def a_store(folder: Path) -> Path:
    """A store of one group with three acts."""
    with closing(TinyLog(folder)) as log:
        log.append("g", posted("1"), posted("2", text=LONG))
        log.append("g", posted("3"))
    return folder


def copy_of(store: Path, folder: Path) -> Path:
    """The same store in another folder, sooner than it is made."""
    return Path(shutil.copytree(store, folder))


def entries(folder: Path) -> list[Stored]:
    with closing(TinyLog(folder)) as log:
        return [entry for _, entry in log.since("g", 0)]


BEFORE: list[Stored] = [posted("1"), posted("2", text=LONG), posted("3")]


def compact_all(folder: Path) -> None:
    """Tidy the store; raises what was wrong with a file of it."""
    for error in compact(folder)[1]:
        raise error


Deed = Callable[[Log, Path], object]
DEEDS: dict[str, tuple[Deed, list[Stored]]] = {
    "post": (lambda log, _: log.append("g", posted("4")), [*BEFORE, posted("4")]),
    "post two": (
        lambda log, _: log.append("g", posted("4", text=LONG), posted("5")),
        [*BEFORE, posted("4", text=LONG), posted("5")],
    ),
    "erase": (lambda log, _: log.erase("g", "act 2"), [BEFORE[0], BEFORE[1].without_words(), BEFORE[2]]),
    "erase two": (
        lambda log, _: log.erase("g", "act 2", "act 3"),
        [BEFORE[0], BEFORE[1].without_words(), BEFORE[2].without_words()],
    ),
    "forget": (lambda log, _: log.forget("g"), []),
    "compact": (lambda _, folder: compact_all(folder), BEFORE),
    "fill the room": (
        lambda log, _: log.append("g", *(posted(f"n{n}", text=WAVES) for n in range(9))),
        [*BEFORE, *(posted(f"n{n}", text=WAVES) for n in range(9))],
    ),
}


@pytest.fixture(params=DEEDS)
def deed(request: pytest.FixtureRequest) -> tuple[Deed, list[Stored]]:
    return DEEDS[request.param]


def calls_of(deed: Deed, folder: Path) -> int:
    """How many calls to the system ``deed`` makes, in a store that is there."""
    machine = fails(0)
    a_store(folder)
    with running_on(machine), closing(TinyLog(folder)) as log:
        deed(log, folder)
    return machine.calls


def lives_on(folder: Path) -> list[Stored]:
    """What the store there holds; it must be sound, and take in more (a forgotten group nothing)."""
    found = entries(folder)
    with closing(TinyLog(folder)) as log:
        if not found:
            with pytest.raises(UnknownGroup):
                log.append("g", posted("next"))
            return found
        assert log.append("g", posted("next")) == len(found) + 1
    assert entries(folder) == [*found, posted("next")]
    assert check(folder).sound
    return found


class Left:
    """What was left in folders. One that is to the byte as another was is not looked into again."""

    def __init__(self) -> None:
        self._known: dict[frozenset[tuple[str, bytes]], list[Stored]] = {}

    def lives_on(self, folder: Path) -> list[Stored]:
        """What the store there holds, which must be sound, and take in more."""
        left = frozenset((file.name, file.read_bytes()) for file in folder.iterdir())
        if left not in self._known:
            self._known[left] = lives_on(folder)
        return self._known[left]


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> Left:
    """With the same blanks in the same document, each time that it is written."""
    spaced = blanks.with_blanks

    def with_the_same(document: bytes) -> bytes:
        monkeypatch.setattr(blanks, "token_bytes", Random(document).randbytes)
        return spaced(document)

    monkeypatch.setattr(lines, "with_blanks", with_the_same)
    return Left()


@pytest.mark.usefixtures("files")
def test_killed_at_any_call_a_deed_is_wholly_done_or_not_at_all(
    deed: tuple[Deed, list[Stored]], left: Left, tmp_path: Path
) -> None:
    do, after = deed
    store = a_store(tmp_path / "store")
    for at in range(1, calls_of(do, tmp_path / "counted") + 1):
        folder = copy_of(store, tmp_path / str(at))
        with running_on(dies(at)), suppress(Killed):
            do(TinyLog(folder), folder)
        assert left.lives_on(folder) in (BEFORE, after)


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("for_good", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_failing_at_any_call_a_deed_is_refused_and_nothing_is_lost(
    deed: tuple[Deed, list[Stored]], left: Left, tmp_path: Path, code: int, for_good: bool
) -> None:
    do, after = deed
    refused = 0
    store = a_store(tmp_path / "store")
    for at in range(1, calls_of(do, tmp_path / "counted") + 1):
        folder = copy_of(store, tmp_path / str(at))
        with running_on(fails(at, for_good=for_good, code=code)), closing(TinyLog(folder)) as log:
            try:
                do(log, folder)
                possible = [after]
            except (StoreReadOnly, StoreUnreadable):
                refused += 1
                possible = [BEFORE, after]
        assert left.lives_on(folder) in possible
    assert refused > 2


def until_it_dies(do: Deed, folder: Path, machine: Machine) -> bool:
    """Do ``do`` until the machine dies; whether it was acknowledged."""
    done = False
    with running_on(machine), suppress(Killed):
        machine.calls = -1000
        a_store(folder)
        machine.calls = 0
        do(TinyLog(folder), folder)
        done = True
    return done


@pytest.mark.usefixtures("files")
def test_after_a_power_cut_at_any_call_all_acknowledged_is_there(
    deed: tuple[Deed, list[Stored]], left: Left, tmp_path: Path
) -> None:
    do, after = deed
    for at in range(1, calls_of(do, tmp_path / "counted") + 2):
        folder, machine = tmp_path / str(at), dies(at)
        done = until_it_dies(do, folder, machine)
        for seed in range(5):
            cut = machine.cut_power(folder, Random(seed), tmp_path / f"{at} {seed}")
            assert left.lives_on(cut) in ([after] if done else [BEFORE, after])


def test_the_power_cut_shows_a_sync_that_is_missing(tmp_path: Path) -> None:
    do, after = DEEDS["post"]
    lost = 0
    for seed in range(10):
        folder, machine = tmp_path / str(seed), dies(1000, lying=True)
        assert until_it_dies(do, folder, machine), "it was acknowledged"
        cut = machine.cut_power(folder, Random(seed), tmp_path / f"cut {seed}")
        try:
            lost += entries(cut) != after
        except StoreDamaged:
            lost += 1
    assert lost > 5


@pytest.mark.usefixtures("files")
def test_a_line_cut_off_anywhere_leaves_the_rest_intact(tmp_path: Path) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    before, end = file.read_bytes(), len(file.read_bytes().rstrip(b"\0"))
    with closing(TinyLog(file.parent)) as log:
        log.append("g", posted("4"))
    line = file.read_bytes().rstrip(b"\0")[end:-1]
    for length in range(len(line) + 1):
        file.write_bytes(before[:end] + line[:length] + before[end + length :])
        found = lives_on(file.parent)
        assert found == (BEFORE if length < len(line) else [*BEFORE, posted("4")])
        cut = file.with_name(f"g.journal.cut-{end}")
        if 0 < length < len(line):
            assert cut.read_bytes() == line[:length]
            cut.unlink()
        else:
            assert not cut.exists()


def test_a_file_that_was_cut_short_anywhere_is_damaged(tmp_path: Path) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    whole = file.read_bytes()
    end = len(whole.rstrip(b"\0"))
    for length in range(0, end + 1, 7):
        file.write_bytes(whole[:length])
        with pytest.raises(StoreDamaged):
            entries(file.parent)
        assert not check(file.parent).sound
    file.write_bytes(whole[: end + 1])  # nothing but room is missing
    assert lives_on(file.parent) == BEFORE


def test_a_flipped_bit_anywhere_is_noticed_named_and_never_built_upon(tmp_path: Path) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    whole, chance = file.read_bytes(), Random(1)
    end = len(whole.rstrip(b"\0"))
    for byte in range(0, end, 3):
        flipped = whole[byte] ^ 1 << chance.randrange(8)
        file.write_bytes(whole[:byte] + bytes([flipped]) + whole[byte + 1 :])
        with pytest.raises(StoreDamaged) as damage:
            entries(file.parent)
        assert damage.value.file == str(file)
        assert damage.value.byte <= byte
        with pytest.raises(StoreDamaged), closing(TinyLog(file.parent)) as log:
            log.append("g", posted("4"))
        assert file.read_bytes()[byte] == flipped
        [found] = check(file.parent).damage
        assert (found.file, found.byte) == (str(file), damage.value.byte)


def test_a_flipped_bit_in_the_room_behind_the_lines_harms_nothing(tmp_path: Path) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    whole = file.read_bytes()
    end = len(whole.rstrip(b"\0"))
    for byte in (end, end + 1, end + 700, len(whole) - 2):
        file.write_bytes(whole[:byte] + b"\x04" + whole[byte + 1 :])
        assert lives_on(file.parent) == BEFORE


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [lines[0], lines[2], *lines[3:]],
        lambda lines: [*lines[:2], lines[1], *lines[2:]],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: [lines[0], b"\0" * len(lines[1]), *lines[2:]],
        lambda lines: lines[1:],
        lambda lines: [b"{}", *lines[1:]],
    ],
    ids=["lost", "doubled", "swapped", "zeroed", "headless", "another header"],
)
def test_a_line_that_is_not_where_it_was_written_is_noticed(
    tmp_path: Path, spoil: Callable[[list[bytes]], list[bytes]]
) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    file.write_bytes(b"\n".join(spoil(file.read_bytes().split(b"\n"))))
    with pytest.raises(StoreDamaged):
        entries(file.parent)
    assert not check(file.parent).sound


def test_damage_tells_what_is_safe(tmp_path: Path) -> None:
    file = a_store(tmp_path / "store") / "g.journal"
    whole = file.read_bytes()
    third = whole.index(b'"3":')
    file.write_bytes(whole[:third] + b"'" + whole[third + 1 :])
    [damage] = check(file.parent).damage
    assert damage.byte == whole.rindex(b"\n", 0, third) + 1, "where the bad line begins"
    assert "the 2 entries before it are sound" in damage.reason


@pytest.mark.usefixtures("files")
def test_what_is_stored_can_be_read_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = a_store(tmp_path / "store")
    with running_on(read_only()), closing(TinyLog(folder)) as log:
        assert [entry for _, entry in log.since("g", 0)] == BEFORE
        with pytest.raises(StoreReadOnly, match="Read-only file system"):
            log.append("g", posted("4"))
        with pytest.raises(StoreReadOnly):
            log.erase("g", "act 1")
        with pytest.raises(StoreReadOnly):
            log.append("new", posted("1"))
        with closing(TinyLog(folder)) as other, running_on(Machine(lambda *_: None)):
            other.append("g", posted("4"))
        assert log.version("g") == 4, "and news of others is seen"


def test_a_full_disk_refuses_and_harms_nothing(tmp_path: Path) -> None:
    program = """
        import resource, signal
        from ripple.domain.errors import StoreReadOnly
        from ripple.store.tiny import TinyLog
        from tests.store.entries import NOON, posted
        log = TinyLog(sys.argv[1])
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        stored = 0
        while True:
            try:
                log.append("g", posted(f"n{stored}", text="word " * 100))
            except StoreReadOnly:
                break
            stored += 1
        print(stored, log.version("g"), len(log.since("g", 0)))
    """
    folder = a_store(tmp_path / "store")
    stored, version, seen = map(int, results_of(started(program, str(folder))).split())
    assert stored > 50
    assert version == seen == stored + len(BEFORE)
    assert len(lives_on(folder)) == version


def test_a_folder_that_vanishes_is_named_and_not_begun_anew(tmp_path: Path) -> None:
    folder = a_store(tmp_path / "store")
    with closing(TinyLog(folder)) as log:
        log.version("g")
        shutil.rmtree(folder)
        for ask in (
            lambda: log.append("g", posted("4")),
            lambda: log.version("g"),
            lambda: log.since("g", 0),
        ):
            with pytest.raises(StoreDamaged, match="gone"):
                ask()
    assert not folder.exists()


@pytest.mark.parametrize(
    "change", [lambda log: log.append("g", posted("5")), lambda log: log.erase("g", "act 2")]
)
def test_nothing_is_written_to_a_file_that_was_moved_away(
    tmp_path: Path, change: Callable[[Log], object]
) -> None:
    folder, away = a_store(tmp_path / "store"), tmp_path / "away"
    with closing(TinyLog(folder)) as log:
        log.append("g", posted("4"))
        folder.rename(away)
        with pytest.raises(StoreDamaged, match="gone"):
            change(log)
        a_store(folder)
        with pytest.raises(StoreReadOnly, match="another file"):
            change(log)
        assert entries(folder) == BEFORE
        assert log.version("g") == 3
        change(log)
    assert entries(away) == [*BEFORE, posted("4")]
    assert entries(folder) != BEFORE
    assert check(folder).beside == check(away).beside == ()


def test_on_a_mac_a_sync_goes_through_to_the_disk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []
    mac = SimpleNamespace(**{**vars(fcntl), "F_FULLFSYNC": 51, "fcntl": lambda _fd, what: asked.append(what)})
    monkeypatch.setattr(disk, "sys", SimpleNamespace(platform="darwin"))
    monkeypatch.setattr(disk, "fcntl", mac)
    monkeypatch.delattr(os, "fdatasync")  # it has none
    monkeypatch.delattr(os, "posix_fadvise")
    assert lives_on(a_store(tmp_path / "store")) == BEFORE
    assert set(asked) == {51}


def test_a_clock_that_goes_backwards_changes_no_order(tmp_path: Path) -> None:
    late, early = posted("1"), replace(posted("2"), at=NOON - timedelta(days=400))
    with closing(TinyLog(tmp_path)) as log:
        log.append("g", late)
        log.append("g", early)
    assert entries(tmp_path) == [late, early]


@pytest.mark.usefixtures("files")
def test_two_processes_that_compact_at_once_lose_no_post(tmp_path: Path) -> None:
    compacts = """
        import pytest
        from ripple.store import disk
        from ripple.store.upkeep import compact
        from tests.store.windows import treat_files_as_windows_does
        if disk.PORTABLE:
            treat_files_as_windows_does(pytest.MonkeyPatch(), "*")
        for _ in range(15):
            compact(sys.argv[1])
    """
    folder = a_store(tmp_path / "store")
    compacting = [started(compacts, str(folder)) for _ in range(2)]
    with closing(TinyLog(folder)) as log:
        posts = 0
        while any(process.poll() is None for process in compacting):
            posts += 1
            assert log.append("g", posted(f"n{posts}")) == posts + len(BEFORE)
    for process in compacting:
        results_of(process)
    assert entries(folder) == [*BEFORE, *(posted(f"n{n}") for n in range(1, posts + 1))]
    assert [path.name for path in folder.iterdir() if path.suffix != BESIDE] == ["g.journal"]
