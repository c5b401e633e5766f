"""What waits for a host is answered by keys alone, and by the thumb of one hand, one after the other."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from ripple.actions.joining import join_group, new_id
from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from tests.browser.conftest import Visitor, groups_of
from tests.browser.test_access import violations
from tests.browser.test_main_job import NewVisitor

THUMB = 44  # CSS pixels, at least, for what a thumb has to hit
AT_THE_CARD = "document.activeElement?.matches('.st-key-one_by_one') && document.activeElement.dataset.of"


def much_waits(host: Visitor) -> None:
    """Two people are before the door, and an act of a member's waits to be read."""
    now = datetime.now(UTC)
    with groups_of(host.server) as groups:
        live = groups.group(host.group)
        code, me = live.history.code, live.history.hosts[0].id
        join_group(groups, code, "Ben", asker="a test", nonce="ben", now=now)
        chosen = replace(live.history.settings, approve_acts=True, approve_newcomers=True)
        change_settings(live, me, chosen, now=now)
        share_act(live, "ben", Act(id=new_id(), text="Made soup", posted_at=now, author="ben"), now=now)
        for name in ("Wanda", "Xaver"):
            join_group(groups, code, name, asker="a test", nonce=name.lower(), now=now)


def begins(host: Visitor) -> Page:
    host.starts()
    much_waits(host)
    host.goes_to("group").page.get_by_role("button", name="Look at them one by one").click()
    expect(host.page.get_by_role("dialog").get_by_text("Waiting for you: 3")).to_be_visible()
    return host.page


def test_each_answer_by_keys_leads_to_the_next_one(new_visitor: NewVisitor) -> None:
    host = new_visitor(reduced_motion=True)
    page, seen = begins(host), set()
    for waits, answer in ((3, "Let Wanda in"), (2, "Let Xaver in"), (1, "Let it through")):
        expect(page.get_by_text(f"Waiting for you: {waits}")).to_be_visible()
        expect(page.get_by_role("button", name=answer)).to_be_visible()
        seen.add(page.wait_for_function(AT_THE_CARD).json_value())
        if waits == 1:
            assert violations(host.settled().page) == []
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name=answer)).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.get_by_text("That was all.")).to_be_visible()
    page.wait_for_function("document.activeElement.dataset.of === 'none'")
    assert len(seen) == 3
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("heading", name="Would like to come in")).to_have_count(0)


def test_on_a_phone_the_answers_are_under_the_thumb(new_visitor: NewVisitor) -> None:
    host = new_visitor(width=390, dark=True, reduced_motion=True, touch=True)
    page = begins(host)
    for yes, no in (("Let Wanda in", "Not now"), ("Let Xaver in", "Not now"), ("Let it through", "Decline")):
        for name in (yes, no):
            button = page.get_by_role("dialog").get_by_role("button", name=name)
            expect(button).to_be_in_viewport(ratio=1)
            box = button.bounding_box()
            assert box
            assert min(box["height"], box["width"]) >= THUMB
            assert box["y"] > page.viewport_size["height"] / 2  # type: ignore[index]
        page.get_by_role("dialog").get_by_role("button", name=yes).tap()
        expect(page.get_by_role("button", name=yes)).to_have_count(0)
    assert violations(host.settled().page) == []
    page.get_by_role("button", name="All right").tap()
    expect(page.get_by_role("dialog")).to_have_count(0)
