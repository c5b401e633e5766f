"""What a picture of people shows, as columns of plain values: places, links, names, words.

Everybody is as large as everybody else, and has the hue of their circle: those who were with each other the
most. Who was named first has room for their name first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot, log1p
from typing import Any

from ripple.charts.labels import in_its_direction, put_beside, width_of
from ripple.charts.people.room import HAND, apart, in_a_hand, in_view
from ripple.charts.pond.scene import Columns
from ripple.domain.signs import first_sign, isolated, shortened
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext
from ripple.network.circles import Pair
from ripple.network.hues import Hues
from ripple.network.people import People
from ripple.network.seats import Place, backbone

RADIUS = 0.5  # of a drop, in node diameters: everybody's
WIDER = 1.2  # by how much the picture is wider than people sit, and lower: it fills more of the water
FEW = 24  # links that are drawn however many people there are; of more, each one's strongest
THINNEST, BROADER = 0.04, 0.06  # a link's breadth in node diameters, and more by the logarithm of times
FAINTEST, STRONG = 0.45, 5.0  # a link's strength, from that of one kindness to that of so many
NAME = 22  # characters of a name in the picture
LIT_ALONE = 150  # people at most, of whom those that are lit have names with a room of their own

PEOPLE = (
    "i",
    "east",
    "north",
    "name",
    "label",
    "initial",
    "hue",
    "near",
    *("tall_east", "tall_north"),
    *("side", "named", "tall_side", "tall_named"),
)
LINE = ("east", "north", "length", "turn")
LINKS = ("a", "b", *LINE, *(f"tall_{side}" for side in LINE), "broad", "strong", "hue", "drawn", "said")
View = tuple[Mapping[int, Place], Place]  # where everybody is, and how far the view reaches
Room = tuple[int, float]  # the side that a name stands on, and from how many pixels a diameter on


@dataclass(frozen=True)
class Circle:
    """The people of a group, ready to be drawn, with the view's middle at (0, 0).

    ``people`` has a row for everybody drawn, ``i`` being their index; ``links`` one for each two of
    them who were with each other. ``reach`` is half the width and the height of the view in node diameters,
    in a wide picture; what is ``tall_`` is so in a tall one, in which x and y are exchanged. ``company`` says
    of each index, also of who is not drawn, whom they were with, and how many times; ``gave`` the same of
    whom they were kind to.
    """

    people: Columns
    links: Columns
    reach: Place
    tall_reach: Place
    company: dict[int, dict[int, int]]
    gave: dict[Pair, int]

    @property
    def ample(self) -> tuple[float, float]:
        """From how many pixels a diameter on every name has room, in a wide picture and in a tall one."""
        return max(self.people["named"], default=0.0), max(self.people["tall_named"], default=0.0)

    @property
    def summary(self) -> str:
        """The picture in one sentence, for those who cannot see it and as its caption."""
        people, pairs = len(self.company), sum(map(len, self.company.values())) // 2
        if not people:
            return _("Nobody yet.")
        who = ngettext("{people} person", "{people} people", people).format(people=Number(people))
        if not pairs:
            return who
        links = ngettext("{pairs} link of kindness", "{pairs} links of kindness", pairs).format(
            pairs=Number(pairs)
        )
        return _("{who}, {links}").format(who=who, links=links)


def circle_of(people: People, called: Callable[[int], str]) -> Circle:
    """The picture of ``people``; ``called`` gives the name that an index goes under."""
    seats = people.places()
    shown = [i for i in people.here() if i in seats]
    names = {i: called(i) for i in shown}
    labels = {i: in_its_direction(shortened(names[i], NAME)) for i in shown}
    laid = {i: (WIDER * seats[i][0], seats[i][1] / WIDER) for i in shown}
    widths = {i: width_of(labels[i]) for i in shown}
    places, reach = in_view(apart(laid, widths, RADIUS))
    tall, tall_reach = in_a_hand(laid, widths, RADIUS)
    hues = _hues(people.circles(), places)
    company, gave = people.company(), dict(people.gave)
    pairs = {pair: times for pair, times in people.links.items() if names.keys() >= {*pair}}
    drawn = set(pairs) if len(pairs) <= FEW else set(backbone(pairs, len(people.times), strongest=2))
    links = [
        {"a": a, "b": b, "drawn": (a, b) in drawn}
        | _line(places[a], places[b])
        | {f"tall_{side}": of for side, of in _line(tall[a], tall[b]).items()}
        | {
            "broad": _breadth(times),
            "strong": min(1.0, FAINTEST + (1 - FAINTEST) * log1p(times - 1) / log1p(STRONG - 1)),
        }
        | {"hue": hues[a] if hues[a] == hues[b] else -1, "said": said((a, b), gave, names)}
        for (a, b), times in sorted(pairs.items(), key=lambda link: (link[1], link[0]))
    ]
    first = sorted(shown, key=lambda i: people.members[i] is None)  # the group's own, then whom they name
    both = (places, reach), (tall, tall_reach)
    room = _rooms(first, both, labels)
    near = _lit_rooms({i: [j for j in company[i] if j in names] for i in shown}, both, labels, room)
    rows = [
        {"i": i, "east": places[i][0], "north": places[i][1], "name": names[i], "label": labels[i]}
        | {"tall_east": tall[i][0], "tall_north": tall[i][1]}
        | {"initial": _initial(names[i]), "hue": hues[i], "near": f",{','.join(near[i])},"}
        | dict(zip(PEOPLE[-4:], (*room[i][0], *room[i][1]), strict=True))
        for i in shown
    ]
    return Circle(_columns(PEOPLE, rows), _columns(LINKS, links), reach, tall_reach, company, gave)


def said(pair: Pair, gave: Mapping[Pair, int], names: Mapping[int, str]) -> str:
    """Who of two was kind to whom, and how often."""
    return "\n".join(
        ngettext(
            "{giver} was kind to {receiver} once", "{giver} was kind to {receiver} {times} times", times
        ).format(giver=isolated(names[giver]), receiver=isolated(names[receiver]), times=Number(times))
        for giver, receiver in (pair, pair[::-1])
        if (times := gave.get((giver, receiver), 0))
    )


def _hues(circles: Sequence[int], places: Mapping[int, Place]) -> dict[int, int]:
    """Everybody's hue: their circle's, which those around it do not have."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for i in places:
        members[circles[i]].append(i)
    hues, found = Hues(), dict[int, int]()
    for circle in members.values():
        x, y = (sum(places[i][side] for i in circle) / len(circle) for side in (0, 1))
        found |= dict.fromkeys(circle, hues.give(x, y))
    return found


