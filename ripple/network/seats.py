"""Where people are drawn: near those they were with, and moved little and seldom.

A newcomer sits down beside whom they came with, and everybody else stays. Each time an eighth
more has been told (where they are many: three times more), all settle a little: a few small steps
of springs (Fruchterman and Reingold 1991) along the strongest links, then turned and shifted as a
whole to lie on the old picture.
The moments and the steps follow from the acts alone, so a replay ends in the same picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from math import atan2, cos, floor, hypot, log1p, sin, sqrt
from threading import Lock

from ripple.network.circles import Pair, circles_of
from ripple.network.ground import Ground
from ripple.network.rings import GOLDEN

LENGTH = 2.9  # of a link, in node diameters
APART = 2.2  # the least distance between two people: there is room for a name
ACROSS = 0.15  # of a link's pull that one to another circle has: circles stand apart
STRONGEST = 3  # of each person's links that pull, besides those that hold the whole together
STEPS, FIRST_STEP = 12, 0.06  # of settling, and how far the first may go; each next goes less far
GRAVITY = 0.02  # draws all to the middle, or those with nobody would drift away
FIRST_SETTLING, GROWTH = 8, 1.12  # meetings until people settle, and how many times more until the next
MANY, SELDOM = 250, 4.0  # from so many people on settling takes long, and waits for so many times more

Place = tuple[float, float]
Vector = list[float]


class Seats:
    """The places of people by index, in node diameters around (0, 0).

    `tell` and `take_back` only note what happened. `places` works through the notes in their order, so where
    people sit does not depend on when, or how often, somebody looks.
    """

    def __init__(self) -> None:
        self._x: Vector = []
        self._y: Vector = []
        self._links: Counter[Pair] = Counter()
        self._ground = Ground()
        # Of each sunflower, how many of its places are known to be taken: they are not looked at again.
        self._full: dict[tuple[float, ...], int] = {}
        self._meetings = 0
        self._settle_at = FIRST_SETTLING
        # How many people there were, who met, and 1 (or -1 where they did not meet after all).
        self._told: deque[tuple[int, list[Pair], int]] = deque()
        self._looking = Lock()  # two may look at the same time

    def tell(self, people: int, pairs: list[Pair]) -> None:
        """There are so many people now, and these met."""
        self._told.append((people, pairs, 1))

    def take_back(self, pairs: list[Pair]) -> None:
        """These did not meet after all."""
        self._told.append((0, pairs, -1))

    def places(self) -> list[Place]:
        """Where everybody sits, by all that was told until now."""
        with self._looking:
            while self._told:
                self._take_in(*self._told.popleft())
            return list(zip(self._x, self._y, strict=True))

    def _take_in(self, people: int, pairs: list[Pair], times: int) -> None:
        for pair in pairs:
            self._links[pair] += times
        for newcomer in range(len(self._x), people):
            self._add([sum(pair) - newcomer for pair in pairs if newcomer in pair])
        if pairs and times > 0:
            self._settle_in_time()

    def _add(self, partners: list[int]) -> None:
        """Seat a newcomer beside ``partners``, those of them who have a seat; at the rim without any."""
        seated = [i for i in partners if i < len(self._x)]
        if seated:
            middle_x = sum(self._x[i] for i in seated) / len(seated)
            middle_y = sum(self._y[i] for i in seated) / len(seated)
            self._sit(*self._free_seat(middle_x, middle_y, LENGTH if len(seated) == 1 else 0.0))
        else:
            self._sit(*self._free_seat(0.0, 0.0, 0.0, room=LENGTH))

    def _settle_in_time(self) -> None:
        """Count one more meeting, and settle when its number is reached."""
        self._meetings += 1
        if self._meetings >= self._settle_at:
            growth = GROWTH if len(self._x) < MANY else SELDOM
            self._settle_at = max(self._settle_at + 2, floor(self._meetings * growth))
            self._links = +self._links
            self._settle()

    def _settle(self) -> None:
        circle = circles_of(self._links, len(self._x))
        pulls = [
            (a, b, log1p(self._links[a, b]) * (1 if circle[a] == circle[b] else ACROSS))
            for a, b in backbone(self._links, len(self._x))
        ]
        x, y = self._x[:], self._y[:]
        for step in range(STEPS):
            _step(x, y, pulls, FIRST_STEP * LENGTH * (1 - step / STEPS))
        _lay_over(x, y, self._x, self._y)
        self._ground, self._full = Ground(), {}
        for i in range(len(x)):
            self._x[i], self._y[i] = self._free_seat(x[i], y[i], 0.0)
            self._ground.stand(self._x[i], self._y[i], 0)

    def _sit(self, x: float, y: float) -> None:
        self._ground.stand(x, y, 0)
        self._x.append(x)
        self._y.append(y)

    def _free_seat(self, x: float, y: float, distance: float, room: float = APART) -> tuple[float, float]:
        """The first free place on a sunflower around a point, from this ``distance`` on."""
        flower = (x, y, distance, room)
        turn = self._full.get(flower, 0)
        while True:
            radius, angle = sqrt(distance**2 + turn * APART**2 / 4), turn * GOLDEN
            seat = x + radius * cos(angle), y + radius * sin(angle)
            if self._ground.is_free(*seat, room):
                self._full[flower] = turn
                return seat
            turn += 1


def backbone(links: Mapping[Pair, int], people: int, strongest: int = STRONGEST) -> list[Pair]:
    """The links that shape the picture: a maximum spanning forest and each person's strongest few."""
    leader, kept, own = list(range(people)), [], [0] * people
    for pair in sorted(links, key=lambda pair: (-links[pair], pair)):
        ends = [_leader(leader, person) for person in pair]
        if ends[0] != ends[1] or min(own[pair[0]], own[pair[1]]) < strongest:
            kept.append(pair)
            leader[ends[0]] = ends[1]
        for person in pair:
            own[person] += 1
    return kept


