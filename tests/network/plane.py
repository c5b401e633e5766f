"""Plane geometry as the schoolbook has it, to check the layout's own."""

from __future__ import annotations

from math import dist

Link = tuple[float, float, float, float]
Place = tuple[float, float]


def crosses(one: Link, other: Link) -> bool:
    """Whether two links meet inside both; links that share an end do not."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = other
    ends = {(ax, ay), (bx, by), (cx, cy), (dx, dy)}
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if len(ends) < 4 or turn == 0:
        return False
    along_one = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
    along_other = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
    return 0 < along_one < 1 and 0 < along_other < 1


def passes_under(link: Link, place: Place, half: float = 0.5) -> bool:
    """Whether a link, between its ends, comes nearer to a place than half a node."""
    a, b = link[:2], link[2:]
    length = dist(a, b)
    share = ((place[0] - a[0]) * (b[0] - a[0]) + (place[1] - a[1]) * (b[1] - a[1])) / length**2
    foot = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
    return 0 < share < 1 and place not in (a, b) and dist(foot, place) < half