def _rooms(
    people: Sequence[int], views: Sequence[View], labels: Mapping[int, str]
) -> dict[int, tuple[Room, Room]]:
    """The room for each name in a wide and in a tall picture: clear of drops and of the names before it."""
    both = (
        put_beside(
            [
                {"x": at[i][0], "y": at[i][1], "label": labels[i], "radius": RADIUS, "grow": 0.0}
                | {"root": True, "beat": -nth}  # no links: a name lies over them
                for nth, i in enumerate(people)
            ],
            reach,
            tall=tall,
            most=len(people),
            below=True,
            hand=HAND,
        )
        for (at, reach), tall in zip(views, (False, True), strict=True)
    )
    return dict(zip(people, zip(*both, strict=True), strict=True))


def _lit_rooms(
    company: dict[int, list[int]],
    views: Sequence[View],
    labels: Mapping[int, str],
    room: dict[int, tuple[Room, Room]],
) -> dict[int, list[str]]:
    """With whom each is lit, themselves first, and the room for their name then, in a wide picture and in a
    tall one: "who:side:smallest:side:smallest".

    The others are veiled, so that there is more room; in a great circle it is what it always is.
    """
    near: dict[int, list[str]] = {i: [] for i in company}
    for i, others in company.items():
        lit = [i, *others]
        found = _rooms(lit, views, labels) if len(company) <= LIT_ALONE else room
        for one in lit:
            near[one].append(":".join([str(i), *(f"{side}:{smallest:.0f}" for side, smallest in found[one])]))
    return near


def _line(one: Place, other: Place) -> dict[str, float]:
    """Where the line between two goes: its middle, its length, and its turn in degrees (clockwise)."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    return {
        "east": one[0] + dx / 2,
        "north": one[1] + dy / 2,
        "length": hypot(dx, dy),
        "turn": degrees(atan2(-dy, dx)),
    }


def _breadth(times: int) -> float:
    return THINNEST + BROADER * log1p(times - 1)


def _initial(name: str) -> str:
    return first_sign(name).upper()


def _columns(names: Sequence[str], rows: Sequence[dict[str, Any]]) -> Columns:
    return {name: [row[name] for row in rows] for name in names}
