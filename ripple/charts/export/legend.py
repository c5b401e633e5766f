"""The legend of a picture on paper: every sign that is in it, explained below the water.

In a page the player shows it (`ripple.charts.player.player`); a file has nothing else that could.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ripple.charts.labels import width_of
from ripple.charts.marks import CURVE
from ripple.charts.theme import Look

FONT_SIZE, LETTER = 15, 7.6  # pixels, and about how wide a letter is
ROW, BETWEEN, SIGN = 34, 26, 34  # pixels: a row's height, between two signs, and from one to its words
TOP = 30  # below the water
RADIUS = 11

Mark = dict[str, Any]
_DASHES = {"reading": [6, 5], "card": [0.1, 5]}  # as in the picture


def legend(signs: dict[str, Any], look: Look, width: int, below: int) -> tuple[list[dict[str, Any]], int]:
    """Layers that explain the ``signs`` from ``below`` on, in pixels, and how high they are."""
    marks: list[Mark] = []
    names: list[dict[str, Any]] = []
    left, row = 0.0, 0
    for name, drawn in _explained(signs, look):
        wide = SIGN + width_of(name, FONT_SIZE, LETTER)
        if left and left + wide > width:
            left, row = 0.0, row + 1
        place = {"x": left + RADIUS, "y": below + TOP + row * ROW}
        marks += [{**mark, **place} for mark in drawn]
        names.append({"name": name, "x": left + SIGN, "y": place["y"]})
        left += wide + BETWEEN
    return [_signs(marks), _names(names, look)], TOP + (row + 1) * ROW if names else 0


def _explained(signs: dict[str, Any], look: Look) -> Iterator[tuple[str, list[Mark]]]:
    """Each name with the marks that its sign is made of."""
    for kind in signs["kinds"]:
        drop = _disc(RADIUS, stroke=look.link, broad=1.5)
        sign = [_disc(5.5, fill=look.text, shape=kind["sign"])] if kind["sign"] else []
        yield kind["name"], [drop, *sign]
    for way in signs["ways"]:
        broad = 3 if way["how"] == "card" else 2
        line = _disc(
            RADIUS + 2, shape=CURVE, stroke=look.link, broad=broad, dash=_DASHES.get(way["how"], [1, 0])
        )
        yield way["name"], [line]
    others = {
        "water": [
            _disc(RADIUS, fill=look.shallow),
            *(_disc(radius, stroke=look.link, broad=1.5) for radius in (RADIUS, 6)),
        ],
        "many": [_disc(RADIUS, fill=look.deep[1]), _disc(6, fill=look.link)],
        "rings": [
            *(_disc(radius, stroke=look.link, broad=1.5) for radius in (RADIUS, 6.5)),
            _disc(2.5, fill=look.link),
        ],
        "drop": [_disc(8, fill=look.unnamed, stroke=look.link, broad=1)],
    }
    for other in signs["others"]:
        yield other["name"], others[other["sign"]]


def _disc(radius: float, **mark: Any) -> Mark:
    plain = {"shape": "circle", "fill": "transparent", "stroke": "transparent", "broad": 0, "dash": [1, 0]}
    return {**plain, "size": 4 * radius**2, **mark}


def _signs(marks: list[Mark]) -> dict[str, Any]:
    told = {
        "shape": "shape",
        "size": "size",
        "fill": "fill",
        "stroke": "stroke",
        "strokeWidth": "broad",
        "strokeDash": "dash",
    }
    mark = {name: {"expr": f"datum.{field}"} for name, field in {**told, "x": "x", "y": "y"}.items()}
    return _layer(marks, {"type": "point", "strokeCap": "round", **mark})


def _names(names: list[dict[str, Any]], look: Look) -> dict[str, Any]:
    mark = {name: {"expr": f"datum.{name}"} for name in ("x", "y")} | {"text": {"expr": "datum.name"}}
    words = {"type": "text", "align": "left", "baseline": "middle", "fontSize": FONT_SIZE, "fill": look.text}
    return _layer(names, words | mark)


def _layer(rows: list[dict[str, Any]], mark: dict[str, Any]) -> dict[str, Any]:
    """Vega-Lite refuses a point that nothing is encoded in, wherever its mark says it is."""
    return {"data": {"values": rows}, "mark": mark, "encoding": {"tooltip": {"value": None}}}
