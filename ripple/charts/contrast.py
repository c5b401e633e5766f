"""How far apart in brightness two colours are, as the Web Content Accessibility Guidelines reckon it.

Colours are ``#RRGGBB``.
"""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls

Parts = tuple[float, float, float]  # red, green, blue, from 0 to 1
SHADES = 100  # of lightness that are tried


def contrast(one: str, other: str) -> float:
    """From 1 for two colours of one brightness to 21 for black and white (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, ground: str, part: float) -> str:
    """This ``part`` (from 0 to 1) of a ``colour`` over a ``ground``, as a browser blends them."""
    both = zip(_parts(colour), _parts(ground), strict=True)
    return _written(tuple(part * above + (1 - part) * below for above, below in both))


def told_apart(colour: str, grounds: Iterable[str], least: float) -> str:
    """The nearest shade of a ``colour`` that has at ``least`` this contrast to every one of the ``grounds``.

    It gets darker on bright grounds and brighter on dark ones, and at the most black or white.
    """
    against = list(grounds)
    bright = min(map(luminance, against)) > 0.18  # where black and white stand out alike
    hue, lightness, strength = rgb_to_hls(*_parts(colour))
    for step in range(SHADES + 1):
        shade = lightness + ((0 if bright else 1) - lightness) * step / SHADES
        told = _written(hls_to_rgb(hue, shade, strength))
        if all(contrast(told, ground) >= least for ground in against):
            break
    return told


def _parts(colour: str) -> Parts:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * part):02X}" for part in parts)
