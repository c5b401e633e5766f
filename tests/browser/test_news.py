"""How a page hears of what others do, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Locator, Page, Response, expect

from ripple.actions.posting import share_act
from ripple.domain.model import Act
from ripple.live import LiveGroup
from ripple.web.news import NEWS
from tests.browser.conftest import Visitor, groups_of, rests, stops_time, words_on

WITHIN_MS = 1_500  # about a second


def another_shares(visitor: Visitor, words: str, act: str = "another") -> None:
    now = datetime.now(UTC)
    with groups_of(visitor.server) as groups:
        live = groups.group(visitor.group)
        share_act(live, live.history.hosts[0].id, Act(id=act, text=words, posted_at=now), now=now)


def words_in(place: Locator, words: str) -> Locator:
    return place.locator("bdi").filter(has_text=words)


def says(status: int) -> Callable[[Response], bool]:
    return lambda answer: "/news/" in answer.url and answer.status == status


def is_in_sight(page: Page, seen: bool) -> None:
    page.evaluate(
        """(seen) => {
          Object.defineProperty(document, "hidden", { configurable: true, get: () => !seen })
          document.dispatchEvent(new Event("visibilitychange"))
        }""",
        seen,
    )


def test_a_page_asks_as_often_as_promised_and_not_out_of_sight(
    new_visitor: Callable[..., Visitor],
) -> None:
    """In the page's own time, of which a busy machine has less."""
    visitor = new_visitor()
    page = visitor.starts()
    asked: list[str] = []
    lets_pass = stops_time(page)
    rests(page)
    with page.expect_request("**/news/**") as one:
        lets_pass(WITHIN_MS)
    assert "&wait" in one.value.url  # so that it is answered as soon as something happens
    is_in_sight(page, seen=False)
    lets_pass(3_000)
    page.on("request", lambda request: asked.append(request.url) if "/news/" in request.url else None)
    lets_pass(10_000)
    assert asked == []
    another_shares(visitor, "Held the door")
    with page.expect_response(says(NEWS)):
        is_in_sight(page, seen=True)
        lets_pass(1_500)
    page.clock.resume()
    expect(words_on(page, "Held the door").first).to_be_visible()


def test_a_page_that_heard_of_news_asks_no_more_for_what_came_before(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    for nth in range(2):
        another_shares(visitor, f"Held the door {nth}", f"another{nth}")
        expect(words_on(page, f"Held the door {nth}").first).to_be_visible()
    visitor.settled()
    asked = set()
    for _ in range(6):  # by each that asks, as if it had been out of sight
        with page.expect_request("**/news/**") as heard:
            is_in_sight(page, seen=True)
        asked.add(heard.value.url)
    assert len(asked) == 1


def test_an_act_comes_alone_to_a_page_and_can_be_passed_on_at_once(
    new_visitor: Callable[..., Visitor],
) -> None:
    def with_eight_acts(live: LiveGroup) -> None:
        for nth in range(8):
            at = datetime.now(UTC)
            words, before = f"An earlier kindness {nth}", "earlier0" if nth else None
            earlier = Act(id=f"earlier{nth}", text=words, posted_at=at, inspired_by=before)
            share_act(live, live.history.hosts[0].id, earlier, now=at)

    visitor = new_visitor()
    page = visitor.starts(filled=with_eight_acts)
    acts = page.get_by_test_id("stMetricValue").first
    expect(acts).to_have_text("8")
    expect(words_on(page, "An earlier kindness 7")).to_be_visible()
    another_shares(visitor, "Held the door")
    newest = page.locator(".st-key-pond_newest")
    expect(words_in(newest, "Held the door")).to_be_visible()
    expect(words_in(newest, "An earlier kindness 7").first).to_be_hidden()  # as it was told before
    card = page.locator(".st-key-card-another")
    page.get_by_role("heading", name="What was shared").scroll_into_view_if_needed()
    expect(card).to_be_visible()
    expect(acts).to_have_text("8")  # nothing else was drawn anew
    card.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_role("dialog")).to_contain_text("Held the door")
    expect(card).to_have_count(1)
    expect(acts).to_have_text("9")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(card).to_have_count(1)
