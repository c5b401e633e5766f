"""Acts that come alone to a page, and when they cannot, because it has more to say then."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from ripple.actions.joining import claim_of, issue_link, join_group, start_group
from ripple.actions.members import change_settings
from ripple.actions.moderating import thank
from ripple.actions.posting import edit_act, share_act
from ripple.app import small_news
from ripple.app.pond.as_sent import picture_now
from ripple.app.session import Here
from ripple.app.tab_state import ABOVE, FOLDED_AFTER, UNREAD_AFTER, Asking, Fresh, Visit
from ripple.domain.model import Act, Settings, Warmth
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.store import open_store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINE = "the token of Ben's browser"


@pytest.fixture
def live() -> LiveGroup:
    """Ada and Ben are in the group, with eight acts of Ada's."""
    groups = Groups(open_store("memory:"))
    start_group(groups, "Class 4b", "Ada", nonce="g", founder="ada", now=NOON)
    group = groups.group("g")
    join_group(groups, group.history.code, "Ben", asker="here", nonce="ben", now=NOON)
    for nth in range(8):
        shares(group, f"early {nth}")
    return group


def shares(live: LiveGroup, act: str, by: str = "ada", **more: str) -> None:
    author = None if "claim" in more else by
    new = Act(id=act, text="Held the door", posted_at=NOON, author=author, **more)  # type: ignore[arg-type]
    share_act(live, by, new, now=NOON)


@pytest.fixture
def drawn(live: LiveGroup, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Visit]:
    """Lets a page of this member's be drawn as a whole, in a browser that shows this token."""

    def draw(member: str, token: str) -> Visit:
        visit = Visit(seen=live.version, pictures={live.id: picture_now(live)})
        monkeypatch.setattr(small_news, "visit", lambda: visit)
        small_news.hear_small_news(Here(live, live.history.members[member], token))
        return visit

    return draw


@pytest.fixture
def page(drawn: Callable[[str, str], Visit]) -> Visit:
    return drawn("ben", MINE)


def hears(live: LiveGroup, page: Visit, token: str = MINE) -> bytes | None:
    """What the page is told, when its browser asks, as JSON."""
    return small_news.small_news(live, token, page.page, fresh(page).seen)


def fresh(page: Visit) -> Fresh:
    assert page.fresh
    return page.fresh


def comes_alone(live: LiveGroup, page: Visit) -> bool:
    return hears(live, page) is not None


def test_acts_come_alone_newest_first_and_are_seen_then(live: LiveGroup, page: Visit) -> None:
    shares(live, "1")
    assert comes_alone(live, page)
    shares(live, "2")
    shares(live, "3", inspired_by="1")
    assert comes_alone(live, page)
    assert [act.id for act in fresh(page).acts] == ["3", "2", "1"]
    assert fresh(page).seen == live.version
    assert not comes_alone(live, page)


def test_they_are_told_to_the_picture_and_among_the_newest(live: LiveGroup, page: Visit) -> None:
    shares(live, "1")
    told = json.loads(hears(live, page) or b"")
    assert told["seen"] == live.version
    assert told["pond"]["chart"] == "pond_water"
    assert "Held the door" in told["pond"]["news"]
    assert "Held the door" in told["newest"]


def test_who_did_not_get_an_answer_is_told_all_of_it_once_more(live: LiveGroup, page: Visit) -> None:
    before = live.version
    shares(live, "1")
    assert comes_alone(live, page)
    shares(live, "2")
    assert small_news.small_news(live, MINE, page.page, before)
    assert [act.id for act in fresh(page).acts] == ["2", "1"]


def test_all_who_were_sent_the_same_get_one_answer(
    live: LiveGroup, drawn: Callable[[str, str], Visit]
) -> None:
    join_group(Groups(live.log), live.history.code, "Cleo", asker="here", nonce="cleo", now=NOON)
    live.catch_up()
    first, second = drawn("ben", MINE), drawn("cleo", "Cleo's token")
    shares(live, "1")
    told = hears(live, first)
    assert told
    assert hears(live, second, "Cleo's token") is told


@pytest.mark.parametrize("asks", ["another browser", "another page", "a page that is drawn anew"])
def test_nothing_is_told_but_to_the_page_that_stands_there(live: LiveGroup, page: Visit, asks: str) -> None:
    seen, name, token = live.version, page.page, MINE
    shares(live, "1")
    match asks:
        case "another browser":
            token = MINE.replace("Ben", "Cleo")
        case "another page":
            name = Visit().page
        case "a page that is drawn anew":
            page.fresh = None
    assert small_news.small_news(live, token, name, seen) is None


def test_what_others_have_among_themselves_stands_in_no_way(live: LiveGroup, page: Visit) -> None:
    issue_link(live, "ada", now=NOON)
    shares(live, "1")
    assert comes_alone(live, page)


MORE: dict[str, Callable[[LiveGroup], Any]] = {
    "an edit": lambda live: edit_act(
        live, Asker("ada"), Act(id="early 1", text="Else", posted_at=NOON, author="ada"), now=NOON
    ),
    "their own act": lambda live: shares(live, "mine", "ben"),
    "their own unsigned act": lambda live: shares(live, "mine", "ben", claim=claim_of(MINE, "mine")),
    "a sign-in of theirs": lambda live: issue_link(live, "ben", now=NOON),
    "other settings": lambda live: change_settings(live, "ada", Settings(approve_acts=True), now=NOON),
    "their thanks elsewhere": lambda live: thank(live, Asker("ben"), "early 1", Warmth.MOVED, now=NOON),
}


