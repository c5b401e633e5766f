from math import dist, inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ripple.network.ground import (
    CLEARANCE,
    CROSSING,
    CROWDED,
    CROWDED_BY_OWN,
    HALF,
    NEAR,
    NEAR_OWN,
    OVER,
    UNDER,
    Ground,
)
from tests.network.plane import crosses, passes_under

coordinates = st.integers(-512, 512).map(lambda parts: parts / 64)  # exact, so that ties are ties
places = st.tuples(coordinates, coordinates)


def ground_with(stand=(), links=()) -> Ground:
    ground = Ground()
    for place in stand:
        ground.stand(*place, ripple=0)
    for link in links:
        ground.connect(link)
    return ground


@given(st.lists(places, max_size=12), places, st.integers(1, 20).map(lambda thirds: thirds / 3))
def test_a_place_is_free_when_nobody_stands_nearer(stand, place, distance):
    nearest = min((dist(place, other) for other in stand), default=inf)
    assume(abs(nearest - distance) > 1e-6)
    assert ground_with(stand).is_free(*place, distance) == (nearest > distance)


@given(st.lists(places, max_size=12), places, st.booleans())
def test_crowding_grows_with_each_one_who_stands_near(stand, place, own):
    apart = [dist(place, other) for other in stand]
    assume(all(abs(distance - CLEARANCE) > 1e-6 for distance in apart))
    crowding = ground_with(stand).crowding(*place, ripple=0 if own else 1)
    weight, near = (CROWDED_BY_OWN, NEAR_OWN) if own else (CROWDED, NEAR)
    expected = sum(weight * (near - distance) for distance in apart if distance < near)
    assert crowding == (None if any(d < CLEARANCE for d in apart) else pytest.approx(expected))


@given(st.lists(places, max_size=10, unique=True), st.data())
def test_a_link_disturbs_by_all_it_passes_and_crosses(stand, data):
    links = [(*a, *b) for a, b in data.draw(st.lists(st.tuples(places, places), max_size=8)) if a != b]
    start, end = data.draw(places), data.draw(places)
    assume(start != end)
    link = (*start, *end)
    others = set(links)
    expected = (
        UNDER * sum(passes_under(link, place, HALF) for place in stand)
        + OVER * sum(passes_under(other, end, HALF) for other in others)
        + CROSSING * sum(crosses(link, other) for other in others)
    )
    assert ground_with(stand, links).disturbance(link, limit=inf) == pytest.approx(expected)
