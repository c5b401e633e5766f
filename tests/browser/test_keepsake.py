"""A keepsake in a real browser, opened from a disk by somebody without a network."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from ripple.charts.export.keepsake import as_html, as_svg, keepsake_of
from ripple.charts.pond.rows import ROOT
from ripple.charts.pond.scene import HIGH, WIDE
from ripple.demo import first_acts
from ripple.domain.errors import RippleError
from ripple.domain.model import Act
from ripple.network.pond import Pond
from tests.browser.conftest import Visitor, stops_time, two_frames_pass
from tests.browser.test_access import RULES
from tests.browser.test_large_pond import View, on_screen
from tests.browser.test_main_job import shares
from tests.naughty import naughty_strings
from tests.network.ponds import START, act, pond_of, pond_under, random_parents

HOSTILE = "</script><script>document.title = 'run'</script><!-- ]]> \u2028 <img src=x onerror=alert(1)>"
Opened = Callable[..., Page]


@pytest.fixture
def errors() -> list[str]:
    """What pages complained about."""
    return []


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path, errors: list[str]) -> Iterator[Opened]:
    """Call it with a file's content: its page, which asks for nothing and complains about nothing."""
    asked: list[str] = []
    with ExitStack() as contexts:

        def opens(made: bytes, name: str = "keepsake.html", **look: Any) -> Page:
            file = tmp_path / name
            file.write_bytes(made)
            context = chromium.new_context(locale="en-GB", offline=True, **look)
            contexts.callback(context.close)
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("dialog", lambda dialog: errors.append(dialog.message))
            page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
            page.goto(file.as_uri())
            asked.remove(file.as_uri())
            return page

        yield opens
    assert asked == []
    assert errors == []


def maple_street() -> bytes:
    pond = pond_of(first_acts(64, now=START))
    return as_html(
        keepsake_of(pond, "Maple Street", lambda one: one.givers[0].name if one.givers else "Somebody"), UTC
    )


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part={name}]")


def picture(page: Page) -> str:
    drawn: str = page.locator("canvas.marks").evaluate("canvas => canvas.toDataURL()")
    return drawn


def told(page: Page) -> str:
    return page.locator("input[name=player]").input_value()


def test_it_plays_pauses_and_scrubs_from_a_file(opened: Opened) -> None:
    page = opened(maple_street())
    expect(page.get_by_role("heading", name="Maple Street")).to_be_visible()
    expect(part(page, "caption")).to_contain_text("64 acts of kindness")
    whole = picture(page)
    part(page, "play").click()
    expect(part(page, "caption")).to_contain_text("starts a ripple")
    page.wait_for_function("Number(document.querySelector('input[name=player]').value.split(' ')[0]) > 1")
    page.get_by_role("button", name="Pause").click()
    held = told(page)
    two_frames_pass(page)
    assert told(page) == held
    draws_other_than(page, whole)
    page.get_by_role("button", name="To the end").click()
    expect(page.locator("input[name=player]")).to_have_value("")


def test_its_last_day_is_the_last_act_s_whenever_it_is_opened(opened: Opened) -> None:
    page = opened(as_html(keepsake_of(pond_of([act(0), act(1)]), "Us", lambda one: ""), UTC))
    expect(part(page, "day")).to_have_text("5 January 2026")


# Whether the chart shows what it showed then, but for a rounding: drawn in another order, a pixel may differ
# by one shade.
AS_BEFORE = """async before => {
  const canvas = document.querySelector("canvas.marks")
  const bytes = Uint8Array.from(atob(before.split(",")[1]), letter => letter.charCodeAt(0))
  const then = await createImageBitmap(new Blob([bytes]))
  const [now, was] = [canvas, then].map(seen => {
    const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d")
    copy.drawImage(seen, 0, 0)
    return copy.getImageData(0, 0, canvas.width, canvas.height).data
  })
  return now.every((shade, at) => Math.abs(shade - was[at]) < 3)
}"""


