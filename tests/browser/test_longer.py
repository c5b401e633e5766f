"""In a language whose every text is a third longer, on a phone: nothing is cut off, or out of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ripple.language import COOKIE
from ripple.pseudo import FROM_THE_LEFT, FROM_THE_RIGHT
from tests.browser.conftest import Server, Visitor, running, server_in
from tests.browser.test_main_job import NewVisitor

CUT = """() => [...document.querySelectorAll(".stApp *, .stDialog *")].filter(one => {
    const { left, right, width } = one.getBoundingClientRect()
    const says = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!says || width < 2 || !one.checkVisibility({ visibilityProperty: true })) return false
    if (one.closest("[data-testid=stDataFrame], em")) return false
    const hides = getComputedStyle(one).overflowX !== "visible" && !one.closest("[class*=st-key-can-]")
    return left < -1 || right > innerWidth + 1 || (hides && one.scrollWidth > one.clientWidth + 1)
}).map(one => one.textContent)"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with running(server_in(tmp_path, RIPPLE_PSEUDO="1")) as app:
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
    for path in ("people", "you", "group", "about", "kept"):
        assert cut(visitor.goes_to(path)) == [], path
