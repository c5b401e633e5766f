"""After *Sign out here*, *Back* shows nothing of whoever left, with a network and without.

Playwright switches off that pages are kept for *Back*, which every browser does; here they are.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from tests.browser.chromium import find, launched
from tests.browser.conftest import Visitor, turns_to, words_on
from tests.browser.test_main_job import NewVisitor, card, opens_form

WHISPERED = "What nobody is to know of me"
TYPED = "What I did not dare to share"


@pytest.fixture(scope="module")
def chromium(chromium: Browser) -> Iterator[Browser]:
    path = find()
    assert path
    with launched(chromium.browser_type, path, without=["--disable-back-forward-cache"]) as browser:
        yield browser


def shares_unsigned_and_types(visitor: Visitor) -> Page:
    page = visitor.starts(name="Balthasar")
    opens_form(page).fill(WHISPERED)
    page.get_by_text("Leave my name out").click()
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(card(page, WHISPERED)).to_be_visible()
    opens_form(page).fill(TYPED)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    visitor.settled()
    turns_to(page, "You")
    expect(words_on(page, WHISPERED)).to_be_visible()
    return page


def leaves_this_computer(page: Page) -> None:
    page.get_by_role("button", name="Sign out here").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("button", name="Start a group")).to_be_visible()


def goes_back(page: Page, *, offline: bool) -> str:
    """*Back*, all the way; whatever each page on the way shows at once."""
    page.context.set_offline(offline)
    seen = ""
    for _step in range(page.evaluate("history.length") - 1):
        page.evaluate("() => setTimeout(() => history.back())")
        page.wait_for_event("framenavigated")
        seen += asked(page, "document.documentElement?.textContent ?? ''")
        kept = "JSON.stringify(location.protocol === 'http:' ? {...sessionStorage} : {})"
        seen += asked(page, f"document.title + {kept}")
    return seen


def asked(page: Page, expression: str) -> str:
    """What the page says; where it gave way to another in that moment, what that one says."""
    while True:
        try:
            return str(page.evaluate(expression))
        except Error as error:
            if "navigation" not in error.message:
                raise


@pytest.mark.parametrize("offline", [False, True], ids=["online", "offline"])
def test_who_goes_back_after_somebody_left_sees_nothing_of_them(
    new_visitor: NewVisitor, offline: bool
) -> None:
    visitor = new_visitor()
    page = shares_unsigned_and_types(visitor)
    leaves_this_computer(page)
    seen = goes_back(page, offline=offline)
    for theirs in (WHISPERED, TYPED, "Balthasar"):
        assert theirs not in seen
        assert theirs not in page.content()


def test_a_page_that_a_browser_keeps_is_kept_empty_and_loaded_anew(
    new_visitor: NewVisitor,
) -> None:
    """Chromium keeps none that says `no-store` while it has a socket; others do."""
    page = shares_unsigned_and_types(new_visitor())
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate("document.documentElement.textContent") == ""
    page.evaluate("setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))")
    expect(words_on(page, WHISPERED)).to_be_visible()
