"""A copy of a store and the copy back, also while it is in use and where some of it is damaged."""

import os
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripple.domain.errors import NoStoreThere, StoreDamaged, StoreReadOnly, StoresTouch
from ripple.domain.model import replace
from ripple.store.backup import Copied, backup, restore
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check
from tests.store.entries import content, posted
from tests.store.machine import fails, running_on
from tests.store.programs import results_of, started


def test_a_backup_can_be_made_where_one_stands(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert backup(folder, ".").files == 3
    assert check(tmp_path / "here").sound


def test_a_backup_restores_to_the_same(folder: Path, tmp_path: Path) -> None:
    assert backup(folder, tmp_path / "copy") == Copied(files=3)
    assert restore(tmp_path / "copy", tmp_path / "restored") == Copied(files=3)
    with closing(TinyLog(folder)) as was, closing(TinyLog(tmp_path / "restored")) as now:
        for group in ("g", "h", "directory"):
            assert list(now.since(group, 0)) == list(was.since(group, 0))
        assert now.append("g", posted("3")) == 3
    assert check(tmp_path / "restored").sound


def test_backups_made_while_the_app_writes_restore_to_one_moment(folder: Path, tmp_path: Path) -> None:
    writes = """
        from ripple.domain.events.directory import GroupListed
        from ripple.store.tiny import TinyLog
        from tests.store.entries import NOON, posted
        log = TinyLog(sys.argv[1])
        for n in range(60):
            log.append("g", posted(f"n{n}"), posted(f"n{n}b"))
            if n % 10 == 0:
                log.erase("g", f"act n{n}")
                log.append(f"new{n}", posted("1"))
                log.append("directory", GroupListed(id=f"list {n}", at=NOON, group=f"new{n}", code=str(n)))
    """
    writer = started(writes, str(folder))
    made = 0
    while writer.poll() is None:
        backup(folder, tmp_path / f"copy{made}")
        made += 1
    results_of(writer)
    assert made > 1
    for number in range(made):
        assert check(tmp_path / f"copy{number}").sound
        with closing(TinyLog(tmp_path / f"copy{number}")) as copy:
            acts = [entry.id for _, entry in copy.since("g", 0)][2:]
            assert acts == [f"act n{n}{b}" for n in range(len(acts) // 2) for b in ("", "b")]


def flip(path: Path, word: bytes = b"words") -> None:
    """One letter of the file is another now."""
    path.write_bytes(path.read_bytes().replace(word, word.swapcase()))


def test_a_damaged_group_keeps_no_other_from_backup_or_restore(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy")
    flip(folder / "h.journal")
    flip(tmp_path / "copy" / "g.journal")
    done = backup(folder, tmp_path / "second")
    assert (done.files, [damage.file for damage in done.wrong]) == (2, [str(folder / "h.journal")])
    done = restore(tmp_path / "copy", tmp_path / "restored")
    assert (done.files, len(done.left_out), len(done.wrong)) == (2, 1, 1)
    assert content(tmp_path / "restored") == {
        name: data for name, data in content(tmp_path / "copy").items() if name != "g.journal"
    }


def test_a_group_that_breaks_a_rule_is_copied_as_it_is_and_named(folder: Path, tmp_path: Path) -> None:
    orphan = posted("3")
    with closing(TinyLog(folder)) as log:
        log.append("g", replace(orphan, act=replace(orphan.act, inspired_by="nowhere")))
    for copied, target in ((backup, "copy"), (restore, "restored")):
        done = copied(folder, tmp_path / target)
        assert (done.files, len(done.doubtful)) == (3, 1)
        assert "'nowhere'" in done.doubtful[0].reason


def test_what_the_directory_lists_and_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "h.journal").unlink()
    done = backup(folder, tmp_path / "copy")
    assert (done.files, [missing.file for missing in done.missing]) == (2, [str(folder / "h.journal")])


def test_nothing_is_copied_of_a_store_in_which_nothing_can_be_read(folder: Path, tmp_path: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"?")
    with pytest.raises(StoreDamaged):
        backup(folder, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


@settings(max_examples=40, deadline=None)
@given(
    groups=st.lists(st.sampled_from(["sound", "flipped", "cut", "empty", "folder", "pipe"]), max_size=6),
    seed=st.randoms(use_true_random=False),
)
def test_of_any_store_all_sound_groups_come_back_byte_for_byte(groups: list[str], seed: Random) -> None:
    with TemporaryDirectory() as place:
        folder, copy, restored = (Path(place) / name for name in ("store", "copy", "restored"))
        with closing(TinyLog(folder)) as log:
            for number, _state in enumerate(["sound", *groups]):
                log.append(f"g{number}", *(posted(f"{n}", text="word " * n) for n in range(1, 9)))
        for number, state in enumerate(groups, 1):
            spoil(folder / f"g{number}.journal", state, seed)
        sound = {f"g{n}.journal" for n, state in enumerate(["sound", *groups]) if state == "sound"}
        was = {path.name: path.read_bytes().rstrip(b"\0") for path in folder.iterdir() if path.name in sound}
        for done in (backup(folder, copy), backup(folder, Path(place) / "another")):
            assert (done.files, len(done.left_out)) == (len(sound), len(groups) + 1 - len(sound))
        assert restore(copy, restored) == Copied(files=len(sound))
        assert {name: data.rstrip(b"\0") for name, data in content(restored).items()} == was


def spoil(path: Path, state: str, seed: Random) -> None:
    """Let the sound journal at ``path`` be in another ``state``."""
    data = path.read_bytes()
    end = len(data.rstrip(b"\0"))
    if state == "flipped":
        at = seed.randrange(end)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << seed.randrange(8)]) + data[at + 1 :])
    elif state == "cut":
        path.write_bytes(data[: seed.randrange(1, end)])
    elif state == "empty":
        path.write_bytes(b"")
    elif state == "folder":
        path.unlink()
        path.mkdir()
    elif state == "pipe":
        path.unlink()
        os.mkfifo(path)


def test_a_backup_where_copies_were_made_once_is_not_touched(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "store.new")
    was = content(tmp_path / "store.new")
    folder.rename(tmp_path / "before")
    assert restore(tmp_path / "store.new", folder) == Copied(files=3)
    assert content(tmp_path / "store.new") == was
    assert content(folder) == was


def test_nothing_beside_a_copy_is_touched(folder: Path, tmp_path: Path) -> None:
    thesis = tmp_path / "copy.new" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("three years of work")
    backup(folder, tmp_path / "copy")
    assert thesis.read_text() == "three years of work"


@pytest.mark.parametrize("source", ["store", "store/deep", "."])
@pytest.mark.parametrize("target", ["store", "store/deep", "."])
def test_source_and_target_must_not_touch(folder: Path, source: str, target: str) -> None:
    (folder / "deep").mkdir()
    was = content_below(folder)
    with pytest.raises(StoresTouch):
        restore(folder.parent / source, folder.parent / target)
    assert content_below(folder) == was


def content_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("there", [False, True])
def test_of_two_copies_to_one_place_one_is_whole_and_one_refused(
    folder: Path, tmp_path: Path, there: bool
) -> None:
    target = tmp_path / "copy"
    if there:
        target.mkdir()
    quicker = list[Copied]()

    def overtake(_copy: Path) -> None:
        quicker.append(restore(folder, target))

    with pytest.raises(FileExistsError):
        restore(folder, target, finish=overtake)
    assert quicker == ([] if there else [Copied(files=3)])  # the place of the second is full already
    assert [*target.iterdir()] == [] if there else check(target).entries == 6
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "store"]


