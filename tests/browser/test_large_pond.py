"""Ten thousand acts in a real browser: folded, opened by one click, and as steady as a few."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from math import dist

import pytest
from playwright.sync_api import Page, expect

from ripple.actions.joining import issue_link, new_id, start_group
from ripple.charts.pond.scene import Scene, scene_of
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.group import GroupRenamed
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.network.detail import Dot
from ripple.store import Log, open_store
from tests.browser.conftest import Server, Visitor, rests
from tests.browser.test_pond import (
    canvas,
    click_at,
    draws_anew,
    has_told,
    passes_on,
    picture,
    player,
    scrub,
    shows_all,
    size,
    told,
)
from tests.network.ponds import act, pond_of, random_parents

ACTS = 10_000
NewVisitor = Callable[..., Visitor]
View = tuple[float, float, float, float]  # its middle, and half its width and height, as the pond lies


@dataclass
class Large:
    """The group in the store, how many acts it has, and what it shows but for those that came."""

    log: Log
    group: str
    scene: Scene
    acts: int = ACTS

    @property
    def link(self) -> str:
        """A link into it, which can be used once."""
        return issue_link(Groups(self.log).group(self.group), self.group, now=datetime.now(UTC)).path

    def share(self, count: int) -> None:
        """Let somebody in another process share so many acts at once."""
        now, numbers = datetime.now(UTC), range(self.acts, self.acts + count)
        acts = [Act(id=f"new {n}", text=f"while you watched {n}", posted_at=now) for n in numbers]
        self.log.append(self.group, *(ActPosted(at=now, act=act) for act in acts))
        self.acts += count

    def rename(self, name: str) -> None:
        """Let the host call the group so in another process: a page is drawn anew as a whole for that."""
        self.log.append(self.group, GroupRenamed(id=new_id(), at=datetime.now(UTC), name=name, by=self.group))

    def dot(self) -> Dot:
        """A dot of several ripples, the largest of which has several acts, nearest to the middle."""
        dots = [dot for dot in self.scene.detail.dots if len(self.scene.detail.ripples[dot.root]) > 2]
        return min((dot for dot in dots if len(dot.roots) > 1), key=lambda dot: dot.x**2 + dot.y**2)


@cache
def acts_and_scene() -> tuple[list[Act], Scene]:
    parents = random_parents(ACTS, roots=0.35)
    acts = [act(number, parent, hours=number / 10) for number, parent in enumerate(parents)]
    return acts, scene_of(pond_of(acts), lambda act: "")


@pytest.fixture
def large(server: Server) -> Iterator[Large]:
    """A group with ten thousand acts."""
    acts, scene = acts_and_scene()
    group, now = new_id(), datetime.now(UTC)
    with closing(open_store(server.store)) as log:
        start_group(Groups(log), "Maple Street", "Ada", nonce=group, founder=group, now=now)
        log.append(group, *(ActPosted(at=now, act=act) for act in acts))
        yield Large(log, group, scene)


def comes_to_the_pond(visitor: Visitor, link: str) -> Page:
    page = visitor.comes_in(link).page
    expect(canvas(page)).to_be_visible()
    expect(player(page, "caption")).to_contain_text("10,000 acts of kindness")
    page.wait_for_function(
        """() => {
          const canvas = document.querySelector(".st-key-pond_water canvas.marks")
          return canvas?.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[3]
        }"""
    )
    rests(page)
    return page


def click_place(page: Page, place: tuple[float, float], view: View) -> None:
    """Click a place of the pond, of which so much is in view."""
    width, height = size(canvas(page))
    right, up = on_screen(place, view, width, height)
    click_at(page, 0.5 + right / width, 0.5 - up / height)


def on_screen(place: tuple[float, float], view: View, width: float, height: float) -> tuple[float, float]:
    """How many pixels to the right of the middle of a picture, and above it, a place of the pond is."""
    across, up = place[0] - view[0], place[1] - view[1]
    wide, high = view[2:]
    if height > width:  # a tall picture has x and y exchanged
        across, up, wide, high = up, across, high, wide
    diameter = min(width / (2 * wide), height / (2 * high))
    return across * diameter, up * diameter


def around(scene: Scene, act: int) -> View:
    """What is in view when the fold that holds an act is opened."""
    x, y, reach = scene.around(act)
    return x, y, reach, reach


def in_view(page: Page, large: Large) -> View:
    """What the picture shows now: in the past, what was there then."""
    said = [float(part) for part in told(page)[:6]]
    return (said[2], said[3], said[4], said[5]) if said[1:] else (0, 0, *large.scene.reach)


def click_dot(page: Page, large: Large) -> Dot:
    """Click a fold where it stands in what is in view."""
    dot = large.dot()
    click_place(page, (dot.x, dot.y), in_view(page, large))
    expect(passes_on(page)).to_be_visible()
    return dot


def click_water(page: Page, large: Large, view: View) -> None:
    """Click the place in view that is farthest from all drops, and above the buttons."""
    x, y, reach, _high = view
    drops = list(zip(large.scene.acts["x"], large.scene.acts["y"], strict=True))
    places = [
        (x + reach * right / 10, y + reach * up / 10) for right in range(-9, 10) for up in range(-2, 10)
    ]
    click_place(page, max(places, key=lambda place: min(dist(place, drop) for drop in drops)), view)


def looks_at(page: Page, view: View) -> None:
    """Wait until this is in view."""
    near = " && ".join(f"Math.abs(said[{part}] - {value}) < 1e-3" for part, value in enumerate(view, start=2))
    has_told(page, near)


def hears_of_one_more(page: Page, large: Large) -> None:
    """Share an act and wait until the page knows it: told alone, or drawn with it just then."""
    page.evaluate(
        "() => { window.heard = false; document.addEventListener('small news', () => { heard = true }) }"
    )
    large.share(1)
    numbers = "document.querySelector('[data-testid=stMetricValue]')?.textContent"
    page.wait_for_function(f"known => window.heard || {numbers} === known", arg=f"{large.acts:,}")


def test_one_click_opens_a_fold_and_the_water_closes_it(new_visitor: NewVisitor, large: Large) -> None:
    for what in ("a mouse", "a finger"):
        print(f"with {what}")
        visitor = new_visitor(width=390 if what == "a finger" else 1280, touch=what == "a finger")
        opens_and_closes_a_fold(comes_to_the_pond(visitor, large.link), large)
        assert visitor.errors == []


def opens_and_closes_a_fold(page: Page, large: Large) -> None:
    shows_all(page)
    pond, side = large.scene.rows.pond, page.locator(".st-key-pond_told")
    dot = click_dot(page, large)
    near = around(large.scene, dot.root)
    assert near[2] < large.scene.reach[0] / 3
    looks_at(page, near)
    expect(side).to_contain_text(pond.acts[dot.root].text)
    opened = picture(page)

    # In it every act can be clicked, also from where one went.
    player(page, "farther").click()
    wider = (*near[:2], near[2] * 1.5, near[3] * 1.5)
    looks_at(page, wider)
    child = pond.children(dot.root)[0]
    click_place(page, (pond.x[child], pond.y[child]), wider)
    expect(side.get_by_text("What led to it", exact=True)).to_be_visible()
    expect(side).to_contain_text(pond.acts[child].text)
    looks_at(page, wider)

    click_water(page, large, wider)
    expect(passes_on(page)).to_be_hidden()
    expect(page.locator("input[name=player]")).to_have_value("")
    expect(page.locator("input[name=lit]")).to_have_value(re.compile("-1"))
    expect(page.locator(".st-key-pond_water input[name=news]")).to_have_value("")
    draws_anew(page, opened)


def test_an_opened_fold_plays_on_and_stays_when_others_share(new_visitor: NewVisitor, large: Large) -> None:
    page = comes_to_the_pond(new_visitor(), large.link)
    near = opens_a_fold_in_which_it_plays_on(page, large)
    scrub(page, 0.9)
    looks_at(page, near)
    player(page, "farther").click()
    x, y, wide, high = near
    wider = (x, y, wide * 1.5, high * 1.5)
    looks_at(page, wider)
    beat = told(page)[0]
    canvas(page).evaluate("chart => { chart.dataset.same = 'yes' }")

    hears_of_one_more(page, large)  # which comes alone; then the page is drawn with it as a whole
    looks_at(page, wider)
    assert told(page)[0] == beat
    large.rename("Oak Street")
    stays(page, large, wider, beat)
    large.share(300)  # so many that all are sent anew
    stays(page, large, wider, beat)

    page.reload()
    expect(passes_on(page)).to_be_visible()
    looks_at(page, wider)
    click_water(page, large, wider)
    looks_at(page, (0, 0, *large.scene.reach))


def opens_a_fold_in_which_it_plays_on(page: Page, large: Large) -> View:
    scrub(page, 0.5)
    for speed in ("2×", "½×"):  # so slow that it plays as long as the test takes
        player(page, "speed").click()
        expect(player(page, "speed")).to_have_text(speed)
    player(page, "play").click()
    start = float(told(page)[0])
    near = around(large.scene, click_dot(page, large).root)
    looks_at(page, near)
    opened = float(told(page)[0])
    assert opened > start
    has_told(page, f"said[0] > {opened}")
    hears_of_one_more(page, large)
    later = float(told(page)[0])
    has_told(page, f"said[0] > {later}")
    return near


def stays(page: Page, large: Large, view: View, beat: str) -> None:
    """All that came is known, and what one looked at is as it was."""
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{large.acts:,}")
    looks_at(page, view)
    expect(page.locator(".st-key-pond_water canvas.marks[data-same=yes]")).to_be_visible()  # not built anew
    assert told(page)[0] == beat
    expect(passes_on(page)).to_be_visible()
