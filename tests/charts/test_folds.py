"""A pond that is too large is folded: told with exact counts, and opened in its place."""

from math import dist

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.export.static_spec import still
from ripple.charts.pond.scene import MARKS, OPENED_MOST, scene_of
from ripple.charts.theme import LOOKS
from tests.network.ponds import forests, pond_under, random_parents


def scene_under(parents, marks=60):
    return scene_of(pond_under(parents), lambda one: "Ada", marks=marks)


@pytest.fixture(scope="module")
def folded():
    return scene_under(random_parents(600, roots=0.2))


def test_a_pond_is_drawn_act_by_act_while_a_browser_is_smooth():
    assert len(scene_under(random_parents(MARKS), MARKS).drawn) == MARKS
    assert not scene_under(random_parents(MARKS), MARKS).folded
    assert scene_under(random_parents(MARKS + 1), MARKS).folded


@given(forests(max_size=60), st.integers(10, 40))
def test_what_is_drawn_adds_up_to_every_act(parents, marks):
    scene = scene_under(parents, marks)
    assert len(scene.drawn) <= marks
    acts = sum(row["size"] if row["folded"] else 1 for row in scene.drawn)
    assert acts == scene.shown == len(parents)


def test_a_fold_says_what_it_holds(folded):
    said = {row["folded"] for row in folded.drawn}
    assert "" in said
    assert any(words.endswith("acts in one ripple") for words in said)
    assert any(words.endswith(" ripples") for words in said)


def test_a_fold_grows_from_its_first_act_to_its_last(folded):
    for row in folded.drawn:
        assert row["beat"] < row["till"] if row["folded"] else row["beat"] == row["till"]


def test_any_act_can_be_opened_in_its_place(folded):
    pond = folded.rows.pond
    for act in range(0, len(pond), 7):
        rows = folded.opened(act)
        opened = next(row for row in rows if row["i"] == act and not row["folded"])
        assert (opened["x"], opened["y"]) == (pond.x[act], pond.y[act])
        assert folded.lit(act).items() <= opened.items()  # all but where its label stands
        total = sum(row["size"] if row["folded"] else 1 for row in rows)
        assert total == len(pond)  # nothing is shown twice, and nothing got lost
        x, y, reach = folded.around(act)
        assert max(abs(pond.x[act] - x), abs(pond.y[act] - y)) < reach
        *start, wide = folded.water(act)
        assert dist((pond.x[act], pond.y[act]), start) < wide


def test_too_large_a_ripple_is_not_opened_but_its_rings_are_lit():
    scene = scene_under([-1, *[0] * OPENED_MOST, *[-1] * 100])
    assert scene.opened(5) is scene.drawn
    assert scene.lit(5)["i"] == 0
    assert scene.lit(5)["folded"] == f"{OPENED_MOST + 1} acts in one ripple"


@pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
def test_a_folded_pond_is_drawn_and_can_be_played(folded, look):
    whole = vl_convert.vegalite_to_svg(still(folded, look, size=(900, None)))
    half = f"{folded.last_beat / 2} 2 0 0 {folded.reach[0]} {folded.reach[1]} *"
    assert len(vl_convert.vegalite_to_svg(still(folded, look, size=(900, None), player=half))) < len(whole)
    picked = vl_convert.vegalite_to_svg(still(folded, look, size=(900, None), picked=0))
    assert picked != whole
