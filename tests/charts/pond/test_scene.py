"""What a picture shows of a pond: every act in its place, and nothing that was taken back."""

from math import hypot

import numpy as np
import pytest
from hypothesis import given

from benchmarks.picture import SHAPES, in_box
from ripple.charts.labels import NEVER, page_diameter
from ripple.charts.player.player import ample, signs
from ripple.charts.pond.rows import ALONE, COLUMNS, EVEN, UNNAMED
from ripple.charts.pond.scene import MARGIN, scene_of
from ripple.domain.model import Person, replace
from ripple.network.rings import radius
from tests.network.ponds import act, forests, pond_of, pond_under, random_parents


def told(one):
    return one.author or "somebody"


def scene_under(parents):
    return scene_of(pond_under(parents), told)


def descends(parents, act, ancestor):
    while act >= 0 and act != ancestor:
        act = parents[act]
    return act == ancestor


def test_an_empty_pond_is_a_scene_too():
    scene = scene_under([])
    assert scene.acts == {name: [] for name in COLUMNS}
    assert scene.shown == 0
    assert scene.last_beat == 0


def test_one_act_stands_in_the_middle_of_enough_water():
    scene = scene_under([-1])
    assert (scene.acts["x"], scene.acts["y"]) == ([0.0], [0.0])
    assert min(scene.reach) >= MARGIN


@given(forests())
def test_paths_tell_who_descends_from_whom(parents):
    paths = scene_under(parents).acts["path"]
    for i, path in enumerate(paths):
        for j, start in enumerate(paths):
            assert path.startswith(start) == descends(parents, i, j)


@given(forests())
def test_links_lead_from_parent_to_child(parents):
    pond = pond_under(parents)
    acts = scene_of(pond, told).acts
    for i, parent in enumerate(parents):
        assert acts["root"][i] == (parent < 0)
        if parent >= 0:
            assert acts["mid_x"][i] == pytest.approx((pond.x[i] + pond.x[parent]) / 2)
            length = hypot(pond.x[i] - pond.x[parent], pond.y[i] - pond.y[parent])
            assert acts["length"][i] == pytest.approx(length)


@given(forests())
def test_a_ripple_keeps_the_shape_that_it_has_in_the_pond(parents):
    pond = pond_under(parents)
    for root in {pond.root[i] for i in range(len(pond))}:
        ripple = pond.ripple(f"a{root}")
        scene = scene_of(pond, told, ripple)
        assert scene.acts["i"] == ripple
        assert (scene.acts["x"][0], scene.acts["y"][0]) == (0, 0)
        for row, i in enumerate(ripple):
            assert scene.acts["x"][row] == pond.x[i] - pond.x[root]
            assert scene.acts["y"][row] == pond.y[i] - pond.y[root]
            inside = [path.startswith(scene.acts["path"][row]) for path in scene.acts["path"]]
            assert sum(inside) == pond.size[i]
        assert scene.acts["root"] == [True] + [False] * (len(ripple) - 1)


@given(forests())
def test_the_view_always_holds_what_has_come(parents):
    pond = pond_under(parents)
    scene = scene_of(pond, told)
    for i, beat in enumerate(scene.acts["beat"]):
        wide, high = [reach for start, *reach in scene.views if start <= beat][-1]
        assert abs(pond.x[i]) + MARGIN <= wide * (1 + 1e-9)
        assert abs(pond.y[i]) + MARGIN <= high * (1 + 1e-9)
    assert scene.reach == scene.views[-1][1:]


def test_the_view_changes_seldom():
    scene = scene_under(random_parents(1_000))
    assert len(scene.views) < 35


def test_a_new_act_changes_no_earlier_place_and_no_earlier_beat():
    parents = random_parents(80)
    before, after = scene_under(parents[:-1]).acts, scene_under(parents).acts
    for name in ("x", "y", "beat", "kind", "words", "turn"):
        assert before[name] == after[name][:-1]


def test_acts_come_in_order_of_time_even_if_they_arrived_otherwise():
    scene = scene_of(pond_of([act(0, hours=50), act(1, hours=2), act(2, parent=1, hours=9)]), told)
    assert scene.acts["beat"][1] < scene.acts["beat"][2] < scene.acts["beat"][0]


def test_an_act_that_was_taken_back_is_not_shown():
    pond = pond_under([-1, -1])
    pond.erase("a1")
    scene = scene_of(pond, told)
    assert scene.acts["i"] == [0]
    assert scene.shown == 1


def test_a_drop_that_holds_a_ripple_together_is_shown_without_words():
    pond = pond_under([-1, 0])
    pond.erase("a0")
    scene = scene_of(pond, told)
    assert scene.acts["i"] == [0, 1]
    assert scene.acts["kind"][0] == UNNAMED
    assert scene.acts["words"][0] == ""


