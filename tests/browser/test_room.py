"""Pages use the room that a screen has, and nothing lies over anything else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from ripple.language import COOKIE
from tests.browser.conftest import two_frames_pass
from tests.browser.test_main_job import NewVisitor, opens_form, shares

BUTTONS = ".st-key-pond_player .bar button:visible"


LOWEST = """one => {
    const { x, width, bottom } = one.getBoundingClientRect()
    return one.contains(document.elementFromPoint(x + width / 2, bottom - 2))
}"""


def box(one: Locator) -> tuple[float, float, float, float]:
    """Its left, top, right and bottom in the window."""
    at = one.bounding_box()
    assert at
    return at["x"], at["y"], at["x"] + at["width"], at["y"] + at["height"]


def has_all_on(page: Page) -> bool:
    """Whether a press on each of the player's buttons reaches it."""
    reached = """all => all.every(one => {
        const { x, y, width, height } = one.getBoundingClientRect()
        const top = document.elementFromPoint(x + width / 2, y + height - 2)
        return top && (top === one.getRootNode().host || one.getRootNode().host.contains(top))
    })"""
    return bool(page.locator(BUTTONS).evaluate_all(reached))


def middle(page: Page, part: str) -> float:
    """How far down the middle of a part of the player is."""
    _left, top, _right, bottom = box(page.locator(f".st-key-pond_player [data-part={part}]"))
    return (top + bottom) / 2


def test_nothing_lies_over_the_player_or_moves_when_it_plays(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor(reduced_motion=True)
    page = visitor.page
    page.set_viewport_size({"width": 1280, "height": 800})
    visitor.comes_in(demo)
    lies_free_and_still(page)
    page.set_viewport_size({"width": 768, "height": 900})
    visitor.goes_to()
    lies_free_and_still(page)


def test_on_a_phone_nothing_lies_over_the_player_either(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor(width=360, touch=True, reduced_motion=True)
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    lies_free_and_still(visitor.comes_in(demo).page)


def lies_free_and_still(page: Page) -> None:
    """Nothing lies over the player, which does not move when it plays; what follows is near."""
    width = page.evaluate("innerWidth")
    play = page.locator(".st-key-pond_player .play")
    expect(play).to_be_visible()
    expect(page.locator(".st-key-share_bar")).to_be_visible()
    two_frames_pass(page)
    assert has_all_on(page)
    share = page.locator(".st-key-share_bar button")
    assert share.evaluate(LOWEST), "something lies over the way to share"
    assert middle(page, "scrub") == pytest.approx(middle(page, "speed"), abs=1)
    parts = page.locator(".st-key-pond_player .bar").locator(".play, [data-part=tell], [data-part=speed]")
    before = [box(part) for part in parts.all()]
    play.click()
    expect(page.locator(".st-key-pond_player [data-part=today]")).to_be_enabled()
    assert [box(part) for part in parts.all()] == before
    if width < 600:  # words begin soon below the picture
        controls, player = page.locator(".st-key-pond_controls"), page.locator(".st-key-pond_player")
        expect(controls).to_be_visible()
        assert box(controls)[1] - box(player)[3] < 40
        expect(page.get_by_role("combobox", name="Find an act")).to_be_hidden()
        page.get_by_text("Find and filter", exact=True).click()
    else:
        expect(page.get_by_text("Find and filter", exact=True)).to_be_hidden()
    expect(page.get_by_role("combobox", name="Find an act")).to_be_visible()


def test_a_still_pond_is_told_by_itself_and_pages_have_two_columns(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    said = page.locator(".st-key-pond_player [data-part=caption]")
    expect(said).to_contain_text("A still pond")  # to who does not see that
    assert box(said)[3] - box(said)[1] <= 1
    shares(page, "Held the door")
    for path, left, right in (("you", "Because of you", "Your name"), ("group", "Who is here", "Settings")):
        visitor.goes_to(path)
        beside = [page.get_by_role("heading", name=name, exact=True) for name in (left, right)]
        page.set_viewport_size({"width": 1280, "height": 800})
        assert box(beside[0])[0] < 640 < box(beside[1])[0], path
        page.set_viewport_size({"width": 768, "height": 800})
        expect(beside[1]).to_be_visible()
        assert box(beside[0])[0] == box(beside[1])[0], path


WHOLE_WORDS = """dialog => {
    const walk = document.createTreeWalker(dialog, NodeFilter.SHOW_TEXT)
    const range = document.createRange(), cut = []
    while (walk.nextNode()) {
        const node = walk.currentNode, one = node.parentElement
        if (!one.checkVisibility() || !one.closest("h2, label, button")) continue
        for (const word of node.data.matchAll(/\\S+/g)) {
            range.setStart(node, word.index)
            range.setEnd(node, word.index + word[0].length)
            const lines = range.getClientRects()
            if (lines.length > 1 || lines[0]?.right > innerWidth) cut.push(word[0])
        }
    }
    return cut
}"""


def test_letters_twice_as_large_leave_each_word_of_a_form_whole(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=360, touch=True, reduced_motion=True)
    letters = visitor.page.context.new_cdp_session(visitor.page)
    letters.send("Page.enable")
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page = visitor.starts()
    field = opens_form(page)
    expect(field).to_have_css("font-size", "32px")
    form = page.get_by_role("dialog")
    expect(form.get_by_role("button", name="Share as Ada")).to_be_visible()
    visitor.settled()
    assert form.evaluate(WHOLE_WORDS) == []


def test_from_the_right_signs_keep_in_place_and_titles_in_line(
    new_visitor: NewVisitor,
) -> None:
    visitor = new_visitor(width=360, touch=True, reduced_motion=True)
    page = visitor.starts()
    shares(page, "Held the door")
    page.context.add_cookies([{"name": COOKIE, "value": "ar", "url": visitor.server.url}])
    visitor.goes_to()
    more = page.locator("[class*=st-key-more-] button")
    button, sign = box(more), box(more.get_by_test_id("stIconMaterial").first)
    assert (button[0] + button[2]) / 2 == pytest.approx((sign[0] + sign[2]) / 2, abs=1)
    visitor.goes_to("group")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    on = page.locator("label:has([role=switch]:checked)").first
    expect(on).to_be_visible()
    track, knob = (box(on.locator(part).first) for part in ("span + div", "span + div > div"))
    assert track[0] <= knob[0] < knob[2] <= (track[0] + track[2]) / 2  # towards where a line ends
    visitor.goes_to("you")
    page.locator(".st-key-sign_out_here button").click()
    dialog = page.get_by_role("dialog")
    said = dialog.locator("h2 p, p")
    expect(said.nth(1)).to_be_visible()
    assert box(said.nth(0))[2] == box(said.nth(1))[2]
