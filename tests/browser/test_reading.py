"""Reading the pond in a real browser: by touch and by keys, week by week, one ripple alone, in numbers."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor, rests, words_on
from tests.browser.test_access import violations
from tests.browser.test_pond import (
    canvas,
    choose,
    click_at,
    comes_to_the_pond,
    draws_anew,
    has_told,
    passes_on,
    picture,
    player,
    press_last_week,
    shows_all,
    told,
)

NewVisitor = Callable[..., Visitor]
Place = tuple[float, float]


def touches(page: Page, *moments: list[Place]) -> None:
    """Put fingers on these places of the picture, in parts of its size, and move them on from moment to
    moment; then lift them.

    A tenth of a second lies between two moments, also where the machine is fast: fingers that rest before
    they are lifted do not throw the page on, and a tap on a page that still flies only stops it.
    """
    canvas(page).scroll_into_view_if_needed()
    rests(page)
    box, fingers = canvas(page).bounding_box(), page.context.new_cdp_session(page)
    assert box
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    began = time.time()
    for number, moment in enumerate([*moments, []]):
        points = [
            {"x": box["x"] + x * box["width"], "y": box["y"] + y * box["height"], "id": finger}
            for finger, (x, y) in enumerate(moment)
        ]
        kind = "touchStart" if not number else "touchMove" if points else "touchEnd"
        when = began + number / 10
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points, "timestamp": when})


def test_two_fingers_zoom_and_move_and_one_scrolls_the_page(new_visitor: NewVisitor, demo: str) -> None:
    page = comes_to_the_pond(new_visitor(width=390), demo)
    touches(page, [(0.4, 0.5), (0.6, 0.5)], [(0.3, 0.5), (0.7, 0.5)], [(0.2, 0.5), (0.8, 0.5)])
    has_told(page, "said[4] > 0")
    nearer = [float(part) for part in told(page)[2:5]]
    touches(page, [(0.2, 0.5), (0.8, 0.5)], [(0.4, 0.5), (0.6, 0.5)])
    has_told(page, f"said[4] > {nearer[2]} * 1.5")
    reach = float(told(page)[4])
    touches(page, [(0.4, 0.4), (0.6, 0.4)], [(0.4, 0.6), (0.6, 0.6)])
    # On a phone the picture is tall: up on the screen is right on the water.
    has_told(page, f"said[2] > {nearer[0]} + 1 && Math.abs(said[4] - {reach}) < {reach / 100}")
    left = told(page)
    touches(page, [(0.5, 0.8)], [(0.5, 0.6)], [(0.5, 0.3)])
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert told(page) == left
    player(page, "whole").click()
    page.locator(".stMain").evaluate("main => main.scrollTo(0, 0)")
    expect(passes_on(page)).to_be_hidden()  # none of it was a click


def test_buttons_and_arrow_keys_move_what_is_near(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor(reduced_motion=True)
    page = comes_to_the_pond(visitor, demo)
    expect(player(page, "up")).to_be_hidden()
    player(page, "nearer").press("Enter")
    reach = min(float(part) for part in told(page)[4:6])
    player(page, "up").click()
    assert float(told(page)[3]) == pytest.approx(0.4 * reach, abs=1e-3)
    player(page, "nearer").press("ArrowRight")
    player(page, "right").press("ArrowDown")
    player(page, "right").press("Enter")
    assert [float(part) for part in told(page)[2:4]] == pytest.approx([0.8 * reach, 0], abs=1e-3)
    assert violations(visitor.settled().page) == []
    player(page, "whole").click()
    expect(player(page, "up")).to_be_hidden()
    shows_all(page)


def lets_a_week_stand_out_and_lets_it_go(page: Page) -> None:
    period = page.get_by_role("combobox", name="Highlight acts from")
    expect(period).to_have_value("Any time")
    whole = picture(page)
    for value in (r"^Week of \d+ \w+ \d{4}$", "^Any time$"):
        press_last_week(page)
        expect(period).to_have_value(re.compile(value))
        if "Week" in value:
            expect(page.get_by_text("acts are from that time; the others are pale.")).to_be_visible()
            draws_anew(page, whole)


def test_weeks_stand_out_and_back_and_forward_pick_an_act_again(new_visitor: NewVisitor, demo: str) -> None:
    page = comes_to_the_pond(new_visitor(reduced_motion=True), demo)
    lets_a_week_stand_out_and_lets_it_go(page)
    choose(page, "umbrella")
    for _ in range(2):
        expect(page).to_have_url(re.compile("act="))
        lit = picture(page)
        page.go_back()
        expect(passes_on(page)).to_be_hidden()
        expect(page.get_by_text("The newest acts")).to_be_visible()
        finding = page.get_by_role("combobox", name="Find an act")
        expect(finding).to_have_count(1)  # and not the list from before it beside it
        expect(finding).to_have_value("")
        draws_anew(page, lit)
        expect(page).not_to_have_url(re.compile("act="))
        page.go_forward()
        expect(passes_on(page)).to_be_visible()
        expect(page.get_by_role("combobox", name="Find an act")).to_have_value(re.compile("umbrella"))


def test_one_ripple_stands_at_an_address_of_its_own(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor(reduced_motion=True)
    page = comes_to_the_pond(visitor, demo)
    choose(page, "umbrella")
    page.locator(".st-key-pond_told").get_by_role("link", name="See its ripple").click()
    expect(page.get_by_role("heading", name="One ripple")).to_be_visible()
    rests(page)
    expect(player(page, "caption")).to_contain_text("umbrella")
    expect(page).to_have_url(re.compile("act="))
    asked, lit = page.url, picture(page)
    page.reload()
    expect(player(page, "caption")).to_contain_text("umbrella")
    expect(words_on(page, "umbrella").first).to_be_visible()
    expect(page).to_have_url(asked)
    click_at(page, 0.5, 0.5)  # the root stands in the middle
    expect(page).not_to_have_url(asked)
    root = page.url
    expect(page.locator("[aria-current=true]")).to_have_count(1)
    draws_anew(page, lit)
    page.locator(".st-key-ripple_story a").nth(1).click()
    expect(page).not_to_have_url(root)
    click_at(page, 0.02, 0.02)  # the water: the whole ripple from its start
    expect(page).to_have_url(root)
    player(page, "play").click()
    has_told(page, "said[0] > 1")
    page.get_by_text(re.compile("^Download th")).click()
    drawing = page.get_by_role("link", name="A drawing (SVG)")
    for chosen in ("Portrait", "Dark"):
        page.get_by_role("radio", name=chosen).click()
        expect(drawing).to_have_attribute("href", re.compile(chosen.lower()))
    with page.expect_download() as download:
        drawing.click()
    assert download.value.suggested_filename == "Maple Street ripple portrait-dark.svg"
    drawn = download.value.path().read_text()
    assert "A ripple in Maple Street" in drawn


def test_the_numbers_are_drawn_week_by_week_and_stand_in_a_table(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor(width=360, reduced_motion=True)
    page = comes_to_the_pond(visitor, demo)
    expect(
        page.locator("[data-testid=stColumn] [data-testid=stColumn]:has([data-testid=stMetric]) canvas.marks")
    ).to_have_count(4)
    page.get_by_text("Week by week, as a table").click()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    assert violations(visitor.settled().page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