@pytest.mark.parametrize(
    ("parents", "summary"),
    [
        ([], "A still pond, waiting for a first act of kindness."),
        ([-1], "1 act of kindness"),
        ([-1, 0], "2 acts of kindness in 1 ripple"),
        ([-1, 0, -1], "3 acts of kindness in 2 ripples"),
    ],
)
def test_the_picture_can_be_said_in_one_sentence(parents, summary):
    assert scene_under(parents).summary == summary


@given(forests())
def test_a_ripple_s_rings_lead_from_its_start_to_its_farthest_act(parents):
    pond = pond_under(parents)
    for row in scene_of(pond, told).drawn:
        assert bool(row["rings"]) == row["root"]
        if row["root"]:
            ripple = pond.ripple(f"a{row['i']}")
            rings = [tuple(map(float, ring.split(" "))) for ring in row["rings"].split(";")]
            outermost = max(pond.ring[i] for i in ripple)
            assert rings[-1][0] == pytest.approx(radius(outermost) or ALONE, abs=1e-3)
            assert [beat for _, beat, *_ in rings] == sorted(beat for _, beat, *_ in rings)
            assert row["wide"] > rings[-1][0]


def test_a_ring_leans_to_where_its_acts_stand():
    pond = pond_of([act(0), act(1, parent=0), act(2)])
    leans = [
        [float(each) for each in row["rings"].split(" ")[3:]]
        for row in scene_of(pond, told).drawn
        if row["root"]
    ]
    way = pond.x[1] - pond.x[0], pond.y[1] - pond.y[0]
    assert leans[0] == pytest.approx([side / hypot(*way) for side in way], abs=0.01)
    assert hypot(*leans[1]) == pytest.approx(EVEN)  # of one that is alone, to no side more than to another


def test_beside_a_drop_stands_a_name_or_how_the_words_begin():
    ada = Person("Ada")
    acts = [act(0, givers=(ada,)), replace(act(1), text="Somebody sweeps the stairs every Friday"), act(2, 1)]
    pond = pond_of(acts)
    pond.erase("a1")
    assert [row["label"] for row in scene_of(pond, lambda one: "Ada").drawn] == ["Ada", "", "kindness 2"]
    assert scene_of(pond_of(acts), lambda one: "Ada").drawn[1]["label"] == "Somebody sweeps…"


def test_a_legend_has_the_picture_s_signs_and_none_for_a_single_act():
    assert not any(signs(scene_under([-1])).values())
    two = signs(scene_under([-1, 0]))
    assert two["kinds"] == []  # neither act has a sign
    assert [other["sign"] for other in two["others"]] == ["rings"]


@pytest.mark.parametrize("acts", [64, 300, 3_000])
@pytest.mark.parametrize("shape", SHAPES)
def test_hardly_more_than_a_quarter_of_a_picture_is_empty(acts, shape):
    found = scene_under(random_parents(acts))
    box = [float(np.ptp(found.acts[side])) + 1 for side in ("x", "y")]
    assert in_box(box, found.reach, *SHAPES[shape]) > 0.73
    # and its corners are water for acts too
    assert filled_cells(found, *SHAPES[shape]) > (0.9 if acts == 3_000 else 0.5)


def filled_cells(found, width, height, parts=8):
    """The share of a picture's cells, so many to a side, that an act lies in."""
    places, reach = [np.array(found.acts[side]) for side in ("x", "y")], found.reach
    if height > width:
        places, reach = places[::-1], reach[::-1]
    diameter = min(width / (2 * reach[0]), height / (2 * reach[1]))
    return (
        len(
            {
                *zip(
                    *(
                        (parts * (0.5 + at * diameter / side)).astype(int).tolist()
                        for at, side in zip(places, (width, height), strict=True)
                    ),
                    strict=True,
                )
            }
        )
        / parts**2
    )


@pytest.mark.parametrize(("acts", "near_enough"), [(0, True), (1, True), (2, True), (9, True), (60, False)])
def test_one_need_not_look_from_nearer_where_all_words_have_room(acts, near_enough):
    found = scene_under(random_parents(acts))
    assert (ample(found)[0] <= page_diameter(found.reach, tall=False)) == near_enough


def test_who_said_nothing_needs_no_room():
    pond = pond_under([-1, 0])
    pond.erase(pond.acts[1].id)
    found = scene_of(pond, lambda one: "" if one.erased else "Ada")
    assert ample(found)[0] <= page_diameter(found.reach, tall=False)


def test_what_is_folded_always_can_be_looked_at_from_nearer():
    assert scene_of(pond_under(random_parents(300)), told, marks=50).folded
    assert min(ample(scene_of(pond_under(random_parents(300)), told, marks=50))) == NEVER
