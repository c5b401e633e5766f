"""How the pictures look: colours, signs and sizes, for light and for dark, in one place."""

from dataclasses import dataclass

from ripple.domain.model import Kind

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


def paler(colour: str, part: float) -> str:
    """A ``colour`` (``#RRGGBB``) mixed with this ``part`` of white, from 0 to 1."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(light + (255 - light) * part):02X}" for light in parts)


@dataclass(frozen=True)
class Look:
    """One theme. ``shallows`` are bands of water, from the outside in."""

    name: str
    deep: tuple[str, str]  # the open water: where the light falls, and at the rim
    shallows: tuple[str, str]
    shores: tuple[str, str]  # the line at the outside of each band
    hues: tuple[str, ...]  # of ripples
    inks: tuple[str, ...]  # of a sign on each of them
    rings: tuple[str, ...]  # of ripples: their hues where light falls on water
    glow: tuple[
        float, float
    ]  # how strong a ripple's water glows in its hue: at its start, and at its outermost ring
    link: str
    rim: str  # around a drop
    light: str  # what lights up: a new drop's ring, the picked act
    shade: str  # under a drop
    text: str


LIGHT = Look(
    name="light",
    deep=("#B5DDEA", "#72B4CC"),
    shallows=("#CFE7ED", "#E4F3F5"),
    shores=("#F4FBFC", "#FFFFFF"),
    hues=HUES_ON_LIGHT,
    inks=(INK, "#FFFFFF", "#FFFFFF", "#FFFFFF", INK, INK, "#FFFFFF", "#FFFFFF"),
    rings=tuple(paler(hue, 0.72) for hue in HUES_ON_LIGHT),
    glow=(0.42, 0.12),
    link="#5E93A3",
    rim="#FFFFFF",
    light="#0F6E78",
    shade="rgba(18,58,74,0.34)",
    text="#20323A",
)
DARK = Look(
    name="dark",
    deep=("#10303F", "#0A1F2B"),
    shallows=("#133B4B", "#1A4C5D"),
    shores=("#2A6477", "#3C8094"),
    hues=HUES_ON_DARK,
    inks=(INK,) * 8,
    rings=HUES_ON_DARK,
    glow=(0.34, 0.08),
    link="#8CC3CF",
    rim="#EAF6F7",
    light="#9BE8EC",
    shade="rgba(2,12,18,0.5)",
    text="#E7EFF0",
)
LOOKS = {look.name: look for look in (LIGHT, DARK)}
