"""In a language whose every text is a third longer, on a phone, and with letters twice as large: nothing is
cut off, or out of the window."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from ripple.language import COOKIE
from ripple.pseudo import FROM_THE_LEFT, FROM_THE_RIGHT
from tests.browser.conftest import Server, Visitor, running, server_in, turns_to
from tests.browser.test_access import ROOM
from tests.browser.test_main_job import NewVisitor
from tests.browser.test_news import another_shares

CUT = """() => [...document.querySelectorAll(".stApp *, .stDialog *")].filter(one => {
    const { left, right, width } = one.getBoundingClientRect()
    const says = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!says || width < 2 || !one.checkVisibility({ visibilityProperty: true })) return false
    if (one.closest("[data-testid=stDataFrame], em")) return false
    const hides = getComputedStyle(one).overflowX !== "visible" && !one.closest("[class*=st-key-can-]")
    return left < -1 || right > innerWidth + 1 || (hides && one.scrollWidth > one.clientWidth + 1)
}).map(one => one.textContent)"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(server_in(tmp_path_factory.mktemp("longer"), RIPPLE_PSEUDO="1")) as app:
        yield app


def cut(visitor: Visitor) -> list[str]:
    """The texts that are cut off on the page as it stands."""
    found: list[str] = visitor.settled().page.evaluate(CUT)
    return found


def speaks(page: Page, language: str, url: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": language, "url": url}])


@pytest.mark.parametrize("language", [FROM_THE_LEFT, FROM_THE_RIGHT])
def test_longer_texts_have_room_on_every_page_of_a_phone(
    new_visitor: NewVisitor, demo: str, language: str
) -> None:
    visitor = new_visitor(width=360, touch=True, reduced_motion=True)
    page = visitor.page
    speaks(page, language, visitor.server.url)
    assert cut(visitor.goes_to()) == []
    page.goto(visitor.server.address(demo))
    page.get_by_role("button").click()
    expect(page.get_by_role("article").first).to_be_visible()
    assert cut(visitor) == []
    page.locator(".st-key-share_bar button").click()
    expect(page.get_by_role("dialog").get_by_role("textbox").first).to_be_visible()
    assert cut(visitor) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for path in ("people", "you", "group"):
        turns_to(page, page.locator(f".st-key-pages a[href$={path}] p").inner_text())
        assert cut(visitor) == [], path
    for path in ("about", "kept"):
        assert cut(visitor.goes_to(path)) == [], path


def larger(visitor: Visitor) -> Visitor:
    """Let all letters be twice as large as a browser has them, as its reader can choose."""
    letters = visitor.page.context.new_cdp_session(visitor.page)
    letters.send("Page.enable")
    letters.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    return visitor


def opened(visitor: Visitor, *ways: Locator) -> Locator:
    """The dialog that these open, one after the other: nothing in it is cut off, or beside it."""
    for way in ways:
        way.click()
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert cut(visitor) == []
    assert min(dialog.evaluate(ROOM)) >= 0, dialog.inner_text()
    return dialog


def test_dialogs_have_room_with_the_largest_letters(new_visitor: NewVisitor) -> None:
    ada, ben = (larger(new_visitor(width=320, touch=True, reduced_motion=True)) for _ in range(2))
    page = ada.starts()
    speaks(page, FROM_THE_LEFT, ada.server.url)
    button = page.get_by_role("button")
    opened(ada.goes_to(), button.filter(has_text="Invite your group"))
    another_shares(ada, "Soup for all")
    ben.joins(ada)
    speaks(ben.page, FROM_THE_LEFT, ada.server.url)
    choice = ben.goes_to().page.get_by_role("menuitem").filter(has_text="Ask a host")
    opened(ben, ben.page.locator("[class*=st-key-more-] button"), choice)
    choice = page.get_by_role("menuitem").filter(has_text="Remove")
    opened(ada.goes_to("group"), button.filter(has_text="Ben"), choice)
