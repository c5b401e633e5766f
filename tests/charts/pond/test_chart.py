"""The pond's chart is made once, is valid, and is drawn from data alone."""

import json

import pytest
import vl_convert

from ripple.charts.export.static_spec import still
from ripple.charts.pond.chart import pond_chart, pond_spec
from ripple.charts.pond.scene import scene_of
from ripple.charts.pond.view import BY_KINDS, BY_STEPS, Reading, view_of
from ripple.charts.theme import COLOURS, LOOKS, SIGNS, STEPS
from ripple.domain.model import Act, How, Kind
from tests.network.ponds import START, act, pond_of, pond_under, random_parents

looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))


def drawn(pond, look, picked=None, player="", reading=None):
    """The SVG of ``pond``, as a browser would draw it."""
    scene = scene_of(pond, lambda one: one.author or "somebody")
    return vl_convert.vegalite_to_svg(
        still(scene, look, size=(900, None), picked=picked, player=player, reading=reading or Reading())
    )


@looks
def test_the_chart_is_valid_and_names_its_data(look):
    assert pond_spec(look) == pond_chart(look).to_dict()  # which checks it
    assert "datasets" not in pond_spec(look)


@looks
def test_the_chart_is_made_once(look):
    assert pond_spec(look) is pond_spec(look)


def test_every_kind_has_a_colour_and_a_sign():
    assert set(COLOURS) == set(SIGNS) == set(Kind)


@looks
@pytest.mark.parametrize("acts", [0, 1, 2, 150])
def test_a_pond_of_any_size_is_drawn(look, acts):
    svg = drawn(pond_under(random_parents(acts)), look)
    assert ("The water is still." in svg) == (acts == 0)
    assert ("kindness" in svg.replace("One kindness", "")) == (acts > 0)


@looks
def test_before_the_first_beat_nothing_has_come(look):
    pond = pond_of([act(0, kind=Kind.HUG), act(1, kind=Kind.HUG, parent=0)])
    hue = f'fill="{look.hues[pond.hue[0]]}"'.lower()
    assert drawn(pond, look).lower().count(hue) == 2
    assert hue not in drawn(pond, look, player="-1 1 0 0 6 6 *").lower()


def test_a_link_looks_as_it_came():
    ways = {how: drawn(pond_of([act(0), act(1, parent=0, how=how)]), LOOKS["light"]) for how in How}
    assert len(set(ways.values())) == len(How)


def test_a_picked_act_is_lit_above_a_veil():
    pond = pond_under([-1, 0, -1])
    view = view_of(scene_of(pond, str), picked=1)
    assert (view["i"], view["path"]) == ([1], ["0/!"])
    assert drawn(pond, LOOKS["dark"], picked=1) != drawn(pond, LOOKS["dark"])


def test_what_lies_outside_the_time_is_pale():
    pond = pond_of([act(0, kind=Kind.HUG)])
    at = pond.acts[0].posted_at.timestamp() * 1000
    looks = [Reading(), Reading(since=at, until=at + 1), Reading(since=at + 1), Reading(until=at)]
    drops = [drawn(pond, LOOKS["light"], reading=reading).count('opacity="0.1"') for reading in looks]
    assert drops == [0, 0, 4, 4]  # a drop, its shadow, its sign and its glow


def test_colours_tell_the_ripple_and_can_tell_the_kinds_or_steps():
    pond = pond_of([act(0, kind=Kind.HUG), *(act(n, parent=n - 1, kind=Kind.HUG) for n in range(1, 8))])
    by_steps, by_kinds, by_ripples = (
        drawn(pond, LOOKS["light"], reading=Reading(colours=colours)).upper()
        for colours in (BY_STEPS, BY_KINDS, "")
    )
    assert [by_steps.count(f'FILL="{colour}"') for colour in STEPS] == [1, 1, 1, 1, 1, 3]
    assert by_kinds.count(f'FILL="{COLOURS[Kind.HUG]}"') == 8
    assert by_ripples.count(f'FILL="{LOOKS["light"].hues[pond.hue[0]]}"') == 8


def test_a_browser_does_nothing_for_each_act_that_nobody_sees():
    chart = vl_convert.vegalite_to_vega({**pond_spec(LOOKS["light"]), "datasets": {"acts": [], "view": []}})
    assert '"description"' not in json.dumps(
        chart
    )  # a canvas has no marks to describe; the list beside it has
    asked = [step["expr"] for data in chart["data"] for step in data.get("transform", []) if "expr" in step]
    assert asked
    assert not [expression for expression in asked if "isValid" in expression]  # each row has its place
    assert not [expression for expression in asked if "diameter" in expression]  # or each step of a zoom asks


def test_no_gradient_runs_along_a_line():  # a canvas would lay it at a wrong place
    assert "gradient: 'linear'" not in json.dumps(pond_spec(LOOKS["light"]))


def test_words_are_values_and_never_part_of_the_chart():
    nasty = "</script><b>{datum.x}</b> [link](http://example.com) :red[x]"
    pond = pond_of([Act(id="a", text=nasty, posted_at=START)])
    scene = scene_of(pond, lambda one: nasty)
    assert scene.acts["words"] == scene.acts["who"] == [nasty]
    assert nasty not in json.dumps(pond_spec(LOOKS["light"]))
    assert "<b>" not in drawn(pond, LOOKS["light"])
