"""News make of the rows that were sent the rows that hold now, in the chart itself."""

import json

import pytest
import vl_convert

from ripple.charts.export.static_spec import still
from ripple.charts.pond.news import news
from ripple.charts.pond.scene import scene_of
from ripple.charts.theme import LIGHT
from tests.network.ponds import pond_under, random_parents


def scene_under(parents, marks=1_000):
    return scene_of(pond_under(parents), lambda one: "Ada \\ \" 'x' 🙂", marks=marks)


def drawn(scene, told=""):
    """The SVG of the scene's chart, told so."""
    spec = still(scene, LIGHT, size=(900, None), player=f"1e9 1 0 0 {scene.reach[0]} {scene.reach[1]} *")
    params = [{**param, "value": told} if param["name"] == "news" else param for param in spec["params"]]
    return vl_convert.vegalite_to_svg({**spec, "params": params})


@pytest.mark.parametrize(("acts", "marks"), [(40, 1_000), (300, 60)])
def test_a_chart_that_was_told_the_news_shows_what_a_new_one_would(acts, marks):
    parents = random_parents(acts)
    sent, now = scene_under(parents[:-3], marks), scene_under(parents, marks)
    told = news(sent.drawn, now.drawn)
    assert told
    looked_from = {**vars(sent), "reach": now.reach}
    assert len(drawn(type(sent)(**looked_from), told)) == pytest.approx(len(drawn(now)), abs=500)
    assert drawn(type(sent)(**looked_from)) != drawn(now)


def test_without_news_nothing_is_told():
    scene = scene_under([-1, 0])
    assert news(scene.drawn, scene.drawn) == ""


def test_one_act_more_is_told_in_few_bytes():
    parents = random_parents(1_000)
    told = news(scene_under(parents[:-1]).drawn, scene_under(parents).drawn)
    assert len(told) < 2_000 < len(json.dumps(scene_under(parents).acts)) / 100


def test_acts_above_a_new_one_are_told_again_as_their_ripple_grew():
    sent, now = scene_under([-1, 0, -1]), scene_under([-1, 0, -1, 1])
    gone, *rows = news(sent.drawn, now.drawn).split("\u001e")
    assert {"0", "1"} <= set(gone.strip(",").split(","))  # and where words stand elsewhere now
    assert {row.split("\u001f")[0] for row in rows} >= {"0", "1", "3"}
