"""Who was with whom: everybody whom a signed act or one from a file names, and how often two met in one.

Each giver was with each receiver. Who told of what they saw is there, with nobody. An unsigned act
adds no one: nobody stands for what it says about others. Nor does an erased one, nor a name that is not
one person's, as whoever posted the act says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import product

from ripple.domain.model import Act, Person, Voice
from ripple.domain.signs import as_read
from ripple.network.circles import Pair, circles_of
from ripple.network.seats import Place, Seats

# Drawn are so many members, and so many names that are no member's; who comes after them is in every list,
# and told with everybody else. So neither a large group nor who makes names up keeps anybody waiting.
MEMBERS_DRAWN, NAMES_DRAWN = 1_000, 600

Key = tuple[str, str]  # "member" and their id; "name" and the name as it is read


class People:
    """The people of a group, by index in order of first mention.

    ``names`` is how an act named them last, empty while none does; ``members`` their id where it
    is known. ``times`` counts the acts that name them: at 0 they are no longer shown, and who is
    named again is a new person. ``links`` counts how often two people, the smaller index first,
    were with each other, ``gave`` how often the first was kind to the second.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.members: list[str | None] = []
        self.times: list[int] = []
        self.links: Counter[Pair] = Counter()
        self.gave: Counter[Pair] = Counter()
        self._index: dict[Key, int] = {}
        self._seats = Seats()
        self._seat: dict[int, int] = {}  # person -> seat, for those who have one
        self._seats_left = {True: MEMBERS_DRAWN, False: NAMES_DRAWN}  # for members, and for others

    def add(self, act: Act) -> None:
        """Take in whom ``act`` names. Where they are drawn is found when somebody looks."""
        present, gave = self._met(act)
        pairs = _sorted(gave)
        for person in present:
            self.times[person] += 1
        self.links.update(pairs)
        self.gave.update(gave)
        if present:
            self._name(act)
            self._give_seats(present)
            self._seats.tell(len(self._seat), self._seated(pairs))

    def begin(self, acts: Iterable[Act]) -> None:
        """Take in whom each of the ``acts`` names."""
        for act in acts:
            self.add(act)

    def remove(self, act: Act) -> None:
        """Take ``act`` back, which was added, and the names that no other act tells. Seats stay."""
        present, gave = self._met(act)
        pairs = _sorted(gave)
        for person in present:
            self.times[person] -= 1
        for counted, met in ((self.links, pairs), (self.gave, gave)):
            for pair in met:
                counted[pair] -= 1
                if not counted[pair]:
                    del counted[pair]
        if pairs:
            self._seats.take_back(self._seated(pairs))
        self._forget({person for person in present if not self.times[person]})

    def places(self) -> dict[int, Place]:
        """Where each person is drawn, in node diameters around (0, 0); the same however often one looks.

        Everybody ever mentioned has a place but for members beyond `MEMBERS_DRAWN` and mere names beyond
        `NAMES_DRAWN`.
        """
        places = self._seats.places()
        return {person: places[seat] for person, seat in dict(self._seat).items() if seat < len(places)}

    def here(self) -> list[int]:
        """Who is shown, in order of first mention."""
        return [person for person, times in enumerate(self.times) if times]

    def company(self) -> dict[int, dict[int, int]]:
        """Of everybody shown, whom they were with, and how many times."""
        company: dict[int, dict[int, int]] = {person: {} for person in self.here()}
        for (a, b), times in self.links.items():
            company[a][b] = company[b][a] = times
        return company

    def circles(self) -> list[int]:
        """The number of everybody's circle: those who were with each other the most."""
        return circles_of(self.links, len(self.times))

    def among(self, act: Act) -> set[int]:
        """Everybody whom ``act`` names, as far as they are here."""
        named = [] if act.unsigned else [*_teller(act), *_keys(act.people)]
        return {self._index[key] for key in named if key in self._index}

    def _met(self, act: Act) -> tuple[set[int], set[Pair]]:
        """Everybody the act names, and of the pairs who was kind to whom."""
        if act.unsigned or act.erased:
            return set(), set()
        author = [self._find(key) for key in _teller(act)]
        givers = [self._find(key) for key in _keys(act.givers)]
        if act.voice is Voice.DID:
            givers += author
        receivers = [self._find(key) for key in _keys(act.receivers)]
        if act.voice is Voice.RECEIVED:
            receivers += author
        gave = {pair for pair in product(givers, receivers) if pair[0] != pair[1]}
        return {*author, *givers, *receivers}, gave

    def _give_seats(self, present: set[int]) -> None:
        for person in sorted(present - self._seat.keys()):
            is_member = self.members[person] is not None
            if self._seats_left[is_member]:
                self._seats_left[is_member] -= 1
                self._seat[person] = len(self._seat)

    def _seated(self, pairs: set[Pair]) -> list[Pair]:
        """The pairs by their seats, as far as both have one."""
        seat = self._seat
        return [(seat[a], seat[b]) for a, b in sorted(pairs) if a in seat and b in seat]

    def _name(self, act: Act) -> None:
        teller = [Person(act.told_by)] if act.told_by else []
        for person in (*teller, *act.people):
            if person.counts:
                self.names[self._find(_key(person))] = person.name

    def _find(self, key: Key) -> int:
        index = self._index.setdefault(key, len(self.times))
        if index == len(self.times):
            self.names.append("")
            self.members.append(key[1] if key[0] == "member" else None)
            self.times.append(0)
        return index

    def _forget(self, people: set[int]) -> None:
        for person in people:
            self.names[person], self.members[person] = "", None
        if people:
            self._index = {key: person for key, person in self._index.items() if person not in people}


def _sorted(pairs: set[Pair]) -> set[Pair]:
    """The same with the smaller index first."""
    return {(min(pair), max(pair)) for pair in pairs}


def _teller(act: Act) -> list[Key]:
    """Who told it: a member, a mere name where a file says it, or nobody that is known."""
    if act.author:
        return [("member", act.author)]
    return [("name", as_read(act.told_by))] if act.told_by else []


def _keys(people: Iterable[Person]) -> list[Key]:
    return [_key(person) for person in people if person.counts]


def _key(person: Person) -> Key:
    return ("member", person.member) if person.member else ("name", as_read(person.name))
