"""Acts that come alone to a page, and when they cannot, because it has more to say then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from ripple.actions.joining import claim_of, issue_link, join_group, start_group
from ripple.actions.members import change_settings
from ripple.actions.moderating import thank
from ripple.actions.posting import edit_act, share_act
from ripple.app import small_news
from ripple.app.pond import story
from ripple.app.session import Here
from ripple.app.tab_state import CARDS, FOLDED_AFTER, Asking, Fresh, Visit
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


class Reran(Exception):
    """Instead of a run of the parts."""


@pytest.fixture
def page(live: LiveGroup, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Ben's page, drawn as a whole; nothing else runs."""
    visit = Visit(seen=live.version, fresh=Fresh())

    def reruns(parts: object) -> None:
        assert parts == small_news.PARTS
        raise Reran

    for room in (small_news, story):
        monkeypatch.setattr(room, "visit", lambda: visit)
    for name, said in {"runs_alone": True, "is_otherwise": False, "still_serves": True}.items():
        monkeypatch.setattr(small_news, name, lambda *_asked, said=said: said)
    monkeypatch.setattr("streamlit.rerun", reruns)
    monkeypatch.setattr(Here, "holds", True)
    return visit


def comes_alone(live: LiveGroup) -> bool:
    try:
        small_news.take_small_news(Here(live, live.history.members["ben"], MINE))
    except Reran:
        return True
    return False


def test_acts_come_alone_newest_first_and_are_seen_then(live: LiveGroup, page: Visit) -> None:
    shares(live, "1")
    assert comes_alone(live)
    shares(live, "2")
    shares(live, "3", inspired_by="1")
    assert comes_alone(live)
    assert page.fresh
    assert [act.id for act in page.fresh.acts] == ["3", "2", "1"]
    assert page.seen == live.version
    assert not comes_alone(live)


def test_what_others_have_among_themselves_stands_in_no_way(live: LiveGroup, page: Visit) -> None:
    issue_link(live, "ada", now=NOON)
    shares(live, "1")
    assert comes_alone(live)


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
    assert not comes_alone(live)
    assert page.fresh == Fresh()


def test_an_act_that_waits_for_a_host_is_not_shown(live: LiveGroup, page: Visit) -> None:
    change_settings(live, "ada", Settings(approve_acts=True), now=NOON)
    page.seen = live.version
    join_group(Groups(live.log), live.history.code, "Cleo", asker="here", nonce="cleo", now=NOON)
    live.catch_up()
    page.seen = live.version
    shares(live, "waits", "cleo")
    assert not comes_alone(live)


def test_whose_act_was_passed_on_is_told_with_all_of_the_page(live: LiveGroup, page: Visit) -> None:
    shares(live, "mine", "ben")
    page.seen = live.version
    shares(live, "1", inspired_by="mine")
    assert not comes_alone(live)


def test_what_grows_in_the_ripple_that_is_read_is_told_with_it(live: LiveGroup, page: Visit) -> None:
    page.picked = "early 1"
    shares(live, "1", inspired_by="early 1")
    assert not comes_alone(live)
    page.seen = live.version
    shares(live, "2", inspired_by="early 2")
    assert comes_alone(live)


@pytest.mark.parametrize("busy", ["draws", "dialog", "pressed", "weeks", "many"])
def test_a_page_that_is_busy_otherwise_takes_nothing_alone(
    live: LiveGroup, page: Visit, monkeypatch: pytest.MonkeyPatch, busy: str
) -> None:
    shares(live, "1")
    match busy:
        case "draws":
            page.fresh = None
        case "dialog":
            page.dialog = Asking("share")
        case "pressed":
            monkeypatch.setattr(small_news, "runs_alone", lambda: False)
        case "weeks":
            page.period = "month"
        case "many":
            page.fresh = Fresh((live.history.acts["early 1"],) * CARDS, NOON)
    assert not comes_alone(live)


def test_in_a_group_that_has_just_begun_all_is_drawn(page: Visit) -> None:
    groups = Groups(open_store("memory:"))
    start_group(groups, "Class 4c", "Ada", nonce="h", founder="ada", now=NOON)
    young = groups.group("h")
    join_group(groups, young.history.code, "Ben", asker="here", nonce="ben", now=NOON)
    page.seen = young.version
    shares(young, "1")
    assert not comes_alone(young)


def test_what_came_alone_is_drawn_with_the_page_a_moment_later() -> None:
    fresh = Fresh((), NOON)
    assert not fresh.is_old(NOON + FOLDED_AFTER)
    assert fresh.is_old(NOON + 2 * FOLDED_AFTER)
    assert not Fresh().is_old(NOON)
