"""Checking, copying, bringing back and tidying a store, also while it is in use."""

from contextlib import closing
from pathlib import Path

import pytest

from ripple.domain.errors import NoStoreThere, StoreDamaged
from ripple.domain.model import replace
from ripple.store.backup import backup
from ripple.store.durable import DurableDB
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import Findings, check, compact
from tests.store.entries import content, posted


def test_a_sound_store_is_found_sound_and_left_as_it_is(folder: Path) -> None:
    was = content(folder)
    assert check(folder) == Findings(groups=3, entries=6, damage=(), beside=())
    assert check(folder).sound
    assert content(folder) == was


def test_a_folder_that_is_not_there_is_no_sound_store(tmp_path: Path) -> None:
    with pytest.raises(NoStoreThere):
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


@pytest.mark.parametrize("wrong", [{"id": "x", "entry": "ActErased"}, {"id": "x"}, {"entry": "ActPinned"}])
def test_an_entry_of_no_shape_is_found(folder: Path, wrong: dict[str, object]) -> None:
    assert "entry 3" in spoil(folder, _3=wrong).reason


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
    assert damage.file == str(folder / "h.journal")
    assert "the directory lists its group" in damage.reason


def test_what_a_crash_left_beside_is_listed(folder: Path) -> None:
    (folder / "g.journal.cut-120").write_bytes(b"half a li")
    (folder / "h.journal.new").write_bytes(b"")
    assert check(folder).beside == (str(folder / "g.journal.cut-120"), str(folder / "h.journal.new"))
    assert check(folder).sound
    compact(folder)
    assert check(folder).beside == ()


def test_compaction_tells_how_much_it_won(folder: Path) -> None:
    with DurableDB(folder / "g.journal") as db:
        for n in range(200):
            db.table("scratch").upsert({"text": f"{n}" * 300, "n": 0}, lambda doc: doc["n"] == 0)
    before = sum(map(len, content(folder).values()))
    won, wrong = compact(folder)
    assert won == before - sum(map(len, content(folder).values())) > 0
    assert wrong == []
    assert check(folder).sound
