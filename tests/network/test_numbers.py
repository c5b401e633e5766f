from datetime import date, timedelta
from math import ceil
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import Act
from ripple.network.numbers import likeness_to_chain, numbers_of, ripple_numbers, ripple_wait
from ripple.network.tally import Sorted, TypicalWait, Week
from tests.network.ponds import HOUR, START, act, forests, pond_of, pond_under

DAY = timedelta(days=1)


@st.composite
def timed_acts(draw):
    """Acts under earlier ones, hours to weeks apart, in order of arrival."""
    made: list[Act] = []
    for number, parent in enumerate(draw(forests(max_size=40))):
        after = made[parent].posted_at if parent >= 0 else START
        hours = (after - START) / HOUR + draw(st.integers(0, 24 * 30))
        made.append(act(number, parent, hours))
    return made


@given(timed_acts())
def test_the_numbers_of_a_group_are_what_counting_finds(acts):
    numbers = numbers_of(pond_of(acts))
    assert numbers.acts == len(acts)
    assert numbers.starts == sum(one.inspired_by is None for one in acts)


@given(timed_acts())
def test_a_ripple_moves_while_its_newest_act_beats_nine_in_ten_waits(acts):
    pond = pond_of(acts)
    by_id = {one.id: one for one in acts}
    waits = sorted(one.posted_at - by_id[one.inspired_by].posted_at for one in acts if one.inspired_by)
    limit = waits[ceil(len(waits) * 0.9) - 1] if len(waits) >= 10 else timedelta(days=14)
    for one in acts:
        newest = max(acts[i].posted_at for i in pond.ripple(one.id))
        assert ripple_numbers(pond, one.id, newest + limit).newest == newest
        assert ripple_numbers(pond, one.id, newest + limit).moving
        assert not ripple_numbers(pond, one.id, newest + limit + timedelta(microseconds=1)).moving


@pytest.mark.parametrize(
    ("parents", "mean"),
    [
        ([-1, 0, 0, 0], None),  # too few to say
        ([-1, 0, 0, 0, 0], 1.6),  # a star: 2 (n - 1) / n
        ([-1, 0, 1, 2, 3], 2.0),  # a chain: (n + 1) / 3
    ],
)
def test_hand_to_hand_is_the_mean_distance_in_large_enough_ripples(parents, mean):
    assert ripple_numbers(pond_under(parents), "a0", START).hand_to_hand == mean


def test_weeks_run_from_monday_and_quiet_ones_are_there():
    pond = pond_of([act(0, hours=0), act(1, 0, hours=15), act(2, 1, hours=16), act(3, hours=24 * 15)])
    assert pond.tally.weekly() == [
        Week(date(2026, 1, 5), acts=3, sparked=2, longest_path=2),
        Week(date(2026, 1, 12), acts=0, sparked=0, longest_path=0),
        Week(date(2026, 1, 19), acts=1, sparked=0, longest_path=0),
    ]
    pond.erase("a2")  # nothing descends from it
    assert pond.tally.weekly()[0] == Week(date(2026, 1, 5), acts=2, sparked=1, longest_path=1)


def test_where_a_time_is_wrong_the_quiet_weeks_between_are_left_out():
    pond = pond_of([act(0, hours=0), act(1, hours=24 * 365 * 4_000)])
    assert [week.acts for week in pond.tally.weekly()] == [1, 1]


@given(forests())
def test_the_longest_path_is_that_of_some_week(parents):
    pond = pond_under(parents)
    assert (
        max((week.longest_path for week in pond.tally.weekly()), default=0) == numbers_of(pond).longest_path
    )


@given(st.lists(st.timedeltas(), min_size=1), st.integers(0, 100))
def test_sorted_values_keep_order_and_answer_percentiles(values, percent):
    kept: Sorted[timedelta] = Sorted()
    for value in values:
        kept.add(value)
    found = kept.percentile(percent)
    assert kept.values == sorted(values)
    assert sum(value <= found for value in values) >= len(values) * percent / 100
    assert sum(value < found for value in values) <= len(values) * percent / 100
    kept.remove(values[0])
    assert kept.values == sorted(values[1:])


@pytest.mark.parametrize("size", [5, 6, 40, 500])
def test_a_star_is_no_chain_and_a_chain_is_one(size):
    star, chain = (
        ripple_numbers(pond_under(parents), "a0", START).hand_to_hand or 0
        for parents in ([-1, *[0] * (size - 1)], [-1, *range(size - 1)])
    )
    assert likeness_to_chain(size, star) == pytest.approx(0)
    assert likeness_to_chain(size, chain) == pytest.approx(1)


@given(timed_acts())
def test_a_ripple_s_wait_is_the_median_of_its_own(acts):
    pond = pond_of(acts)
    by_id = {one.id: one for one in acts}
    for one in acts:
        ripple = [pond.acts[i] for i in pond.ripple(one.id)[1:]]
        waits = [each.posted_at - by_id[each.inspired_by].posted_at for each in ripple]
        assert ripple_wait(pond, one.id) == (TypicalWait(median(waits), len(waits)) if waits else None)


@given(timed_acts(), st.integers(0, 200), st.integers(0, 200))
def test_acts_of_a_time_are_counted(acts, first, days):
    since, until = START + first * DAY, START + (first + days) * DAY
    pond = pond_of(acts)
    assert pond.tally.between(since, until) == sum(since <= one.posted_at < until for one in acts)
    assert pond.tally.between(None, until) == sum(one.posted_at < until for one in acts)
    assert pond.tally.between(since, None) == sum(since <= one.posted_at for one in acts)
