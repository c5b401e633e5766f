"""What the benchmarks in the browser wait for, and that they tell the moments as they were."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.browsing import DRAWN, SEEN, says, seconds_until

SVG = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
STILL = f'<div class=st-key-pond_glimpse style="{{}}"><img src="{SVG}"></div>'
CHART = "<div class=st-key-pond_water><canvas class=marks width=9 height=9></canvas></div>"
DRAW = "document.querySelector('canvas').getContext('2d').fillRect(0, 0, 9, 9)"
BUSY_S = 0.5
BUSY_FROM_NOW_ON = f"""() => {{
  setTimeout(() => {{ for (const end = Date.now() + {BUSY_S * 1000}; Date.now() < end;); }})
  return true
}}"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a window of its own."""
    with chromium.new_context() as context:
        yield context.new_page()


def test_a_picture_of_the_pond_is_in_sight_with_its_still(page: Page) -> None:
    page.set_content(STILL.format("visibility: hidden") + CHART)
    assert not page.evaluate(SEEN)
    page.set_content(STILL.format("") + CHART)
    assert page.evaluate(SEEN)
    assert not page.evaluate(DRAWN)


def test_where_there_is_no_still_it_is_in_sight_with_its_chart(page: Page) -> None:
    page.set_content(CHART)
    assert not page.evaluate(SEEN)
    page.evaluate(DRAW)
    assert page.evaluate(SEEN)
    assert page.evaluate(DRAWN)


def test_words_that_are_not_laid_out_are_not_said(page: Page) -> None:
    page.set_content("<bdi hidden>a cake</bdi>")
    assert not page.evaluate(says("a cake"))
    page.set_content("<bdi>a cake</bdi>")
    assert page.evaluate(says("a cake"))


def test_what_stands_together_takes_as_long_however_busy_the_page(chromium: Browser) -> None:
    took = seconds_until(
        chromium,
        "data:text/html,<bdi>a cake</bdi>",
        {"words": says("a cake"), "picture": BUSY_FROM_NOW_ON, "chart": "() => true"},
    )
    assert list(took) == ["words", "picture", "chart"]
    assert 0 < took["words"] <= took["picture"] <= took["chart"] < took["words"] + BUSY_S
