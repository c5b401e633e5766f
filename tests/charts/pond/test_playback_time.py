"""Playing a pond: quiet stretches go by quickly, and what was played keeps its beat."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.pond import playback_time
from ripple.charts.pond.playback_time import LONGEST, SHORTEST

START = datetime(2026, 1, 5, tzinfo=UTC)
waits = st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=900)), max_size=30)


def beats(moments: list[datetime]) -> list[float]:
    times = np.array([moment.timestamp() for moment in moments])
    return [float(beat) for beat in playback_time.beats(times)]


def moments_after(waits: list[timedelta]) -> list[datetime]:
    return [START + sum(waits[:n], timedelta(0)) for n in range(len(waits) + 1)]


def test_nothing_has_no_beats():
    assert beats([]) == []


def test_a_month_of_silence_takes_no_longer_than_three_days():
    month, three_days = START + timedelta(days=30), START + timedelta(days=3)
    assert beats([START, month]) == beats([START, three_days]) == [0, LONGEST]


@given(waits)
def test_every_act_has_its_moment_and_none_waits_too_long(waits):
    found = beats(moments_after(waits))
    steps = [later - sooner for sooner, later in pairwise(found)]
    assert all(SHORTEST - 1e-9 <= step <= LONGEST + 1e-9 for step in steps)


@given(waits)
def test_what_comes_later_never_changes_an_earlier_beat(waits):
    moments = moments_after(waits)
    assert beats(moments)[:-1] == beats(moments[:-1])
