"""What is told wherever one is, in a real browser: it covers no way to a page, and everybody can read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import expect

from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, How, Settings
from tests.browser.conftest import Visitor, groups_of, words_on
from tests.browser.test_access import violations


def test_a_pass_on_comes_to_a_phone_by_itself_and_covers_nothing(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=360, dark=True, reduced_motion=True, touch=True)
    page = visitor.starts()
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        me = live.history.hosts[0].id
        other = new_visitor()
        other.joins(visitor)
        live.catch_up()
        ben = next(member for member in live.history.members if member != me)
        share_act(live, me, Act(id="held", text="Held the door", author=me, posted_at=now), now=now)
        expect(words_on(page, "Held the door").first).to_be_visible()
        passed = Act(
            id="bags", text="Carried bags", author=ben, posted_at=now, inspired_by="held", how=How.PASSED_ON
        )
        share_act(live, ben, passed, now=now)
        expect(page.get_by_text("Ben passed yours on.")).to_be_in_viewport()
        change_settings(live, me, Settings(approve_acts=True), now=now)
        share_act(live, ben, Act(id="sang", text="Sang", author=ben, posted_at=now), now=now)
    expect(page).to_have_title("(1) Pond · Maple Street")
    group = page.get_by_role("link", name="Group 1 waits for you", exact=True)
    expect(group).to_be_in_viewport()
    assert violations(page) == []
    share, see = (
        page.get_by_role("button", name="Share a kindness"),
        page.locator(".st-key-heard").get_by_role("link"),
    )

    share.click(trial=True)
    page.get_by_role("button", name="All right").click(trial=True)
    group.click(trial=True)
    see.click()
    expect(page.get_by_text("Ben passed yours on.")).to_have_count(0)
    assert "act=bags" in page.url
