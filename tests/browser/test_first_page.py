"""The first page: what this is and the two ways in, in sight at once, with a pond that grows by itself."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Locator, ViewportSize, expect

from ripple.actions.joining import new_id, start_group
from tests.browser.conftest import Visitor, groups_of

NewVisitor = Callable[..., Visitor]
PHONE: ViewportSize = {"width": 360, "height": 740}
BOTTOM = "one => one.getBoundingClientRect().bottom"


def test_all_of_it_stands_in_sight_on_a_phone(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=360, touch=True)
    visitor.page.set_viewport_size(PHONE)
    page = visitor.goes_to().page
    parts: list[Locator] = [
        page.get_by_role("img", name="The pond"),
        page.get_by_text("no such thing as a small act of kindness"),
        page.get_by_text("Scott Adams"),
        page.get_by_text("see how one leads to the next"),
        page.get_by_role("button", name="I have an invitation"),
        page.get_by_role("button", name="Start a group"),
        page.get_by_text("No e-mail, no password"),
    ]
    bottoms = [part.evaluate(BOTTOM) for part in parts]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] <= PHONE["height"]
    expect(page.locator("input, canvas")).to_have_count(0)


def test_the_pond_grows_at_once_unless_less_movement_is_wanted(new_visitor: NewVisitor) -> None:
    moves, still = (new_visitor(reduced_motion=still).goes_to().page for still in (False, True))
    named = "one => getComputedStyle(one).animationName"
    assert moves.locator("circle.drop").last.evaluate(named) == "falls"
    lasts = "one => one.getAnimations()[0].effect.getComputedTiming().endTime"
    assert moves.locator("circle.splash").last.evaluate(lasts) <= 5_000  # else one would have to hold it
    assert still.locator("circle.drop").last.evaluate(named) == "none"
    expect(still.locator("circle.splash").first).to_be_hidden()
    expect(still.locator("circle.drop").last).to_be_visible()


def test_a_way_in_opens_at_its_first_field(new_visitor: NewVisitor) -> None:
    page = new_visitor(width=390).goes_to().page
    for way, field in (("I have an invitation", "Code"), ("Start a group", "Name of the group")):
        page.get_by_role("button", name=way).click()
        expect(page.get_by_role("textbox", name=field)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_whoever_is_invited_sees_their_group_and_one_field(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390)
    with groups_of(visitor.server) as groups:
        link = start_group(groups, "Maple Street", "Ada", nonce=new_id(), now=datetime.now(UTC))
        secret = groups.group(link.group).secret
    page = visitor.goes_to(f"join/{secret}").page
    expect(page.get_by_text("You are invited to Maple Street")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(1)
    buttons = page.get_by_role("button").and_(page.locator(":not(.st-key-languages *)"))
    assert buttons.all_inner_texts() == ["Join the group"]
