"""The pictures of the README, made from the app as it runs: `python3 -m tests.browser.readme`.

The group is the made-up one of ``python3 -m ripple demo``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ripple.environment import CHECKOUT, enter

if TYPE_CHECKING:
    from PIL.Image import Image

    from ripple.charts.pond.scene import Scene

OUT = CHECKOUT / ".github"
QUALITY = 88  # of a hundred
WIDE, HIGH = 640, 400  # pixels of the replay
FRAMES, SHOWN_MS, LAST_MS = 48, 110, 3_000
WATER = "[class*=_water] canvas.marks"


def main() -> None:
    """Make every picture anew."""
    from ripple.charts.pond.scene import scene_of
    from ripple.demo import start_demo
    from ripple.tellers import name_under
    from tests.browser.chromium import find, started
    from tests.browser.conftest import groups_of, running, server_in

    path = find()
    if path is None:
        raise SystemExit("no Chromium here; `python3 -m tests` installs one")
    with TemporaryDirectory() as folder, running(server_in(Path(folder))) as app, started(path) as browser:
        with groups_of(app) as groups:
            made = start_demo(groups, now=datetime.now(UTC))
            link, live = made.path, groups.group(made.group)
            draw_replay(scene_of(live.pond, lambda act: name_under(act, live.history)))
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
    """Keep a picture in few bytes, its soft light soft."""
    from PIL import Image

    Image.open(BytesIO(png)).convert("RGB").save(OUT / f"{name}.webp", quality=QUALITY)


def draw_replay(scene: Scene) -> None:
    """How the pond of the group grew, as its film has it."""
    frames = [frame(scene, scene.last_beat * part / FRAMES) for part in range(2, FRAMES)] + [
        frame(scene, 1e9)
    ]
    shown = [SHOWN_MS] * (len(frames) - 1) + [LAST_MS]
    path, first = OUT / "replay.webp", frames[0]
    first.save(path, save_all=True, append_images=frames[1:], duration=shown, loop=0, quality=75)


def frame(scene: Scene, beat: float) -> Image:
    """What is there at a beat."""
    import vl_convert

    from ripple.charts.export.static_spec import still
    from ripple.charts.theme import LOOKS
    from tests.charts.reference import picture

    player = f"{beat} 2 0 0 {scene.reach[0]} {scene.reach[1]} *"
    spec = still(scene, LOOKS["dark"], size=(WIDE, HIGH), picked=None, player=player)
    return picture(vl_convert.vegalite_to_png(spec))


def draw_three_hundred() -> None:
    """A larger pond, as its reference is drawn."""
    from tests.charts.reference import State, draw

    draw(State(300, "dark")).convert("RGB").save(OUT / "pond-300.webp", quality=QUALITY)


if __name__ == "__main__":
    enter("tests.browser.readme", CHECKOUT / "tests" / "requirements.txt")
    main()
