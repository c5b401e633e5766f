"""`python3 -m benchmarks.picture [--json]`: how well the pond plays, and what looking at it costs.

In a real Chromium, for ponds of several sizes: pictures a second while the pond is played; the time
until a picture of it is in sight, until its living chart stands, and until a chart of one dot does, each
against an empty Streamlit page (`benchmarks.page`); the bytes that the chart takes; the time from a click
to the lit ripple, and to its story; how much of a core the browser works while the pond is only looked at,
in percent; and what it costs when somebody else shares one act more: bytes, the seconds until its words are
there, and the server's time for each page (`benchmarks.pages`). And how much of a landscape and of a portrait
picture 64 acts fill.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import cos, sin
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import Asked, asked, pages
from ripple.environment import CHECKOUT, enter

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, StorageState

    from benchmarks.browsing import Served

DEMO = 64  # acts
SHAPES = {"landscape": (840, 571), "portrait": (328, 476)}  # pixels, in a page on a desk and in a hand
ROUNDS = 5  # of which the median is told
MOST_MS = 5_000  # that a click is waited for
NEAR = 900  # places around the middle
LOOKING = ("click_ms", "story_ms", "idle_cpu_pct", "new_act_bytes", "new_act_s", "view_rebuilt")
RATIOS = {"first_picture_ratio": "pond", "chart_ratio": "chart", "dot_ratio": "dot"}  # to the empty page

# With every picture that the player shows its bar moves on.
PICTURES_A_SECOND = """async ([bar, seconds]) => {
  let shown = 0
  const look = new MutationObserver(() => shown++)
  look.observe(bar, { attributes: true, attributeFilter: ["style"] })
  await new Promise(done => setTimeout(done, seconds * 1000))
  look.disconnect()
  return shown / seconds
}"""

# From when a pointer is let go next until a frame was shown with the water at the side veiled, and until the
# story of what was clicked stands beside the picture.
WATCH = """most => {
  const canvas = document.querySelector(".st-key-pond_water canvas.marks")
  const water = () => canvas.getContext("2d").getImageData(9, canvas.height / 2, 1, 1).data.join()
  const told = () => document.querySelector(".st-key-pond_story [data-told]")
  globalThis.seen = new Promise(done => document.addEventListener("pointerup", ({ timeStamp }) => {
    const clear = water(), passed = () => performance.now() - timeStamp
    let lit
    const look = () => {
      if (!lit && water() !== clear) lit = passed()
      if (passed() > most || (lit && told())) done([lit ?? most, passed()])
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, { capture: true, once: true }))
}"""
OVER_A_DROP = "canvas => canvas.parentElement.style.cursor === 'pointer'"


@dataclass(frozen=True)
class Size:
    """Of how many acts the ponds are, for how many seconds each is played and left alone, the clicks, and
    how the server's time for each page is taken."""

    acts: tuple[int, ...] = (1_000, 10_000, 100_000)
    played_s: float = 6
    idle_s: float = 5
    clicks: int = 7
    pages: pages.Size = field(default_factory=pages.Size)


SMALL = Size(acts=(100,), played_s=1, idle_s=0.5, clicks=1, pages=pages.SMALL)


class Received:
    """The bytes that a page's sockets have received."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", lambda socket: socket.on("framereceived", self._count))

    def _count(self, frame: str | bytes) -> None:
        self.bytes += len(frame)


def main(wanted: Asked) -> None:
    """Measure and print, as lines or as JSON."""
    from benchmarks.browsing import chromium

    with chromium() as browser:
        measured = measure(browser, SMALL, rounds=1) if wanted.small else measure(browser, Size(), ROUNDS)
    if wanted.for_machines:
        print(json.dumps(measured))
        return
    for name, value in measured.items():
        print(f"{name:20} {value}")


def measure(browser: Browser, size: Size, rounds: int) -> dict[str, Any]:
    """All figures, by the number of acts where they depend on it."""
    from benchmarks.browsing import first_pictures, serving, signed_in

    names = ("fps", *RATIOS, "bytes", *LOOKING, "page_ms")
    measured: dict[str, Any] = {name: {} for name in names}
    for acts in size.acts:
        with serving(acts) as app:
            known = signed_in(browser, app.link)
            took = first_pictures(browser, app, known, rounds, feed=False)
            found = at_the_pond(browser, app, known, size) | {"page_ms": pages.on_every_page(app, size.pages)}
        ratios = {name: took[stage] / took["empty"] for name, stage in RATIOS.items()}
        for name, value in (found | ratios).items():
            measured[name][str(acts)] = value
    return measured | {"view_rebuilt": any(measured["view_rebuilt"].values()), "filled": filled()}


def at_the_pond(browser: Browser, app: Served, known: StorageState, size: Size) -> dict[str, Any]:
    """What one visitor's browser does with the pond of ``app``."""
    with looking(browser, app, known) as (page, received):
        found = {"bytes": received.bytes, "idle_cpu_pct": idle_cpu_pct(size.idle_s)}
        found["fps"] = played(page, size.played_s)
        found |= one_act_more(page, app)
        lit, told = zip(*(clicked(page) for _ in range(size.clicks)), strict=True)
        return found | {"click_ms": median(lit), "story_ms": median(told)}


def clicked(page: Page) -> tuple[float, float]:
    """The milliseconds from a click on a drop until its ripple is lit, and until its story is told."""
    from benchmarks.browsing import come_to_rest

    go_to_a_drop(page)
    come_to_rest()
    page.evaluate(WATCH, MOST_MS)
    page.mouse.down()
    page.mouse.up()
    lit, told = page.evaluate("seen")
    page.get_by_role("button", name="Close").click()
    page.locator(".st-key-pond_story [data-told]").wait_for(state="detached")
    return lit, told


def go_to_a_drop(page: Page) -> None:
    """Point at the drop that is nearest to the middle; in a large pond the middle itself is water."""
    canvas = page.locator(".st-key-pond_water canvas.marks")
    box = canvas.bounding_box()
    assert box
    for step in range(NEAR):
        far = 3 * step**0.5  # pixels
        place = far * cos(2.4 * step), far * sin(2.4 * step)
        x, y = box["x"] + box["width"] / 2 + place[0], box["y"] + box["height"] / 2 + place[1]
        page.mouse.move(x, y)
        two_frames_pass(page)
        if canvas.evaluate(OVER_A_DROP):
            return
    raise SystemExit("no drop is near the middle of the pond")


def two_frames_pass(page: Page) -> None:
    """The chart has said what is pointed at."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def idle_cpu_pct(seconds: float) -> float:
    """How much of a core all processes of the browser work while nobody does anything, in percent."""
    from benchmarks.browsing import worked

    before, since = worked("chrom"), time.monotonic()
    time.sleep(seconds)
    return 100 * (worked("chrom") - before) / (time.monotonic() - since)


def filled() -> dict[str, float]:
    """The part of a landscape and of a portrait picture that lies within the box around 64 acts."""
    from benchmarks.browsing import made_acts
    from ripple.charts.pond.scene import scene_of
    from ripple.network.pond import Pond

    pond = Pond()
    for act in made_acts(DEMO, "Ada"):
        pond.add(act)
    scene = scene_of(pond, lambda _act: "Ada")
    box = [max(scene.acts[side]) - min(scene.acts[side]) + 1 for side in ("x", "y")]
    return {name: in_box(box, scene.reach, *size) for name, size in SHAPES.items()}


def in_box(box: list[float], reach: tuple[float, float], width: int, height: int) -> float:
    """The part of a picture in a box, which reaches so far to the right and up in a view (node diameters)."""
    across, up = box if width > height else box[::-1]
    wide, high = reach if width > height else reach[::-1]
    diameter = min(width / (2 * wide), height / (2 * high))
    return across * up * diameter**2 / (width * height)


@contextmanager
def looking(browser: Browser, app: Served, known: StorageState) -> Iterator[tuple[Page, Received]]:
    """Somebody who looks at the pond, drawn and at rest."""
    from benchmarks.browsing import DRAWN, SIZE, come_to_rest

    context = browser.new_context(viewport=SIZE, storage_state=known)
    page = context.new_page()
    received = Received(page)
    page.goto(app.url)
    page.wait_for_function(DRAWN)
    page.locator("[data-part=play]").wait_for()
    page.get_by_test_id("stMetricValue").first.wait_for()  # sent once the picture is drawn
    come_to_rest()
    yield page, received
    context.close()


def played(page: Page, seconds: float) -> float:
    """Pictures a second from the middle of the pond's time on."""
    page.locator("[data-part=scrub]").evaluate(
        "bar => { bar.value = bar.max / 2; bar.dispatchEvent(new Event('input')) }"
    )
    page.locator("[data-part=play]").click()
    bar = page.locator("[data-part=scrub]").element_handle()
    fps: float = page.evaluate(PICTURES_A_SECOND, [bar, seconds])
    page.locator("[data-part=today]").click()
    return fps


def one_act_more(page: Page, app: Served) -> dict[str, float | bool]:
    """Another person shares an act: how much the answer takes that tells of it, how soon its words are there,
    and whether the view was built anew."""
    from ripple.domain.model import Act
    from ripple.web.news import TOLD

    page.locator(".st-key-pond_water canvas.marks").evaluate("canvas => { canvas.dataset.same = 'yes' }")
    start = time.monotonic()
    with page.expect_response(lambda answer: "/news/" in answer.url and answer.status == TOLD) as told:
        app.post(Act(id="news", text="one act more", posted_at=datetime.now(UTC)))
    page.locator(".st-key-pond_newest").get_by_text("one act more", exact=True).wait_for()
    took, same = time.monotonic() - start, page.locator("canvas.marks[data-same=yes]").count() == 1
    return {"new_act_bytes": len(told.value.body()), "new_act_s": took, "view_rebuilt": not same}


if __name__ == "__main__":
    wanted = asked(__doc__)
    enter("benchmarks.picture", CHECKOUT / "tests" / "requirements.txt")
    main(wanted)
