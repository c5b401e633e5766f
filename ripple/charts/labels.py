"""Where words stand beside the drops of a picture: never across a drop, a link or other words.

Words have their size in pixels whatever the picture's is, so the nearer one looks, the more there is room
for. For each act it is found from how many pixels a node's diameter on its words have room, and on which
side. What has room from afar has it from nearby too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from math import ceil, floor
from typing import Any
from unicodedata import east_asian_width

from ripple.domain.signs import FIRST_STRONG, POP, isolated
from ripple.language import direction

Row = dict[str, Any]
Box = tuple[float, float, float, float]  # left, top, right, bottom; in node diameters, downwards
Line = tuple[float, float, float, float]
Reach = tuple[float, float]

# Pixels: the pictures that are looked at, from the smallest to as near as one comes on a desk; fewer of them
# where there are many acts, and as near as in a hand.
DIAMETERS = (6, 8, 10, 12, 16, 19, 22, 25, 28, 32, 46, 66, 92)
FEW, COARSE = 150, (6, 10, 16, 25, 46, 79)
ON_A_DESK, IN_A_HAND = (840, 571), (328, 476)  # pixels: pictures in a page
SMALLEST = 0.952  # of the diameter there, that it has in a narrower window
NEARLY = 0.995  # of the diameter there, so that words that just have room there have it
ROOMY = 8  # rows, of which each has room from afar
NEVER = 1e6  # from so many pixels on: not at all
LABELLED = 150  # acts that get words: the newest; others have enough of them around
FIRST = 3  # of these, the very newest come first
SIZE, LETTER, TALL, GAP = (
    12,
    6.4,
    15,
    4,
)  # pixels: of the font, a letter's width, a line's height, beside a drop
CELL, ACROSS = 3.0, 120  # node diameters of a cell, at least; and how many cells lie across a large picture
LARGEST, GROWS = 16, 0.3  # pixels: of the font where one looks from nearby; and a diameter's part that it is
# To the right, left, below, above, and between these: how far to the right and down.
AROUND = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1))
BELOW = 2  # of these
RING = 0.55  # from a drop to the ring around it, where it is alone
# Each with how far outside of the drop, in node diameters; and outside of the ring of an act that is alone.
STRAIGHT = ((0, 1), (1, 0), (-1, 0), (0, -1))
SIDES = (*((right, down, 0.0) for right, down in AROUND), *((right, down, RING) for right, down in STRAIGHT))
BESIDE = range(len(AROUND))
OUTSIDE = range(len(AROUND), len(SIDES))  # of these, below comes first
ASLANT = 0.7  # how far away in each direction, where it is two


def put_beside(
    rows: Sequence[Row],
    reach: Reach,
    *,
    tall: bool,
    most: int = LABELLED,
    below: bool = False,
    hand: Reach = IN_A_HAND,
) -> Iterator[tuple[int, float]]:
    """For each row the side that its ``label`` stands on, and from how many pixels a diameter on.

    ``reach`` is half the width and the height of the view, which no words run out of; in a picture that is
    ``tall`` x and y are exchanged. The ``most`` that get words are the newest. Everybody's words stand
    ``below``, where there is room, before anybody's stand on another side. A tall picture in a page is as
    large as ``hand`` says, in pixels.
    """
    placed: dict[int, tuple[int, float]] = {}
    newest = sorted((n for n, row in enumerate(rows) if row["label"]), key=lambda n: -rows[n]["beat"])[:most]
    order = [*newest[:FIRST], *sorted(newest[FIRST:])]
    right, down = reach[::-1] if tall else reach
    cell = max(CELL, 2 * right / ACROSS)
    things = _Things(rows, cell, tall=tall)
    sheet = (-right, -down, right, down)
    page = page_diameter(reach, tall=tall, hand=hand) * (SMALLEST if below else NEARLY)
    for diameter in sorted({*(DIAMETERS if len(rows) <= FEW else COARSE), page}):
        # In a smaller picture than a page's they stand nowhere else, or they would take others' room there.
        smaller = diameter < page
        nowhere_else = below and smaller and len(rows) > ROOMY
        written = _Cells(cell)
        for n, (side, _diameter) in placed.items():
            written.fill(things.box(n, side, diameter))
        for n, side in _tried(rows, order, below=below, nowhere_else=nowhere_else, smaller=smaller):
            if n not in placed:
                box = things.box(n, side, diameter)
                if _within(box, sheet) and not written.meets(box) and things.leave_free(box):
                    placed[n] = side, float(diameter)
                    written.fill(box)
    for n in range(len(rows)):
        yield placed.get(n, (0, NEVER))


def page_diameter(reach: Reach, *, tall: bool, hand: Reach = IN_A_HAND) -> float:
    """How many pixels a node's diameter has where a view of this ``reach`` fills the picture of a page."""
    wide, high = reach[::-1] if tall else reach
    width, height = hand if tall else ON_A_DESK
    return min(width / (2 * wide), height / (2 * high))


def _tried(
    rows: Sequence[Row], order: Sequence[int], *, below: bool, nowhere_else: bool, smaller: bool
) -> Iterator[tuple[int, int]]:
    """Each row with each side, in the order in which they get room."""
    if not below:
        return ((n, side) for n in order for side in _sides(rows[n], only=len(rows) == 1, smaller=smaller))
    others = () if nowhere_else else (side for side in BESIDE if side != BELOW)
    return chain(((n, BELOW) for n in order), product(order, others))


