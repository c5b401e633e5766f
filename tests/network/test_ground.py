from math import dist, inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ripple.network.ground import NEAR, Ground
from ripple.network.layout import Place

coordinates = st.integers(-512, 512).map(lambda parts: parts / 64)  # exact, so that ties are ties
places = st.tuples(coordinates, coordinates)


@given(st.lists(places, max_size=12), places, st.integers(1, 20).map(lambda thirds: thirds / 3))
def test_a_place_is_free_when_nobody_stands_nearer(stand: list[Place], place: Place, distance: float) -> None:
    nearest = min((dist(place, other) for other in stand), default=inf)
    assume(abs(nearest - distance) > 1e-6)
    ground = Ground()
    for each in stand:
        ground.stand(*each, ripple=0)
    assert ground.is_free(*place, distance) == (nearest > distance)


@given(st.lists(st.tuples(places, st.integers(0, 2)), max_size=12), places, st.integers(0, 2))
def test_crowding_grows_with_each_neighbour_of_another_ripple(
    stand: list[tuple[Place, int]], place: Place, ripple: int
) -> None:
    ground = Ground()
    for each, whose in stand:
        ground.stand(*each, whose)
    apart = [dist(place, each) for each, whose in stand if whose != ripple]
    expected = sum(NEAR - distance for distance in apart if distance < NEAR)
    assert ground.crowding(*place, ripple) == pytest.approx(expected)
