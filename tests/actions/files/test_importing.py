"""All that came with an import can be taken back, and brought again as if it never had been."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ripple.actions.files.bringing import bring_in, look, open_file
from ripple.actions.files.foreign.reading import as_guessed
from ripple.actions.files.importing import PART, undo_import
from ripple.actions.files.sifting import Sifted
from ripple.actions.joining import start_group
from ripple.actions.posting import share_act, withdraw_act
from ripple.domain.errors import NotAllowed
from ripple.domain.import_errors import NoUndo
from ripple.domain.imports import UNDONE_WITHIN, Import
from ripple.domain.model import Act
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import Log, open_store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
FILE = b"Number,What happened,Inspired by\n1,soup,\n2,tea,1\n3,bread,\n"


def a_group(log: Log | None = None) -> LiveGroup:
    groups = Groups(log or open_store("memory:"))
    return groups.group(start_group(groups, "Brook", "June", nonce="g", founder="june", now=NOW).group)


def looked(live: LiveGroup, data: bytes = FILE) -> Sifted:
    opened = open_file(data)
    return look(live, opened, as_guessed(opened.table, UTC, NOW), now=NOW)


def brought(live: LiveGroup, data: bytes = FILE) -> Import:
    bring_in(live, "june", looked(live, data), now=NOW)
    return next(live.history.imports.undoable(NOW))


def texts(live: LiveGroup) -> list[str]:
    return sorted(act.text for act in live.history.acts.values() if not act.erased)


def undo(live: LiveGroup, brought: Import, by: str = "june", now: datetime = NOW) -> int:
    return undo_import(live, by, brought.id, now=now)


def test_all_acts_of_an_import_go_with_their_words() -> None:
    live = a_group()
    share_act(live, "june", Act(id="own", text="mine", posted_at=NOW, author="june"), now=NOW)
    assert undo(live, brought(live)) == 3
    assert texts(live) == ["mine"]
    kept = [entry for _version, entry in live.log.since(live.id, 0)]
    assert "soup" not in repr(kept)
    assert live.pond.shown == 1


def test_the_file_comes_in_again_as_if_it_never_had() -> None:
    live = a_group()
    undo(live, brought(live))
    again = looked(live)
    assert (len(again.acts), again.known) == (3, 0)
    assert bring_in(live, "june", again, now=NOW) == 3
    assert texts(live) == ["bread", "soup", "tea"]
    assert (len(looked(live).acts), looked(live).known) == (0, 3)
    assert undo(live, next(live.history.imports.undoable(NOW))) == 3
    assert texts(live) == []


def test_a_file_that_was_put_right_replaces_what_was_taken_back() -> None:
    live = a_group()
    undo(live, brought(live))
    brought(live, FILE.replace(b"soup", b"onion soup"))
    later = looked(live, b"Number,What happened,Inspired by\n4,cake,1\n")
    assert not later.problems
    [cake] = later.acts
    assert live.history.acts[cake.inspired_by or ""].text == "onion soup"


def test_what_others_passed_on_stays_around_an_unnamed_drop() -> None:
    live = a_group()
    one = brought(live)
    soup = next(act.id for act in live.history.acts.values() if act.text == "soup")
    shared = Act(id="own", text="shared it", posted_at=NOW, author="june", inspired_by=soup)
    share_act(live, "june", shared, now=NOW)
    undo(live, one)
    assert texts(live) == ["shared it"]
    assert [act.erased for act in live.pond.story("own")] == [True, False]


def test_what_a_host_took_away_for_good_does_not_come_again() -> None:
    live = a_group()
    one = brought(live)
    soup = next(act.id for act in live.history.acts.values() if act.text == "soup")
    withdraw_act(live, Asker("june"), soup, now=NOW)
    assert undo(live, one) == 2
    again = looked(live)
    assert ([act.text for act in again.acts], again.known) == (["tea", "bread"], 1)


def test_only_a_host_takes_an_import_back() -> None:
    live = a_group()
    one = brought(live)
    with pytest.raises(NotAllowed):
        undo(live, one, by="ben")
    assert len(texts(live)) == 3


def test_after_a_week_and_for_what_never_was_there_is_no_undo() -> None:
    live = a_group()
    one = brought(live)
    with pytest.raises(NoUndo):
        undo(live, one, now=NOW + UNDONE_WITHIN + timedelta(minutes=1))
    with pytest.raises(NoUndo):
        undo(live, replace(one, id="forged"))
    assert len(texts(live)) == 3


def test_a_second_click_takes_nothing_more() -> None:
    live = a_group()
    one = brought(live)
    undo(live, one)
    before = live.version
    undo(live, one)
    assert live.version == before


def test_a_large_file_comes_part_by_part_and_says_how_far_it_is() -> None:
    live, steps = a_group(), list[tuple[int, int]]()
    rows = "\n".join(f"kindness {n}" for n in range(2 * PART + 1)).encode()
    bring_in(live, "june", looked(live, rows), now=NOW, progress=lambda *step: steps.append(step))
    assert steps == [(PART, 2 * PART + 1), (2 * PART, 2 * PART + 1), (2 * PART + 1, 2 * PART + 1)]
    assert len(list(live.history.imports.undoable(NOW))) == 1
    assert undo(live, next(live.history.imports.undoable(NOW))) == 2 * PART + 1
    assert live.pond.shown == 0


def test_words_that_a_crash_left_go_at_the_next_opening(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = open_store("memory:")
    live = a_group(log)
    one = brought(live)
    with monkeypatch.context() as crash:
        crash.setattr(LiveGroup, "erase", lambda *_args: None)
        undo(live, one)
    assert "soup" in repr(log.since(live.id, 0))
    Groups(log).group(live.id)
    assert "soup" not in repr(log.since(live.id, 0))
