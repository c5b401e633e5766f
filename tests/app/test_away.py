"""A store that cannot be reached for a while: the page stays, says so kindly, and goes on by itself."""

import pytest

from ripple.app import session
from ripple.app.ui import keeping_up
from ripple.domain.database_errors import StoreUnreachable
from ripple.domain.errors import StoreReadOnly
from ripple.store.memory import MemoryLog
from tests.app.conftest import Visitor

AWAY = "The database cannot be reached just now (it does not answer)"


class Away(MemoryLog):
    """A log of which nothing can be had."""

    def refuse(self, *_asked: object, **_how: object) -> None:
        raise StoreUnreachable("", 0, "it does not answer")

    def refuse_to_store(self, *_asked: object, **_how: object) -> None:
        raise StoreReadOnly("it does not answer")


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch, ada: Visitor) -> pytest.MonkeyPatch:
    """While this is not undone, the store is away."""
    log, gone = session.groups().log, Away()
    with monkeypatch.context() as patch:
        for read in ("version", "glance", "since", "stamp"):
            patch.setattr(log, read, gone.refuse)
        for write in ("append", "erase", "forget"):
            patch.setattr(log, write, gone.refuse_to_store)
        yield patch


def test_the_page_stays_says_what_is_wrong_and_keeps_what_was_typed(
    ada: Visitor, away: pytest.MonkeyPatch
) -> None:
    ada.look()
    assert AWAY in ada.sees
    assert "Maple Street" in ada.sees
    ada.writes("Held the door").press("Share")
    assert "Nothing can be saved at the moment (it does not answer)" in ada.sees
    assert "Held the door" in [field.value for field in ada.tab.text_area]
    away.undo()
    ada.press("Share")
    assert "Held the door" in ada.sees
    assert AWAY not in ada.look().sees


def test_a_page_that_nobody_touches_says_so_and_takes_it_back(ada: Visitor, away: pytest.MonkeyPatch) -> None:
    live = ada.group.live
    assert not out_of_date(ada)
    assert not session.is_gone(live, type(live).look)
    assert out_of_date(ada)
    ada.look()
    assert AWAY in ada.sees
    assert not out_of_date(ada)
    away.undo()
    assert not session.is_gone(live, type(live).look)
    assert out_of_date(ada)
    assert AWAY not in ada.look().sees


def test_a_group_that_was_not_read_before_is_told_too(ada: Visitor, away: pytest.MonkeyPatch) -> None:
    groups = session.groups()
    groups._open.clear()
    ada.new_tab()
    assert AWAY in ada.sees
    away.undo()
    assert "Maple Street" in ada.look().sees


def out_of_date(visitor: Visitor) -> bool:
    """Whether the page's timer would draw it again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keeping_up, "visit", lambda: visitor.tab.session_state["visit"])
        patch.setattr(keeping_up, "today", lambda: visitor.tab.session_state["visit"].day)
        return keeping_up.is_out_of_date(visitor.group)
