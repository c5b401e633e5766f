from itertools import combinations, pairwise
from math import dist, hypot, sqrt

import pytest
from hypothesis import given

from ripple.network.ground import CLEARANCE
from ripple.network.layout import OUTWARD, ladder
from ripple.network.pond import Pond
from tests.network.ponds import acts_under, forests, pond_under, random_parents

CHAIN = [number - 1 for number in range(200)]
STAR = [-1] + [0] * 199
BROOM = [max(-1, min(number - 1, 20)) for number in range(200)]
SINGLES = [-1] * 200


def nearest(pond: Pond) -> float:
    places = zip(pond.x, pond.y, strict=True)
    return min((dist(a, b) for a, b in combinations(places, 2)), default=CLEARANCE)


def from_root(pond: Pond, act: int) -> float:
    root = pond.root[act]
    return hypot(pond.x[act] - pond.x[root], pond.y[act] - pond.y[root])


def assert_holds(pond: Pond) -> None:
    assert nearest(pond) >= CLEARANCE - 1e-9
    for act, parent in enumerate(pond.parent):
        if parent >= 0:
            assert from_root(pond, act) > from_root(pond, parent) + OUTWARD - 1e-9


@given(forests())
def test_no_acts_overlap_and_each_is_farther_out_than_its_parent(parents):
    assert_holds(pond_under(parents))


@pytest.mark.parametrize("parents", [CHAIN, STAR, BROOM, SINGLES, random_parents(600)])
def test_extreme_ripples_hold_too(parents):
    assert_holds(pond_under(parents))


@given(forests())
def test_a_placed_act_never_moves(parents):
    pond, before = Pond(), []
    for one in acts_under(parents):
        pond.add(one)
        before.append((pond.x[-1], pond.y[-1]))
    assert list(zip(pond.x, pond.y, strict=True)) == before


@given(forests())
def test_the_view_holds_every_act_and_only_ever_steps_up_the_ladder(parents):
    pond, views = Pond(), []
    for one in acts_under(parents):
        pond.add(one)
        views.append(pond.reach)
        assert max(map(abs, pond.x + pond.y)) + 0.5 <= pond.reach
    for before, after in pairwise(views):
        assert after >= before
        assert after == ladder(after)


def test_the_ladder_steps_by_the_square_root_of_two():
    first = ladder(0)
    assert ladder(first) == first
    assert ladder(first + 0.01) == pytest.approx(first * sqrt(2))
    assert ladder(first * 8) == first * 8
