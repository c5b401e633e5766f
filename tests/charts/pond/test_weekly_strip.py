"""The strip of small ponds: an act is in its own week and all later ones, always in one place."""

import re
from collections import Counter
from datetime import timedelta

import pytest
import vl_convert

from ripple.charts.export.static_spec import rows
from ripple.charts.pond.news import news
from ripple.charts.pond.view import BY_KINDS, BY_STEPS
from ripple.charts.pond.weekly_marks import RINGS
from ripple.charts.pond.weekly_strip import DROPS, FOR_GOOD, PATCHES, facts, strip_of, weeks_chart, weeks_spec
from ripple.charts.theme import COLOURS, LIGHT, LOOKS, STEPS
from ripple.domain.model import Kind
from ripple.network.rings import radius
from tests.network.ponds import START, act, pond_of, random_parents

WEEK = 7 * 24  # hours
looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))


def busy(pond):
    return [week for week in pond.tally.weekly() if week.acts]


def drawn(pond, look, weeks=None, width=900):
    strip = strip_of(pond, busy(pond) if weeks is None else weeks)
    return shown(strip, look, {}, width)


def shown(strip, look, told, width=900):
    """The SVG of the strip as it was sent, told the texts of these parameters."""
    spec, data = weeks_spec(look), {name: rows(columns) for name, columns in strip.datasets.items()}
    params = [
        {**param, "value": told[param["name"]]} if param["name"] in told else param
        for param in spec["params"]
    ]
    return vl_convert.vegalite_to_svg({**spec, "params": params, "width": width, "datasets": data})


@looks
def test_the_chart_is_valid_made_once_and_names_its_data(look):
    assert weeks_spec(look) == weeks_chart(look).to_dict()  # which checks it
    assert weeks_spec(look) is weeks_spec(look)
    assert "datasets" not in weeks_spec(look)


@looks
def test_an_act_is_bright_in_its_week_pale_later_and_absent_before(look):
    pond = pond_of([act(0, hours=0), act(1, hours=WEEK), act(2, hours=3 * WEEK)])
    svg = drawn(pond, look).upper()
    assert [svg.count(f'FILL="{look.hues[hue]}"') for hue in pond.hue] == [1, 1, 1]
    assert svg.count('OPACITY="0.35"') == 2 + 1  # the hug in two later weeks, the animal in one
    assert re.findall(r">(\d+ \w+)</TEXT>", svg) == [
        *("5 JAN", "12 JAN", "26 JAN"),  # the quiet week is left out
        *["1 ACT"] * 3,
    ]


def test_only_what_was_there_by_the_last_of_the_weeks_is_sent():
    pond = pond_of([act(n, hours=n * WEEK) for n in range(5)])
    strip = strip_of(pond, busy(pond)[1:3])
    assert [drop["week"] for drop in strip.drops] == [-1, 0, 1]
    assert strip.weeks["label"] == ["12 Jan", "19 Jan"]


def test_no_act_is_lost_where_many_lie_close():
    parents = random_parents(6_000)
    pond = pond_of([act(n, parent, hours=n / 5) for n, parent in enumerate(parents)])
    weeks = busy(pond)[-8:]
    strip = strip_of(pond, weeks)
    assert len(strip.drops) < PATCHES**2 * 2 < len(parents)
    acts = Counter[int]()
    for drop in strip.drops:
        acts[drop["week"]] += drop["acts"]
    assert [acts[place] for place in range(8) if acts[place]] == [week.acts for week in weeks]
    assert sum(acts.values()) == len(parents)


def test_an_act_that_was_taken_back_is_in_none():
    pond = pond_of([act(0), act(1, hours=WEEK)])
    pond.erase("a1")
    assert [drop["x"] for drop in strip_of(pond, busy(pond)).drops] == [pond.x[0]]


