"""What came together from elsewhere goes together, and the log says so however often it is read."""

from datetime import UTC, datetime, timedelta

from ripple.domain.events.acts import ActEdited, ActErased, ActPosted, ActReported
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.events.log import GroupEvent
from ripple.domain.events.members import MemberJoined
from ripple.domain.history import History
from ripple.domain.imports import UNDONE_WITHIN
from ripple.domain.model import Act

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
ADA = MemberJoined(id="join a", at=NOON, member="a", name="Ada", host=True)
BEGUN = ImportBegun(id="import i", at=NOON, brought="i", by="a")
UNDONE = ImportUndone(id="undo import i", at=NOON, brought="i", by="a")


def came(act: str, brought: str = "i") -> ActPosted:
    return ActPosted(at=NOON, act=Act(id=act, text="soup", posted_at=NOON), brought=brought)


def came_again(act: str) -> ActEdited:
    again = Act(id=act, text="soup", posted_at=NOON)
    return ActEdited(id=f"bring {act} j", at=NOON, act=again, revives=True, brought="j")


def folded(*entries: GroupEvent) -> History:
    history = History()
    for version, entry in enumerate((ADA, *entries), start=1):
        history.apply(version, entry)
    return history


def test_all_acts_of_an_import_go_at_once_and_no_others() -> None:
    history = folded(BEGUN, came("1"), came("2"), came("3", ""), UNDONE)
    assert [act.erased for act in history.acts.values()] == [True, True, False]
    assert history.is_taken_back("1")
    assert not history.is_taken_back("3")


def test_what_was_taken_away_by_itself_stays_so() -> None:
    erased = ActErased(id="erase 1", at=NOON, act="1")
    history = folded(BEGUN, came("1"), came("2"), erased, UNDONE)
    assert history.erased == {"1": "erase 1", "2": UNDONE.id}
    assert not history.is_taken_back("1")


def test_an_import_is_taken_back_once_and_only_one_that_was() -> None:
    again = ImportUndone(id="undo again", at=NOON, brought="i", by="a")
    assert folded(BEGUN, came("1"), UNDONE, again).erased == {"1": UNDONE.id}
    assert folded(came("1"), UNDONE).erased == {}


def test_what_comes_again_after_an_undo_is_of_the_import_after() -> None:
    second = ImportBegun(id="import j", at=NOON, brought="j", by="a")
    history = folded(BEGUN, came("1"), UNDONE, second, came_again("1"))
    assert (history.acts["1"].text, history.erased) == ("soup", {})
    assert [one.id for one in history.imports.undoable(NOON)] == ["j"]


def test_what_was_asked_about_an_act_is_answered_by_the_undo() -> None:
    asked = ActReported(id="report 1", at=NOON, by="a", act="1")
    assert not folded(BEGUN, came("1"), asked, UNDONE).reports.open


def test_an_import_can_be_undone_for_a_week() -> None:
    history = folded(BEGUN, came("1"))
    assert [one.by for one in history.imports.undoable(NOON + UNDONE_WITHIN)] == ["a"]
    assert not list(history.imports.undoable(NOON + UNDONE_WITHIN + timedelta(seconds=1)))
