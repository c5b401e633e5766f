"""The honest numbers: what a group and a ripple can be said to have grown to, and from how much.

They come from what the forest and the tally keep. What too few acts cannot tell is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log

from ripple.domain.errors import UnknownAct
from ripple.network.pond import Pond
from ripple.network.tally import TypicalWait, typical

HAND_TO_HAND_LEAST = 5  # acts in a ripple, before its shape is said


@dataclass(frozen=True, slots=True)
class Numbers:
    """A group's numbers: its acts, how many of them no earlier one inspired (``starts``), and the steps from
    a start to the farthest act."""

    acts: int
    starts: int
    longest_path: int


@dataclass(frozen=True, slots=True)
class RippleNumbers:
    """The numbers of one act's ripple at one moment.

    ``hand_to_hand`` is the mean distance in steps over all pairs of its acts (structural
    virality: Goel, Anderson, Hofman, Watts 2016): near 2 when most came from one act,
    (size + 1) / 3 when each came from the one before. Do not compare ripples of different size.
    """

    size: int
    longest_path: int
    widest_ring: int
    hand_to_hand: float | None
    newest: datetime
    moving: bool


def hand_to_hand(size: int, pairs: int) -> float | None:
    """The mean distance in a ripple of ``size`` acts whose distances add up to ``pairs``."""
    return 2 * pairs / (size * (size - 1)) if size >= HAND_TO_HAND_LEAST else None


def likeness_to_chain(size: int, mean: float) -> float:
    """Where a ripple's hand-to-hand ``mean`` lies between that of a star of its ``size``, at 0, and that
    of a chain, at 1. On a logarithmic scale: most ripples lie near the star, as the eye sees them too."""
    star, chain = 2 * (size - 1) / size, (size + 1) / 3
    return log(mean / star) / log(chain / star)


def numbers_of(pond: Pond) -> Numbers:
    """What is true of the whole group."""
    return Numbers(pond.shown, pond.tally.starts, pond.forest.longest_path())


def ripple_numbers(pond: Pond, act_id: str, now: datetime) -> RippleNumbers:
    """What is true of one act's ripple at ``now``. Raises `UnknownAct`, also for one that is gone."""
    if not pond.shows(act_id):
        raise UnknownAct(act_id)
    index, forest = pond.index[act_id], pond.forest
    newest = max(pond.acts[i].posted_at for i in forest.descendants(index))
    return RippleNumbers(
        size=forest.size[index],
        longest_path=forest.longest[index],
        widest_ring=forest.widest_ring(index),
        hand_to_hand=hand_to_hand(forest.size[index], forest.pairs[index]),
        newest=newest,
        moving=now - newest <= pond.tally.rests_after(),
    )


def ripple_wait(pond: Pond, act_id: str) -> TypicalWait | None:
    """The typical wait in one act's ripple; None while nothing grew from it. Raises `UnknownAct`."""

    def waited(index: int) -> timedelta:
        return pond.acts[index].posted_at - pond.acts[pond.parent[index]].posted_at

    return typical(sorted(waited(index) for index in pond.ripple(act_id)[1:]))
