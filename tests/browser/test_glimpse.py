"""What is seen of the pond before its chart is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor, rests
from tests.browser.test_pond import canvas, player

NewVisitor = Callable[..., Visitor]
ON_TOP = """what => {
  const { x, y, width, height } = what.getBoundingClientRect()
  return document.elementFromPoint(x + width / 2, y + height / 2) === what
}"""
# Every place that the water of a page is seen at, and how large, from the first on.
PLACES = """
globalThis.places = { pond: [], people: [] }
const look = () => {
  for (const [which, seen] of Object.entries(places)) {
    const water = document.querySelector(`.st-key-${which}_water`)?.getBoundingClientRect()
    const place = water && [water.x, water.y, water.width, water.height].map(Math.round).join(" ")
    if (place && !seen.includes(place)) seen.push(place)
  }
  requestAnimationFrame(look)
}
look()
"""
CHARTS = "**/static/js/embed.*.js"  # the library that draws them
SCRIPTS = "**/static/js/index.*"
# The page waits for its picture until `late`; it would go on without after ten seconds (`drawn.js`).
PATIENTLY = """
const soon = setTimeout, waiting = []
globalThis.setTimeout = (does, ms, ...told) => {
  if (ms !== 10_000) return soon(does, ms, ...told)
  waiting.push(does)
}
globalThis.late = () => {
  for (const does of waiting) does()
  return waiting.length
}
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


def let_in(visitor: Visitor, link: str) -> Page:
    """Their page, signed in, that has loaded nothing yet."""
    headers = {"Origin": visitor.server.url.rstrip("/")}
    visitor.page.request.post(visitor.server.address(link), headers=headers, max_redirects=0)
    return visitor.page


def test_the_pond_is_seen_before_its_chart_and_all_else_also_without(
    new_visitor: NewVisitor, demo: str
) -> None:
    visitor = new_visitor()
    page = let_in(visitor, demo)
    page.add_init_script(PATIENTLY)
    is_seen_before_its_chart_which_moves_nothing(page, visitor.server.url)
    is_not_shown_whole_to_who_left_it_from_nearby(page)
    with without_charts(page):
        page.reload()
        expect(page.locator(".first-pond img")).to_be_hidden()
        expect(player(page, "play")).to_be_visible()
        expect(page.locator(".st-key-pond_glimpse")).to_be_visible()
        expect(page.locator(".st-key-pond_glimpse img")).to_be_hidden()
        expect(page.get_by_test_id("stSelectbox")).to_have_count(0)
        page.wait_for_function("late")
        expect(page.get_by_label("Find an act")).to_be_visible()
        expect(page.get_by_text("All acts as a table")).to_be_visible()
        expect(canvas(page)).to_have_count(0)
    expect(canvas(page)).to_be_visible()


def is_seen_before_its_chart_which_moves_nothing(page: Page, url: str) -> None:
    with without_charts(page):
        page.goto(url)
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


def is_not_shown_whole_to_who_left_it_from_nearby(page: Page) -> None:
    player(page, "nearer").click()
    page.get_by_role("link", name="You", exact=True).click()
    expect(canvas(page)).to_have_count(0)
    page.get_by_role("link", name="Pond").click()
    expect(page.locator(".st-key-pond_glimpse img")).to_have_count(1)
    expect(page.locator(".st-key-pond_glimpse img")).to_be_hidden()
    rests(page)


def test_pictures_are_seen_where_they_will_be_and_stay_there(new_visitor: NewVisitor, demo: str) -> None:
    visitor = new_visitor()
    page = let_in(visitor, demo)
    page.add_init_script(PLACES)
    for width in (390, 700, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        is_seen_before_the_app_where_it_will_be(page, visitor.server.url, width)
        water_stays(page, "pond", f"the pond by a reload, {width} wide")
        for which in ("people", "pond") if width != 700 else ():
            page.get_by_role("link", name="You", exact=True).click()
            expect(page.locator("[class*=_water]")).to_have_count(0)
            page.evaluate("Object.assign(places, { pond: [], people: [] })")
            page.get_by_role("link", name=which.title()).click()
            water_stays(page, which, f"{which} from another page, {width} wide")
        if width != 700:
            page.goto(visitor.server.address("people"))
            water_stays(page, "people", f"the people by a reload, {width} wide")


def is_seen_before_the_app_where_it_will_be(page: Page, url: str, width: int) -> None:
    first = ".first-pond img"
    page.route(SCRIPTS, lambda _script: None)
    page.goto(url, wait_until="commit")
    page.wait_for_function(f"() => document.querySelector('{first}')?.naturalWidth > 0")
    seen = place(page, first)
    page.unroute(SCRIPTS)  # which lets go of those that are held
    expect(canvas(page)).to_be_visible()
    assert place(page, ".st-key-pond_water") == seen, width
    expect(page.locator(".first-pond")).to_have_css("opacity", "0")


def water_stays(page: Page, which: str, coming: str) -> None:
    """It was seen at one place alone since it was first seen."""
    expect(page.locator(f".st-key-{which}_water canvas.marks")).to_be_visible()
    expect(page.locator(".st-key-pond_controls, [data-testid=stSelectbox]").first).to_be_visible()
    rests(page)
    places = page.evaluate("which => places[which]", which)
    assert len(places) == 1, f"{coming}: {places}"
