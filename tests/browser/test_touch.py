"""The pictures under a finger, on a phone: a tap is a click, though nothing moved before it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from ripple.charts.scene import scene_of
from ripple.demo import start_demo
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.conftest import Server, Visitor
from tests.browser.test_large_pond import click_place
from tests.browser.test_main_job import shares, starts_group
from tests.browser.test_pond import canvas, click_at, comes_to_the_pond, has_told, player
from tests.browser.test_reading import touches

NewVisitor = Callable[..., Visitor]
Place = tuple[float, float]


@pytest.fixture
def phone(new_visitor: NewVisitor) -> Visitor:
    return new_visitor(width=390, touch=True)


@pytest.fixture
def maple(server: Server) -> tuple[str, float, dict[str, Place]]:
    """A link into the demo, how far its picture reaches, and where in it the first acts of ripples are."""
    log = open_store(server.store)
    groups, now = Groups(log), datetime.now(UTC)
    link = start_demo(groups, now=now)
    pond = groups.group(link.group).pond
    scene = scene_of(pond, lambda act: "")
    roots = [place for place in scene.order if pond.root[place] == place]
    log.close()
    return link.path, scene.reach, {pond.acts[root].id: (pond.x[root], pond.y[root]) for root in roots}


def test_taps_light_one_ripple_after_another(
    phone: Visitor, maple: tuple[str, float, dict[str, Place]]
) -> None:
    link, reach, roots = maple
    page = comes_to_the_pond(phone, link)
    for act, place in list(roots.items())[:3]:
        click_place(page, place, (0, 0, reach))
        expect(page).to_have_url(re.compile(re.escape(urlencode({"act": act})) + "$"))
    expect(page.get_by_role("button", name="Pass it on")).to_be_visible()
    expect(page.locator("#vg-tooltip-element.visible")).to_have_count(0)  # the finger has gone
    asked = page.url
    canvas(page).scroll_into_view_if_needed()
    touches(page, [(0.4, 0.5), (0.6, 0.5)], [(0.4, 0.7), (0.6, 0.7)])  # moves the water
    has_told(page, "said[3] > 1")
    touches(page, [(0.5, 0.8)], [(0.5, 0.6)], [(0.5, 0.3)])  # scrolls the page
    page.wait_for_function("() => document.querySelector('[data-testid=stMain]').scrollTop > 50")
    assert page.url == asked  # neither was a tap
    player(page, "whole").tap()
    click_at(page, 0.02, 0.02)
    expect(page).not_to_have_url(re.compile("act="))
    assert phone.errors == []


def test_a_tap_lights_a_part_of_one_ripple(phone: Visitor, demo: str) -> None:
    page = comes_to_the_pond(phone, demo)
    page.get_by_role("combobox", name="Find an act").fill("umbrella")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="The whole ripple").tap()
    expect(page.get_by_role("heading", name="One ripple")).to_be_visible()
    expect(player(page, "caption")).to_contain_text("in 1 ripple")
    asked = page.url
    click_at(page, 0.5, 0.5)  # the root stands in the middle
    expect(page).not_to_have_url(asked)


def test_a_tap_lights_somebody_and_the_water_lets_go(phone: Visitor) -> None:
    page = starts_group(phone)
    shares(page, "Held the door")
    page.goto(phone.server.address("people"))
    listed = page.get_by_role("combobox", name="Find somebody")
    expect(player(page, "nearer")).to_be_visible()
    click_at(page, 0.5, 0.5)
    expect(listed).to_have_value("Ada")
    click_at(page, 0.02, 0.02)
    expect(listed).to_have_value("")


def test_a_tap_lets_a_week_stand_out(phone: Visitor, demo: str) -> None:
    page = comes_to_the_pond(phone, demo)
    weeks = page.locator(".st-key-weeks_chart canvas.marks")
    weeks.scroll_into_view_if_needed()
    box = weeks.bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] * 7.5 / 8, box["y"] + 40)
    expect(page.get_by_role("combobox", name="From which time")).to_have_value(re.compile("^Week of"))