def draws(page: Page, before: str) -> None:
    """Wait until this is drawn."""
    page.wait_for_function(AS_BEFORE, arg=before)


def draws_other_than(page: Page, before: str) -> None:
    """Wait until this is drawn no longer."""
    page.wait_for_function(f"async before => !await ({AS_BEFORE})(before)", arg=before)


def lights(page: Page, story: int) -> None:
    """Choose a story from the list."""
    page.locator("#stories button").nth(story).press("Enter")
    expect(page.locator("#picked")).to_have_text(page.locator("#stories li").nth(story).text_content() or "")


def test_a_story_lights_its_ripple_and_the_water_puts_it_out(opened: Opened) -> None:
    page = opened(maple_street())
    expect(part(page, "play")).to_be_visible()
    whole = picture(page)
    lights(page, 3)
    draws_other_than(page, whole)
    page.locator("canvas.marks").click(position={"x": 5, "y": 5})
    expect(page.locator("#picked")).to_be_hidden()
    draws(page, whole)


def test_stories_and_drops_light_in_any_order_also_beside_gaps(opened: Opened) -> None:
    pond = pond_of([act(0), act(1), act(2), act(3)])
    pond.erase("a1")
    page = opened(as_html(keepsake_of(pond, "Us", lambda one: "Ada"), UTC))
    expect(part(page, "play")).to_be_visible()
    whole = picture(page)
    lights(page, 2)
    draws_other_than(page, whole)
    last = picture(page)
    page.locator("canvas.marks").click()  # the first act stands in the middle
    expect(page.locator("#picked")).to_contain_text("kindness 0")
    draws_other_than(page, last)
    first = picture(page)
    assert first != whole
    lights(page, 2)
    draws(page, last)
    lights(page, 0)
    draws(page, first)


def test_a_click_on_a_drop_tells_its_story(opened: Opened) -> None:
    pond = pond_of([Act(id="a", text="Held the door", posted_at=START)])
    page = opened(as_html(keepsake_of(pond, "Us", lambda one: "Ada"), UTC))
    expect(part(page, "caption")).to_contain_text("1 act of kindness")
    page.locator("canvas.marks").click()
    expect(page.locator("#picked")).to_contain_text("Held the door")


def seen(page: Page, place: tuple[float, float], view: View) -> Any:
    """Where in the picture a place of the pond is, of which so much is in view."""
    box = page.locator("canvas.marks").bounding_box()
    assert box
    right, up = on_screen(place, view, box["width"], box["height"])
    return {"x": box["width"] / 2 + right, "y": box["height"] / 2 - up}


def test_a_click_on_a_fold_tells_all_that_it_holds(opened: Opened) -> None:
    mine = keepsake_of(pond_under(random_parents(1_500)), "Us", lambda one: "Ada")
    fold = max(mine.scene.detail.dots, key=lambda dot: len(dot.acts))
    page = opened(as_html(mine, UTC))
    expect(part(page, "play")).to_be_visible()
    page.locator("canvas.marks").click(position=seen(page, (fold.x, fold.y), (0, 0, *mine.scene.reach)))
    expect(page.locator("#picked > p")).to_have_text(re.compile(rf"^{len(fold.acts)} acts in "))
    stories = page.locator("#picked li .words").all_text_contents()
    assert stories == [f"kindness {i}" for i in sorted(fold.acts)]

    # It is opened where it was, and each act in it can be clicked.
    x, y, reach = mine.scene.filled_by(fold.acts)
    around = (x, y, reach, reach)
    assert [float(part) for part in told(page).split()[2:6]] == pytest.approx(around, abs=1e-3)
    pond, other = mine.scene.rows.pond, max(fold.acts)
    page.locator("canvas.marks").click(position=seen(page, (pond.x[other], pond.y[other]), around))
    expect(page.locator("#picked li")).to_have_count(1)
    expect(page.locator("#picked")).to_have_text(re.compile(f"kindness {other}$"))
    expect(part(page, "caption")).to_have_text(re.compile(f"^Ada · .* 2026kindness {other}$"))
    page.locator("canvas.marks").click(position={"x": 5, "y": 5})
    expect(page.locator("#picked")).to_be_hidden()
    assert told(page) == ""

    page.locator("#stories button").nth(other).click()  # and from the list
    expect(page.locator("#picked li")).to_have_count(1)
    assert [float(part) for part in told(page).split()[2:6]] == pytest.approx(around, abs=1e-3)


