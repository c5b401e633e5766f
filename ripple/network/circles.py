"""Who belongs together: people who were with each other more often than with all others.

By modularity (Blondel et al. 2008): everybody joins the circle of those that they are with the most, for as
long as that makes circles closer; then whole circles join in the same way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]
ROUNDS = 12  # of joining, at most; they are fewer where people are few


def circles_of(links: Mapping[Pair, int], people: int) -> list[int]:
    """The number of everybody's circle, from 0 on; ``links`` says how often two were with each other."""
    circle, between = list(range(people)), Counter(links)
    while (joined := _joined(between)) and any(one != into for one, into in joined.items()):
        circle = [joined.get(one, one) for one in circle]
        merged: Counter[Pair] = Counter()
        for (a, b), times in between.items():
            merged[min(joined[a], joined[b]), max(joined[a], joined[b])] += times
        between = merged
    numbers: dict[int, int] = {}
    return [numbers.setdefault(one, len(numbers)) for one in circle]


def _joined(between: Mapping[Pair, int]) -> dict[int, int]:
    """Which circle everybody joins; what is within a circle is a link ``between`` it and itself."""
    near: defaultdict[int, dict[int, int]] = defaultdict(dict)
    weight: Counter[int] = Counter()
    for (a, b), times in sorted(between.items()):
        weight[a] += times
        weight[b] += times
        near[a][b] = near[b][a] = times
    home, held, both = {one: one for one in near}, Counter(weight), sum(weight.values())
    for _round in range(ROUNDS):
        before = dict(home)
        for one, others in near.items():
            held[home[one]] -= weight[one]
            home[one] = _closest(one, others, home, held, weight[one] / both)
            held[home[one]] += weight[one]
        if home == before:
            break
    return home


def _closest(
    one: int, others: Mapping[int, int], home: Mapping[int, int], held: Mapping[int, int], part: float
) -> int:
    """The circle to join: many links to it, and it has no more than its ``part`` of them by chance."""
    toward = Counter({home[one]: 0})
    for other, times in others.items():
        if other != one:
            toward[home[other]] += times
    return max(
        toward, key=lambda circle: (toward[circle] - held[circle] * part, circle == home[one], -circle)
    )
