from itertools import combinations, pairwise
from math import atan2, dist, hypot, tau

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.network.ground import CLEARANCE, Ground
from ripple.network.pond import Pond
from ripple.network.rings import radius
from ripple.network.sites import ROOM, STRETCHED
from tests.network.ponds import acts_under, forests, pond_under, random_parents, real_trees

CHAIN = [number - 1 for number in range(200)]
STAR = [-1] + [0] * 199
BROOM = [max(-1, min(number - 1, 20)) for number in range(200)]
TERNARY = [-1] + [number // 3 for number in range(399)]
SINGLES = [-1] * 200


def nearest(pond: Pond) -> float:
    places = zip(pond.x, pond.y, strict=True)
    return min((dist(a, b) for a, b in combinations(places, 2)), default=CLEARANCE)


def from_root(pond: Pond, act: int) -> float:
    root = pond.root[act]
    return hypot(pond.x[act] - pond.x[root], pond.y[act] - pond.y[root])


def direction(pond: Pond, act: int) -> float:
    root = pond.root[act]
    return atan2(pond.y[act] - pond.y[root], pond.x[act] - pond.x[root])


def assert_holds(pond: Pond) -> None:
    assert nearest(pond) >= CLEARANCE - 1e-9
    for act, parent in enumerate(pond.parent):
        assert from_root(pond, act) == pytest.approx(radius(pond.ring[act]), abs=1e-9)
        if parent >= 0:
            assert pond.ring[act] > pond.ring[parent]
            assert pond.ring[act] >= pond.generation[act]


@given(forests())
def test_no_acts_overlap_and_each_is_on_a_ring_outside_its_parent_s(parents):
    assert_holds(pond_under(parents))


@pytest.mark.parametrize("parents", [CHAIN, STAR, BROOM, TERNARY, SINGLES, random_parents(600)])
def test_extreme_ripples_hold_too(parents):
    assert_holds(pond_under(parents))


def test_real_trees_hold_too():
    for parents in real_trees(step=80):
        assert_holds(pond_under(parents))


def test_siblings_stand_all_around_their_root():
    pond = pond_under([-1] + [0] * 6)
    angles = sorted(direction(pond, act) for act in range(1, 7))
    gaps = [b - a for a, b in pairwise([*angles, angles[0] + tau])]
    assert max(gaps) < tau / 3


def test_a_chain_takes_one_ring_a_step_and_winds_around_its_start():
    pond = pond_under(CHAIN)
    assert pond.ring[:7] == list(range(7))
    assert pond.ring[-1] < 1.3 * len(CHAIN)
    turned = sum(
        (direction(pond, act) - direction(pond, act - 1) + tau / 2) % tau - tau / 2 for act in CHAIN[3:]
    )
    assert abs(turned) > tau


def quarters(pond: Pond) -> list[int]:
    turned = [int(direction(pond, act) % tau / tau * 4) for act in range(len(pond))]
    return [turned.count(quarter) for quarter in range(4)]


def test_branches_share_out_the_circle():
    assert min(quarters(pond_under(TERNARY))) > 0.18 * len(TERNARY)
    late = [-1, *range(3), *(number // 2 for number in range(6, 200))]  # all under the fourth of a chain
    assert max(quarters(pond_under(late))) < 0.6 * len(late)


def test_new_roots_have_room_for_children_all_around():
    pond = Pond()
    for one in acts_under(random_parents(300)):
        before = list(zip(pond.x, pond.y, strict=True))
        pond.add(one)
        if pond.parent[-1] < 0:
            assert all(dist(place, (pond.x[-1], pond.y[-1])) >= ROOM - 1e-6 for place in before)


def test_a_pond_is_as_wide_as_a_page_and_around_the_first_act():
    for parents in (SINGLES, random_parents(2_000)):
        pond = pond_under(parents)
        assert (pond.x[0], pond.y[0]) == (0, 0)
        (left, right), (low, high) = ((min(at), max(at)) for at in (pond.x, pond.y))
        assert (right - left) / (high - low) == pytest.approx(STRETCHED**2, rel=0.25)
        assert hypot(left + right, low + high) < 0.2 * (right - left)


def test_neighbours_have_different_hues():
    pond = pond_under(random_parents(400))
    starts = [act for act, parent in enumerate(pond.parent) if parent < 0]
    for act in starts:
        others = [other for other in starts if other != act]
        near = min(others, key=lambda other: dist((pond.x[act], pond.y[act]), (pond.x[other], pond.y[other])))
        assert pond.hue[act] != pond.hue[near]
    assert all(pond.hue[act] == pond.hue[pond.root[act]] for act in range(len(pond)))


@given(forests())
def test_a_placed_act_never_moves(parents):
    pond, before = Pond(), []
    for one in acts_under(parents):
        pond.add(one)
        before.append((pond.x[-1], pond.y[-1], pond.hue[-1]))
    assert list(zip(pond.x, pond.y, pond.hue, strict=True)) == before


@given(forests(), st.integers(1, 7))
def test_places_are_the_same_whenever_somebody_asks_for_them(parents, every):
    pond = Pond()
    for number, one in enumerate(acts_under(parents)):
        pond.add(one)
        if number % every == 0:
            assert len(pond.hue) == number + 1
    asked_once = pond_under(parents)
    assert (asked_once.x, asked_once.y, asked_once.ring, asked_once.hue) == (
        pond.x,
        pond.y,
        pond.ring,
        pond.hue,
    )


@pytest.mark.parametrize(
    "parents",
    [[n - 1 for n in range(3_000)], [-1] + [0] * 2_999, [-1, *(n // 3 for n in range(2_999))]],
    ids=["chain", "star", "ternary"],
)
def test_an_act_costs_no_more_steps_in_a_large_ripple(parents, monkeypatch):
    """Counted, not timed: how often the ground is looked at for an act."""
    looked, look = [0], Ground.is_free

    def counted(ground, *place):
        looked[-1] += 1
        return look(ground, *place)

    monkeypatch.setattr(Ground, "is_free", counted)
    pond = Pond()
    for number, one in enumerate(acts_under(parents)):
        if number and number % 1_000 == 0:
            looked.append(0)
        pond.add(one)
        assert len(pond.x) == number + 1  # it has its place
    assert looked[-1] < 2 * looked[0]
