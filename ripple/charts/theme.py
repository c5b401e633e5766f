"""How the pictures look: colours, signs and sizes, for light and for dark, in one place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from ripple.charts.contrast import mixed, told_apart
from ripple.domain.model import Kind

SEEN = 3.1  # the contrast at least of what is drawn to the water it stands on (WCAG 2.2, 1.4.11: 3)
FONT = '"Source Sans", "Source Sans 3", system-ui, sans-serif'

# Told apart by colour-blind eyes: the least difference of any two, under three simulated kinds of
# colour-vision deficiency, is 14.8 (CIEDE2000). Light ones carry a dark sign, dark ones a light one.
COLOURS: dict[Kind, str] = {
    Kind.INSPIRE: "#E0B24F",
    Kind.EXPRESS: "#D1A9F2",
    Kind.MASSAGE: "#96586B",
    Kind.SUPPORT: "#DA595F",
    Kind.HUG: "#675EBC",
    Kind.PET: "#527507",
    Kind.MUSIC: "#2F9197",
    Kind.SMILE: "#81C6AD",
}
PLAIN = "#F5CBA7"  # an act of no kind: warm, and without a sign
# Of ripples, as `ripple.network.hues` gives them: the least difference of any two, under the same three, is
# 22 (CIE 1976).
HUES_ON_DARK = ("#F4DD67", "#1CA8CD", "#EB7791", "#C6E7A6", "#8F90FC", "#C69229", "#4BE8E0", "#A19E5C")
HUES_ON_LIGHT = ("#F4BC32", "#7636F4", "#A84696", "#0E7C5A", "#F781D2", "#80D26A", "#DF4323", "#6C7EFE")
INK = "#20323A"  # what is written on light colours
INKS: dict[Kind, str] = dict.fromkeys(Kind, "#FFFFFF") | dict.fromkeys(
    (Kind.INSPIRE, Kind.EXPRESS, Kind.SMILE), INK
)

# Acts by their steps from the root, the last for all farther ones: ever darker, so that they are told
# apart without colour too; the least difference of any two under the same three is 8.0.
STEPS = ("#FCE7A2", "#F9B872", "#EA8069", "#C2567B", "#873F87", "#4A2F74")
STEP_INKS = ("#20323A", "#20323A", "#20323A", "#FFFFFF", "#FFFFFF", "#FFFFFF")

# Signs as SVG paths within -1..1, so that they need no font: an emoji is a box where there is none.
SIGNS: dict[Kind, str] = {
    Kind.INSPIRE: "M0,-1Q0.14,-0.14,1,0Q0.14,0.14,0,1Q-0.14,0.14,-1,0Q-0.14,-0.14,0,-1Z",
    Kind.EXPRESS: (
        "M-0.6,-0.8H0.6Q0.95,-0.8,0.95,-0.45V0.1Q0.95,0.45,0.6,0.45H0.05L-0.5,0.95V0.45H-0.6"
        "Q-0.95,0.45,-0.95,0.1V-0.45Q-0.95,-0.8,-0.6,-0.8Z"
    ),
    Kind.MASSAGE: (
        "M-0.62,-0.3A0.14,0.14,0,0,1,-0.34,-0.3V0.02H-0.27V-0.72A0.14,0.14,0,0,1,0.01,-0.72V0.02H0.08"
        "V-0.82A0.14,0.14,0,0,1,0.36,-0.82V0.02H0.43V-0.55A0.14,0.14,0,0,1,0.71,-0.55V0.35"
        "Q0.71,0.95,0.1,0.95Q-0.3,0.95,-0.5,0.65L-0.9,0.15A0.15,0.15,0,0,1,-0.68,-0.06L-0.62,0Z"
    ),
    Kind.SUPPORT: (
        "M0,0.88L-0.78,0.08C-1.1,-0.28,-0.92,-0.82,-0.46,-0.82C-0.22,-0.82,-0.06,-0.66,0,-0.5"
        "C0.06,-0.66,0.22,-0.82,0.46,-0.82C0.92,-0.82,1.1,-0.28,0.78,0.08Z"
    ),
    Kind.HUG: (
        "M-0.42,-0.85A0.3,0.3,0,1,1,-0.421,-0.85ZM0.42,-0.85A0.3,0.3,0,1,1,0.419,-0.85Z"
        "M-0.95,0.85V0.4Q-0.95,-0.12,-0.45,-0.12Q-0.15,-0.12,0,0.1Q0.15,-0.12,0.45,-0.12"
        "Q0.95,-0.12,0.95,0.4V0.85Z"
    ),
    Kind.PET: (
        "M0,-0.05C0.4,-0.05,0.75,0.4,0.68,0.7C0.6,0.98,0.25,0.8,0,0.8C-0.25,0.8,-0.6,0.98,-0.68,0.7"
        "C-0.75,0.4,-0.4,-0.05,0,-0.05ZM-0.75,-0.38A0.2,0.27,0,1,1,-0.751,-0.38ZM0.75,-0.38A0.2,0.27,0,1,1,0.749,-0.38Z"
        "M-0.28,-0.95A0.21,0.3,0,1,1,-0.281,-0.95ZM0.28,-0.95A0.21,0.3,0,1,1,0.279,-0.95Z"
    ),
    Kind.MUSIC: (
        "M-0.3,-0.85L0.75,-1V0.5A0.34,0.28,0,1,1,0.5,0.24V-0.42L-0.05,-0.34V0.68A0.34,0.28,0,1,1,-0.3,0.42Z"
    ),
    Kind.SMILE: (
        "M-0.42,-0.75A0.2,0.26,0,1,1,-0.421,-0.75ZM0.42,-0.75A0.2,0.26,0,1,1,0.419,-0.75Z"
        "M-0.85,0.05Q-0.6,0.85,0,0.85Q0.6,0.85,0.85,0.05L0.62,0.0Q0.45,0.5,0,0.5Q-0.45,0.5,-0.62,0Z"
    ),
}


@dataclass(frozen=True)
class Look:
    """One theme."""

    name: str
    deep: tuple[str, str]  # the open water: where the light falls, and at the rim
    shallow: str
    unnamed: str  # a drop whose words are not shown: water
    shore: str  # rings that wait for a first drop
    hues: tuple[str, ...]  # of ripples
    inks: tuple[str, ...]  # of a sign on each of them
    rings: tuple[str, ...]  # of ripples
    lit: tuple[str, ...]  # water in the light of each of them
    plainly_lit: str  # and where colours tell something else
    glow: tuple[
        float, float
    ]  # how strong a ripple's water glows in its hue: at its start, and at its outermost ring
    link: str
    rim: str  # around every drop; where there is none, each has a line of its own colour
    light: str  # what lights up: a new drop's ring, the picked act
    shade: str  # under a drop
    text: str

    @property
    def open_water(self) -> str:
        """The open water, as CSS."""
        return f"radial-gradient(circle at 46% 40%,{','.join(self.deep)})"

    @property
    def waters(self) -> Iterator[str]:
        """All the water that something stands on: open, and where one ripple or two of them glow."""
        for open_water in self.deep:
            yield open_water
            for lit, part in product((*self.lit, self.plainly_lit), self.glow):
                yield (once := mixed(lit, open_water, part))
                yield mixed(lit, once, part)

    def line(self, colour: str) -> str:
        """The shade of a ``colour`` that a line has which is seen on all of the water."""
        return _line(self, colour)

    def palette(self) -> dict[str, Any]:
        """The colours that the charts' expressions know, by name."""
        kinds = {"": PLAIN} | {str(kind): colour for kind, colour in COLOURS.items()}
        return {
            "hues": self.hues,
            "hue_inks": self.inks,
            "hue_lines": [self.line(hue) for hue in self.hues],
            "ring_hues": self.rings,
            "rings_ink": self.link,
            "lit_hues": self.lit,
            "plainly_lit": self.plainly_lit,
            "colours": kinds,
            "colour_lines": {kind: self.line(colour) for kind, colour in kinds.items()},
            "steps": STEPS,
            "step_lines": [self.line(step) for step in STEPS],
            "unnamed": self.unnamed,
            "rim": self.rim,
            "light": self.light,
        }


