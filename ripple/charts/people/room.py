"""Room for names: in a group that is not too large people move apart until a name fits under each drop.

Lengths are in node diameters, but for those of words, which are in pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ripple.charts.labels import GAP, ON_A_DESK, SMALLEST, TALL, page_diameter
from ripple.charts.pond.scene import rung
from ripple.network.seats import Place

MARGIN, NEAREST = (2.3, 1.7), (7.0, 4.8)  # water left around everybody, and half of the nearest view
HAND = (328, 590)  # pixels: the picture in a page in a hand, where names need more height than the pond does
STEADY = 8  # the middle of the view moves in steps of its reach by this, so that it seldom does
CROWD = 200  # people at most: more names than that have room in no page
SMALLER = (16, 14, 12, 10, 9)  # pixels that a drop has in a crowd
STEPS, FARTHEST = 60, 0.6  # of moving apart, and how far one may lead
PART = 0.45  # of what two lie too near that each of them makes way in a step
PAD = (0.3, 0.15)  # between two names beside each other, and one above the other
WIDER_VIEW = 0.9  # the diameter at most that a view has which widens in steps, to that of what it holds
NEAR_ENOUGH = 0.02  # that is no matter

Floats = NDArray[np.float64]
Walls = tuple[Floats | float, float] | Floats  # how far from the middle one may be, along both sides
_Lay = Callable[[Floats, Floats, float, Walls], bool]


def in_view(places: Mapping[int, Place], nearest: Place = NEAREST) -> tuple[dict[int, Place], Place]:
    """Where everybody is around the view's middle, and how far the view reaches from it."""
    sides = [
        _side([place[side] for place in places.values()] or [0.0], MARGIN[side], nearest[side])
        for side in (0, 1)
    ]
    (x, wide), (y, high) = sides
    return {i: (place[0] - x, place[1] - y) for i, place in places.items()}, (wide, high)


def in_a_hand(
    places: Mapping[int, Place], widths: Mapping[int, float], drop: float
) -> tuple[dict[int, Place], Place]:
    """The places, and how far the view reaches, for a tall picture in a page, in which x and y are exchanged.

    It is small: names reach to its edge, and the view is just as far as they need.
    """
    here, reach = in_view(_exchanged(places), NEAREST[::-1])
    now = SMALLEST * min(HAND[0] / reach[0], HAND[1] / reach[1]) / 2
    words = np.array([widths[i] for i in here])
    for lay, diameter in _ways(now) if 1 < len(places) <= CROWD else ():
        at = np.array(list(here.values())) * now / diameter
        half, below = SMALLEST * np.array(HAND) / diameter / 2, (TALL + GAP) / diameter
        wide = np.maximum(words / diameter, 2 * drop) + PAD[0]
        edge = half[0] - (wide / 2 if lay is _part else 0)
        if lay(at, wide, 2 * drop + below + PAD[1], (edge, half[1] - drop - below)):
            across, up = half.tolist()
            return _exchanged(dict(zip(here, map(tuple, at.tolist()), strict=True))), (up, across)
    return _exchanged(here), reach[::-1]


def apart(places: Mapping[int, Place], widths: Mapping[int, float], drop: float) -> dict[int, Place]:
    """The places, moved just so far that in a page on a desk there is room for a name of these ``widths``
    (pixels) under each drop of radius ``drop``; as they are, where there are too many people for that.

    Where all names have room nobody moves; where some do not, who is too near makes way. In a crowd people
    stand in rows, each as near to their place as can be, and the drops are so small that all of it fits.
    """
    if not 1 < len(places) <= CROWD:
        return dict(places)
    here, reach = in_view(places)
    now = SMALLEST * page_diameter(reach, tall=False)
    words = np.array([widths[i] for i in places]) / WIDER_VIEW
    for lay, diameter in _ways(now):
        at = np.array(list(here.values())) * now / diameter
        walls = SMALLEST * np.array(ON_A_DESK) / diameter / 2 - MARGIN
        wide = np.maximum(words / diameter, 2 * drop) + PAD[0]
        if lay(at, wide, 2 * drop + (TALL + GAP) / diameter / WIDER_VIEW + PAD[1], walls):
            return dict(zip(places, map(tuple, at.tolist()), strict=True))
    return dict(places)


def _ways(now: float) -> list[tuple[_Lay, float]]:
    """How people may be laid, and how many pixels a drop has then: as many as ``now``, but in a crowd."""
    return [(_part, now), *((_in_rows, size) for size in (now, *SMALLER) if size <= now)]


def _exchanged(places: Mapping[int, Place]) -> dict[int, Place]:
    return {i: (y, x) for i, (x, y) in places.items()}


def _in_rows(at: Floats, wide: Floats, high: float, walls: Walls) -> bool:
    """Lay those who are so ``wide`` in rows that are so ``high``, all within the ``walls``; whether there is
    room for that."""
    rows = int(2 * walls[1] / high) + 1
    pitch = 2 * walls[1] / (rows - 1)
    down = np.argsort(at[:, 1], kind="stable")
    filled = np.cumsum(wide[down])
    row_of = ((filled - wide[down] / 2) * rows / filled[-1]).astype(int)
    for row in range(rows):
        row_y, here = row * pitch - walls[1], down[row_of == row]
        here = here[np.argsort(at[here, 0], kind="stable")]
        if wide[here].sum() > 2 * walls[0]:
            return False
        at[here, 0] = _beside_each_other(at[here, 0], wide[here], walls[0])
        at[here, 1] = row_y + (at[here, 1] - row_y).clip((high - pitch) / 2, (pitch - high) / 2)
    return True


def _beside_each_other(x: Floats, wide: Floats, wall: Floats | float) -> Floats:
    """The places of one row, from left to right, moved until nobody is too near and all within the wall."""
    offsets = np.cumsum(wide) - wide / 2  # where they were, if each stood at the next one's side
    least = np.maximum.accumulate(x - offsets)
    most = np.minimum.accumulate((x - offsets)[::-1])[::-1]
    free = (least + most) / 2  # midway between making way to the right, and to the left
    return np.clip(free, -wall, wall - wide.sum()) + offsets


def _part(at: Floats, wide: Floats, high: float, walls: Walls) -> bool:
    """Move those apart who are so ``wide`` and ``high`` and lie on each other, none of them over the
    ``walls``; whether there was room for all."""
    order, wide = np.arange(len(at)), (wide[:, None] + wide) / 2
    before = np.sign(order[:, None] - order)  # where two stand in one place
    for _step in range(STEPS):
        away = at[:, None] - at
        left = np.stack([wide, np.full_like(wide, high)], axis=2) - np.abs(away)
        meet = (left > NEAR_ENOUGH).all(axis=2) & (before != 0)
        if not meet.any():
            return True
        across = left[..., 0] / wide < left[..., 1] / high
        for side, along in enumerate((meet & across, meet & ~across)):
            way = np.where(away[..., side] == 0, before, np.sign(away[..., side]))
            push = np.where(along, left[..., side] * way, 0).sum(axis=1) * PART
            at[:, side] = (at[:, side] + push.clip(-FARTHEST, FARTHEST)).clip(-walls[side], walls[side])
    return False


def _side(ends: Sequence[float], margin: float, nearest: float) -> Place:
    """The middle of the view, and how far it reaches, along one side."""
    step = rung(nearest, (max(ends) - min(ends)) / 2 + margin) / STEADY
    middle = step * round((max(ends) + min(ends)) / 2 / step)
    return middle, rung(nearest, max(abs(end - middle) for end in ends) + margin)
