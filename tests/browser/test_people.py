"""The people in a real browser: drawn, lit by a click or from the list, and for everybody to use."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from ripple.charts.people.circle import circle_of
from ripple.charts.people.table import display_names
from ripple.demo import start_demo
from ripple.language import COOKIE
from tests.browser.conftest import Server, Visitor, groups_of, rests, turns_to
from tests.browser.test_access import violations
from tests.browser.test_large_pond import click_place, on_screen
from tests.browser.test_pond import canvas, click_at, draws_anew, picture, size
from tests.browser.test_walking import RING, heard, presses

NewVisitor = Callable[..., Visitor]
LEFT = "one => one.getBoundingClientRect().left"


def comes_to_the_people(page: Page) -> Page:
    turns_to(page, "People")
    expect(canvas(page)).to_be_visible()
    expect(page.locator("[data-part=nearer]")).to_have_attribute("title", "Nearer")  # the player is there
    rests(page)
    return page


def test_a_click_or_the_list_lights_somebody_and_the_water_lets_go(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = comes_to_the_people(visitor.starts(acts=["Held the door"]))
    expect(page.locator("[data-part=zoom]")).to_be_hidden()  # there is nothing to look at from nearer
    listed, alone = page.get_by_role("combobox", name="Find somebody"), picture(page)
    told = page.get_by_text("names nobody they were with")
    click_at(page, 0.5, 0.5)
    expect(listed).to_have_value("Ada")
    expect(told).to_be_visible()
    draws_anew(page, alone)
    click_at(page, 0.02, 0.02)
    expect(listed).to_have_value("")
    expect(told).to_be_hidden()
    for x in (0.02, 0.02, 0.5, 0.02):  # after a choice from the list every click counts
        rests(page)
        listed.fill("Ada")
        page.keyboard.press("Enter")
        expect(told).to_be_visible()
        click_at(page, x, 0.5)
        expect(listed).to_have_value("Ada" if x == 0.5 else "")
    assert visitor.errors == []


@pytest.mark.parametrize(("width", "dark"), [(1280, True), (360, False)], ids=["laptop dark", "phone light"])
def test_everybody_can_use_the_page(new_visitor: NewVisitor, demo: str, width: int, dark: bool) -> None:
    visitor = new_visitor(width=width, dark=dark, reduced_motion=True)
    page = comes_to_the_people(visitor.comes_in(demo).page)
    assert violations(visitor.settled().page) == []
    everybody = picture(page)
    page.get_by_role("combobox", name="Find somebody").fill("toma")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tomasz was kind to")).to_be_visible()
    draws_anew(page, everybody)
    page.get_by_text("All people as a table").click()
    expect(page.get_by_role("link", name="Download the table")).to_be_visible()
    page.get_by_test_id("stDataFrame").hover()
    tools = page.get_by_test_id("stElementToolbarButton")
    expect(tools.filter(has=page.get_by_role("button", name="Search"))).to_be_visible()
    # Streamlit's own file of a table guards no cell: a spreadsheet would run what somebody typed.
    expect(page.locator("[aria-label^='Download as CSV']")).to_have_count(1)
    expect(page.locator("[aria-label^='Download as CSV']")).to_be_hidden()
    assert violations(visitor.settled().page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    with page.expect_download() as sent:  # in a tab that closes by itself
        page.get_by_role("link", name="Download the table").click()
    assert "Tomasz" in sent.value.path().read_text("utf-8-sig")
    canvas(page).hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page.locator("input[name=player]")).not_to_have_value("")
    expect(page.locator("[data-part=nearer]")).to_be_visible()
    if width == 360:
        is_walked_by_touch(page)
    assert visitor.errors == []


def test_the_people_are_walked_by_keys_to_who_was_kind_to_whom(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor()
    page = comes_to_the_people(visitor.comes_in(demo).page)
    people = page.get_by_role("application", name=re.compile(r"^The people: \d+ people"))
    expect(people).to_have_accessible_description(re.compile("^The arrow keys walk: left and right"))
    people.focus()
    first = presses(page, "Home")
    assert re.match(r"^.+, 1 of \d+ by name, linked to ", first)
    assert presses(page, "ArrowLeft") == "Nobody comes before."
    while not heard(page).startswith("Tomasz, "):
        page.keyboard.press("ArrowRight")
    linked = presses(page, "ArrowDown")
    assert re.match(r"^.+, 1 of \d+ linked to Tomasz: .*was kind to", linked)
    expect(page.locator(RING).first).to_be_visible()
    assert presses(page, "ArrowUp").startswith("Tomasz, ")
    page.keyboard.press("Enter")
    story = page.locator("[data-told]").filter(has_text="Tomasz was kind to")
    expect(story).to_be_focused()
    page.keyboard.press("Escape")
    expect(people).to_be_focused()
    assert heard(page).startswith("Tomasz, ")
    page.keyboard.press("Escape")
    expect(page.locator(RING).first).to_be_hidden()
    assert visitor.errors == []


def is_walked_by_touch(page: Page) -> None:
    page.get_by_role("button", name="Walk", exact=True).click()
    page.get_by_role("button", name="The next person").click()
    expect(page.locator("figure[data-plate]")).to_contain_text("linked to")
    page.get_by_role("button", name="The strongest line").click()
    expect(page.locator("[data-part=told]")).to_contain_text("was kind to")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []


def test_what_a_tapped_person_tells_leaves_them_in_sight(new_visitor: NewVisitor, server: Server) -> None:
    with groups_of(server) as groups:
        link = start_demo(groups, now=datetime.now(UTC))
        live = groups.group(link.group)
        people, names = live.pond.people, display_names(live.pond.people, live.history)
        people.places()
        circle = circle_of(people, names.__getitem__)
    low, right, who = min(
        zip(*(circle.people[of] for of in ("tall_east", "tall_north", "i")), strict=True)
    )  # of a tall picture x and y are exchanged
    place, whole = (low, right), (0, 0, *circle.tall_reach)
    visitor = new_visitor(width=390, touch=True, reduced_motion=True)
    page = comes_to_the_people(visitor.comes_in(link.path).page)
    click_place(page, place, whole)
    sheet, (width, height) = page.locator(".st-key-people_told"), size(canvas(page))
    expect(sheet.get_by_text(names[who], exact=True).first).to_be_in_viewport(ratio=1)
    page.wait_for_function(
        """(down) => {
          const top = (part) => document.querySelector(part).getBoundingClientRect().top
          return top(".st-key-people_water canvas.marks") + down < top(".st-key-people_told")
        }""",
        arg=height / 2 - on_screen(place, whole, width, height)[1],
    )
    rests(page)
    assert violations(visitor.settled().page) == []
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(sheet).to_have_count(0)
    expect(page.get_by_role("combobox", name="Find somebody")).to_have_value("")
    assert visitor.errors == []


def test_read_from_the_right_the_next_person_is_to_the_left(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor()
    page = visitor.comes_in(demo).page
    page.context.add_cookies([{"name": COOKIE, "value": "ar", "url": page.url}])
    visitor.goes_to("people")
    page.locator("[data-part=walk]").click()
    before, after = (page.locator(f"[data-part=walk-{way}]") for way in ("before", "after"))
    expect(after.locator("kbd")).to_have_text("←")
    assert after.evaluate(LEFT) < before.evaluate(LEFT)
    page.get_by_role("application").focus()
    first = presses(page, "Home")
    assert presses(page, "ArrowRight") == "لا أحد قبله."
    second = presses(page, "ArrowLeft")
    assert second != first
    assert presses(page, "ArrowRight") == first
    assert visitor.errors == []