def _sides(row: Row, *, only: bool, smaller: bool) -> Iterable[int]:
    """Of an act that is alone first those where its ring does not strike the words through; in a picture that
    is ``smaller`` than a page's no others, or they would keep them there."""
    if only:
        return OUTSIDE[:1]
    if row["root"] and row["size"] == 1:
        return OUTSIDE if smaller else (*OUTSIDE, *BESIDE)
    return BESIDE


class _Cells:
    """Boxes by the cells that they lie in."""

    def __init__(self, cell: float) -> None:
        self._cell = cell
        self._boxes: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)

    def fill(self, box: Box) -> None:
        """There is something in this box."""
        for cell in _cells(box, self._cell):
            self._boxes[cell].append(box)

    def meets(self, box: Box) -> bool:
        """Whether something of it is filled. It is asked so often that it is told without a call a box."""
        left, top, right, bottom = box
        for cell in _cells(box, self._cell):
            for start, above, end, below in self._boxes.get(cell, ()):
                if left < end and start < right and top < below and above < bottom:
                    return True
        return False


class _Things:
    """The drops and links of a picture, in node diameters."""

    def __init__(self, rows: Sequence[Row], cell: float, *, tall: bool) -> None:
        self._cell = cell
        self._drops = _Cells(cell)
        self._lines: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
        self._tall = tall
        self._widths = [width_of(row["label"]) for row in rows]
        self._rows = rows
        for row in rows:
            (x, y), around = self._at(row["x"], row["y"]), row["radius"] + row["grow"]
            self._drops.fill((x - around, y - around, x + around, y + around))
            if not row["root"]:
                middle = self._at(row["mid_x"], row["mid_y"])
                self._draw((x, y, 2 * middle[0] - x, 2 * middle[1] - y))

    def leave_free(self, box: Box) -> bool:
        """Whether no drop and no link is in the box."""
        return not self._drops.meets(box) and not any(
            _crosses(line, box) for cell in _cells(box, self._cell) for line in self._lines.get(cell, ())
        )

    def box(self, n: int, side: int, diameter: float) -> Box:
        """What the words of a row take up on one side, where a diameter is so many pixels, and on their way
        there while one looks from ever nearer: they come ever nearer to the drop."""
        row, (right, down, outside) = self._rows[n], SIDES[side]
        x, y = self._at(row["x"], row["y"])
        larger = size_at(diameter) / SIZE
        wide, high = larger * self._widths[n] / diameter / 2, larger * TALL / diameter / 2
        away = (row["radius"] + row["grow"] + outside) * (ASLANT if right and down else 1)
        gap = GAP / diameter / 2
        x += right * (away + gap + wide)
        y += down * (away + gap + high)
        wide, high = wide + gap * abs(right), high + gap * abs(down)
        return x - wide, y - high, x + wide, y + high

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return (y, -x) if self._tall else (x, -y)

    def _draw(self, line: Line) -> None:
        ax, ay, bx, by = line
        steps = ceil(max(abs(bx - ax), abs(by - ay)) / self._cell) or 1
        for step in range(steps):  # the cells around each stretch of it
            (x, to_x), (y, to_y) = (
                sorted(start + (end - start) * part / steps for part in (step, step + 1))
                for start, end in ((ax, bx), (ay, by))
            )
            for cell in _cells((x, y, to_x, to_y), self._cell):
                self._lines[cell].append(line)


def size_at(diameter: float) -> float:
    """The size of the font where a node's diameter is so many pixels; it never grows as fast as that does."""
    return min(LARGEST, max(SIZE, GROWS * diameter))


def in_its_direction(words: str) -> str:
    """The words for a drawing, which writes all in the direction of its page: in their own, so that what
    ends them, as the sign that they are cut, stands at their end."""
    if direction() == "ltr":
        return isolated(words)
    return f"{FIRST_STRONG}{words}{POP}" if words else words


def width_of(words: str, size: float = SIZE, letter: float = LETTER) -> float:
    """About how wide words are in a font of this ``size``, in which a ``letter`` is so wide, in pixels."""
    drawn = words.removeprefix(FIRST_STRONG).removesuffix(POP)
    return sum(size if east_asian_width(each) in "WF" else letter for each in drawn)


def _cells(box: Box, cell: float) -> Iterable[tuple[int, int]]:
    left, top, right, bottom = box
    rows = range(floor(top / cell), floor(bottom / cell) + 1)
    return [(column, row) for column in range(floor(left / cell), floor(right / cell) + 1) for row in rows]


def _within(one: Box, other: Box) -> bool:
    return one[0] >= other[0] and one[1] >= other[1] and one[2] <= other[2] and one[3] <= other[3]


def _crosses(line: Line, box: Box) -> bool:
    """Whether some of a line lies in a box (Liang and Barsky's clipping)."""
    ax, ay, bx, by = line
    enters, leaves = 0.0, 1.0
    for start, step, low, high in ((ax, bx - ax, box[0], box[2]), (ay, by - ay, box[1], box[3])):
        if not step:
            if not low < start < high:
                return False
            continue
        near, far = sorted(((low - start) / step, (high - start) / step))
        enters, leaves = max(enters, near), min(leaves, far)
    return enters < leaves
