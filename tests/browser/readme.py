"""The pictures of the README, made from the app as it runs: `python3 -m tests.browser.readme`.

The group is the made-up one of ``python3 -m ripple demo``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ripple.environment import CHECKOUT, enter

OUT = CHECKOUT / ".github"
STEP_MS, SHOWN_MS = (
    300,
    90,
)  # of the page's time from one picture of the replay to the next, and how long it stands
WIDE, MOST, LAST_MS = 480, 45, 2_500  # pixels; pictures; how long the last one stands
WATER = "[class*=_water] canvas.marks"


def main() -> None:
    """Make every picture anew."""
    from ripple.demo import start_demo
    from tests.browser.chromium import find, started
    from tests.browser.conftest import groups_of, running, server_in

    path = find()
    if path is None:
        raise SystemExit("no Chromium here; `python3 -m tests` installs one")
    with TemporaryDirectory() as folder, running(server_in(Path(folder))) as app, started(path) as browser:
        with groups_of(app) as groups:
            link = start_demo(groups, now=datetime.now(UTC)).path
        context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark")
        page = context.new_page()
        page.goto(app.address(link))
        page.get_by_role("button", name="Come in").click()
        draw_pages(page, app.url)
    draw_three_hundred()


def draw_pages(page: Any, url: str) -> None:
    """The home of the group, and its people."""
    from tests.browser.conftest import rests

    for name, address, part in (("pond", "", None), ("people", "people", WATER)):
        page.goto(url + address)
        page.wait_for_selector(WATER)
        rests(page)
        keep(name, (page.locator(part) if part else page).screenshot())


def keep(name: str, png: bytes) -> None:
    """Keep a picture in few bytes; its soft light is dithered."""
    from PIL import Image

    seen = Image.open(BytesIO(png)).convert("RGB")
    seen.quantize(palette=seen.quantize(256)).save(OUT / f"{name}.png", optimize=True)


def draw_three_hundred() -> None:
    """A larger pond, as its reference is drawn."""
    from tests.charts.reference import State, draw

    draw(State(300, "dark")).save(OUT / "pond-300.png", optimize=True)


if __name__ == "__main__":
    enter("tests.browser.readme", CHECKOUT / "tests" / "requirements.txt")
    main()
