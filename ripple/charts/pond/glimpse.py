"""A pond in a few SVG paths: what is in sight while its chart is still on the way.

A browser has to fetch and run a large library before it draws the chart's first mark; this it draws at
once. It shows today's whole pond as the chart will, at the same places, but for shadows, signs and names.
"""

from __future__ import annotations

from cmath import rect
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import pi
from typing import Any

from ripple.charts.pond.chart import LONG, PALE
from ripple.charts.pond.rows import FADES, UNNAMED, Row
from ripple.charts.pond.scene import Scene
from ripple.charts.theme import Look
from ripple.domain.model import How

WIDE, HIGH = 840, 571  # pixels of the picture on a laptop; the image is as sharp at any size
CORE = 0.55  # how much of a drop that stands for many is not pale
EVENLY = 0.3  # of a ring whose acts lean less to one side, all is seen alike
BRIGHT, FAINT = (
    0.55 * pi,
    0.3,
)  # how far to both sides of its acts a ring is bright (radians), and what the rest is
RING = 0.75  # how strong a ring is at most
DASHES = {"": "", How.READING: "0.28 0.24", How.CARD: "0.01 0.22"}  # in node diameters, as in the chart
# A picture that is taller than wide has x and y of the pond exchanged; the image finds out for itself.
STYLE = "#tall{display:none}@media(max-aspect-ratio:1/1){#wide{display:none}#tall{display:inline}}"


def glimpse(scene: Scene, look: Look) -> str:
    """All of the ``scene`` as an SVG image that fills what it is shown in; empty for a still pond."""
    if not scene.drawn:
        return ""
    wide, high = scene.reach
    diameter = min(WIDE / (2 * wide), HIGH / (2 * high))
    drawn = "".join(Still(scene.drawn, look, diameter).layers())
    half = [short(diameter * side) for side in scene.reach]
    box = [f'viewBox="-{x} -{y} {short(2 * float(x))} {short(2 * float(y))}"' for x, y in (half, half[::-1])]
    lines = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><style>{STYLE}</style>'
        f'<defs><g id="pond" {lines}>{drawn}</g></defs>'
        f'<svg id="wide" {box[0]} overflow="visible"><use href="#pond"/></svg>'
        f'<svg id="tall" {box[1]} overflow="visible">'
        '<use href="#pond" transform="matrix(0 -1 -1 0 0 0)"/></svg>'
        "</svg>"
    )


def on_water(svg: str, look: Look) -> str:
    """A glimpse as an image by itself."""
    size = f'width="100%" height="100%" style="background:{look.open_water}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{svg}</svg>'


