"""The glimpse of a pond: what its chart will show, in a few shapes and without a word."""

import dataclasses
import io
import re
from functools import partial
from math import dist
from xml.etree import ElementTree

import pytest
import vl_convert
from hypothesis import given
from PIL import Image, ImageChops, ImageStat

from ripple.charts.export.static_spec import still
from ripple.charts.pond.glimpse import HIGH, WIDE, glimpse
from ripple.charts.pond.glimpse import on_water as by_itself
from ripple.charts.pond.scene import scene_of
from ripple.charts.theme import LOOKS
from ripple.domain.model import replace
from tests.network.ponds import act, forests, pond_of, pond_under, random_parents

looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
DOT = re.compile(r"M(\S+) ([^h]+)h0")  # its middle


def scene_under(parents, marks=1_200):
    return scene_of(pond_under(parents), lambda one: one.author or "somebody", marks=marks)


def shapes(svg):
    """The names of the SVG's elements, and all that is said of each."""
    elements = ElementTree.fromstring(svg or "<svg/>").iter()  # noqa: S314 - our own
    return [(each.tag.rpartition("}")[2], each.attrib) for each in elements]


def as_seen(png, water):
    """The picture as it is seen on plain water."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA").resize((WIDE, HIGH))
    return Image.alpha_composite(Image.new("RGBA", picture.size, water), picture).convert("RGB")


def apart(one, other):
    """How far two pictures differ on average, of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_of_a_still_pond_there_is_none():
    assert glimpse(scene_under([]), LOOKS["light"]) == ""


@looks
@pytest.mark.parametrize(("acts", "marks"), [(1, 1_200), (40, 1_200), (700, 1_200), (900, 60)])
def test_it_shows_what_the_chart_will(look, acts, marks):
    look = dataclasses.replace(
        look, deep=(look.deep[0], look.deep[0])
    )  # the glimpse lies on water, the chart has its own
    scene, other = (
        scene_under(random_parents(acts, seed=1), marks),
        scene_under(random_parents(acts + 9, seed=2), marks),
    )
    quiet = dataclasses.replace(
        scene, acts={**scene.acts, "label": [""] * len(scene.drawn)}, drawn=unlabelled(scene)
    )
    chart = as_seen(vl_convert.vegalite_to_png(still(quiet, look, size=(WIDE, HIGH))), look.deep[0])
    seen, another = (
        as_seen(vl_convert.svg_to_png(on_water(glimpse(each, look), look.deep[0])), look.deep[0])
        for each in (scene, other)
    )
    assert 3 * apart(chart, seen) < apart(chart, another)


def unlabelled(scene):
    return [row | {"label": ""} for row in scene.drawn]


def on_water(svg, water):
    """The image as wide as a laptop's picture, on plain water."""
    first = svg.index(">") + 1
    sized = svg[:first].replace('width="100%" height="100%"', f'width="{WIDE}" height="{HIGH}"')
    return f'{sized}<rect width="100%" height="100%" fill="{water}"/>{svg[first:]}'


@given(forests())
def test_every_act_is_a_dot_in_its_place(parents):
    scene, look = scene_under(parents), LOOKS["light"]
    said = [each for _name, each in shapes(glimpse(scene, look))]
    dots = {
        f"#{each['id']}": DOT.findall(each["d"]) for each in said if each.get("id", "").startswith("drops")
    }
    across = {
        where: [float(each["stroke-width"]) for each in said if each.get("href") == where] for where in dots
    }
    drawn = [
        (float(x), float(y), sum(widths) / 2)  # the rim lies half outside
        for where, widths in across.items()
        for x, y in dots[where]
    ]
    diameter = min(WIDE / (2 * scene.reach[0]), HIGH / (2 * scene.reach[1]))
    wanted = [
        (diameter * row["x"], -diameter * row["y"], 2 * diameter * row["radius"]) for row in scene.drawn
    ]
    assert len(drawn) == len(wanted)
    for each in wanted:
        nearest = min(drawn, key=partial(dist, each))
        assert nearest == pytest.approx(each, abs=0.051)
        drawn.remove(nearest)
    assert {each.get("stroke") for each in said if each.get("href") in dots} <= {
        *look.hues,
        *map(look.line, look.hues),
    }


def test_nobody_s_words_are_in_it():
    pond = pond_of(
        [
            replace(act(0), text="<script>alert(1)</script>", author='"><img src=x>'),
            replace(act(1, 0), text="& a secret"),
        ]
    )
    svg = glimpse(scene_of(pond, lambda one: one.author or "somebody"), LOOKS["light"])
    assert {name for name, _said in shapes(svg)} == {
        "svg",
        "style",
        "defs",
        "g",
        "radialGradient",
        "stop",
        "path",
        "use",
    }
    assert not {"script", "img", "secret", "somebody"} & set(re.findall(r"\w+", svg))


@looks
def test_by_itself_it_stands_on_the_water_of_its_look(look) -> None:
    alone = by_itself("<svg>the pond</svg>", look)
    assert alone.endswith("<svg>the pond</svg></svg>")
    assert look.open_water in alone
