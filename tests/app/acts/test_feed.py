"""How many cards the feed shows, while others share."""

from datetime import UTC, datetime

from ripple.app.tab_state import ABOVE, CARDS, Visit, still_shown
from ripple.domain.model import Act


def feed(acts: int) -> list[Act]:
    """So many acts, newest first; the first one is ``1``."""
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    return [Act(id=str(number), text="x", posted_at=moment) for number in range(acts, 0, -1)]


def test_the_card_at_the_end_stays_however_many_come_above_it() -> None:
    last = feed(50)[CARDS - 1].id
    assert still_shown(feed(50), CARDS, last) == CARDS
    assert still_shown(feed(51), CARDS, last) == CARDS + 1
    assert still_shown(feed(50 + ABOVE), CARDS, last) == CARDS + ABOVE


def test_it_stays_too_where_older_ones_were_asked_for() -> None:
    assert still_shown(feed(101), 60, feed(100)[59].id, wanted=60) == 61


def test_a_feed_that_is_left_open_does_not_grow_without_end() -> None:
    last = feed(50)[CARDS - 1].id
    assert still_shown(feed(51 + ABOVE), CARDS + ABOVE, last) == CARDS + ABOVE


def test_where_that_card_is_gone_as_many_are_shown_as_before() -> None:
    assert still_shown(feed(50), CARDS, "taken back") == CARDS


def test_who_is_at_its_top_finds_as_many_as_at_first_below_what_came() -> None:
    visit = Visit(shown=CARDS + ABOVE, last="1")
    visit.fold(3)
    assert still_shown(feed(50), visit.shown, visit.last) == CARDS + 3
    visit.fold(50)
    assert still_shown(feed(50), visit.shown, visit.last) == 2 * CARDS
