"""The people's chart is made once, is valid, and is drawn from data alone."""

import json
import re

import pytest
import vl_convert

from ripple.charts.people.chart import people_chart, people_spec, view_of
from ripple.charts.people.circle import circle_of
from ripple.charts.theme import LOOKS
from tests.network.ponds import pond_of
from tests.network.test_people import meeting, meetings

looks = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))


def company(count, called="somebody"):
    return circle_of(pond_of(meetings(count, people=20)).people, lambda i: f"{called} {i}")


def drawn(circle, look, picked=None, width=900):
    """The SVG of a circle, as a browser would draw it."""
    data = {"people": circle.people, "links": circle.links, "view": view_of(circle, picked)}
    rows = {
        name: [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
        for name, columns in data.items()
    }
    return vl_convert.vegalite_to_svg({**people_spec(look), "width": width, "datasets": rows})


@looks
def test_the_chart_is_valid_made_once_and_names_its_data(look):
    assert people_spec(look) == people_chart(look).to_dict()  # which checks it
    assert people_spec(look) is people_spec(look)
    assert "datasets" not in people_spec(look)


@looks
@pytest.mark.parametrize("acts", [0, 1, 2, 60])
def test_a_circle_of_any_size_is_drawn(look, acts):
    circle = company(acts)
    svg = drawn(circle, look)
    assert ("No names are here yet." in svg) == (acts == 0)
    assert svg.count(' fill="url(#p_gradient') == 1 + 2 * len(
        circle.people["i"]
    )  # the water, each one's light and shadow


@looks
def test_everybody_is_drawn_in_the_same_size(look):
    spec = people_spec(look)
    sizes = {json.dumps(layer["mark"].get("size")) for layer in spec["layer"] if "size" in layer["mark"]}
    assert not any("datum" in size.replace("datum.line.length", "") for size in sizes)


def test_the_picked_person_and_those_with_them_are_lit_above_a_veil():
    circle = circle_of(pond_of([meeting(0, 1, 2), meeting(1, 3, 4)]).people, lambda i: f"somebody {i}")
    assert view_of(circle, picked=1)["picked"] == [1]
    lit = drawn(circle, LOOKS["dark"], picked=1)
    named = [lit.count(f">somebody {i}<") for i in range(4)]
    assert named == [2, 2, 2, 2]  # each name lies on its own halo
    assert max(lit.index(f">somebody {i}<") for i in (2, 3)) < min(
        lit.index(f">somebody {i}<") for i in (0, 1)
    )


def test_no_name_runs_over_the_rim_of_a_narrow_picture():
    chain = [meeting(number, number, number + 1) for number in range(14)]
    circle = circle_of(pond_of(chain).people, lambda i: f"everybody there {i:03}")
    for picked in circle.people["i"]:
        svg = drawn(circle, LOOKS["light"], picked, width=360)
        written = re.findall(r"translate\(([-\d.]+),[-\d.]+\)[^>]*>everybody", svg)
        assert written
        assert all(0 < float(x) < 360 for x in written)


def test_names_are_values_and_never_part_of_the_chart():
    nasty = "</script><b>{datum.x}</b> [link](http://example.com) :red[x]"
    circle = company(1, called=nasty)
    assert circle.people["name"][0].startswith(nasty)
    assert nasty not in json.dumps(people_spec(LOOKS["light"]))
    assert "<b>" not in drawn(circle, LOOKS["light"])
