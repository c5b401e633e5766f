"""Ponds to try things on: from parents, from Hypothesis, and from real trees where there are some."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import strategies as st

from ripple.domain.model import Act
from ripple.network.pond import Pond

START = datetime(2026, 1, 5, 8, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)


def act(number: int, parent: int = -1, hours: float | None = None, **fields: object) -> Act:
    """Act ``number``, posted after as many ``hours`` (its number, when not said)."""
    return Act(
        id=f"a{number}",
        text=f"kindness {number}",
        posted_at=START + HOUR * (number if hours is None else hours),
        inspired_by=f"a{parent}" if parent >= 0 else None,
        **fields,  # type: ignore[arg-type]
    )


def acts_under(parents: Sequence[int]) -> list[Act]:
    """Acts 0, 1, 2, ... an hour apart, each under its parent."""
    return [act(number, parent) for number, parent in enumerate(parents)]


def pond_of(acts: Iterable[Act]) -> Pond:
    """A pond with these acts added in order."""
    pond = Pond()
    for one in acts:
        pond.add(one)
    return pond


def pond_under(parents: Sequence[int]) -> Pond:
    """A pond of acts an hour apart, each under its parent."""
    return pond_of(acts_under(parents))


def random_parents(size: int, seed: int = 1, roots: float = 0.4) -> list[int]:
    """A forest as a group would grow it: this share of roots, the rest under recent acts."""
    chance = Random(seed)
    return [
        -1 if chance.random() < roots or number == 0 else max(0, number - 1 - int(chance.expovariate(1 / 20)))
        for number in range(size)
    ]


def forests(max_size: int = 60) -> st.SearchStrategy[list[int]]:
    """Parents of up to ``max_size`` acts: any shape, each parent earlier than its child, -1 for none."""
    return st.lists(st.floats(0, 1, exclude_max=True), max_size=max_size).map(
        lambda draws: [int(draw * (number + 1)) - 1 for number, draw in enumerate(draws)]
    )


def real_trees(step: int) -> list[list[int]]:
    """The parents in every so many-th of 400 real resharing trees; skips the test where they are not."""
    trees = Path(__file__).parents[3] / "shared" / "data" / "cascades.jsonl.gz"
    if not trees.exists():
        pytest.skip("the real trees lie outside the checkout and are not here")
    with gzip.open(trees, "rt") as lines:
        return [json.loads(line)["parent"] for number, line in enumerate(lines) if number % step == 0]
