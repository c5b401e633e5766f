"""The glimpse of a pond: what its chart will show, in a few shapes and without a word."""

import io
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given
from PIL import Image, ImageChops, ImageStat

from ripple.charts.glimpse import SIDE, glimpse
from ripple.charts.look import LOOKS, PLAIN
from ripple.charts.scene import scene_of
from ripple.charts.still import still
from tests.network.ponds import act, forests, pond_of, pond_under, random_parents

looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
DISC = re.compile(r"M(\S+) ([^a]+)a(\S+) ")  # its left end, and its radius


def scene_under(parents, marks=1_200):
    return scene_of(pond_under(parents), lambda one: one.author or "somebody", marks=marks)


def shapes(svg):
    """The names of the SVG's elements, and all that is said of each."""
    elements = ElementTree.fromstring(svg or "<svg/>").iter()  # noqa: S314 - our own
    return [(each.tag.rpartition("}")[2], each.attrib) for each in elements]


def as_seen(png, water):
    """The picture as it is seen on plain water."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA").resize((SIDE, SIDE))
    return Image.alpha_composite(Image.new("RGBA", picture.size, water), picture).convert("RGB")


def apart(one, other):
    """How far two pictures differ on average, of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_of_a_still_pond_there_is_none():
    assert glimpse(scene_under([]), LOOKS["light"]) == ""


@looks
@pytest.mark.parametrize(("acts", "marks"), [(1, 1_200), (40, 1_200), (700, 1_200), (900, 60)])
def test_it_shows_what_the_chart_will(look, acts, marks):
    look = replace(
        look, deep=(look.deep[0], look.deep[0])
    )  # the glimpse lies on water, the chart has its own
    scene, other = (
        scene_under(random_parents(acts, seed=1), marks),
        scene_under(random_parents(acts + 9, seed=2), marks),
    )
    chart = as_seen(vl_convert.vegalite_to_png(still(scene, look, size=(SIDE, SIDE))), look.deep[0])
    seen, another = (
        as_seen(vl_convert.svg_to_png(glimpse(each, look)), look.deep[0]) for each in (scene, other)
    )
    assert 4 * apart(chart, seen) < apart(chart, another)


@given(forests())
def test_every_act_is_a_disc_in_its_place(parents):
    scene = scene_under(parents)
    drops = "".join(
        said["d"] for name, said in shapes(glimpse(scene, LOOKS["light"])) if said.get("fill") == PLAIN
    )
    discs = [tuple(map(float, numbers)) for numbers in DISC.findall(drops)]
    diameter = SIDE / (2 * scene.reach)
    wanted = [
        (diameter * (row["x"] - row["radius"]), -diameter * row["y"], diameter * row["radius"])
        for row in scene.drawn
    ]
    assert discs == [pytest.approx(each, abs=0.051) for each in wanted]


def test_nobody_s_words_are_in_it():
    pond = pond_of(
        [
            replace(act(0), text="<script>alert(1)</script>", author='"><img src=x>'),
            replace(act(1, 0), text="& a secret"),
        ]
    )
    svg = glimpse(scene_of(pond, lambda one: one.author or "somebody"), LOOKS["light"])
    assert {name for name, _said in shapes(svg)} == {"svg", "defs", "path", "use"}
    assert not {"script", "img", "secret", "somebody"} & set(re.findall(r"\w+", svg))
