"""What a picture of people shows, as columns of plain values: places, links, names, words.

Everybody is as large as everybody else, and stands in the order in which they were first named.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, floor, hypot, inf, log1p
from typing import Any, NamedTuple

from ripple.charts.pond.scene import Columns, rung
from ripple.domain.signs import first_sign, isolated
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.people import People
from ripple.network.seats import Pair, Place, backbone

RADIUS = 0.6  # of a drop, in node diameters: everybody's
LINKS_DRAWN = 400  # beyond, only those that shape the picture, and all of whoever is lit
THINNEST, BROADER = 0.05, 0.065  # a link's breadth in node diameters, and more by the logarithm of times
MARGIN, NEAREST = 2.35, 6.0  # water left around everybody, and half the width of the nearest view
STEADY = 8  # the middle of the view moves in steps of its reach by this, so that it seldom does

# What a name needs, in pixels: a name is drawn from the diameter on at which nothing is in its way.
LETTER, TALL, GAP, BROADEST = 6.6, 16.0, 4.0, 130.0
SMALLEST = 9.0  # the diameter from which any name is drawn
ABOVE = 1.3  # how much sooner a name must have room above to go there: below is where one looks
LIT_ALONE = 250  # people at most, of whom those that are lit have names with a room of their own
FAR, ASIDE = 6.0, 15.0  # how far off, in diameters, something can be in a name's way from then on

PEOPLE = ("i", "x", "y", "name", "initial", "near", "named_from", "side")
LINKS = ("a", "b", "mid_x", "mid_y", "length", "turn", "broad", "drawn", "said")


@dataclass(frozen=True)
class Circle:
    """The people of a group, ready to be drawn, with the view's middle at (0, 0).

    ``people`` has a row for everybody drawn, ``i`` being their index; ``links`` one for each two of
    them who were with each other. ``reach`` is half the width of the view in node diameters.
    ``company`` says of each index, also of who is not drawn, whom they were with, and how many times.
    """

    people: Columns
    links: Columns
    reach: float
    company: dict[int, dict[int, int]]

    @property
    def summary(self) -> str:
        """The picture in one sentence, for those who cannot see it and as its caption."""
        people, pairs = len(self.company), sum(map(len, self.company.values())) // 2
        if not people:
            return _("Nobody yet.")
        who = ngettext("{people} person", "{people} people", people).format(people=people)
        if not pairs:
            return who
        links = ngettext("{pairs} link of kindness", "{pairs} links of kindness", pairs).format(pairs=pairs)
        return _("{who}, {links}").format(who=who, links=links)


def circle_of(people: People, called: Callable[[int], str]) -> Circle:
    """The picture of ``people``; ``called`` gives the name that an index goes under."""
    everywhere = people.places()
    shown = [i for i in people.here() if i in everywhere]
    places, reach = _in_view(everywhere, shown)
    names = {i: called(i) for i in shown}
    company = people.company()
    pairs = {pair: times for pair, times in people.links.items() if names.keys() >= {*pair}}
    drawn, said = _drawn(pairs, len(people.times)), {times: _met(times) for times in set(pairs.values())}
    links = [
        {**_line(places[a], places[b]), "a": a, "b": b, "broad": _breadth(times), "drawn": (a, b) in drawn}
        | {"said": said[times].format(one=isolated(names[a]), other=isolated(names[b]), times=times)}
        for (a, b), times in sorted(pairs.items())
    ]
    first = sorted(shown, key=lambda i: people.members[i] is None)  # the group's own, then whom they name
    room = dict(zip(first, rooms([places[i] for i in first], [names[i] for i in first]), strict=True))
    near = _lit_rooms({i: [j for j in company[i] if j in names] for i in shown}, places, names, room)
    rows = [
        {"i": i, "x": places[i][0], "y": places[i][1], "name": names[i], "initial": _initial(names[i])}
        | {"near": f",{','.join(near[i])},"}
        | {"named_from": room[i].smallest, "side": room[i].side}
        for i in shown
    ]
    return Circle(_columns(PEOPLE, rows), _columns(LINKS, links), reach, company)


def _met(times: int) -> str:
    """What a link tells, for the two names to be filled in."""
    return ngettext("{one} and {other}: {times} kindness", "{one} and {other}: {times} kindnesses", times)


class Room(NamedTuple):
    """Where there is room for a name: from which diameter in pixels on, below (1) or above (-1) the drop."""

    smallest: float
    side: int


def _lit_rooms(
    company: dict[int, list[int]], places: dict[int, Place], names: dict[int, str], room: dict[int, Room]
) -> dict[int, list[str]]:
    """With whom each is lit, themselves first, and the room for their name then: "who:smallest:side".

    The others are veiled, so that there is more room; in a great circle it is what it always is.
    """
    near: dict[int, list[str]] = {i: [] for i in company}
    for i, others in company.items():
        lit = [i, *others]
        found = (
            rooms([places[one] for one in lit], [names[one] for one in lit])
            if len(company) <= LIT_ALONE
            else [room[one] for one in lit]
        )
        for one, (smallest, side) in zip(lit, found, strict=True):
            near[one].append(f"{i}:{smallest + 0.05:.1f}:{side}")
    return near


def rooms(places: Sequence[Place], names: Sequence[str]) -> list[Room]:
    """The room for each name. It keeps clear of everybody's drop, and of the names that come before it."""
    found: list[Room] = []
    for i, near in enumerate(_neighbours(places)):
        named = [(places[j], names[j], found[j]) for j in near if j < i]
        both = []
        for side in (1, -1):
            smallest = SMALLEST
            for j in near:
                smallest = max(smallest, _clear_of_drop(places[i], names[i], side, places[j]))
            for place, name, room in named:
                apart = _clear_of_name(places[i], names[i], side, place, name, room.side)
                if room.smallest < apart:
                    smallest = max(smallest, apart)
            both.append(Room(smallest, side))
        found.append(min(both, key=lambda room: room.smallest * (1 if room.side > 0 else ABOVE)))
    return found