def test_a_week_begins_on_monday_in_utc():
    pond = pond_of([act(0, hours=0), act(1, hours=WEEK - 8.01), act(2, hours=WEEK - 8)])
    assert (START + timedelta(hours=WEEK - 8)).weekday() == 0
    assert [drop["week"] for drop in strip_of(pond, busy(pond)).drops] == [0, 0, 1]


def test_a_strip_that_was_told_the_news_shows_what_a_new_one_would():
    parents = random_parents(60)
    acts = [act(n, parent, hours=5 * n, kind=Kind.HUG) for n, parent in enumerate(parents)]
    sent, now = (strip_of(pond, busy(pond)) for pond in (pond_of(acts[:-2]), pond_of(acts)))
    assert sent.alike(now)
    told = {"news": news(sent.drops, now.drops, DROPS), "facts": facts(now, -1, 0)}
    assert marks(shown(sent, LIGHT, told)) == marks(shown(now, LIGHT, {})) != marks(shown(sent, LIGHT, {}))


def marks(svg):
    """What is drawn where, in whatever order."""
    named = re.sub(r"url\(#\w+\)", "", svg)
    rounded = re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.2f}", named)
    return Counter(re.findall(r"<path[^>]*>|>[^<]*</text>", rounded))


def test_one_act_more_is_told_in_few_bytes():
    parents = random_parents(1_000)
    acts = [act(n, parent, hours=n) for n, parent in enumerate(parents)]
    sent, now = (strip_of(pond, busy(pond)[-8:]) for pond in (pond_of(acts[:-1]), pond_of(acts)))
    assert 0 < len(news(sent.drops, now.drops, DROPS)) < 200


def test_the_chosen_week_is_framed():
    pond = pond_of([act(0), act(1, hours=WEEK)])
    strip = strip_of(pond, busy(pond))
    framed = [
        shown(strip, LIGHT, {"facts": facts(strip, place, 3)}).count('stroke-width="2.5"')
        for place in (-1, 0, 1)
    ]
    assert framed == [0, 1, 1]


def test_drops_have_the_colours_that_were_chosen_for_the_large_pond():
    pond = pond_of([act(0, kind=Kind.HUG), act(1, 0, hours=WEEK, kind=Kind.HUG)])
    strip = strip_of(pond, busy(pond))

    def filled(colours):
        return set(re.findall(r'fill="(#\w+)"', shown(strip, LIGHT, {"colouring": colours})))

    assert {COLOURS[Kind.HUG]} == filled(BY_KINDS) - filled("")
    assert {*STEPS[:2]} == filled(BY_STEPS) - filled("")


def test_a_ripple_s_rings_reach_as_far_as_it_did_by_each_week_s_end():
    pond = pond_of([act(0), act(1, 0, hours=1), act(2, 1, hours=2 * WEEK), act(3, hours=3 * WEEK)])
    strip = strip_of(pond, busy(pond))
    waters = [drop for drop in strip.drops if drop["reach"]]
    assert [(water["week"], water["until"], water["reach"]) for water in waters] == [
        (0, 1, radius(1)),
        (1, FOR_GOOD, radius(2)),
    ]
    assert {(water["x"], water["y"]) for water in waters} == {(pond.x[0], pond.y[0])}
    assert len({drop["patch"] for drop in strip.drops}) == len(strip.drops)
    ring = f'stroke="{LIGHT.rings[pond.hue[0]]}"'
    assert shown(strip, LIGHT, {}).count(ring) == len(RINGS) * 3  # in each week from its own on


def test_no_ring_runs_over_the_rim_of_its_small_pond():
    strip = strip_of(pond := pond_of([act(n, n - 1, hours=n) for n in range(200)]), busy(pond))
    wide, high = (strip.weeks[side][0] for side in ("wide", "high"))
    for water in (drop for drop in strip.drops if drop["reach"]):
        assert abs(water["x"]) + water["reach"] <= wide
        assert abs(water["y"]) + water["reach"] <= high