# What is drawn but for the rim, where a round corner comes out a shade lighter when it is drawn over itself.
WITHIN = """() => {
  const canvas = document.querySelector("canvas.marks")
  return canvas.getContext("2d").getImageData(20, 20, canvas.width - 40, canvas.height - 40).data.join()
}"""


def test_buttons_and_keys_move_and_zoom_it(opened: Opened) -> None:
    page = opened(maple_street(), viewport={"width": 390, "height": 844})
    expect(part(page, "nearer")).to_be_visible()
    expect(part(page, "move")).to_be_hidden()
    assert told(page) == ""
    whole = page.evaluate(WITHIN)

    def view() -> list[float]:
        return [float(number) for number in told(page).split()[2:6]]

    part(page, "nearer").click()
    x, y, wide, near = view()
    assert (x, y) == (0, 0)
    page.get_by_role("button", name="Move right").click()
    page.get_by_role("button", name="Move up").click()
    assert view() == pytest.approx([near * 0.4, near * 0.4, wide, near], abs=1e-3)
    part(page, "up").press("ArrowLeft")
    part(page, "up").press("ArrowDown")
    assert view() == pytest.approx([0, 0, wide, near], abs=1e-3)
    part(page, "farther").click()
    assert view()[3] == pytest.approx(near * 1.5, abs=1e-3)
    page.get_by_role("button", name="The whole picture").click()
    expect(part(page, "move")).to_be_hidden()
    assert told(page) == ""
    page.wait_for_function(f"whole => ({WITHIN})() === whole", arg=whole)


