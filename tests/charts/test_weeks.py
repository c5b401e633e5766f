"""The strip of small ponds: an act is in its own week and all later ones, always in one place."""

import re
from collections import Counter
from datetime import timedelta

import altair as alt
import pytest
import vl_convert

from ripple.charts.look import COLOURS, LOOKS
from ripple.charts.still import rows
from ripple.charts.weeks import PATCHES, strip_of, weeks_chart, weeks_spec
from ripple.domain.model import Kind
from tests.network.ponds import START, act, pond_of, random_parents

WEEK = 7 * 24  # hours
looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))


def busy(pond):
    return [week for week in pond.weekly() if week.acts]


def drawn(pond, look, weeks=None, width=900):
    strip = strip_of(pond, busy(pond) if weeks is None else weeks)
    count = len(strip.mondays)
    data = {
        "drops": rows(strip.drops),
        "weeks": rows({**strip.weeks, "chosen": [False] * count, "clicks": [0] * count}),
    }
    return vl_convert.vegalite_to_svg({**weeks_spec(look), "width": width, "datasets": data})


@looks
def test_the_chart_is_valid_made_once_and_names_its_data(look):
    assert alt.Chart.from_dict(weeks_chart(look).to_dict())
    assert weeks_spec(look) is weeks_spec(look)
    assert "datasets" not in weeks_spec(look)


@looks
def test_an_act_is_bright_in_its_week_pale_in_later_ones_and_not_in_earlier_ones(look):
    pond = pond_of(
        [act(0, hours=0, kind=Kind.HUG), act(1, hours=WEEK, kind=Kind.PET), act(2, hours=3 * WEEK)]
    )
    svg = drawn(pond, look).upper()
    assert svg.count(f'FILL="{COLOURS[Kind.HUG]}"') == svg.count(f'FILL="{COLOURS[Kind.PET]}"') == 1
    assert svg.count('OPACITY="0.35"') == 2 + 1  # the hug in two later weeks, the animal in one
    assert re.findall(r">(\d+ \w+)</TEXT>", svg) == [
        *("5 JAN", "12 JAN", "26 JAN"),  # the quiet week is left out
        *["1 ACT"] * 3,
    ]


def test_only_what_was_there_by_the_last_of_the_weeks_is_sent():
    pond = pond_of([act(n, hours=n * WEEK) for n in range(5)])
    strip = strip_of(pond, busy(pond)[1:3])
    assert strip.drops["week"] == [-1, 0, 1]
    assert strip.weeks["label"] == ["12 Jan", "19 Jan"]


def test_no_act_is_lost_where_many_lie_close():
    parents = random_parents(6_000)
    pond = pond_of([act(n, parent, hours=n / 5) for n, parent in enumerate(parents)])
    weeks = busy(pond)[-8:]
    strip = strip_of(pond, weeks)
    assert len(strip.drops["x"]) < PATCHES**2 * 2 < len(parents)
    acts = Counter[int]()
    for week, count in zip(strip.drops["week"], strip.drops["acts"], strict=True):
        acts[week] += count
    assert [acts[place] for place in range(8) if acts[place]] == [week.acts for week in weeks]
    assert sum(acts.values()) == len(parents)


def test_an_act_that_was_taken_back_is_in_none():
    pond = pond_of([act(0), act(1, hours=WEEK)])
    pond.erase("a1")
    assert strip_of(pond, busy(pond)).drops["x"] == [pond.x[0]]


def test_a_week_begins_on_monday_in_utc():
    pond = pond_of([act(0, hours=0), act(1, hours=WEEK - 8.01), act(2, hours=WEEK - 8)])
    assert (START + timedelta(hours=WEEK - 8)).weekday() == 0
    assert strip_of(pond, busy(pond)).drops["week"] == [0, 0, 1]
