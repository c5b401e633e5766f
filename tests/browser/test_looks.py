"""How pages look where the theme alone would not do: on paper, by touch, in a system's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Locator, expect

from ripple.actions.members import change_settings
from ripple.actions.posting import share_act
from ripple.domain.model import Act, replace
from tests.browser.conftest import Visitor, groups_of
from tests.browser.test_main_job import OPENS, WORDS, opens_form, shares

PAGES = ("", "people", "you", "group", "about", "kept")
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


def test_a_print_of_the_dark_theme_is_dark_on_white(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(dark=True, reduced_motion=True)
    page = visitor.starts()
    shares(page, "Held the door")
    for path in PAGES:
        visitor.goes_to(path)
        page.emulate_media(media="print")
        assert set(page.evaluate(COLOURS)) == {"rgb(23, 36, 42)"}, path
        assert set(page.evaluate(GROUNDS)) == {"rgb(255, 255, 255)"}, path
        assert page.locator("button:visible, a[href]:visible, input:visible").all_inner_texts() == [], path
        # For a picture that is cut, or lies over the edge, a sheet has no way to the rest.
        assert all(page.locator("canvas:visible").evaluate_all(WHOLE)), path
        for picture in page.locator(".vega-embed canvas:visible").all():
            expect(picture).to_have_css("filter", "invert(1) hue-rotate(180deg)")
        page.emulate_media(media="screen")


def brightness(seen: Locator) -> float:
    """How bright it is on average, of 255."""
    with Image.open(BytesIO(seen.screenshot())) as picture:
        return float(ImageStat.Stat(picture.convert("L")).mean[0])


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_a_dialog_is_as_dark_as_the_theme_somebody_chose(
    new_visitor: Callable[..., Visitor], theme: str
) -> None:
    visitor = new_visitor(width=360, touch=True, dark=theme == "Light", reduced_motion=True)
    chosen = f"localStorage.setItem(`stActiveTheme-${{location.pathname}}-v2`, '\"{theme}\"')"
    visitor.page.add_init_script(chosen)
    page = visitor.starts()
    opens_form(page)
    way = page.locator('[data-testid="stLayoutWrapper"]:has(> [class*="st-key-send-"])')
    ground = "rgb(251, 250, 246)" if theme == "Light" else "rgb(11, 26, 34)"
    expect(way).to_have_css("background-color", ground)
    expect(page.locator(".stApp")).to_have_css("background-color", ground)
    assert (brightness(page.get_by_role("dialog")) > 128) == (theme == "Light")


def test_a_print_does_not_say_which_acts_are_of_whoever_prints(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor().starts()
    shares(page, "Held the door")
    more = page.get_by_role("button", name="More Held the door")
    expect(more).to_be_visible()
    page.emulate_media(media="print")
    expect(more).to_be_hidden()
    expect(page.locator("[class*=st-key-card]").get_by_text("Held the door").first).to_be_visible()


def test_a_print_does_not_say_that_something_of_theirs_waits(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    shares(page, "Held the door")
    with groups_of(visitor.server) as groups:
        live = groups.group(groups.listed()[-1])
        read_first = replace(live.history.settings, approve_acts=True)
        change_settings(live, live.history.hosts[0].id, read_first, now=datetime.now(UTC))
    opens_form(page).fill("Left flowers")
    page.get_by_text("Leave my name out").click()
    page.get_by_role("dialog").get_by_role("button", name="Share unsigned").click()
    waits = page.get_by_role("link", name="Something of yours waits for a host")
    expect(waits).to_be_visible()
    page.emulate_media(media="print")
    expect(waits).to_be_hidden()


def test_no_field_makes_an_iphone_zoom(new_visitor: Callable[..., Visitor]) -> None:
    page = (visitor := new_visitor(width=390, touch=True)).starts()
    opens_form(page)
    expect(page.get_by_role("textbox", name="To whom?")).to_be_visible()
    sizes = "fields => fields.map(field => parseFloat(getComputedStyle(field).fontSize))"
    for path in ("", "welcome"):
        if path:
            visitor.goes_to(path)
            page.get_by_role("button", name="Start a group").click()
            expect(page.get_by_role("textbox", name="Your name")).to_be_visible()
        found = page.locator("input[type=text], textarea").evaluate_all(sizes)
        assert len(found) >= 2
        assert all(size >= 16 for size in found), path


def test_letters_are_as_large_as_the_reader_s_browser_has_them(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=360, reduced_motion=True)
    letters = visitor.page.context.new_cdp_session(visitor.page)
    letters.send("Page.enable")
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page = visitor.starts()
    shares(page, "Held the door")
    for path in PAGES:
        visitor.goes_to(path)
        expect(page.locator("html")).to_have_css("font-size", "32px")
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= 360, path


def test_a_switch_is_seen_where_the_system_has_colours_of_its_own(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor()
    visitor.page.emulate_media(forced_colors="active")
    page = visitor.starts()
    opens_form(page)
    track = page.locator("label", has_text="Leave my name out").locator("span + div").first
    off = ground(track)
    assert off != ground(track.locator("div"))
    page.get_by_text("Leave my name out").click()
    expect(page.get_by_text("Share unsigned")).to_be_visible()
    assert ground(track) != off


def test_what_is_chosen_has_a_line_in_forced_colours(
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
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
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


def test_the_way_back_from_a_ripple_leads_to_where_one_was(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=390)
    page = visitor.starts()
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        ada = next(iter(live.history.members))
        for nth in range(8):
            above = "a1" if nth == 2 else None  # so that it has a ripple
            act = Act(id=f"a{nth}", text="Held the door", posted_at=now, author=ada, inspired_by=above)
            share_act(live, ada, act, now=now)
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


def test_what_is_read_stays_where_a_browser_does_not_hold_it(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=390)
    page = visitor.starts()
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        ada = next(iter(live.history.members))

        def share(act: str) -> None:
            text = "Held the door for all who came behind me, and for their dogs"
            share_act(live, ada, Act(id=act, text=text, posted_at=now, author=ada), now=now)

        for nth in range(8):
            share(f"a{nth}")
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


def test_each_page_of_the_row_is_told_and_opens_in_a_new_tab(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts()
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


def test_a_screen_reader_goes_from_act_to_act(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor().starts()
    for words in ("Held the door", "Left flowers"):
        shares(page, words)
    expect(page.get_by_role("article")).to_have_text(
        [re.compile("Left flowers"), re.compile("Held the door")]
    )


def test_a_tab_and_a_page_say_where_one_is(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts("Class 4b")
    for path, title in {"": "Pond", "you": "You", "group": "Group"}.items():
        visitor.goes_to(path)
        expect(page).to_have_title(f"{title} · Class 4b")
        expect(page.locator("h1")).to_have_count(1)


def test_a_menu_is_called_as_its_button_reads(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor().starts()
    shares(page, "Held 1 *door*.")
    page.get_by_role("button", name="More").click()
    expect(page.get_by_role("menu")).to_have_attribute("aria-label", "More Held 1 *door*.")


def test_an_error_leaves_the_button_in_sight_on_a_phone(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor(width=360, touch=True).starts()
    page.set_viewport_size({"width": 360, "height": 740})
    opens_form(page)
    share = page.get_by_role("dialog").get_by_role("button", name="Share")
    share.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(share).to_be_in_viewport(ratio=1)
