"""A pond's picture on paper: with its title, dates, signs and the words that the app grew from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ripple.charts.export.legend import legend
from ripple.charts.export.static_spec import still
from ripple.charts.labels import in_its_direction
from ripple.charts.player import player
from ripple.charts.pond.captions import quotation
from ripple.charts.pond.chart import Spec
from ripple.charts.pond.rows import COLUMNS, Row, with_labels
from ripple.charts.pond.scene import Columns, Scene
from ripple.charts.theme import LOOKS, Look
from ripple.domain.signs import on_one_line
from ripple.formats import quoted
from ripple.language import direction

SHAPES = {"landscape": (1_500, 1_125), "square": (1_200, 1_200), "portrait": (1_000, 1_500)}  # pixels
COLOURS = {"light": "#FFFFFF", "dark": "#0B1A22"}  # of the paper, by the look
MARGIN, HEAD, FOOT = 40, 130, 76  # pixels around the water, above it for the title, below for the quotation
TITLE_AT_MOST = 34  # pixels; a long name is written smaller, so that all of it is there
WORDS = 40  # characters of an act's words beside its drop
LINE = 25  # pixels from a line of the quotation to the next
NOT_IN_XML = dict.fromkeys((0xFFFE, 0xFFFF))  # the only characters that are kept and that an SVG may not have


@dataclass(frozen=True, slots=True)
class Paper:
    """How a picture is wanted: its shape (of `SHAPES`), its look (of `LOOKS`), and whether words stand beside
    the drops, as far as there is room, instead of names."""

    shape: str = "landscape"
    look: str = "light"
    words: bool = False

    @property
    def name(self) -> str:
        """What tells its file from others, in plain letters."""
        return f"{self.shape}-{self.look}{'-words' if self.words else ''}"


PLAIN = Paper()


def paper_called(shape: str | None, look: str | None, words: str | None) -> Paper:
    """The paper that an address asks for; what is none of the known is as in `Paper`."""
    known = shape if shape in SHAPES else PLAIN.shape, look if look in LOOKS else PLAIN.look
    return Paper(*known, words=words == "yes")


def on_paper(scene: Scene, title: str, about: str, paper: Paper) -> Spec:
    """The chart with its ``title``, and what is said ``about`` it."""
    look, title = LOOKS[paper.look], title.translate(NOT_IN_XML)
    width, signs = SHAPES[paper.shape][0] - 2 * MARGIN, player.signs(scene)
    high = legend(signs, look, width, 0)[1]
    water = SHAPES[paper.shape][1] - HEAD - FOOT - MARGIN - high
    spec = still(replace(scene, acts=_written(scene, paper)), look, size=(width, water))
    explained, _high = legend(signs, look, width, water)
    return {
        **spec,
        "layer": [*spec["layer"], *explained, *_quoted(look, width // 2, water + high + LINE)],
        "title": {
            "text": title,
            "subtitle": about,
            "anchor": "start" if direction() == "ltr" else "end",
            "offset": 28,
            "fontSize": min(TITLE_AT_MOST, width // max(1, len(title))),
            "subtitleFontSize": 18,
            "subtitlePadding": 10,
            "color": look.text,
            "subtitleColor": look.text,
        },
        "padding": {"left": MARGIN, "right": MARGIN, "bottom": MARGIN + FOOT + high, "top": HEAD},
        "background": COLOURS[paper.look],
        "description": f"{title}. {about}",
    }


def _written(scene: Scene, paper: Paper) -> Columns:
    """The columns of the acts with what is written beside them, in signs that an SVG may have."""
    rows: list[Row] = scene.drawn
    if paper.words:
        rows = with_labels([{**row, "label": _beside(scene, row)} for row in rows], scene.reach)
    names = {name: [row[name].translate(NOT_IN_XML) for row in rows] for name in ("who", "label")}
    return {name: [row[name] for row in rows] for name in COLUMNS} | names | {"words": [""] * len(rows)}


def _beside(scene: Scene, row: Row) -> str:
    """What an act says, or how many acts a drop stands for."""
    return row["folded"] or in_its_direction(on_one_line(scene.rows.words(row["i"]), WORDS))


def _quoted(look: Look, middle: int, top: int) -> list[dict[str, Any]]:
    """The quotation in lines of their own, for as many as there are in it, and its author below."""
    words, author = quotation()
    marks = [{"text": quoted(words), "fontSize": 17, "fontStyle": "italic"}, {"text": author, "fontSize": 15}]
    plain = {"type": "text", "align": "center", "baseline": "middle", "fill": look.text, "x": middle}
    return [
        {"data": {"values": [{}]}, "mark": {**plain, **mark, "y": top + line * LINE}}
        for line, mark in enumerate(marks)
    ]