def _neighbours(places: Sequence[Place]) -> Iterator[list[int]]:
    """For each place the others that can be in its name's way."""
    columns: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for i, (x, y) in enumerate(places):
        columns[floor(x / ASIDE)].append((y, i))
    for column in columns.values():
        column.sort()
    for i, (x, y) in enumerate(places):
        around = [columns.get(floor(x / ASIDE) + step, []) for step in (-1, 0, 1)]
        yield [
            j
            for column in around
            for _y, j in column[bisect_left(column, (y - FAR, 0)) : bisect_left(column, (y + FAR, 0))]
            if j != i and abs(places[j][0] - x) < ASIDE
        ]


def _clear_of_drop(place: Place, name: str, side: int, other: Place) -> float:
    """The diameter from which the name on this side of ``place`` does not lie on a drop at ``other``."""
    aside, beyond = abs(place[0] - other[0]) - RADIUS, side * (place[1] - other[1]) - 2 * RADIUS
    if beyond <= -2 * RADIUS:
        return 0.0
    return min(
        _width(name) / 2 / aside if aside > 0 else inf,
        (TALL + GAP) / beyond if beyond > 0 else inf,
    )


def _clear_of_name(
    place: Place, name: str, side: int, other: Place, others_name: str, others_side: int
) -> float:
    """The diameter from which two names lie clear of each other."""
    turned = side - others_side
    aside, beyond = abs(place[0] - other[0]), place[1] - other[1] - turned * RADIUS
    between = turned * (GAP + TALL / 2)  # pixels, whatever the diameter
    if between * beyond < 0:
        return 0.0  # one is below what is lower, the other above what is higher
    return min(
        (_width(name) + _width(others_name)) / 2 / aside if aside else inf,
        (TALL + abs(between)) / abs(beyond) if beyond else inf,
    )


def _width(name: str) -> float:
    return min(BROADEST, LETTER * len(name) + 4)


def _in_view(places: Mapping[int, Place], shown: Sequence[int]) -> tuple[dict[int, Place], float]:
    """Where those ``shown`` are, around the view's middle, and how far the view reaches from it."""
    x, y = [places[i][0] for i in shown] or [0.0], [places[i][1] for i in shown] or [0.0]
    half = max(max(x) - min(x), max(y) - min(y)) / 2
    step = rung(NEAREST, half + MARGIN) / STEADY
    middle = step * round((max(x) + min(x)) / 2 / step), step * round((max(y) + min(y)) / 2 / step)
    farthest = max(*(abs(v - middle[0]) for v in x), *(abs(v - middle[1]) for v in y))
    around = {i: (places[i][0] - middle[0], places[i][1] - middle[1]) for i in shown}
    return around, rung(NEAREST, farthest + MARGIN)


def _drawn(pairs: Mapping[Pair, int], people: int) -> set[Pair]:
    return set(pairs) if len(pairs) <= LINKS_DRAWN else set(backbone(pairs, people))


def _line(one: Place, other: Place) -> dict[str, float]:
    """Where the line between two goes: its middle, its length, and its turn in degrees (clockwise)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    return {
        "mid_x": one[0] + dx / 2,
        "mid_y": one[1] + dy / 2,
        "length": hypot(dx, dy),
        "turn": degrees(atan2(-dy, dx)),
    }


def _breadth(times: int) -> float:
    return THINNEST + BROADER * log1p(times - 1)


def _initial(name: str) -> str:
    return first_sign(name).upper()


def _columns(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> Columns:
    return {name: [row[name] for row in rows] for name in names}
