"""What a newer version of the app wrote is kept as it stands, and what it changed is not called damaged."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, get_args

import pytest

from ripple.domain.events.acts import ActPosted
from ripple.domain.events.log import LogEvent
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.model import Act, How, Kind, Person, Voice
from ripple.store.backup import backup, restore
from ripple.store.codec import from_document, to_document, to_json
from ripple.store.durable import DurableDB
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import check, compact, sound_part
from tests.store.entries import NOON, posted

TODAY = ActPosted(
    at=NOON,
    act=Act(
        id="1",
        text="Held the door",
        posted_at=NOON,
        author="a",
        voice=Voice.DID,
        givers=(Person("Ünal"),),
        receivers=(Person("", "b"),),
        kind=Kind.HUG,
        how=How.READING,
    ),
)


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """The document of `TODAY` with another value at the ``path``."""
    document = to_document(TODAY)
    inner: Any = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return document


NEWER: Mapping[str, dict[str, Any]] = {
    "an entry of a type that is none here": {"entry": "ActPinned", "id": "pin 1", "at": "later", "act": "1"},
    "an entry that is little but a type": {"id": "x", "entry": "Nonsense"},
    "a ninth kind": changed("act", "kind", to="cook"),
    "a fourth voice": changed("act", "voice", to="heard"),
    "a new way to come to an act": changed("act", "how", to="film"),
    "a field of an entry": changed("pinned", to=True),
    "a field of an act": changed("act", "photo", to="sha256:1f"),
    "a field of a person": changed("act", "receivers", 0, "pronoun", to="they"),
}


@pytest.mark.parametrize("name", NEWER)
def test_what_is_newer_is_known_to_be_and_comes_out_as_it_went_in(name: str) -> None:
    document = NEWER[name]
    read = from_document(document)
    assert read == read.without_words() == UnknownEvent(document["id"], document)
    assert to_document(read) == document


def test_what_is_of_this_version_is_known() -> None:
    assert from_document(to_document(TODAY)) == TODAY


@pytest.mark.parametrize("wrong", [{}, {"entry": "ActPinned"}, {"entry": ["x"], "id": "x"}, {"id": "x"}])
def test_what_is_no_entry_of_any_version_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no entry is called"):
        from_document(wrong)


def test_a_field_of_any_type_of_entry_is_told_from_none() -> None:
    for name in (cls.__name__ for cls in get_args(LogEvent)):
        assert isinstance(from_document({"entry": name, "id": "x", "invented": 1}), UnknownEvent), name


@pytest.fixture(params=NEWER)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return NEWER[request.param]


@pytest.fixture
def newer(folder: Path, document: dict[str, Any]) -> Path:
    """A store with one group that a newer version changed in the middle."""
    with DurableDB(folder / "g.journal") as db:
        db.storage.commit({"log": {"3": {**document, "id": "new"}, "4": to_document(posted("4"))}})
    return folder


def stored(folder: Path) -> dict[str, Any]:
    with DurableDB(folder / "g.journal", access_mode="r") as db:
        return dict(db.table("log").get(doc_id=3))


def test_the_store_is_sound_and_says_which_files_are_newer(newer: Path) -> None:
    found = check(newer)
    assert (found.damage, found.newer, found.entries) == ((), (str(newer / "g.journal"),), 8)


def test_an_act_that_goes_on_from_one_nobody_here_knows_is_no_damage(folder: Path) -> None:
    child = to_document(posted("5"))
    child["act"]["inspired_by"] = "from a newer version"
    with DurableDB(folder / "g.journal") as db:
        db.storage.commit({"log": {"3": {"entry": "ActTold", "id": "told 3"}, "4": child}})
    assert check(folder).sound


def test_erasing_others_compacting_and_copies_keep_it(
    newer: Path, tmp_path: Path, document: dict[str, Any]
) -> None:
    kept = {**document, "id": "new"}
    with closing(TinyLog(newer)) as log:
        log.erase("g", "act 1", "new")
        assert dict(log.since("g", 0))[3] == UnknownEvent("new", kept)
    assert stored(newer) == kept
    compact(newer)
    assert to_json(UnknownEvent("new", stored(newer))).rstrip(b"}") in (newer / "g.journal").read_bytes()
    assert not backup(newer, tmp_path / "copy").wrong
    assert not restore(tmp_path / "copy", tmp_path / "back").wrong
    assert stored(tmp_path / "back") == kept


def test_what_is_sound_of_a_damaged_group_holds_it_too(newer: Path) -> None:
    assert [type(entry).__name__ for entry in sound_part(newer / "g.journal")][2:] == [
        "UnknownEvent",
        "ActPosted",
    ]
