"""A pond in a few SVG paths: what is in sight while its chart is still on the way.

A browser has to fetch and run a large library before it draws the chart's first mark; this it draws at
once. It shows today's whole pond as the chart will, at the same places, but for shadows and names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ripple.charts.look import COLOURS, INKS, PLAIN, SIGNS, Look
from ripple.charts.pond import BANDS, PALE
from ripple.charts.rows import DROP, UNNAMED, Row
from ripple.charts.scene import Scene
from ripple.domain.model import How, Kind

SIDE = 560  # pixels of the square that the pond fills on a laptop; the image is as sharp at any size
LINED_FROM, SIGNS_FROM = 9, 11  # pixels of a node diameter, as in the chart
CORE = 0.55  # how much of a drop that stands for many is not pale
DASHES = {"": "", How.READING: "0.28 0.24", How.CARD: "0.01 0.22"}  # in node diameters, as in the chart


def glimpse(scene: Scene, look: Look) -> str:
    """All of the ``scene`` as an SVG image, a square as wide as its view; empty for a still pond."""
    if not scene.drawn:
        return ""
    drawn = "".join(_Still(scene.drawn, look, SIDE / (2 * scene.reach)).layers())
    box = f"{-SIDE / 2:g} {-SIDE / 2:g} {SIDE} {SIDE}"
    lines = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {lines}>{drawn}</svg>'


@dataclass(frozen=True)
class _Still:
    """The layers of a picture, each path all that has one colour; ``diameter`` is a node's, in pixels."""

    rows: list[Row]
    look: Look
    diameter: float

    def layers(self) -> Iterable[str]:
        yield from self.water()
        yield from self.rings()
        yield from self.links()
        yield from self.drops()
        if self.diameter > SIGNS_FROM:
            yield from self.signs()

    def water(self) -> Iterable[str]:
        """Each band twice, broader in the colour of its shore and then in its own."""
        arms = (self.arm(row) for row in self.acts() if not row["root"])
        pools = (self.disc(row, row["spread"]) for row in self.acts() if row["root"] or row["spread"])
        yield f'<defs><path id="water" d="{"".join([*arms, *pools])}"/></defs>'
        shore = min(1.3, self.diameter * 0.12)
        for band, shallow, line in zip(BANDS, self.look.shallows, self.look.shores, strict=True):
            lined = band == max(BANDS) or self.diameter >= LINED_FROM
            for more, colour in ((shore, line), (0, shallow)) if lined else ((0, shallow),):
                width = _short(2 * (self.diameter * band + more))
                yield f'<use href="#water" fill="{colour}" stroke="{colour}" stroke-width="{width}"/>'

    def rings(self) -> Iterable[str]:
        """A folded ripple: its rings, each over the one outside it."""
        width = _short(min(max(self.diameter * 0.1, 0.2), 1.2))
        for row in self.rows:
            if row["ring"] != DROP:
                colour = self.look.shores[0] if row["ring"] % 2 else self.look.shallows[1]
                line = f'stroke="{self.look.link}" stroke-width="{width}"'
                yield f'<path d="{self.disc(row, row["grow"])}" fill="{colour}" {line}/>'

    def links(self) -> Iterable[str]:
        """The links: unbroken when passed on, dashes after reading, dots from a card."""
        width = min(max(self.diameter * 0.09, 0.7), 3.4)
        links: dict[str, list[str]] = defaultdict(list)
        for row in self.acts():
            if not row["root"]:
                links[row["how"] if row["how"] in DASHES else ""].append(self.link(row))
        for how, paths in links.items():
            dash = " ".join(_short(self.diameter * float(part)) for part in DASHES[how].split())
            line = (
                f'stroke-width="{_short(width * (1.7 if how == How.CARD else 1))}" stroke-dasharray="{dash}"'
            )
            yield f'<path d="{"".join(paths)}" stroke="{self.look.link}" {line}/>'

    def drops(self) -> Iterable[str]:
        """The acts in the colours of their kinds, with a rim; a pale half around what stands for many."""
        acts, many, cores = (defaultdict[Any, list[str]](list) for _ in range(3))
        for row in self.acts():
            colour, radius = self.colour(row), row["radius"] + row["grow"]
            if row["grow"]:
                many[colour].append(self.disc(row, radius))
                cores[colour].append(self.disc(row, CORE * radius))
            else:
                acts[colour, radius].append(self.disc(row, 0))
        for colour, discs in many.items():
            yield f'<path d="{"".join(discs)}" fill="{colour}" fill-opacity="{PALE}"/>'
            yield f'<path d="{"".join(cores[colour])}" fill="{colour}"/>'
        for n, ((colour, radius), dots) in enumerate(acts.items()):
            yield from self.rimmed(f"drops{n}", dots, colour, 2 * self.diameter * radius)

    def rimmed(self, name: str, dots: list[str], colour: str, width: float) -> Iterable[str]:
        """Dots so many pixels wide, to the middle of their rim."""
        rim = min(self.diameter * 0.075, 2.6)
        yield f'<defs><path id="{name}" d="{"".join(dots)}"/></defs>'
        for stroke, across in ((self.look.rim, width + rim), (colour, width - rim)):
            yield f'<use href="#{name}" stroke="{stroke}" stroke-width="{across:.2f}"/>'

    def signs(self) -> Iterable[str]:
        """The sign of each kind."""
        for row in self.acts():
            if row["kind"] in SIGNS:
                place = f"translate({self.place(row)}) scale({_short(0.52 * self.diameter * row['radius'])})"
                kind = Kind(row["kind"])
                yield f'<path d="{SIGNS[kind]}" fill="{INKS[kind]}" transform="{place}"/>'

    def acts(self) -> Iterable[Row]:
        return (row for row in self.rows if row["ring"] == DROP)

    def colour(self, row: Row) -> str:
        if row["kind"] == UNNAMED:
            return self.look.shallows[1]
        return COLOURS[Kind(row["kind"])] if row["kind"] else PLAIN

    def place(self, row: Row) -> str:
        return f"{_short(self.diameter * row['x'])} {_short(-self.diameter * row['y'])}"

    def disc(self, row: Row, radius: float) -> str:
        """Two arcs; a line of no length, whose round end is a disc, where there is no ``radius``."""
        if not radius:
            return f"M{self.place(row)}h0"
        x, y = self.diameter * (row["x"] - radius), -self.diameter * row["y"]
        r, across = _short(self.diameter * radius), _short(2 * self.diameter * radius)
        return f"M{_short(x)} {_short(y)}a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0-{across} 0"

    def arm(self, row: Row) -> str:
        """Straight to the parent."""
        dx, dy = self.way(row)
        return f"M{self.place(row)}l{_short(-dx)} {_short(-dy)}"

    def link(self, row: Row) -> str:
        """From the act to its parent, bent as `ripple.charts.marks.CURVE` is."""
        dx, dy = self.way(row)
        bend = f"{_short(0.14 * dy - dx / 2)} {_short(-0.14 * dx - dy / 2)}"
        return f"M{self.place(row)}q{bend} {_short(-dx)} {_short(-dy)}"

    def way(self, row: Row) -> tuple[float, float]:
        """From the parent, in pixels to the right and down."""
        return 2 * self.diameter * (row["x"] - row["mid_x"]), -2 * self.diameter * (row["y"] - row["mid_y"])


def _short(pixels: float) -> str:
    """As short as it can be told to a tenth."""
    return f"{pixels:.1f}".removesuffix(".0")