@cache
def _line(look: Look, colour: str) -> str:
    return told_apart(colour, look.waters, SEEN)


LIGHT = Look(
    name="light",
    deep=("#D9EFF5", "#A6D3E2"),
    shallow="#CFE7ED",
    unnamed="#F4FAFB",
    shore="#7DB4C7",
    hues=HUES_ON_LIGHT,
    inks=(INK, "#FFFFFF", "#FFFFFF", "#FFFFFF", INK, INK, "#FFFFFF", "#FFFFFF"),
    rings=tuple(mixed(hue, "#FFFFFF", 0.85) for hue in HUES_ON_LIGHT),
    lit=tuple(mixed(hue, "#FFFFFF", 0.4) for hue in HUES_ON_LIGHT),
    plainly_lit="#FFFFFF",
    glow=(0.72, 0.26),
    link="#2B6475",
    rim="",
    light="#0B4F5C",
    shade="rgba(18,58,74,0.24)",
    text="#20323A",
)
DARK = Look(
    name="dark",
    deep=("#10303F", "#0A1F2B"),
    shallow="#133B4B",
    unnamed="#1A4C5D",
    shore="#3C8094",
    hues=HUES_ON_DARK,
    inks=(INK,) * 8,
    rings=HUES_ON_DARK,
    lit=tuple(told_apart(mixed(hue, "#0A1F2B", 0.5), HUES_ON_DARK, SEEN) for hue in HUES_ON_DARK),
    plainly_lit="#1F4F5F",
    glow=(0.85, 0.2),
    link="#8CC3CF",
    rim="#EAF6F7",
    light="#9BE8EC",
    shade="rgba(2,12,18,0.5)",
    text="#E7EFF0",
)
LOOKS = {look.name: look for look in (LIGHT, DARK)}
