"""What is seen of the pond before its chart is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor, rests
from tests.browser.test_pond import canvas, comes_to_the_pond, player

NewVisitor = Callable[..., Visitor]
ON_TOP = """what => {
  const { x, y, width, height } = what.getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2) === what
}"""
# Every place that the water is seen at, and how large, from the first on.
PLACES = """
globalThis.places = []
const look = () => {
  const water = document.querySelector(".st-key-WHICH_water")?.getBoundingClientRect()
  const place = water && [water.x, water.y, water.width, water.height].map(Math.round).join(" ")
  if (place && !places.includes(place)) places.push(place)
  requestAnimationFrame(look)
}
look()
"""
CHARTS = "**/static/js/embed.*.js"  # the library that draws them
# The page waits for its picture however long that takes, where it would go on without (`drawn.js`).
PATIENTLY = """
const soon = setTimeout
globalThis.setTimeout = (does, ms, ...told) => soon(does, ms === 10_000 ? 2 ** 31 - 1 : ms, ...told)
"""


@contextmanager
def without_charts(page: Page) -> Iterator[None]:
    """The library comes as late as it may over a slow line: at the end of this."""
    waiting: list[Route] = []
    page.route(CHARTS, lambda route: waiting.append(route))
    yield
    assert waiting, "no library was asked for: has its file another name?"
    for route in waiting:
        route.continue_()
    page.unroute(CHARTS)


def place(page: Page, what: str) -> dict[str, float]:
    """Where it is on the page, and how large."""
    box: dict[str, float] = page.locator(what).evaluate("what => what.getBoundingClientRect().toJSON()")
    return box


def test_the_pond_is_seen_before_its_chart_which_moves_nothing(new_visitor: NewVisitor, demo: str) -> None:
    page = new_visitor().comes_in(demo).page
    page.add_init_script(PATIENTLY)
    with without_charts(page):
        page.goto(f"{page.url.partition('?')[0].rstrip('/')}/")
        still = page.locator(".st-key-pond_glimpse img")
        expect(still).to_be_visible()
        page.wait_for_function("image => image.naturalWidth > 0", arg=still.element_handle())
        expect(player(page, "play")).to_be_visible()
        expect(canvas(page)).to_have_count(0)
        water, below = place(page, ".st-key-pond_water"), place(page, "[data-part=caption]")
        assert place(page, ".st-key-pond_glimpse img") == water
        expect(page.get_by_test_id("stSelectbox")).to_have_count(0)
    expect(canvas(page)).to_be_visible()
    expect(page.get_by_label("Find an act")).to_be_visible()
    rests(page)
    assert place(page, ".st-key-pond_water canvas.marks") == water
    assert canvas(page).evaluate(ON_TOP)
    assert place(page, "[data-part=caption]") == below


@pytest.mark.parametrize("width", [390, 700, 1280])
def test_the_pond_is_seen_before_the_app_where_it_will_be(
    new_visitor: NewVisitor, demo: str, width: int
) -> None:
    page = new_visitor(width=width).comes_in(demo).page
    first, scripts = ".first-pond img", "**/static/js/index.*"
    page.route(scripts, lambda _script: None)
    page.goto(f"{page.url.partition('?')[0].rstrip('/')}/", wait_until="commit")
    page.wait_for_function(f"() => document.querySelector('{first}')?.naturalWidth > 0")
    seen = place(page, first)
    page.unroute(scripts)  # which lets go of those that are held
    expect(canvas(page)).to_be_visible()
    assert place(page, ".st-key-pond_water") == seen
    expect(page.locator(".first-pond")).to_have_css("opacity", "0")


@pytest.mark.parametrize("which", ["pond", "people"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_water_stays_where_it_is_first_seen(
    new_visitor: NewVisitor, demo: str, width: int, which: str
) -> None:
    page = new_visitor(width=width).comes_in(demo).page
    page.add_init_script(PLACES.replace("WHICH", which))
    page.goto(f"{page.url.partition('?')[0].rstrip('/')}/{'people' if which == 'people' else ''}")
    for _coming in ("by a reload", "from another page"):
        expect(page.locator(f".st-key-{which}_water canvas.marks")).to_be_visible()
        expect(page.locator(".st-key-pond_controls, [data-testid=stSelectbox]").first).to_be_visible()
        rests(page)
        assert len(page.evaluate("places")) == 1
        page.get_by_role("link", name="You", exact=True).click()
        expect(page.locator(f".st-key-{which}_water")).to_have_count(0)
        page.evaluate("places.length = 0")
        page.get_by_role("link", name=which.title()).click()


def test_all_else_comes_also_where_the_chart_does_not(new_visitor: NewVisitor, demo: str) -> None:
    page = new_visitor().comes_in(demo).page
    page.clock.install()
    with without_charts(page):
        page.goto(f"{page.url.partition('?')[0].rstrip('/')}/")
        expect(page.locator(".st-key-pond_glimpse img")).to_be_visible()
        expect(player(page, "play")).to_be_visible()
        page.clock.fast_forward(10_000)
        expect(page.get_by_label("Find an act")).to_be_visible()
        expect(page.get_by_text("All acts as a table")).to_be_visible()
        expect(canvas(page)).to_have_count(0)
    expect(canvas(page)).to_be_visible()


def test_who_left_the_pond_from_nearby_is_not_shown_all_of_it_first(
    new_visitor: NewVisitor, demo: str
) -> None:
    page = comes_to_the_pond(new_visitor(), demo)
    player(page, "nearer").click()
    page.get_by_role("link", name="You", exact=True).click()
    expect(canvas(page)).to_have_count(0)
    page.get_by_role("link", name="Pond").click()
    expect(page.locator(".st-key-pond_glimpse img")).to_have_count(1)
    expect(page.locator(".st-key-pond_glimpse img")).to_be_hidden()
    rests(page)
    with without_charts(page):
        page.reload()
        expect(page.locator(".first-pond img")).to_be_hidden()
        expect(player(page, "play")).to_be_visible()
        expect(page.locator(".st-key-pond_glimpse")).to_be_visible()
        expect(page.locator(".st-key-pond_glimpse img")).to_be_hidden()