@pytest.mark.parametrize("more", MORE)
def test_with_more_than_acts_of_others_all_is_drawn(live: LiveGroup, page: Visit, more: str) -> None:
    shares(live, "1")
    MORE[more](live)
    assert not comes_alone(live, page)
    assert fresh(page).acts == ()


def test_an_act_that_waits_for_a_host_is_not_shown(live: LiveGroup, page: Visit) -> None:
    change_settings(live, "ada", Settings(approve_acts=True), now=NOON)
    fresh(page).seen = live.version
    join_group(Groups(live.log), live.history.code, "Cleo", asker="here", nonce="cleo", now=NOON)
    live.catch_up()
    fresh(page).seen = live.version
    shares(live, "waits", "cleo")
    assert not comes_alone(live, page)


def test_whose_act_was_passed_on_is_told_with_all_of_the_page(live: LiveGroup, page: Visit) -> None:
    shares(live, "mine", "ben")
    fresh(page).seen = live.version
    shares(live, "1", inspired_by="mine")
    assert not comes_alone(live, page)


def test_what_grows_in_the_ripple_that_is_read_is_told_with_it(live: LiveGroup, page: Visit) -> None:
    page.picked = "early 1"
    shares(live, "1", inspired_by="early 1")
    assert not comes_alone(live, page)
    fresh(page).seen = live.version
    shares(live, "2", inspired_by="early 2")
    assert comes_alone(live, page)


@pytest.mark.parametrize("busy", ["dialog", "weeks", "many"])
def test_a_page_that_is_busy_otherwise_takes_nothing_alone(live: LiveGroup, page: Visit, busy: str) -> None:
    shares(live, "1")
    match busy:
        case "dialog":
            page.dialog = Asking("share")
        case "weeks":
            page.period = "month"
        case "many":
            fresh(page).read = True
            fresh(page).acts = (live.history.acts["early 1"],) * ABOVE
    assert not comes_alone(live, page)


def test_who_looks_at_the_picture_takes_however_many_came(live: LiveGroup, page: Visit) -> None:
    fresh(page).acts = (live.history.acts["early 1"],) * ABOVE
    shares(live, "1")
    assert comes_alone(live, page)


def test_in_a_group_that_has_just_begun_all_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = Groups(open_store("memory:"))
    start_group(groups, "Class 4c", "Ada", nonce="h", founder="ada", now=NOON)
    young = groups.group("h")
    join_group(groups, young.history.code, "Ben", asker="here", nonce="ben", now=NOON)
    shares(young, "0")
    visit = Visit(seen=young.version, pictures={"h": picture_now(young)})
    monkeypatch.setattr(small_news, "visit", lambda: visit)
    small_news.hear_small_news(Here(young, young.history.members["ben"], MINE))
    shares(young, "1")
    assert not comes_alone(young, visit)


def test_what_came_alone_is_drawn_with_the_page_a_moment_later() -> None:
    came = Fresh(seen=1, since=NOON)
    assert not came.is_old(NOON + UNREAD_AFTER)
    assert came.is_old(NOON + 2 * UNREAD_AFTER)
    assert not Fresh(seen=1).is_old(NOON)


def test_whose_cards_somebody_reads_is_drawn_with_the_page_sooner() -> None:
    came = Fresh(seen=1, since=NOON)
    assert not came.is_read(NOON + FOLDED_AFTER)
    assert came.is_old(NOON + 2 * FOLDED_AFTER)


@pytest.fixture
def nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """No midnight went by, and the store can be reached."""
    monkeypatch.setattr(small_news, "is_otherwise", lambda _group: False)


@pytest.mark.usefixtures("nothing_else")
def test_what_one_shares_is_told_alone_with_what_others_did_meanwhile(live: LiveGroup, page: Visit) -> None:
    shares(live, "1")
    shares(live, "mine", "ben")
    assert small_news.fits_alone("mine")
    assert fresh(page).acts == ()
    assert small_news.takes_alone("mine")
    assert [act.id for act in fresh(page).acts] == ["mine", "1"]
    assert fresh(page).seen == live.version


def test_what_is_too_much_for_the_picture_comes_with_that_alone(live: LiveGroup, page: Visit) -> None:
    shares(live, "1")
    assert fresh(page).takes_alone()
    assert [act.id for act in fresh(page).acts] == ["1"]
    assert fresh(page).seen == live.version
    shares(live, "mine", "ben")
    assert not fresh(page).takes_alone()
    assert not Fresh(seen=1).takes_alone()


INSTEAD: dict[str, Callable[[LiveGroup, Visit], Any]] = {
    "an act without a name": lambda live, _page: shares(live, "mine", "ben", claim=claim_of(MINE, "mine")),
    "another act of theirs": lambda live, _page: [shares(live, each, "ben") for each in ("other", "mine")],
    "an edit": lambda live, _page: [MORE["an edit"](live), shares(live, "mine", "ben")],
    "a story that is open": lambda live, page: [
        setattr(page, "picked", "early 1"),
        shares(live, "mine", "ben"),
    ],
    "another page": lambda live, page: [setattr(page, "fresh", None), shares(live, "mine", "ben")],
    "nothing": lambda _live, _page: None,
}


@pytest.mark.usefixtures("nothing_else")
@pytest.mark.parametrize("instead", INSTEAD)
def test_with_more_than_what_one_shared_all_is_drawn(live: LiveGroup, page: Visit, instead: str) -> None:
    INSTEAD[instead](live, page)
    assert not small_news.takes_alone("mine")
