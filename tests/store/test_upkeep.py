"""Checking, copying, bringing back and tidying a store, also while it is in use."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ripple.domain.entries import GroupListed
from ripple.domain.errors import StoreDamaged, StoreReadOnly
from ripple.store.durable import DurableDB
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import Findings, backup, check, compact, restore
from tests.store.entries import NOON, posted
from tests.store.machine import fails, running_on
from tests.store.programs import results_of, started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two groups and a directory that lists them."""
    folder = tmp_path / "store"
    with closing(TinyLog(folder)) as log:
        for group in ("g", "h"):
            log.append(group, posted("1"), posted("2", text=f"words of {group}"))
            log.append("directory", GroupListed(id=f"list {group}", at=NOON, group=group, code=group))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_sound_store_is_found_sound_and_left_as_it_is(folder: Path) -> None:
    was = content(folder)
    assert check(folder) == Findings(groups=3, entries=6, damage=(), beside=())
    assert check(folder).sound
    assert content(folder) == was


def test_a_folder_that_is_not_there_is_no_sound_store(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        check(tmp_path / "none")


def test_progress_ends_with_everything_done(folder: Path) -> None:
    for do in (check, compact, lambda f, p: backup(f, f.with_name("copy"), p)):
        told: list[tuple[int, int]] = []
        do(folder, lambda done, total, told=told: told.append((done, total)))
        assert len(told) >= 3
        assert told == sorted(told)
        assert told[-1][0] == told[-1][1] > 0


def test_a_large_group_tells_its_progress_on_the_way(tmp_path: Path) -> None:
    with closing(TinyLog(tmp_path / "store")) as log:
        log.append("g", *(posted(str(n)) for n in range(2500)))
    for do in (check, compact):
        told: list[tuple[int, int]] = []
        do(tmp_path / "store", lambda done, total, told=told: told.append((done, total)))
        assert [round(done / total, 1) for done, total in told] == [0.4, 0.8, 1.0]


def test_every_damaged_file_is_named_with_the_byte(folder: Path) -> None:
    for name in ("g.journal", "h.journal"):
        data = (folder / name).read_bytes()
        at = data.index(b"words")
        (folder / name).write_bytes(data[:at] + b"W" + data[at + 1 :])
    found = check(folder)
    assert [damage.file for damage in found.damage] == [str(folder / f"{g}.journal") for g in "gh"]
    assert all(0 < damage.byte < at for damage in found.damage)
    assert not found.sound


def spoil(folder: Path, **documents: object) -> StoreDamaged:
    """Put wrong ``documents`` into a log, with right checksums; the damage that is found."""
    with DurableDB(folder / "g.journal") as db:
        log = db.table("log")
        for key, document in documents.items():
            db.storage.commit({"log": {key.strip("_"): document}})
        stored = {str(doc.doc_id): doc for doc in log}
    [damage] = check(folder).damage
    file = (folder / "g.journal").read_bytes()
    assert stored
    assert file[damage.byte :].startswith(b'"') or damage.byte == 0
    return damage


def a_document(folder: Path, version: int) -> dict[str, object]:
    with DurableDB(folder / "g.journal") as db:
        return dict(db.table("log").get(doc_id=version))


def test_versions_with_a_gap_are_found(folder: Path) -> None:
    assert "entry 2" in spoil(folder, _2=None, _4=a_document(folder, 2)).reason


def test_an_id_that_is_there_twice_is_found(folder: Path) -> None:
    assert "'act 2' is there twice" in spoil(folder, _3=a_document(folder, 2)).reason


def test_an_entry_of_no_known_kind_is_found(folder: Path) -> None:
    assert "entry 3" in spoil(folder, _3={"id": "x", "entry": "Nonsense"}).reason


def test_an_act_that_breaks_the_rules_of_the_domain_is_found(folder: Path) -> None:
    document = a_document(folder, 2)
    document["act"] = {**document["act"], "text": " "}  # type: ignore[dict-item]
    assert "TextMissing" in spoil(folder, _2=document).reason


def test_an_act_inspired_by_a_later_one_is_found(folder: Path) -> None:
    with closing(TinyLog(folder)) as log:
        child = posted("3")
        log.append("g", replace(child, act=replace(child.act, inspired_by="4")), posted("4"))
    [damage] = check(folder).damage
    assert "'4'" in damage.reason


def test_a_listed_group_that_is_missing_is_found(folder: Path) -> None:
    (folder / "h.journal").unlink()
    [damage] = check(folder).damage
    assert damage.file == str(folder / "directory.journal")
    assert "h" in damage.reason


def test_what_a_crash_left_beside_is_listed(folder: Path) -> None:
    (folder / "g.journal.cut-120").write_bytes(b"half a li")
    (folder / "h.journal.new").write_bytes(b"")
    assert check(folder).beside == (str(folder / "g.journal.cut-120"), str(folder / "h.journal.new"))
    assert check(folder).sound
    compact(folder)
    assert check(folder).beside == ()


def test_a_backup_can_be_made_where_one_stands(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert backup(folder, ".") == 3
    assert check(tmp_path / "here").sound


def test_a_backup_restores_to_the_same(folder: Path, tmp_path: Path) -> None:
    assert backup(folder, tmp_path / "copy") == 3
    assert restore(tmp_path / "copy", tmp_path / "restored") == 3
    with closing(TinyLog(folder)) as was, closing(TinyLog(tmp_path / "restored")) as now:
        for group in ("g", "h", "directory"):
            assert list(now.since(group, 0)) == list(was.since(group, 0))
        assert now.append("g", posted("3")) == 3
    assert check(tmp_path / "restored").sound


def test_backups_made_while_the_app_writes_all_restore_to_a_moment_of_it(
    folder: Path, tmp_path: Path
) -> None:
    writes = """
        from ripple.domain.entries import GroupListed
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


def test_damage_is_neither_backed_up_nor_restored(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy")
    for there in (folder, tmp_path / "copy"):
        data = (there / "h.journal").read_bytes()
        (there / "h.journal").write_bytes(data.replace(b"words", b"wordS"))
    with pytest.raises(StoreDamaged):
        backup(folder, tmp_path / "second")
    with pytest.raises(StoreDamaged):
        restore(tmp_path / "copy", tmp_path / "restored")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "store"]


def test_nothing_that_is_there_is_overwritten(folder: Path, tmp_path: Path) -> None:
    backup(folder, tmp_path / "copy")
    was, copied = content(folder), content(tmp_path / "copy")
    with pytest.raises(FileExistsError):
        backup(folder, tmp_path / "copy")
    with pytest.raises(FileExistsError):
        restore(tmp_path / "copy", folder)
    assert (content(folder), content(tmp_path / "copy")) == (was, copied)


def test_a_backup_that_fails_leaves_a_whole_copy_or_none(folder: Path, tmp_path: Path) -> None:
    failed = 0
    for at in range(1, 30):
        target = tmp_path / f"copy{at}"
        with running_on(fails(at)):
            try:
                backup(folder, target)
            except StoreReadOnly:
                failed += 1
                assert not target.exists() or check(target).entries == 6
    assert failed > 5
    assert check(folder).sound


def test_an_empty_folder_can_be_restored_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert restore(folder, tmp_path / "empty") == 3
    assert check(tmp_path / "empty").entries == 6


def test_compaction_tells_how_much_it_won(folder: Path) -> None:
    with DurableDB(folder / "g.journal") as db:
        for n in range(200):
            db.table("scratch").upsert({"text": f"{n}" * 300, "n": 0}, lambda doc: doc["n"] == 0)
    before = sum(map(len, content(folder).values()))
    assert compact(folder) == before - sum(map(len, content(folder).values())) > 0
    assert check(folder).sound
