from itertools import islice, pairwise
from math import tau

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ripple.network.hues import HUES, Hues
from ripple.network.rings import AIR, EVEN, MOST, PITCH, STEP, Jumps, Ring, Rings, circles, radius, slots


def test_rings_are_even_at_first_and_a_long_chain_stays_a_picture():
    radii = [radius(ring) for ring in range(200)]
    steps = [outer - inner for inner, outer in pairwise(radii)]
    assert steps[:EVEN] == pytest.approx([STEP] * EVEN)
    assert all(after <= before + 1e-9 for before, after in pairwise(steps))
    assert radius(8_000) < 8_000 / 15


@given(st.integers(1, 300))
def test_the_slots_of_a_ring_are_as_far_apart_as_two_acts_need(ring):
    assert PITCH * slots(ring) <= tau * radius(ring) < PITCH * (slots(ring) + 1)


@given(st.integers(0, 3_000))
def test_drawn_rings_lead_to_the_outermost_with_air_between_them(outermost):
    drawn = [0, *circles(outermost)]
    assert drawn[-1] == outermost
    assert len(drawn) <= MOST + 2
    assert all(radius(after) - radius(before) > AIR / 2 - 1e-9 for before, after in pairwise(drawn))
    if outermost <= EVEN:
        assert drawn == list(range(outermost + 1))


@given(st.lists(st.integers(0, 30)), st.integers(0, 30))
def test_a_jump_ends_at_the_next_number_that_is_not_gone(gone, number):
    jumps = Jumps()
    for one in dict.fromkeys(gone):
        jumps.next(one)
        jumps.remove(one)
    assert jumps.next(number) == min(set(range(number, 40)) - set(gone))


@given(st.integers(1, 4), st.data(), st.floats(-7, 7), st.floats(0, tau))
def test_beside_an_angle_are_the_nearest_free_slots_on_both_sides(number, data, angle, turn):
    ring = Ring(number, turn)
    taken = data.draw(st.sets(st.integers(0, ring.slots - 1)))
    assume(len(taken) < ring.slots)
    for slot in taken:
        ring.take(slot)
    free = set(range(ring.slots)) - taken
    ahead = {slot: (ring.angle(slot) - angle) % tau for slot in free}
    assume(all(1e-6 < gap < tau - 1e-6 for gap in ahead.values()))
    beside = min(free, key=ahead.__getitem__), max(free, key=ahead.__getitem__)
    assert [slot for slot, _angle in ring.near(angle)][: len({*beside})] == [*dict.fromkeys(beside)]


@given(st.integers(1, 30), st.data(), st.floats(0, tau))
def test_no_slot_near_an_angle_is_taken_or_comes_twice(number, data, wanted):
    ring = Ring(number, 1.0)
    taken = data.draw(st.sets(st.integers(0, ring.slots - 1)))
    for slot in taken:
        ring.take(slot)
    near = []
    for slot, angle in ring.near(wanted):
        assert angle == ring.angle(slot)
        near.append(slot)
        if data.draw(st.booleans()):
            ring.take(slot)
    assert len(near) == len({*near} - taken)
    assert bool(near) == (len(taken) < ring.slots)


def test_a_ring_without_room_is_passed_over():
    rings = Rings(0.0, clockwise=False)
    next(rings.with_room(1))
    for slot in range(slots(1)):
        rings.take(1, slot)
    assert [number for number, _ring in islice(rings.with_room(1), 3)] == [2, 3, 4]


@given(st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), max_size=HUES))
def test_ripples_that_start_near_each_other_have_different_hues(starts):
    hues = Hues()
    given = [hues.give(x, y) for x, y in starts if abs(x) < 8 and abs(y) < 8]
    assert len(set(given)) == len(given)
