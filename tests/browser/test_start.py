"""A page that is opened stands soon: the app is asked for once, and of the charts the pond comes first."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_glimpse import PATIENTLY

NewVisitor = Callable[..., Visitor]

# Of every chart that comes into the page: its key, and whether the pond's is drawn by then.
WHAT_CAME = """
globalThis.came = []
new MutationObserver(() => {
  for (const canvas of document.querySelectorAll("canvas.marks:not([data-seen])")) {
    canvas.dataset.seen = "yes"
    const pond = document.querySelector(".st-key-pond_water canvas")
    const middle = pond?.getContext("2d").getImageData(pond.width / 2, pond.height / 2, 1, 1)
    came.push([canvas.closest(".st-key-pond_water") ? "pond" : "below", Boolean(middle?.data[3])])
  }
}).observe(document, { childList: true, subtree: true })
"""


def test_a_page_asks_for_the_app_where_it_is(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor()
    visitor.comes_in(demo)
    asked: list[str] = []
    visitor.page.on("request", lambda request: asked.append(request.url))
    visitor.goes_to()
    inside = [url.removeprefix(visitor.server.url) for url in asked if "/_stcore/" in url]
    assert sorted(inside) == ["_stcore/health", "_stcore/host-config"]


def test_while_a_page_is_on_its_way_one_sees_a_drop(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    drop, scripts = visitor.page.locator(".first-drop"), "**/static/js/index.*"
    visitor.page.route(scripts, lambda _script: None)
    visitor.page.goto(visitor.server.url, wait_until="commit")
    expect(drop).to_be_visible()
    visitor.page.unroute(scripts)  # which lets go of those that are held
    visitor.settled()
    expect(drop).to_be_hidden()


def test_the_pond_is_drawn_before_the_charts_below_it(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor()
    visitor.comes_in(demo)
    visitor.page.add_init_script(WHAT_CAME + PATIENTLY)
    visitor.goes_to()
    expect(visitor.page.locator(".st-key-weeks_chart canvas.marks")).to_be_attached()
    came = visitor.page.evaluate("came")
    assert came[0][0] == "pond"
    assert [drawn for where, drawn in came if where == "below"] == [True] * (len(came) - 1)