def test_a_tap_beside_a_drop_tells_its_story_right_below(opened: Opened) -> None:
    pond = pond_of([Act(id="a", text="Held the door", posted_at=START)])
    made = as_html(keepsake_of(pond, "Us", lambda one: "Ada"), UTC)
    page = opened(made, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    expect(part(page, "caption")).to_contain_text("1 act of kindness")
    canvas = page.locator("canvas.marks")
    box = canvas.bounding_box()
    assert box
    radius = ROOT * min(box["width"] / (2 * HIGH), box["height"] / (2 * WIDE))  # the picture is tall
    canvas.tap(position={"x": box["width"] / 2 + radius + 12, "y": box["height"] / 2})
    expect(part(page, "caption")).to_have_text("Ada · 5 January 2026Held the door")
    expect(part(page, "caption")).to_be_in_viewport(ratio=1)
    part(page, "on").tap()
    expect(page.locator("#picked")).to_be_in_viewport(ratio=1)
    canvas.tap(position={"x": 20, "y": 20})
    expect(page.locator("#picked")).to_be_hidden()


# The water moves: rings are drawn over the chart.
SWELLS = """() => {
  const sheet = document.querySelector(".vega-embed > canvas[aria-hidden]")
  const drawn = sheet.getContext("2d").getImageData(0, 0, sheet.width, sheet.height).data
  return drawn.some((value, place) => place % 4 === 3 && value)
}"""


def test_it_follows_light_and_dark_and_the_wish_for_less_movement(opened: Opened) -> None:
    page = opened(maple_street(), reduced_motion="reduce", viewport={"width": 360, "height": 740})
    expect(part(page, "play")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    light = picture(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(
        "before => document.querySelector('canvas.marks').toDataURL() !== before", arg=light
    )
    assert not page.evaluate(SWELLS)
    page.emulate_media(reduced_motion="no-preference")
    page.wait_for_function(SWELLS)
    page.emulate_media(reduced_motion="reduce")
    page.wait_for_function(f"() => !({SWELLS})()")
    lets_pass = stops_time(page)
    part(page, "play").click()  # the player has found the picture that came in place of the other
    for _step in range(3):
        expect(page.locator("input[name=player]")).not_to_have_value("")
        before = told(page)
        lets_pass(800)
        assert told(page) == before
        lets_pass(100)
        assert float(told(page).split()[0]) > float(before.split()[0])


def test_the_view_comes_to_rest_soon_while_the_pond_grows(opened: Opened) -> None:
    """While it does not, a browser has to draw every act anew for each frame."""
    page = opened(maple_street(), viewport={"width": 640, "height": 400})
    expect(part(page, "play")).to_be_visible()
    stops_time(page)
    part(page, "speed").click()  # half as many frames to draw
    part(page, "play").click()
    reaches: list[float] = []
    while said := told(page).split():
        page.clock.fast_forward(100)  # in one frame: the picture is drawn once for each look
        reaches += map(float, said[4:5])
    assert reaches[-1] > reaches[0]
    rests = {reach for reach in reaches if reaches.count(reach) > 5}
    assert len(rests) > 1
    assert len(set(reaches)) < 22 * len(rests)  # it widens to each, which takes two seconds


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_keeps_to_wcag(opened: Opened, dark: bool) -> None:
    page = opened(maple_street(), color_scheme="dark" if dark else "light")
    expect(part(page, "play")).to_be_visible()
    page.context.set_offline(False)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []


def naughty_pond() -> Pond:
    acts = []
    for number, words in enumerate([HOSTILE, *naughty_strings()]):
        with suppress(RippleError):
            acts.append(Act(id=str(number), text=words, posted_at=START))
    return pond_of(acts)


def test_what_people_typed_is_shown_to_the_letter_and_does_nothing(opened: Opened) -> None:
    pond = naughty_pond()
    made = as_html(keepsake_of(pond, HOSTILE, lambda one: one.text), UTC)
    page = opened(made)
    expect(part(page, "play")).to_be_visible()
    assert page.title() == HOSTILE
    assert page.locator("h1").text_content() == HOSTILE
    words = [one.text for one in pond.acts]
    assert page.locator("#stories .words bdi").all_text_contents() == words
    assert page.locator("#stories button bdi").all_text_contents() == words
    assert page.locator("img, iframe, object, embed, a[href^=http], script").count() == 3
    page.locator("canvas.marks").hover()
    expect(page.locator("#vg-tooltip-element")).to_be_visible()
    assert page.locator("#vg-tooltip-element :is(img, script, a)").count() == 0


def test_even_a_script_that_got_in_could_not_run(opened: Opened, errors: list[str]) -> None:
    page = opened(
        maple_street().replace(b"<h2>The stories", b"<script>document.title = 'run'</script><h2>The stories")
    )
    expect(part(page, "play")).to_be_visible()
    assert page.title() == "Maple Street"
    (refused,) = errors
    assert "Content Security Policy" in refused
    errors.clear()


def test_the_picture_does_nothing_but_be_seen(opened: Opened) -> None:
    page = opened(as_svg(keepsake_of(pond_of([act(0)]), HOSTILE, lambda one: HOSTILE), UTC), "keepsake.svg")
    assert page.locator("script, image, a, foreignObject").count() == 0
    assert HOSTILE in page.locator("text").all_text_contents()


def test_a_member_takes_it_from_the_page_and_opens_it(
    new_visitor: Callable[..., Visitor], opened: Opened
) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    shares(page, "Held the door")
    page.get_by_role("link", name="Pond", exact=True).click()
    page.get_by_text("Download the pond").click()
    with page.expect_download() as download:  # in a tab that closes by itself
        page.get_by_role("link", name="A page that plays").click()
    taken = download.value
    assert taken.suggested_filename == "Maple Street.html"
    kept = opened(Path(taken.path()).read_bytes())
    expect(kept.get_by_role("heading", name="Maple Street")).to_be_visible()
    expect(kept.locator("#stories")).to_contain_text("Held the door")
    assert visitor.errors == []
