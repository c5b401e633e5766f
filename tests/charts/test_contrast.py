"""What is drawn on water is seen on it: reckoned from the colours alone (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from itertools import product

import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.contrast import contrast, mixed, told_apart
from ripple.charts.export.static_spec import still
from ripple.charts.pond.scene import scene_of
from ripple.charts.pond.view import BY_KINDS, BY_STEPS, Reading
from ripple.charts.theme import COLOURS, INKS, LOOKS, PLAIN, STEP_INKS, STEPS
from tests.network.ponds import pond_under, random_parents

looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
DRAWN, WRITTEN = 3.0, 4.5  # the contrast that a shape needs, and words
NAMES = 0.92  # how opaque the names beside drops are
colours = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


def least(colour, look):
    """The lowest contrast of a colour to any of a look's water."""
    return min(contrast(colour, water) for water in look.waters)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#FF0000", "#0000FF", 2.15)],
)
def test_contrast_is_reckoned_as_the_guidelines_say(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(colours, st.sampled_from([look.name for look in LOOKS.values()]))
def test_of_every_colour_there_is_a_shade_that_is_seen_on_the_water(colour, name):
    look = LOOKS[name]
    shade = told_apart(colour, look.waters, DRAWN)
    assert least(shade, look) >= DRAWN
    assert (shade == colour) == (least(colour, look) >= DRAWN)


@looks
def test_water_is_open_or_in_the_light_of_one_ripple_or_two(look):
    waters = list(look.waters)
    assert {*look.deep} < {*waters}
    for open_water, lit, part in product(look.deep, look.lit, look.glow):
        once = mixed(lit, open_water, part)
        assert {once, mixed(lit, once, part)} < {*waters}


@looks
def test_every_drop_has_an_edge_that_is_seen_on_all_water(look):
    palette = look.palette()
    edges = [*palette["hue_lines"], *palette["step_lines"], *palette["colour_lines"].values()]
    assert len(edges) == len(look.hues) + len(STEPS) + len(COLOURS) + 1
    assert min(least(look.rim or edge, look) for edge in edges) >= DRAWN


@looks
def test_links_and_what_is_lit_are_seen_on_all_water(look):
    palette = look.palette()
    drawn = [*palette["hue_lines"], palette["rings_ink"], palette["light"]]
    assert min(least(colour, look) for colour in drawn) >= DRAWN


@looks
def test_words_are_read_on_all_water(look):
    assert min(contrast(mixed(look.text, water, NAMES), water) for water in look.waters) >= WRITTEN


@looks
def test_a_sign_is_seen_in_its_drop(look):
    by_kind = [(COLOURS[kind], INKS[kind]) for kind in COLOURS]
    signs = [*zip(look.hues, look.inks, strict=True), *by_kind, *zip(STEPS, STEP_INKS, strict=True)]
    assert min(contrast(colour, ink) for colour, ink in signs) >= DRAWN


@looks
@pytest.mark.parametrize("reading", [Reading(), Reading(colours=BY_KINDS), Reading(colours=BY_STEPS)])
def test_no_drop_is_drawn_without_its_edge(look, reading):
    scene = scene_of(pond_under(random_parents(40)), str)
    svg = vl_convert.vegalite_to_svg(still(scene, look, size=(900, None), reading=reading)).upper()
    fills = {*look.hues, *STEPS, *COLOURS.values(), PLAIN, look.unnamed}
    drops = re.findall(r'<PATH [^>]*FILL="(#\w{6})" STROKE="(#\w{6})"', svg)
    edges = [edge for fill, edge in drops if fill in fills]
    assert len(edges) == 40
    assert min(least(edge, look) for edge in edges) >= DRAWN
