"""A pond that grows by itself, as an SVG image and a few rules of CSS: it plays as soon as it is there.

For a pond that one only looks at: the chart's library weighs more than all else that a first page needs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from pathlib import Path

from ripple.charts.pond.glimpse import HIGH, WIDE, Still, short
from ripple.charts.pond.rows import Row
from ripple.charts.pond.scene import Scene
from ripple.charts.theme import Look

CSS = Path(__file__).with_suffix(".css").read_text("utf-8")
APART_S = 0.14  # from one act to the next: all of them within five seconds, so that nobody needs to hold it
_Coming = Callable[[float], str]  # says when what comes with a beat is there


def growing(scene: Scene, look: Look) -> str:
    """All of the ``scene`` as an SVG image whose parts come one after the other, by the rules in `CSS`."""
    wide, high = scene.reach
    diameter = min(WIDE / (2 * wide), HIGH / (2 * high))
    x, y = (short(diameter * side) for side in scene.reach)
    drawn = "".join(_Growing(scene.drawn, look, diameter).layers())
    view = f'viewBox="-{x} -{y} {short(2 * float(x))} {short(2 * float(y))}"'
    return f'<svg {view} aria-hidden="true" fill="none" stroke-linecap="round">{drawn}</svg>'


class _Growing(Still):
    """Every part on its own, with the moment at which it comes."""

    def layers(self) -> Iterable[str]:
        beats = sorted({row["beat"] for row in self.rows})

        def coming(beat: float) -> str:
            return f'style="animation-delay:{APART_S * bisect_left(beats, beat):.2f}s"'

        yield from self.grounds()
        for part in (self.water, self.ring_lines, self.lines, self.dots):
            for row in self.rows:
                yield from part(row, coming)

    def grounds(self) -> Iterable[str]:
        """How the water glows in each hue, the weaker the farther out."""
        inner, outer = self.look.glow
        for hue in sorted({row["hue"] for row in self.rows if row["wide"]}):
            stops = ((0, inner), (80, outer), (100, 0))
            told = (
                f'<stop offset="{at}%" stop-color="{self.look.lit[hue]}" stop-opacity="{how}"/>'
                for at, how in stops
            )
            yield f'<radialGradient id="ground{hue}">{"".join(told)}</radialGradient>'

    def water(self, row: Row, coming: _Coming) -> Iterable[str]:
        """The ground of a ripple, from its start."""
        if row["wide"]:
            circle = self.circle(row, row["wide"])
            yield f'<circle {circle} fill="url(#ground{row["hue"]})" {coming(row["beat"])}/>'

    def ring_lines(self, row: Row, coming: _Coming) -> Iterable[str]:
        """A ring for each step, from when the first act reaches it."""
        for ring in row["rings"].split(";") if row["rings"] else ():
            wide, since, *_ = ring.split(" ")
            circle, colour = self.circle(row, float(wide)), self.look.rings[row["hue"]]
            yield f'<circle class="ring" {circle} stroke="{colour}" {coming(float(since))}/>'

    def lines(self, row: Row, coming: _Coming) -> Iterable[str]:
        """From the act that inspired it."""
        if not row["root"]:
            yield f'<path class="line" d="{self.link(row)}" stroke="{self.line(row)}" {coming(row["beat"])}/>'

    def dots(self, row: Row, coming: _Coming) -> Iterable[str]:
        """The act, and the rings of its ripple's hue that it throws where it falls in."""
        moment, dot = coming(row["beat"]), self.circle(row, row["radius"])
        for ring in ("splash", "splash after"):
            yield f'<circle class="{ring}" {dot} stroke="{self.look.rings[row["hue"]]}" {moment}/>'
        rim = self.look.rim or self.line(row)
        yield f'<circle class="drop" {dot} fill="{self.colour(row)}" stroke="{rim}" {moment}/>'

    def circle(self, row: Row, radius: float) -> str:
        x, y = self.place(row).split(" ")
        return f'cx="{x}" cy="{y}" r="{short(self.diameter * radius)}"'
