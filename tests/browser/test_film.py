"""A large pond plays as a film: its chart draws what has settled, now and then; the rest is drawn over it."""

from datetime import UTC

from playwright.sync_api import expect

from ripple.charts.export.keepsake import Keepsake, as_html, keepsake_of
from ripple.domain.model import Kind, replace
from tests.browser.test_keepsake import Opened, errors, opened, part, seen, told
from tests.network.ponds import acts_under, pond_of, pond_under, random_parents

__all__ = ["errors", "opened"]  # fixtures

ACTS = 300

# For so many pictures that the player shows: how often the chart is told.
TOLD_WHILE_SHOWN = """async pictures => {
  let shown = 0, told = 0
  const tells = () => told++, input = document.querySelector("input[name=player]")
  const bar = document.querySelector("#player").shadowRoot.querySelector("[data-part=scrub]")
  input.addEventListener("input", tells)
  await new Promise(done => {
    const look = new MutationObserver(() => ++shown === pictures && done(look.disconnect()))
    look.observe(bar, { attributes: true, attributeFilter: ["style"] })
  })
  input.removeEventListener("input", tells)
  return told
}"""

# What a canvas shows at a place: red, green, blue, and how much of the pixel is covered, from 0 to 255.
PIXEL = """([which, x, y]) => {
  const canvas = document.querySelector(which), wide = canvas?.width / canvas?.clientWidth
  return canvas ? [...canvas.getContext("2d").getImageData(x * wide, y * wide, 1, 1).data] : null
}"""


def large() -> Keepsake:
    """A pond of many moments, and of more than one kind."""
    acts = [
        replace(one, kind=Kind.MUSIC) if not nth % 2 else one
        for nth, one in enumerate(acts_under(random_parents(ACTS)))
    ]
    return keepsake_of(pond_of(acts), "Us", lambda one: "Ada")


def test_the_chart_is_told_far_less_often_than_a_picture_is_shown(opened: Opened) -> None:
    page = opened(as_html(large(), UTC))
    part(page, "scrub").evaluate("bar => { bar.value = bar.max / 2; bar.dispatchEvent(new Event('input')) }")
    part(page, "play").click()
    assert page.evaluate(TOLD_WHILE_SHOWN, 30) < 20
    part(page, "play").click()
    expect(page.locator("canvas[data-film]")).to_have_count(0)
    now, fade = map(float, told(page).split()[:2])
    assert fade > 0.1  # from here on the chart draws what is just coming too
    assert abs(now - float(part(page, "scrub").input_value())) < 1e-3
    assert page.locator("canvas.marks").evaluate("canvas => canvas.style.transform") == ""


def test_a_drop_that_comes_lies_where_the_chart_has_it_then(opened: Opened) -> None:
    keepsake = large()
    page = opened(as_html(keepsake, UTC))
    last, pond = ACTS - 1, keepsake.scene.rows.pond
    at = seen(page, (pond.x[last], pond.y[last]), (0, 0, *keepsake.scene.reach))
    settled = page.evaluate(PIXEL, ["canvas.marks", at["x"], at["y"]])
    assert settled[3] == 255
    part(page, "scrub").evaluate("bar => { bar.value = bar.max - 3; bar.dispatchEvent(new Event('input')) }")
    assert page.evaluate(PIXEL, ["canvas.marks", at["x"], at["y"]]) != settled
    part(page, "play").click()
    page.wait_for_function(
        f"([at, settled]) => ({PIXEL})(at)?.join() === settled.join()",
        arg=[["canvas[data-film]", at["x"], at["y"]], settled],
    )
    expect(page.locator("input[name=player]")).to_have_value("")