def _leader(leader: list[int], person: int) -> int:
    while leader[person] != person:
        leader[person] = person = leader[leader[person]]
    return person


def _step(x: Vector, y: Vector, pulls: list[tuple[int, int, float]], farthest: float) -> None:
    """Move everybody along their force, no farther than ``farthest``."""
    force_x, force_y = [-GRAVITY * v for v in x], [-GRAVITY * v for v in y]
    for a, b, push in _pushes(x, y):
        dx, dy = (x[a] - x[b]) * push, (y[a] - y[b]) * push
        force_x[a] += dx
        force_y[a] += dy
        force_x[b] -= dx
        force_y[b] -= dy
    for a, b, weight in pulls:
        pull = weight * hypot(x[a] - x[b], y[a] - y[b]) / LENGTH
        dx, dy = (x[a] - x[b]) * pull, (y[a] - y[b]) * pull
        force_x[a] -= dx
        force_y[a] -= dy
        force_x[b] += dx
        force_y[b] += dy
    for i in range(len(x)):
        strength = hypot(force_x[i], force_y[i])
        share = min(1.0, farthest / strength) if strength else 0.0
        x[i] += force_x[i] * share
        y[i] += force_y[i] * share


def _pushes(x: Vector, y: Vector) -> Iterator[tuple[int, int, float]]:
    """Pairs near enough to push each other apart, and how much for each unit of distance."""
    width = 2 * LENGTH
    cells = defaultdict(list)
    for i in range(len(x)):
        cells[floor(x[i] / width), floor(y[i] / width)].append(i)
    for (column, row), here in cells.items():
        for there in (
            (column, row),
            (column + 1, row),
            (column - 1, row + 1),
            (column, row + 1),
            (column + 1, row + 1),
        ):
            for a in here:
                for b in cells.get(there, ()):
                    squared = (x[a] - x[b]) ** 2 + (y[a] - y[b]) ** 2
                    if squared < width * width and (a < b or there != (column, row)):
                        yield a, b, LENGTH * LENGTH / max(squared, 0.01)


def _lay_over(x: Vector, y: Vector, old_x: Vector, old_y: Vector) -> None:
    """Turn and shift the places to lie as near to the old ones as can be (Procrustes, without scaling)."""
    people = len(x)
    middle = sum(x) / people, sum(y) / people
    old_middle = sum(old_x) / people, sum(old_y) / people
    along = across = 0.0
    for i in range(people):
        dx, dy, ex, ey = (
            x[i] - middle[0],
            y[i] - middle[1],
            old_x[i] - old_middle[0],
            old_y[i] - old_middle[1],
        )
        along += dx * ex + dy * ey
        across += dx * ey - dy * ex
    angle = atan2(across, along)
    for i in range(people):
        dx, dy = x[i] - middle[0], y[i] - middle[1]
        x[i] = old_middle[0] + dx * cos(angle) - dy * sin(angle)
        y[i] = old_middle[1] + dx * sin(angle) + dy * cos(angle)
