"""Pictures of the pond and of the people in every state, to see at once when one looks different from before.

`python -m tests.charts.reference` draws them anew, after a change that is meant to be seen: look at
each before you commit it. They are drawn by vl-convert with the font it brings along, so that they
are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from ripple.environment import CHECKOUT, enter

if TYPE_CHECKING:
    from PIL.Image import Image

    from ripple.charts.pond.scene import Scene

KEPT = Path(__file__).with_suffix("")
OUT = Path(__file__).with_name("out")
COLOURS = 256  # that a kept picture has
TOLERATED = (
    18  # of 255: how far the mean of a cell may be off; fewer colours make 6, another release of the font 14
)
CELL = 2  # pixels
NAMES = ("Ada", "Ben", "Cleo", "Dimitri", "Eun-ji", "Farid")
PICKED = 7  # of thirty: one that something led to, and that something grew from


@dataclass(frozen=True)
class State:
    """A state of the pond, or of its ``people``; ``played`` is the part of its time that was played."""

    acts: int
    look: str = "light"
    width: int = 1_000
    picked: int | None = None
    played: float | None = None
    shown: str = "*"
    people: bool = False

    @property
    def name(self) -> str:
        """What its file is called."""
        told = {
            "people": self.people,
            f"{self.acts:03d} {self.look}": True,
            f"{self.width} wide": self.width != 1_000,
            "picked": self.picked is not None,
            "playing": self.played is not None,
            "one kind": self.shown != "*",
        }
        return " ".join(word for word, told_too in told.items() if told_too).replace(" ", "-")

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return KEPT / f"{self.name}.png"


STATES = [
    *(State(acts, look) for acts in (0, 1, 2, 30, 300) for look in ("light", "dark")),
    *(
        State(acts, look)
        for acts, look in ((3_000, "dark"), (30_000, "light"), (30_000, "dark"), (100_000, "light"))
    ),
    State(3_000, width=360),
    *(State(acts, look) for acts, look in ((5, "light"), (12, "dark"), (64, "light"))),
    *(State(acts, look, width=360) for acts, look in ((5, "light"), (64, "dark"))),
    *(State(acts, look, width=360) for acts, look in ((0, "light"), (30, "dark"), (300, "light"))),
    *(State(30, look, picked=PICKED) for look in ("light", "dark")),
    State(30, played=0.55),
    State(30, "dark", shown=",hug,smile,"),
    *(State(acts, look, people=True) for acts in (0, 1, 2, 30) for look in ("light", "dark")),
    State(900, "dark", people=True),
    State(30, width=360, people=True),
    *(State(acts, look, picked=3, people=True) for acts, look in ((30, "light"), (900, "dark"))),
]


@cache
def scene(acts: int) -> Scene:
    """A pond with everything in it that a picture can show, always the same."""
    from ripple.charts.pond.scene import scene_of
    from ripple.domain.model import How, Kind
    from tests.network.ponds import act, pond_of, random_parents

    chance = Random(5)
    pond = pond_of(
        act(
            number,
            parent,
            hours=20 * number,
            author=chance.choice(NAMES),
            kind=chance.choice([*Kind, None]),
            how=chance.choice([*How, None]) if parent >= 0 else None,
        )
        for number, parent in enumerate(random_parents(acts))
    )
    if acts > 10:  # the words of one that others came from were taken back
        pond.erase(next(one.id for one in pond.acts if len(pond.ripple(one.id)) > 2))
    return scene_of(pond, lambda one: one.author or "")


def draw(state: State) -> Image:
    """The picture of a state as it looks now."""
    import vl_convert

    spec = people_spec_of(state) if state.people else pond_spec_of(state)
    return picture(vl_convert.vegalite_to_png(spec))


def people_spec_of(state: State) -> dict[str, Any]:
    """The chart of those who were with each other in so many acts, with its data."""
    from ripple.charts.export.static_spec import FONT, rows
    from ripple.charts.people.chart import people_spec, view_of
    from ripple.charts.people.circle import circle_of
    from ripple.charts.theme import LOOKS
    from tests.network.ponds import pond_of
    from tests.network.test_people import meetings

    people = pond_of(meetings(state.acts, people=10 + state.acts // 10)).people
    circle = circle_of(people, lambda i: f"{NAMES[i % len(NAMES)]} {i // len(NAMES) or ''}".strip())
    data = {"people": circle.people, "links": circle.links, "view": view_of(circle, state.picked)}
    spec = people_spec(LOOKS[state.look])
    font = {"config": {**spec["config"], "font": FONT}, "width": state.width}
    return {**spec, **font, "datasets": {name: rows(columns) for name, columns in data.items()}}


def pond_spec_of(state: State) -> dict[str, Any]:
    """The chart of a pond in this state, with its data."""
    from ripple.charts.export.static_spec import still
    from ripple.charts.theme import LOOKS

    drawn, player = scene(state.acts), ""
    if state.played is not None or state.shown != "*":
        now = 1e9 if state.played is None else drawn.last_beat * state.played
        player = f"{now} 2 0 0 {drawn.reach[0]} {drawn.reach[1]} {state.shown}"
    size = state.width, None
    return still(drawn, LOOKS[state.look], size=size, picked=state.picked, player=player)


def picture(png: bytes | Path) -> Image:
    """A picture without its see-through corners, so that it can be compared."""
    from io import BytesIO

    from PIL import Image

    with Image.open(png if isinstance(png, Path) else BytesIO(png)) as opened:
        seen = opened.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("RGB")


def differing(one: Image, other: Image) -> float:
    """The share of the picture that looks different, from 0 to 1; 1 for one of another size.

    Cells of a few pixels are compared: a line drawn a little smoother is the same, one that moved is not.
    """
    import numpy as np

    if one.size != other.size:
        return 1.0
    cells = [np.asarray(each.reduce(CELL), dtype=int) for each in (one, other)]
    return float((np.abs(cells[0] - cells[1]).max(axis=2) > TOLERATED).mean())


def side_by_side(kept: Image, now: Image) -> Image:
    """What it was, what it is, and in white where they differ."""
    from PIL import Image, ImageChops

    size = max(kept.width, now.width), max(kept.height, now.height)
    both = [Image.new("RGB", size) for _ in range(2)]
    for sheet, drawn in zip(both, (kept, now), strict=True):
        sheet.paste(drawn)
    apart = ImageChops.difference(*both).convert("L").point(lambda off: 255 if off > TOLERATED else off)
    row = Image.new("RGB", (3 * size[0], size[1]))
    for column, drawn in enumerate((*both, apart)):
        row.paste(drawn, (column * size[0], 0))
    return row


def looked_different(state: State) -> str | None:
    """Compare a state with what is kept of it; where the difference can be looked at, if there is one."""
    now = draw(state)
    if not state.file.exists():
        return f"there is no picture of “{state.name}” yet"
    kept = picture(state.file)
    share = differing(kept, now)
    if not share:
        return None
    OUT.mkdir(exist_ok=True)
    beside = OUT / state.file.name
    side_by_side(kept, now).save(beside)
    return f"{share:.2%} of “{state.name}” looks different: kept, now and difference are in {beside}"


def strays() -> Iterator[Path]:
    """Kept pictures of states that there are no more."""
    yield from set(KEPT.iterdir()) - {state.file for state in STATES}


def renew() -> None:
    """Keep every picture that looks different now, and none that is of no state."""
    from PIL.Image import Dither, Quantize

    KEPT.mkdir(exist_ok=True)
    for state in STATES:
        if told := looked_different(state):
            small = draw(state).quantize(COLOURS, Quantize.MAXCOVERAGE, dither=Dither.NONE)
            small.save(state.file, optimize=True)
            print(told)
    for stray in strays():
        stray.unlink()


if __name__ == "__main__":
    enter("tests.charts.reference", CHECKOUT / "tests" / "requirements.txt")
    renew()
