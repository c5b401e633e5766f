"""Who was with whom: everybody whom an act names, and how often two met in one.

A giver was with each receiver. Who told of what they saw is there, with nobody. An unsigned act
adds nobody for its author, only those it names itself; an erased one adds no one.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

from ripple.domain.model import Act, Person, Voice
from ripple.network.seats import Seats

Key = tuple[str, str]  # "member" and their id; "name" and the name in small letters


class People:
    """The people of a group, by index in order of first mention.

    ``names`` is how an act named them last, empty while none does; ``members`` their id where it
    is known. ``times`` counts the acts that name them: at 0 they are no longer shown. ``links``
    counts how often two people, the smaller index first, were with each other.
    """

    def __init__(self) -> None:
        self.names: list[str] = []
        self.members: list[str | None] = []
        self.times: list[int] = []
        self.links: Counter[tuple[int, int]] = Counter()
        self._index: dict[Key, int] = {}
        self._seats = Seats()
        self.x = self._seats.x  # in node diameters around (0, 0)
        self.y = self._seats.y

    def add(self, act: Act) -> None:
        """Take in whom ``act`` names; who is new gets a seat beside whom they were with."""
        present, pairs = self._met(act)
        for person in sorted(present):
            self.times[person] += 1
        for pair in pairs:
            self.links[pair] += 1
        for newcomer in range(len(self.x), len(self.times)):
            self._seats.add([sum(pair) - newcomer for pair in sorted(pairs) if newcomer in pair])
        if pairs:
            self._seats.settle_in_time(self.links)

    def remove(self, act: Act) -> None:
        """Take ``act`` back, which was added; nobody's seat changes."""
        present, pairs = self._met(act)
        for person in present:
            self.times[person] -= 1
            if not self.times[person]:
                self.names[person] = ""
        for pair in pairs:
            self.links[pair] -= 1
            if not self.links[pair]:
                del self.links[pair]

    def at_least(self) -> int:
        """How many people there are, not counting a bare name that some member goes by."""
        shown = [i for i, times in enumerate(self.times) if times]
        members = {self.names[i].casefold() for i in shown if self.members[i]}
        names = {self.names[i].casefold() for i in shown if not self.members[i]}
        return sum(1 for i in shown if self.members[i]) + len(names - members)

    def _met(self, act: Act) -> tuple[set[int], set[tuple[int, int]]]:
        """Everybody the act names, and the pairs that were with each other."""
        author = [self._find(("member", act.author))] if act.author else []
        givers = [self._named(act.giver)] if act.giver else author if act.voice is Voice.DID else []
        receivers = [self._named(person) for person in act.receivers]
        if act.voice is Voice.RECEIVED:
            receivers += author
        pairs = {(min(pair), max(pair)) for pair in product(givers, receivers) if pair[0] != pair[1]}
        return {*author, *givers, *receivers}, pairs

    def _named(self, person: Person) -> int:
        index = self._find(("member", person.member) if person.member else ("name", person.name.casefold()))
        self.names[index] = person.name
        return index

    def _find(self, key: Key) -> int:
        index = self._index.setdefault(key, len(self.times))
        if index == len(self.times):
            self.names.append("")
            self.members.append(key[1] if key[0] == "member" else None)
            self.times.append(0)
        return index