# Click in the film where one of these places is seen, which the chart has elsewhere; and say which.
CLICKED = """places => {
  const canvas = document.querySelector("canvas.marks"), box = canvas.parentElement.getBoundingClientRect()
  const [now, , x, y, wide, high] = document.querySelector("input[name=player]").value.split(" ").map(Number)
  const { clientWidth: width, clientHeight: height } = canvas
  const scale = Number(canvas.style.transform.match(/scale[(]([\\d.]+)[)]/)?.[1] ?? 1)
  const diameter = scale * Math.min(width / (2 * wide), height / (2 * high))
  const seen = places
    .map(([left, up, beat], nth) => ({ nth, left: (left - x) * diameter, up: (up - y) * diameter, beat }))
    .filter(({ beat }) => beat < now)
    .filter(({ left, up }) => Math.abs(left) < width / 2 - 9 && Math.abs(up) < height / 2 - 9)
  const far = ({ left, up }) => Math.hypot(left, up)
  const { nth, left, up } = seen.sort((one, other) => far(other) - far(one))[0]
  const at = { bubbles: true, pointerType: "mouse", pointerId: 1, isPrimary: true }
  const there = { ...at, clientX: box.x + width / 2 + left, clientY: box.y + height / 2 - up }
  for (const name of ["pointermove", "pointerdown", "pointerup", "click"])
    canvas.dispatchEvent(new PointerEvent(name, there))
  return [nth, scale]
}"""


def test_a_click_while_the_view_widens_tells_what_was_seen_there(opened: Opened) -> None:
    keepsake = large()
    page = opened(as_html(keepsake, UTC))
    part(page, "play").click()
    page.wait_for_function(
        "() => Number(document.querySelector('canvas.marks').style.transform.slice(6, -1)) > 1.2"
        " && Number(document.querySelector('input[name=player]').value.split(' ')[0]) > 8"
    )
    rows = [row for row in keepsake.scene.drawn if row["beat"] < 1e9]
    nth, scale = page.evaluate(CLICKED, [[row["x"], row["y"], row["beat"]] for row in rows])
    assert scale > 1
    expect(page.locator("#picked [data-told]")).to_have_attribute("data-told", str(rows[nth]["i"]))


def test_it_is_no_film_while_one_kind_stands_out(opened: Opened) -> None:
    page = opened(as_html(large(), UTC))
    part(page, "legend").get_by_role("button").first.click()
    part(page, "play").click()
    page.wait_for_function(
        "() => Number(document.querySelector('input[name=player]').value.split(' ')[0]) > 1"
    )
    expect(page.locator("canvas[data-film]")).to_have_count(0)
    part(page, "legend").get_by_role("button").first.click()
    expect(page.locator("canvas[data-film]")).to_be_visible()


ENDING = "figure[data-ending]"
LATE = "bar => { bar.value = bar.max - 0.1; bar.dispatchEvent(new Event('input')) }"

# One act more, as the server would tell it.
NEWS = """() => {
  const [chart, pond] = ["water", "keepsake Us"]
  globalThis.pondNews = { [chart]: { chart, pond, newBeats: [0.5], newTimes: [Date.now()], newCaptions: [] } }
  document.dispatchEvent(new Event("pond news"))
}"""


def few() -> bytes:
    return as_html(keepsake_of(pond_under([-1, 0]), "Us", lambda one: "Ada"), UTC)


def test_a_film_ends_with_the_quotation_until_somebody_does_something(opened: Opened) -> None:
    page = opened(few())
    for done in (lambda: page.keyboard.press("Tab"), lambda: page.locator("canvas.marks").click()):
        part(page, "scrub").evaluate(LATE)
        part(page, "play").click()
        expect(page.locator(ENDING)).to_contain_text(
            "Every act creates a ripple with no logical end.”Scott Adams"
        )
        done()
        expect(page.locator(ENDING)).to_have_count(0)


def test_what_is_scrubbed_or_told_as_news_does_not_end_like_a_film(opened: Opened) -> None:
    page = opened(few())
    part(page, "scrub").evaluate(LATE)
    part(page, "today").click()
    page.evaluate(NEWS)
    page.wait_for_function("() => document.querySelector('input[name=player]').value")
    expect(page.locator("input[name=player]")).to_have_value("")
    expect(page.locator(ENDING)).to_have_count(0)
