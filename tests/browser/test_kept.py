"""What a browser keeps of somebody is what the page about it says."""

from collections.abc import Callable

from playwright.sync_api import expect

from ripple.privacy.fields import OUTSIDE
from tests.browser.conftest import Visitor
from tests.browser.test_main_job import opens_form, shares

STORED = "() => ({localStorage: Object.keys(localStorage), sessionStorage: Object.keys(sessionStorage)})"


def test_a_browser_keeps_nothing_that_is_not_told(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    shares(page, "Held the door")
    opens_form(page).fill("Half a ")
    expect(page.get_by_role("dialog")).to_be_visible()
    found = [f"cookie: {cookie.get('name')}" for cookie in page.context.cookies()]
    found += [f"{place}: {key}" for place, keys in page.evaluate(STORED).items() for key in keys]
    told = tuple(place.removesuffix("…") for row in OUTSIDE for place in row.fields)
    assert "cookie: _streamlit_xsrf" in found
    assert [each for each in found if not each.startswith(told)] == []
