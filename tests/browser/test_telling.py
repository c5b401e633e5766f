"""The story of a pond: one act at a time, its words at its place."""

from datetime import UTC

from playwright.sync_api import Page, expect

from ripple.charts.export.keepsake import as_html, keepsake_of
from ripple.charts.labels import GAP
from ripple.charts.pond.rows import ROOT, WORDS_SHOWN
from ripple.demo import first_acts
from ripple.domain.signs import on_one_line
from tests.browser.conftest import stops_time
from tests.browser.test_keepsake import Opened, errors, opened, part, told
from tests.browser.test_pond import size
from tests.network.ponds import START, pond_of

__all__ = ["errors", "opened"]  # fixtures

FEW = first_acts(4, now=START)
PLATE = "figure[data-plate]"
A_SCRUB = "(bar, part) => { bar.value = bar.max * part; bar.dispatchEvent(new Event('input')) }"


def few() -> bytes:
    return as_html(keepsake_of(pond_of(FEW), "Us", lambda one: "Ada"), UTC)


def tells(page: Page, nth: int) -> None:
    """The words of this act stand in the picture, and are told to who does not see it; nowhere else."""
    words = on_one_line(FEW[nth - 1].text, WORDS_SHOWN)
    expect(page.locator(PLATE)).to_be_visible()
    expect(page.locator(PLATE)).to_have_text(f"Ada{words}")
    expect(part(page, "told")).to_have_text(f"Ada {words}")
    expect(part(page, "caption")).to_contain_text(f"Act {nth} of {len(FEW)}")
    expect(part(page, "caption")).not_to_contain_text(words)


def leaves_a_name_whole(page: Page, radius: float) -> None:
    """The ring around a drop of this radius ends where the name beside it begins."""
    width, height = size(page.locator("canvas.marks"))
    wide, high = (float(reach) for reach in told(page).split()[4:6])
    diameter = min(max(width, height) / (2 * wide), min(width, height) / (2 * high))
    ring = page.locator(PLATE).locator("xpath=preceding-sibling::span[1]")
    outline = float(ring.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)"))
    assert size(ring)[0] / 2 + outline <= diameter * radius + GAP + 1


def test_a_story_tells_act_after_act_and_closes_with_the_quotation(opened: Opened) -> None:
    page = opened(few())
    lets_pass = stops_time(page)
    part(page, "tell").click()
    lets_pass(2_000)
    tells(page, 1)
    leaves_a_name_whole(page, ROOT)
    lets_pass(2_200)  # three seconds to read it have not passed
    tells(page, 1)
    near = told(page).split()[2:6]
    lets_pass(5_000)
    tells(page, 2)
    assert told(page).split()[2:6] != near  # the view went there

    part(page, "play").click()
    lets_pass(20_000)
    tells(page, 2)
    page.keyboard.press("ArrowRight")
    lets_pass(3_000)
    tells(page, 3)
    part(page, "back").click()
    lets_pass(3_000)
    tells(page, 2)
    part(page, "scrub").evaluate(A_SCRUB, 0)
    lets_pass(100)
    tells(page, 1)
    part(page, "scrub").evaluate(A_SCRUB, 1)
    lets_pass(100)
    tells(page, 4)

    part(page, "play").click()
    lets_pass(6_000)
    expect(page.locator(PLATE)).to_have_count(0)
    expect(page.locator("figure[data-ending]")).to_contain_text("no logical end")
    expect(page.locator("input[name=player]")).to_have_value("")
    expect(part(page, "tell")).to_have_attribute("aria-pressed", "false")


def test_without_movement_a_story_jumps_and_escape_leaves_it(opened: Opened) -> None:
    page = opened(few(), reduced_motion="reduce")
    lets_pass = stops_time(page)
    part(page, "speed").click()  # twice as fast
    part(page, "tell").click()
    lets_pass(50)
    tells(page, 1)
    there = told(page)
    lets_pass(1_300)
    assert told(page) == there
    lets_pass(5_000)
    tells(page, 2)
    page.keyboard.press("Escape")
    expect(page.locator(PLATE)).to_have_count(0)
    expect(page.locator("input[name=player]")).to_have_value("")
    expect(part(page, "caption")).to_contain_text("4 acts of kindness")
