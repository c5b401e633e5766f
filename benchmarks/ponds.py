"""What the network's benchmark feeds on: a group as it might grow, real trees, and real contacts."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from pathlib import Path
from random import Random

from ripple.domain.model import Act, Person, Voice
from ripple.network.pond import Pond

FOLDERS = [above / "shared" / "data" for above in Path(__file__).parents[2:]]
DATA = next(filter(Path.exists, FOLDERS), FOLDERS[0])  # the real trees and contacts: not in the checkout
START = datetime(2026, 1, 5, 8, tzinfo=UTC)
STARTS, ANY_EARLIER = 0.25, 0.05  # of the acts: begin a ripple; are inspired by any earlier act
LAST, MEMORY, HUBS = 60, 12.0, 0.5  # the others: by one of the last, rather a new or a popular one


def group_parents(acts: int, seed: int = 10) -> list[int]:
    """Who inspired whom in a made group: a quarter starts; most ripples stay small and some do not."""
    chance, parents, children = Random(seed), list[int](), list[int]()
    for number in range(acts):
        parents.append(_inspired_by(number, children, chance))
        children.append(0)
        if parents[-1] >= 0:
            children[parents[-1]] += 1
    return parents


def _inspired_by(number: int, children: list[int], chance: Random) -> int:
    drawn = chance.random()
    if number == 0 or drawn < STARTS:
        return -1
    if drawn < STARTS + ANY_EARLIER:
        return chance.randrange(number)
    last = range(max(0, number - LAST), number)
    weights = [(1 + HUBS * children[i]) * exp((i - number) / MEMORY) for i in last]
    return chance.choices(last, weights)[0]


def acts_under(parents: Sequence[int], minutes: float = 47.0) -> list[Act]:
    """Acts one after the other, each under its parent."""
    return [
        Act(
            id=str(number),
            text="kindness",
            posted_at=START + timedelta(minutes=minutes * number),
            inspired_by=str(parent) if parent >= 0 else None,
        )
        for number, parent in enumerate(parents)
    ]


def pond_of(acts: Sequence[Act]) -> Pond:
    """A pond with these acts."""
    pond = Pond()
    for act in acts:
        pond.add(act)
    return pond


def real_trees(step: int = 1) -> Iterator[list[int]]:
    """The parents in every so many-th of 400 real resharing trees (see the data's README)."""
    with gzip.open(DATA / "cascades.jsonl.gz", "rt") as lines:
        for number, line in enumerate(lines):
            if number % step == 0:
                yield json.loads(line)["parent"]


def contacts() -> list[Act]:
    """Every message among 1,899 students as an act of its sender for its receiver."""
    with gzip.open(DATA / "messages.txt.gz", "rt") as lines:
        next(lines)  # the names of the columns
        return [
            Act(
                id=str(number),
                text="kindness",
                posted_at=START + timedelta(minutes=number),
                author=giver,
                voice=Voice.DID,
                receivers=(Person(receiver, receiver),),
            )
            for number, (giver, receiver, _) in enumerate(line.split() for line in lines)
        ]
