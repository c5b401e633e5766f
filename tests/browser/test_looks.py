"""How pages look where the theme alone would not do: on paper, by touch, in a system's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

from PIL import Image, ImageStat
from playwright.sync_api import Locator, Page, expect

from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from tests.browser.conftest import Visitor, groups_of, rests
from tests.browser.test_main_job import OPENS, WORDS, opens_form

PAGES = ("people", "you", "group", "about", "kept", "")
TITLES = {"": "Pond", "you": "You", "group": "Group"}
CHOSEN = "localStorage.setItem(`stActiveTheme-${location.pathname}-v2`, '\"THEME\"')"
COLOURS = """() => [...document.querySelectorAll(".stApp *")]
    .filter(one => one.checkVisibility())
    .filter(one => [...one.childNodes].some(node => node.nodeType == 3 && node.data.trim()))
    .map(one => getComputedStyle(one).color)"""
WHOLE = """all => all.map(one => one.getBoundingClientRect()).map(
    box => box.left >= 0 && box.right <= innerWidth && box.height > 0)"""
TOP = "one => one.getBoundingClientRect().top"
# As a page is while it is drawn anew: without its last cards, and with them again.
SHORT_FOR_A_MOMENT = """async last => {
  for (const display of ["none", ""]) {
    for (const card of document.querySelectorAll(last)) card.style.display = display
    document.body.append(document.createElement("i"))
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  }
}"""
GROUNDS = """() => [document.body, ...document.querySelectorAll(".stApp, .stApp :not([style*=background])")]
    .filter(one => one.tagName != "CANVAS")
    .map(one => getComputedStyle(one).backgroundColor)"""


def test_in_print_and_large_letters_each_page_is_whole_and_says_where(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor(dark=True, reduced_motion=True)
    page = visitor.starts("Class 4b", acts=["Held the door"])
    for path in PAGES:
        visitor.goes_to(path)
        if path in TITLES:
            expect(page).to_have_title(f"{TITLES[path]} · Class 4b")
            expect(page.locator("h1")).to_have_count(1)
        is_dark_on_white_in_print(page, path)
        fits_with_large_letters(page, path)
    says_in_print_of_nothing_whose_it_is(visitor)


def says_in_print_of_nothing_whose_it_is(visitor: Visitor) -> None:
    """Not which acts are of whoever prints, nor that something that they shared unsigned waits for a host."""
    page = visitor.page
    with groups_of(visitor.server) as groups:
        live = groups.group(visitor.group)
        read_first = replace(live.history.settings, approve_acts=True)
        change_settings(live, live.history.hosts[0].id, read_first, now=datetime.now(UTC))
    opens_form(page).fill("Left flowers")
    page.get_by_text("Leave my name out").click()
    page.get_by_role("dialog").get_by_role("button", name="Share unsigned").click()
    waits = page.get_by_role("link", name="Something of yours waits for a host")
    more = page.get_by_role("button", name="More Held the door")
    expect(waits).to_be_visible()
    expect(more).to_be_visible()
    page.emulate_media(media="print")
    expect(waits).to_be_hidden()
    expect(more).to_be_hidden()
    expect(page.locator("[class*=st-key-card]").get_by_text("Held the door").first).to_be_visible()
    page.emulate_media(media="screen")


def is_dark_on_white_in_print(page: Page, path: str) -> None:
    page.emulate_media(media="print")
    assert set(page.evaluate(COLOURS)) == {"rgb(23, 36, 42)"}, path
    assert set(page.evaluate(GROUNDS)) == {"rgb(255, 255, 255)"}, path
    assert page.locator("button:visible, a[href]:visible, input:visible").all_inner_texts() == [], path
    # For a picture that is cut, or lies over the edge, a sheet has no way to the rest.
    assert all(page.locator("canvas:visible").evaluate_all(WHOLE)), path
    for picture in page.locator(".vega-embed canvas:visible").all():
        expect(picture).to_have_css("filter", "invert(1) hue-rotate(180deg)")
    page.emulate_media(media="screen")


def fits_with_large_letters(page: Page, path: str) -> None:
    """On a phone, whose browser has letters twice as large: nothing lies beside the page."""
    size, letters = page.viewport_size, page.context.new_cdp_session(page)
    assert size
    letters.send("Page.enable")
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.set_viewport_size({"width": 360, "height": 844})
    expect(page.locator("html")).to_have_css("font-size", "32px")
    rests(page)
    assert (
        page.get_by_test_id("stMain").evaluate("main => [main.clientWidth, main.scrollWidth]") == [360] * 2
    ), path
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    letters.detach()
    page.set_viewport_size(size)


def brightness(seen: Locator) -> float:
    """How bright it is on average, of 255."""
    with Image.open(BytesIO(seen.screenshot())) as picture:
        return float(ImageStat.Stat(picture.convert("L")).mean[0])


def test_on_a_phone_a_form_is_as_dark_as_chosen_and_easy_to_type_in(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor(width=360, touch=True, dark=True, reduced_motion=True)
    page = visitor.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.add_init_script(CHOSEN.replace("THEME", "Light"))
    visitor.starts()
    opens_form(page)
    is_as_chosen(page, "Light")
    expect(page.get_by_role("textbox", name="To whom?")).to_be_visible()
    makes_no_iphone_zoom(page, "the form")
    share = page.get_by_role("dialog").get_by_role("button", name="Share")
    share.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(share).to_be_in_viewport(ratio=1)

    page.emulate_media(color_scheme="light")
    page.add_init_script(CHOSEN.replace("THEME", "Dark"))
    visitor.goes_to()
    opens_form(page)
    is_as_chosen(page, "Dark")
    visitor.goes_to("welcome")
    page.get_by_role("button", name="Start a group").click()
    expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
    makes_no_iphone_zoom(page, "welcome")


def is_as_chosen(page: Page, theme: str) -> None:
    way = page.locator('[data-testid="stLayoutWrapper"]:has(> [class*="st-key-send-"])')
    ground = "rgb(251, 250, 246)" if theme == "Light" else "rgb(11, 26, 34)"
    expect(way).to_have_css("background-color", ground)
    expect(page.locator(".stApp")).to_have_css("background-color", ground)
    assert (brightness(page.get_by_role("dialog")) > 128) == (theme == "Light"), theme


def makes_no_iphone_zoom(page: Page, where: str) -> None:
    sizes = "fields => fields.map(field => parseFloat(getComputedStyle(field).fontSize))"
    found = page.locator("input[type=text], textarea").evaluate_all(sizes)
    assert len(found) >= 2
    assert all(size >= 16 for size in found), where


def test_what_is_chosen_is_seen_where_a_system_has_colours_of_its_own(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor()
    visitor.page.emulate_media(forced_colors="active")
    page = visitor.starts()
    row = page.locator(".st-key-pages a")
    assert has_line(row.filter(has_text="Pond"))
    assert not has_line(row.filter(has_text="People"))
    opens_form(page)
    hug = page.get_by_role("radio", name="A hug")
    assert not has_line(hug)
    hug.click()
    expect(hug).to_be_checked()
    page.get_by_role("dialog").get_by_placeholder(WORDS).fill("Left flowers")  # so that the pill has no focus
    assert has_line(hug)

    track = page.locator("label", has_text="Leave my name out").locator("span + div").first
    off = ground(track)
    assert off != ground(track.locator("div"))
    page.get_by_text("Leave my name out").click()
    share = page.get_by_role("dialog").get_by_role("button", name="Share unsigned")
    expect(share).to_be_visible()
    assert ground(track) != off

    share.click()
    dot = page.locator("[class*=st-key-card] .kind")
    expect(dot).to_be_visible()
    assert dot.evaluate("one => getComputedStyle(one).forcedColorAdjust") == "none"
    more = page.get_by_role("button", name="More")
    more.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert has_line(more)


def has_line(element: Locator) -> bool:
    """Whether a line is drawn around it."""
    style: str = element.evaluate("one => getComputedStyle(one).outlineStyle")
    return style == "solid"


def ground(element: Locator) -> str:
    colour: str = element.evaluate("one => getComputedStyle(one).backgroundColor")
    return colour


def test_one_finds_the_feed_where_one_was_and_it_stays_there(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=390, reduced_motion=True)
    page = visitor.starts()
    text = "Held the door for all who came behind me, and for their dogs"
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        ada = next(iter(live.history.members))

        def share(id: str, above: str | None = None) -> None:
            act = Act(id=id, text=text, posted_at=now, author=ada, inspired_by=above)
            share_act(live, ada, act, now=now)

        for nth in range(8):
            share(f"a{nth}", "a1" if nth == 2 else None)  # so that it has a ripple
        card = page.locator(".st-key-card-a3")
        expect(card).to_be_visible()
        visitor.settled()
        page.locator(".stMain").evaluate("main => { main.style.overflowAnchor = 'none' }")  # as Safari
        card.evaluate("one => one.scrollIntoView()")
        page.wait_for_function(f"() => Math.abs(({TOP})(document.querySelector('.st-key-card-a3'))) < 2")
        share("news")
        expect(page.locator(".st-key-card-news")).to_be_attached()
        visitor.settled()
    assert abs(card.evaluate(TOP)) < 2
    page.evaluate(SHORT_FOR_A_MOMENT, ".st-key-card-a1, .st-key-card-a2")
    assert abs(card.evaluate(TOP)) < 2
    page.locator(".stMain").evaluate("main => { main.style.overflowAnchor = '' }")
    comes_back_from_a_ripple(page)


def comes_back_from_a_ripple(page: Page) -> None:
    card = page.locator(".st-key-card-a1")
    link = card.locator("a")
    link.scroll_into_view_if_needed()
    before = card.evaluate(TOP)
    link.click()
    expect(page.get_by_role("heading", name="One ripple")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="One ripple")).to_have_count(0)
    expect(link).to_be_in_viewport()
    page.wait_for_function(
        f"before => Math.abs(({TOP})(document.querySelector('.st-key-card-a1')) - before) < 2", arg=before
    )


def test_acts_menus_and_the_row_of_pages_are_told_by_their_names(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(reduced_motion=True)
    page = visitor.starts(acts=["Held 1 *door*.", "Left flowers"])
    told = [re.compile("Left flowers"), re.compile(r"Held 1 \*door\*\.")]
    expect(page.get_by_role("article")).to_have_text(told)
    page.get_by_role("button", name="More Held 1").click()
    expect(page.get_by_role("menu")).to_have_attribute("aria-label", "More Held 1 *door*.")

    visitor.goes_to("people")
    row = page.get_by_role("navigation").get_by_role("link")
    expect(row).to_have_count(4)
    expect(page.locator("[aria-current=page]")).to_have_text(re.compile("People$"))
    with page.context.expect_page() as opened:
        row.filter(has_text="Pond").click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("button", name=OPENS)).to_be_visible()
    assert "/people" in page.url
    row.filter(has_text="Pond").click()
    expect(page.get_by_role("button", name=OPENS)).to_be_visible()
    expect(page.locator("[aria-current=page]")).to_have_text(re.compile("Pond$"))
