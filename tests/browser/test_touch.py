"""The pictures under a finger, on a phone: a tap is a click, though nothing moved before it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from math import cos, dist, pi, sin
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from ripple.charts.pond.rows import Row
from ripple.charts.pond.scene import Scene, scene_of
from ripple.demo import start_demo
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.conftest import Server, Visitor, rests
from tests.browser.test_large_pond import click_place, on_screen
from tests.browser.test_pond import (
    canvas,
    choose,
    click_at,
    comes_to_the_pond,
    has_told,
    passes_on,
    player,
    press_last_week,
    size,
)
from tests.browser.test_reading import touches

NewVisitor = Callable[..., Visitor]
Place = tuple[float, float]


@pytest.fixture
def phone(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(width=390, touch=True)


@pytest.fixture
def maple(server: Server) -> tuple[str, Scene]:
    """A link into the demo, and its picture."""
    log = open_store(server.store)
    groups, now = Groups(log), datetime.now(UTC)
    link = start_demo(groups, now=now)
    scene = scene_of(groups.group(link.group).pond, lambda act: "")
    log.close()
    return link.path, scene


def shows(page: Page, scene: Scene, i: int) -> None:
    """Wait until the address names the act."""
    expect(page).to_have_url(re.compile(re.escape(urlencode({"act": scene.rows.pond.acts[i].id})) + "$"))


# Notes whether the sheet with an act's story ever showed what had stood beside the picture before.
WATCH_THE_SHEET = """() => {
  const look = () => {
    const sheet = document.querySelector(".st-key-pond_told")
    if (sheet?.textContent.includes("The newest acts")) window.strayed = true
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true })
}"""


def test_taps_light_one_ripple_after_another(phone: Visitor, maple: tuple[str, Scene]) -> None:
    link, scene = maple
    pond = scene.rows.pond
    page = comes_to_the_pond(phone, link)
    page.evaluate(WATCH_THE_SHEET)
    roots = [i for i in scene.order if pond.root[i] == i][:3]
    for root in roots:
        taps(page, scene, root)
        expect(player(page, "caption")).to_contain_text(pond.acts[root].text[:40])
        expect(canvas(page)).to_be_in_viewport(ratio=0.9)
        expect(passes_on(page)).to_be_in_viewport(ratio=1)
        expect(page.locator("#vg-tooltip-element.visible")).to_have_count(0)  # the finger has gone
        close_story(page)
    assert page.evaluate("!window.strayed")
    taps(page, scene, roots[0])
    asked = page.url
    touches(page, [(0.4, 0.5), (0.6, 0.5)], [(0.4, 0.7), (0.6, 0.7)])  # moves the water
    has_told(page, "said[2] > 1")
    touches(page, [(0.5, 0.7)], [(0.5, 0.5)], [(0.5, 0.2)])  # scrolls the page
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert page.url == asked  # neither was a tap
    close_story(page)
    player(page, "whole").tap()
    taps(page, scene, roots[0])
    click_at(page, 0.02, 0.02)
    expect(page).not_to_have_url(re.compile("act="))
    expect(player(page, "caption")).to_have_text("64 acts of kindness in 25 ripples")
    expect(player(page, "on")).to_be_hidden()
    assert phone.errors == []


def taps(page: Page, scene: Scene, i: int) -> None:
    """Tap a drop, with the whole pond in view, and wait for its story."""
    pond = scene.rows.pond
    click_place(page, (pond.x[i], pond.y[i]), (0, 0, *scene.reach))
    shows(page, scene, i)
    expect(page.locator(".st-key-pond_told")).to_be_visible()


def close_story(page: Page) -> None:
    """Close the sheet that lies over the lower part of the picture, which rises while its parts come."""
    rests(page)
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(page.locator(".st-key-pond_told")).to_have_count(0)


def test_a_story_covers_neither_its_ripple_nor_its_own_words(
    phone: Visitor, maple: tuple[str, Scene]
) -> None:
    link, scene = maple
    page = comes_to_the_pond(phone, link)
    whole, pond = (0, 0, *scene.reach), scene.rows.pond
    width, height = size(canvas(page))

    def down(i: int) -> float:
        return height / 2 - on_screen((pond.x[i], pond.y[i]), whole, width, height)[1]

    lowest = max((i for i in scene.order if i != pond.root[i]), key=down)
    taps(page, scene, pond.root[lowest])
    page.wait_for_function(
        """(down) => {
          const top = (part) => document.querySelector(part).getBoundingClientRect().top
          return top(".st-key-pond_water canvas.marks") + down < top(".st-key-pond_told")
        }""",
        arg=down(lowest),
    )
    rests(page)
    page.locator(".st-key-pond_told").evaluate("(told) => told.scrollTo(0, 150)")
    beside = """() => {
        const button = document.querySelector(".st-key-close_story button")
        const { left, top, height } = button.getBoundingClientRect()
        return Boolean(document.elementFromPoint(left - 40, top + height / 2).closest(".st-key-close_story"))
    }"""
    assert page.evaluate(beside), "words go on beside what closes the story"


def between(scene: Scene, pixel: float) -> tuple[Place, int]:
    """A place on the water near two drops, and which of these is nearer; ``pixel`` is one in diameters."""
    drops = scene.drawn

    def far(place: Place, row: Row) -> float:
        return float((dist(place, (row["x"], row["y"])) - row["radius"]) / pixel)

    for row in drops:
        for turn in range(16):
            away = row["radius"] + 10 * pixel
            place = row["x"] + away * cos(turn * pi / 8), row["y"] + away * sin(turn * pi / 8)
            near = sorted(drops, key=lambda other: far(place, other))
            if near[0] == row and 12 < far(place, near[1]) < 15:
                return place, row["i"]
    raise AssertionError("no such place")


def test_a_finger_means_the_nearest_drop_and_a_mouse_the_one_below(
    phone: Visitor, new_visitor: NewVisitor, maple: tuple[str, Scene]
) -> None:
    link, scene = maple
    page = comes_to_the_pond(phone, link)
    whole = (0, 0, *scene.reach)
    width, height = size(canvas(page))
    right, _up = on_screen((0, 1), whole, width, height)  # of a diameter, in pixels: the picture is tall
    place, nearest = between(scene, 1 / right)
    click_place(page, place, whole)
    shows(page, scene, nearest)

    desk = new_visitor(width=390)
    desk.page.context.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # as Playwright itself gives them
    looking = desk.goes_to().page
    expect(player(looking, "caption")).to_contain_text("acts of kindness")
    click_place(looking, (scene.rows.pond.x[nearest], scene.rows.pond.y[nearest]), whole)
    shows(looking, scene, nearest)
    click_place(looking, place, whole)  # the water beside it
    expect(looking).not_to_have_url(re.compile("act="))


def test_a_tap_lights_a_week_and_a_part_of_one_ripple(phone: Visitor, demo: str) -> None:
    page = comes_to_the_pond(phone, demo)
    press_last_week(page)
    expect(page.get_by_role("combobox", name="Highlight acts from")).to_have_value(re.compile("^Week of"))
    expect(page.locator("[class*=_water] canvas.marks")).to_be_in_viewport(ratio=0.99)  # it changes that
    choose(page, "umbrella")
    page.locator(".st-key-pond_told").get_by_role("link", name="See its ripple").tap()
    expect(page.get_by_role("heading", name="One ripple")).to_be_visible()
    rests(page)  # until then a part of the page that was left stands beside it
    expect(player(page, "caption")).to_contain_text("umbrella")
    asked = page.url
    click_at(page, 0.5, 0.5)  # the root stands in the middle
    expect(page).not_to_have_url(asked)


def test_a_tap_lights_somebody_and_the_water_lets_go(phone: Visitor) -> None:
    page = phone.starts(acts=["Held the door"])
    page.goto(phone.server.address("people"))
    listed = page.get_by_role("combobox", name="Find somebody")
    expect(player(page, "walk")).to_be_visible()  # the player is there; one person is near enough
    click_at(page, 0.5, 0.5)
    expect(listed).to_have_value("Ada")
    expect(player(page, "caption")).to_have_text("Ada")
    expect(page.get_by_text("names nobody they were with")).to_be_in_viewport(ratio=1)
    click_at(page, 0.02, 0.02)
    expect(listed).to_have_value("")
    expect(player(page, "caption")).to_have_text("1 person")
