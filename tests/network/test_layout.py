from itertools import combinations, pairwise
from math import atan2, dist, hypot, sqrt, tau

import pytest
from hypothesis import given

from ripple.network.ground import CLEARANCE
from ripple.network.layout import LINK, OUTWARD, ladder
from ripple.network.pond import Pond
from ripple.network.sites import ROOM
from tests.network.plane import crosses, passes_under
from tests.network.ponds import acts_under, forests, pond_under, random_parents, real_trees

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


def test_real_trees_hold_too():
    for parents in real_trees(step=80):
        assert_holds(pond_under(parents))


def test_siblings_stand_all_around_their_root():
    pond = pond_under([-1] + [0] * 6)
    angles = sorted(atan2(y, x) for x, y in zip(pond.x[1:], pond.y[1:], strict=True))
    gaps = [b - a for a, b in pairwise([*angles, angles[0] + tau])]
    assert max(gaps) < tau / 3


def test_a_chain_goes_straight_out_at_first_and_curls_when_it_is_long():
    pond = pond_under(CHAIN)
    assert from_root(pond, 2) == pytest.approx(2 * LINK)
    assert from_root(pond, 199) < 0.5 * 199 * LINK


def test_new_roots_have_room_for_children_all_around():
    pond = Pond()
    for one in acts_under(random_parents(300)):
        before = list(zip(pond.x, pond.y, strict=True))
        pond.add(one)
        if pond.parent[-1] < 0:
            assert all(dist(place, (pond.x[-1], pond.y[-1])) >= ROOM - 1e-6 for place in before)


def test_the_middle_of_the_pond_stays_in_the_middle_of_the_view():
    for parents in (SINGLES, random_parents(600)):
        pond = pond_under(parents)
        middle = sum(pond.x) / len(pond), sum(pond.y) / len(pond)
        assert hypot(*middle) < 0.1 * pond.reach


def test_links_of_a_group_cross_seldom_and_pass_under_few_dots():
    pond = pond_under(random_parents(400))
    links = [(pond.x[p], pond.y[p], pond.x[i], pond.y[i]) for i, p in enumerate(pond.parent) if p >= 0]
    places = list(zip(pond.x, pond.y, strict=True))
    assert sum(crosses(a, b) for a, b in combinations(links, 2)) < 0.05 * len(links)
    assert sum(any(passes_under(link, place) for place in places) for link in links) < 0.1 * len(links)


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
