"""Words beside drops never cross a drop, a link or each other, and stay in the picture."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.labels import (
    ASLANT,
    DIAMETERS,
    GAP,
    LABELLED,
    NEVER,
    SIDES,
    SIZE,
    TALL,
    in_its_direction,
    size_at,
    width_of,
)
from ripple.charts.pond.rows import ALONE
from ripple.charts.pond.scene import scene_of
from ripple.language import speaking
from tests.network.ponds import forests, pond_under, random_parents


def scene_under(parents):
    return scene_of(pond_under(parents), lambda one: "somebody")


def on_screen(row, diameter, *, tall):
    """Where a drop and the start of its link are, in pixels, downwards."""
    x, y = row["x"], row["y"]
    from_x, from_y = 2 * row["mid_x"] - x, 2 * row["mid_y"] - y
    if tall:
        x, y, from_x, from_y = y, x, from_y, from_x
    return diameter * x, -diameter * y, diameter * from_x, -diameter * from_y


def words(row, diameter, *, tall):
    """The box of the words beside it, in pixels; None where they have no room."""
    side, near = (row["tall_side"], row["tall_near"]) if tall else (row["side"], row["near"])
    if diameter < near or not row["label"]:
        return None
    x, y, *_start = on_screen(row, diameter, tall=tall)
    larger, (right, down, outside) = size_at(diameter) / SIZE, SIDES[side]
    wide, high = larger * width_of(row["label"]), larger * TALL
    away = (row["radius"] + row["grow"] + outside) * diameter * (ASLANT if right and down else 1) + GAP
    x, y = x + right * (away + wide / 2), y + down * (away + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def meets(box, place, radius=0.0):
    x, y = place
    return box[0] - radius < x < box[2] + radius and box[1] - radius < y < box[3] + radius


@given(forests(max_size=40), st.sampled_from(DIAMETERS), st.booleans())
def test_no_words_lie_on_a_drop_a_link_or_other_words(parents, diameter, tall):
    rows = scene_under(parents).drawn
    boxes = [box for row in rows if (box := words(row, diameter, tall=tall))]
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    for row in rows:
        x, y, from_x, from_y = on_screen(row, diameter, tall=tall)
        along = [(x + (from_x - x) * part / 50, y + (from_y - y) * part / 50) for part in range(51)]
        for box in boxes:
            assert not meets(box, (x, y), row["radius"] * diameter - 1e-6)
            assert not any(meets(box, place) for place in along)


@pytest.mark.parametrize("tall", [False, True])
def test_the_words_of_the_first_act_stand_clear_of_its_ring(tall):
    (row,) = scene_under([-1]).drawn
    for diameter in (22, 31, 55):
        box = words(row, diameter, tall=tall)
        assert box
        assert box[1] > ALONE * diameter


@pytest.mark.parametrize("tall", [False, True])
@pytest.mark.parametrize("acts", [2, 5, 12])
def test_the_words_of_an_act_that_is_alone_stand_clear_of_its_ring(acts, tall):
    rows = scene_under([*random_parents(acts), -1]).drawn
    alone = [row for row in rows if row["root"] and row["size"] == 1]
    assert alone
    for row in alone:
        (x, y, *_from), box = on_screen(row, 32, tall=tall), words(row, 32, tall=tall)
        assert box
        across, down = (
            max(low - at, 0, at - high) for low, at, high in ((box[0], x, box[2]), (box[1], y, box[3]))
        )
        assert hypot(across, down) > ALONE * 32


@given(forests(max_size=40), st.booleans())
def test_no_words_run_out_of_the_picture(parents, tall):
    scene = scene_under(parents)
    wide, high = scene.reach[::-1] if tall else scene.reach
    for diameter in DIAMETERS:
        for row in scene.drawn:
            if box := words(row, diameter, tall=tall):
                assert -wide * diameter <= box[0]
                assert box[2] <= wide * diameter
                assert -high * diameter <= box[1]
                assert box[3] <= high * diameter


@pytest.mark.parametrize("acts", [1, 2, 5, 12, 30])
def test_on_a_laptop_the_acts_of_a_small_pond_have_their_words(acts):
    parents = [-1 if number % 4 == 0 else number - 1 for number in range(acts)]
    scene = scene_under(parents)
    diameter = min(840 / (2 * scene.reach[0]), 571 / (2 * scene.reach[1]))
    assert sum(row["near"] <= diameter for row in scene.drawn) >= (acts if acts <= 12 else 0.85 * acts)


@pytest.mark.parametrize("side", ["near", "tall_near"])
@pytest.mark.parametrize("acts", [12, 64, 300])
def test_from_nearby_nearly_every_act_that_gets_words_shows_them(acts, side):
    scene = scene_of(pond_under(random_parents(acts)), lambda one: "Amara")
    wordless = sum(row[side] == NEVER for row in scene.drawn) - max(0, acts - LABELLED)
    assert wordless <= 0.05 * acts  # close to the start of a large ripple there is no room


def test_on_a_phone_the_newest_act_has_its_words():
    scene = scene_under(random_parents(60))
    newest = max(scene.drawn, key=lambda row: row["beat"])
    assert newest["tall_near"] < NEVER


@pytest.mark.parametrize(
    ("page", "words", "kept_apart"),
    [
        ("ar", "It was me who…", True),
        ("ar", "حساء للجميع…", True),
        ("en", "حساء للجميع…", True),
        ("en", "It was me who…", False),
        ("ar", "", False),
    ],
)
def test_what_is_cut_is_cut_at_the_end_of_its_own_direction(page, words, kept_apart):
    with speaking(page):
        drawn = in_its_direction(words)
        assert drawn == (f"\u2068{words}\u2069" if kept_apart else words)
        assert width_of(drawn) == width_of(words)


def test_pictures_write_words_in_their_own_direction():
    pond = pond_under([-1, 0])
    with speaking("ar"):
        labels = [row["label"] for row in scene_of(pond, lambda one: "Ada").drawn]
    assert labels == ["\u2068kindness 0\u2069", "\u2068kindness 1\u2069"]