@dataclass(frozen=True)
class Still:
    """The layers of a picture, each path all that has one colour; ``diameter`` is a node's, in pixels."""

    rows: list[Row]
    look: Look
    diameter: float

    def layers(self) -> Iterable[str]:
        yield from self.glows()
        yield from self.rings()
        yield from self.links()
        yield from self.drops()

    def glows(self) -> Iterable[str]:
        """The water around each start, in a gradient for each hue and reach of the outermost ring."""
        inner, outer = self.look.glow
        made: dict[tuple[str, int], str] = {}
        for row in self.rows:
            if row["wide"]:
                hue, edge = self.look.lit[row["hue"]], round(100 * (1 - FADES / row["wide"]))
                if (hue, edge) not in made:
                    made[hue, edge] = name = f"glow{len(made)}"
                    stops = zip((0, edge, 100), (inner, outer, 0), strict=True)
                    yield f'<radialGradient id="{name}">'
                    yield from (
                        f'<stop offset="{at}%" stop-color="{hue}" stop-opacity="{how}"/>' for at, how in stops
                    )
                    yield "</radialGradient>"
                yield f'<path d="{self.disc(row, row["wide"])}" fill="url(#{made[hue, edge]})"/>'

    def rings(self) -> Iterable[str]:
        """A circle for each step that a ripple has reached, faint where none of its acts is."""
        width = short(min(max(self.diameter * 0.06, 0.5), 1.6))
        alike: dict[tuple[str, float], list[str]] = defaultdict(list)
        for row in self.rows:
            for ring in row["rings"].split(";") if row["rings"] else ():
                wide, _since, strength, *lean = map(float, ring.split(" "))
                for seen, path in self.crest(row, wide, complex(*lean)):
                    alike[self.look.rings[row["hue"]], seen * strength].append(path)
        for (hue, strength), paths in alike.items():
            line = f'stroke="{hue}" stroke-width="{width}" stroke-opacity="{RING * strength:.2f}"'
            yield f'<path d="{"".join(paths)}" {line}/>'

    def crest(self, row: Row, radius: float, lean: complex) -> Iterable[tuple[float, str]]:
        """The parts of a ring with how much of each is seen: as in the chart, but in two steps."""
        if abs(lean) < EVENLY:
            yield 1, self.disc(row, radius)
            return
        ends = [lean / abs(lean) * rect(radius, turn) for turn in (-BRIGHT, BRIGHT)]
        places = [self.place({"x": row["x"] + end.real, "y": row["y"] + end.imag}) for end in ends]
        r = short(self.diameter * radius)
        for seen, (begin, end), sweep in ((1.0, places, "1 0"), (FAINT, places[::-1], "0 0")):
            yield seen, f"M{begin}A{r} {r} 0 {sweep} {end}"

    def links(self) -> Iterable[str]:
        """The links: unbroken when passed on, dashes after reading, dots from a card; long ones thin."""
        width = min(max(self.diameter * 0.085, 0.7), 3)
        alike: dict[tuple[str, str, float], list[str]] = defaultdict(list)
        for row in self.rows:
            if not row["root"]:
                thin = round(min(1, LONG / max(row["length"], LONG)), 1)
                alike[self.line(row), row["how"] if row["how"] in DASHES else "", thin].append(self.link(row))
        for (hue, how, thin), paths in alike.items():
            dash = " ".join(short(self.diameter * float(part)) for part in DASHES[how].split())
            broad = width * max(0.35, thin) * (1.7 if how == How.CARD else 1)
            line = f'stroke-width="{short(broad)}" stroke-dasharray="{dash}"'
            yield f'<path d="{"".join(paths)}" stroke="{hue}" {line}/>'

    def drops(self) -> Iterable[str]:
        """The acts in the hues of their ripples, with a rim; a pale half around what stands for many."""
        acts, many, cores = (defaultdict[Any, list[str]](list) for _ in range(3))
        for row in self.rows:
            colour, radius = self.colour(row), row["radius"] + row["grow"]
            if row["grow"]:
                many[self.line(row)].append(self.disc(row, radius))
                cores[self.line(row)].append(self.disc(row, CORE * radius))
            else:
                acts[self.look.rim or self.line(row), colour, radius].append(f"M{self.place(row)}h0")
        for colour, discs in many.items():
            yield f'<path d="{"".join(discs)}" fill="{colour}" fill-opacity="{PALE}"/>'
            yield f'<path d="{"".join(cores[colour])}" fill="{colour}"/>'
        for n, ((edge, colour, radius), dots) in enumerate(acts.items()):
            yield from self.rimmed(f"drops{n}", dots, (edge, colour), 2 * self.diameter * radius)

    def rimmed(self, name: str, dots: list[str], colours: tuple[str, str], width: float) -> Iterable[str]:
        """Dots so many pixels wide, to the middle of their rim; the ``colours`` of it, and of themselves."""
        rim = min(self.diameter * 0.07, 2.4)
        yield f'<defs><path id="{name}" d="{"".join(dots)}"/></defs>'
        for stroke, across in zip(colours, (width + rim, width - rim), strict=True):
            yield f'<use href="#{name}" stroke="{stroke}" stroke-width="{across:.2f}"/>'

    def hue(self, row: Row) -> str:
        return self.look.hues[row["hue"]]

    def line(self, row: Row) -> str:
        return self.look.line(self.hue(row))

    def colour(self, row: Row) -> str:
        return self.look.unnamed if row["kind"] == UNNAMED else self.hue(row)

    def place(self, row: Row) -> str:
        return f"{short(self.diameter * row['x'])} {short(-self.diameter * row['y'])}"

    def disc(self, row: Row, radius: float) -> str:
        """Two arcs."""
        x, y = self.diameter * (row["x"] - radius), -self.diameter * row["y"]
        r, across = short(self.diameter * radius), short(2 * self.diameter * radius)
        return f"M{short(x)} {short(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0"

    def link(self, row: Row) -> str:
        """From the act to its parent, as good as straight."""
        dx, dy = row["mid_x"] - row["x"], row["y"] - row["mid_y"]
        return f"M{self.place(row)}l{short(2 * self.diameter * dx)} {short(2 * self.diameter * dy)}"


def short(pixels: float) -> str:
    """As short as it can be told to a tenth."""
    return f"{pixels:.1f}".removesuffix(".0")
