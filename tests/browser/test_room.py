"""Pages use the room that a screen has, and nothing lies over anything else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import two_frames_pass
from tests.browser.test_main_job import NewVisitor, shares

BUTTONS = ".st-key-pond_player .bar button:visible"


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


@pytest.mark.parametrize(("width", "height"), [(360, 740), (768, 900), (1280, 800)])
def test_nothing_lies_over_the_player_or_moves_when_it_plays(
    new_visitor: NewVisitor, demo: str, width: int, height: int
) -> None:
    visitor = new_visitor(width=width, touch=width < 600)
    page = visitor.page
    page.set_viewport_size({"width": width, "height": height})
    visitor.comes_in(demo)
    play = page.locator(".st-key-pond_player .play")
    expect(play).to_be_visible()
    expect(page.locator(".st-key-share_bar")).to_be_visible()
    two_frames_pass(page)
    assert has_all_on(page)
    parts = page.locator(".st-key-pond_player .bar").locator(".play, [data-part=tell], [data-part=speed]")
    before = [box(part) for part in parts.all()]
    play.click()
    expect(page.locator(".st-key-pond_player [data-part=today]")).to_be_enabled()
    assert [box(part) for part in parts.all()] == before


def test_you_and_group_have_two_columns_on_a_desk(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    shares(page, "Held the door")
    for path, left, right in (("you", "Because of you", "Your name"), ("group", "Who is here", "Settings")):
        visitor.goes_to(path)
        beside = [page.get_by_role("heading", name=name, exact=True) for name in (left, right)]
        page.set_viewport_size({"width": 1280, "height": 800})
        assert box(beside[0])[0] < 640 < box(beside[1])[0], path
        page.set_viewport_size({"width": 768, "height": 800})
        expect(beside[1]).to_be_visible()
        assert box(beside[0])[0] == box(beside[1])[0], path