@pytest.mark.parametrize("command", [backup, restore])
def test_a_folder_without_a_store_is_told(tmp_path: Path, command: Callable[..., object]) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.jpg").write_bytes(b"")
    with pytest.raises(NoStoreThere):
        command(tmp_path / "photos", tmp_path / "copy")
    with pytest.raises(NoStoreThere):
        check(tmp_path / "photos")
    assert not (tmp_path / "copy").exists()


def test_the_root_of_a_disk_can_hold_a_copy(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "disk" / "lost+found").mkdir(parents=True)
    assert backup(folder, tmp_path / "disk").files == 3
    assert {path.name for path in (tmp_path / "disk").iterdir()} == {"lost+found", *content(folder)}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount")
def test_a_mount_point_can_be_restored_to(folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "none", str(disk)], capture_output=True).returncode:
        pytest.skip("this system mounts nothing here")
    try:
        assert restore(folder, disk).files == 3
        assert check(disk).entries == 6
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("there", [False, True])
def test_a_copy_that_fails_names_what_it_lacks_or_is_not_there(
    folder: Path, tmp_path: Path, there: bool
) -> None:
    refused = lacking = 0
    for at in range(1, 100):
        target = tmp_path / f"copy{at}"
        if there:
            target.mkdir()
        with running_on(fails(at)):
            try:
                done = backup(folder, target)
            except StoreReadOnly:
                refused += 1
                assert not there or list(target.iterdir()) == []
                assert not target.exists() or there or check(target).entries == 6
            else:
                assert len(content(target)) == done.files == 3 - len(done.left_out)
                lacking += bool(done.left_out)
    assert refused > 5
    assert lacking > 2
    assert check(folder).sound


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_makes_belongs_to_whom_the_folder_belongs(folder: Path, tmp_path: Path) -> None:
    owner, place = 12_345, tmp_path / "theirs"
    for path in (folder, *folder.iterdir()):
        os.chown(path, owner, owner)
    place.mkdir()
    os.chown(place, owner, owner)
    with closing(TinyLog(folder)) as log:
        log.append("new", posted("1"))
    backup(folder, place / "copy")
    made = [folder / "new.journal", place / "copy", *(place / "copy").iterdir()]
    assert {path.stat().st_uid for path in made} == {owner}
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_nothing_that_is_there_is_overwritten(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy")
    was, copied = content(folder), content(tmp_path / "copy")
    with pytest.raises(FileExistsError):
        backup(folder, tmp_path / "copy")
    with pytest.raises(FileExistsError):
        restore(tmp_path / "copy", folder)
    assert (content(folder), content(tmp_path / "copy")) == (was, copied)


def test_an_empty_folder_can_be_restored_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert restore(folder, tmp_path / "empty").files == 3
    assert check(tmp_path / "empty").entries == 6
