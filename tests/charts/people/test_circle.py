"""What a picture shows of people: everybody the same, every link told, names where there is room."""

from itertools import combinations, product
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.labels import (
    AROUND,
    ASLANT,
    DIAMETERS,
    GAP,
    SIZE,
    SMALLEST,
    TALL,
    page_diameter,
    size_at,
    width_of,
)
from ripple.charts.people.circle import LINKS, PEOPLE, RADIUS, circle_of
from ripple.charts.people.room import CROWD, HAND, MARGIN, apart, in_view
from tests.network.ponds import act, pond_of
from tests.network.test_people import meeting, meetings

told = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def circle(*acts):
    people = pond_of(acts).people
    return circle_of(people, lambda i: people.names[i] or people.members[i] or "")


def test_a_group_of_nobody_is_a_circle_too():
    nobody = circle()
    assert nobody.people == {name: [] for name in PEOPLE}
    assert nobody.links == {name: [] for name in LINKS}
    assert nobody.summary == "Nobody yet."


def test_one_person_stands_in_the_middle():
    alone = circle(act(0, author="Ada"))
    assert (alone.people["east"], alone.people["north"]) == ([0.0], [0.0])
    assert alone.people["initial"] == ["A"]
    assert alone.summary == "1 person"


def test_the_summary_counts_people_and_links():
    assert circle(meeting(0, 1, 2), meeting(1, 2, 1)).summary == "2 people, 1 link of kindness"
    assert circle(meeting(0, 1, 2), meeting(1, 2, 3)).summary == "3 people, 2 links of kindness"


def test_a_link_tells_who_and_how_often_and_is_the_broader_for_it():
    links = circle(meeting(0, 1, 2), meeting(1, 2, 1), meeting(2, 2, 3)).links
    assert links["said"] == ["p2 was kind to p3 once", "p1 was kind to p2 once\np2 was kind to p1 once"]
    assert links["broad"][0] < links["broad"][1]
    assert links["strong"][0] < links["strong"][1]


def test_the_broadest_link_is_no_broader_than_a_drop():
    links = circle(*[meeting(number, 1, 2) for number in range(1_000)]).links
    assert links["broad"][0] < 2 * RADIUS


@given(told)
def test_links_join_the_two_they_are_about(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    place = dict(
        zip(drawn.people["i"], zip(drawn.people["east"], drawn.people["north"], strict=True), strict=True)
    )
    for a, b, x, y, length in zip(*(drawn.links[name] for name in LINKS[:5]), strict=True):
        assert dist(place[a], place[b]) == length
        assert abs(dist(place[a], (x, y)) - length / 2) < 1e-9


@given(told)
def test_links_of_a_tall_picture_join_its_places(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    columns = (drawn.people[name] for name in ("tall_east", "tall_north"))
    place = dict(zip(drawn.people["i"], zip(*columns, strict=True), strict=True))
    links = (drawn.links[name] for name in ("a", "b", "tall_east", "tall_north", "tall_length"))
    for a, b, x, y, length in zip(*links, strict=True):
        assert dist(place[a], place[b]) == length
        assert abs(dist(place[a], (x, y)) - length / 2) < 1e-9


@given(told)
def test_everybody_knows_whom_they_were_with(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    links = set(zip(drawn.links["a"], drawn.links["b"], strict=True))
    for i, near in zip(drawn.people["i"], drawn.people["near"], strict=True):
        lit_with = {int(each.split(":")[0]) for each in near.split(",") if each}
        assert lit_with - {i} == {a + b - i for a, b in links if i in (a, b)} == set(drawn.company[i])
        assert i in lit_with


@given(told)
def test_the_view_holds_everybody_with_some_water(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    for name, margin, reach in zip(("east", "north"), MARGIN, drawn.reach, strict=True):
        assert all(abs(place) + margin <= reach + 1e-9 for place in drawn.people[name])


def test_who_was_taken_back_is_not_in_the_picture():
    pond = pond_of([meeting(0, 1, 2), meeting(1, 2, 3)])
    pond.erase("a0")
    drawn = circle_of(pond.people, lambda i: pond.people.names[i] or str(pond.people.members[i]))
    assert drawn.people["name"] == ["p2", "p3"]
    assert drawn.links["said"] == ["p2 was kind to p3 once"]


def room_beside(drawn, lit, i, tall):
    """The side on which the name of ``i`` is drawn while ``lit`` is, and from which diameter on."""
    near = drawn.people["near"][drawn.people["i"].index(i)].split(",")
    told = next(each for each in near if each.startswith(f"{lit}:")).split(":")[1:]
    return int(told[2 * tall]), float(told[2 * tall + 1])


@given(told, st.sampled_from(DIAMETERS), st.booleans())
def test_names_keep_clear_of_each_other_and_of_every_drop(pairs, diameter, tall):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs))).people
    across, up = ("tall_north", "tall_east") if tall else ("east", "north")
    drops = [(x * diameter, -y * diameter) for x, y in zip(drawn[across], drawn[up], strict=True)]
    side, named = ("tall_side", "tall_named") if tall else ("side", "named")
    rooms = zip(drops, drawn["label"], drawn[side], drawn[named], strict=True)
    boxes = [box(*room[:3], diameter) for room in rooms if diameter >= room[3]]
    for one, other in combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    for (left, top, right, bottom), (x, y) in product(boxes, drops):
        assert not (left < x < right and top < y < bottom)


def box(place, label, side, diameter):
    """What a name takes up beside a drop, in pixels."""
    larger, (right, down) = size_at(diameter) / SIZE, AROUND[side]
    wide, high = larger * width_of(label), larger * TALL
    away = RADIUS * diameter * (ASLANT if right and down else 1) + GAP
    x, y = place[0] + right * (away + wide / 2), place[1] + down * (away + high / 2)
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def test_names_that_are_lit_have_the_room_that_the_others_leave():
    acts = [meeting(number, 1, other) for number, other in enumerate(range(2, 40))]
    drawn = circle(*acts, meeting(50, 2, 3))
    (middle, one, other) = (drawn.people["name"].index(name) for name in ("p1", "p2", "p3"))
    crowded = max(room_beside(drawn, middle, i, False)[1] for i in (middle, one, other))
    assert max(room_beside(drawn, one, i, False)[1] for i in (middle, one, other)) <= crowded


def test_a_lone_name_has_room_from_afar():
    alone = circle(act(0, author="Ada")).people
    assert alone["named"] == alone["tall_named"] == [DIAMETERS[0]]


def test_circles_are_told_apart_by_hue_and_what_joins_two_has_none():
    def everybody(*names):
        return [meeting(10 * a + b, a, b) for a, b in combinations(names, 2)]

    drawn = circle(*everybody(1, 2, 3, 4), *everybody(5, 6, 7, 8), meeting(99, 4, 5))
    hues = dict(zip(drawn.people["name"], drawn.people["hue"], strict=True))
    assert len({hues[f"p{i}"] for i in range(1, 5)}) == len({hues[f"p{i}"] for i in range(5, 9)}) == 1
    assert hues["p1"] != hues["p8"]
    of_links = dict(zip(drawn.links["said"], drawn.links["hue"], strict=True))
    assert of_links["p4 was kind to p5 once"] == -1
    assert of_links["p1 was kind to p2 once"] == hues["p1"]


def test_a_large_circle_draws_the_links_that_shape_it_strongest_last():
    drawn = circle(*meetings(6_000, people=400)).links
    assert 400 <= sum(drawn["drawn"]) < 0.5 * len(drawn["drawn"])
    assert drawn["broad"] == sorted(drawn["broad"])


@pytest.mark.parametrize(("acts", "people"), [(1, 2), (30, 12), (120, 30), (300, 60), (900, 120)])
def test_on_a_desk_nearly_every_name_can_be_read_and_all_of_a_class(acts, people):
    met = pond_of(meetings(acts, people=people)).people
    drawn = circle_of(met, lambda i: ("Ada", "Nguyen Thi", "Tomasz K.", "Oluwaseun")[i % 4] + " " + str(i))
    diameter = 0.96 * page_diameter(drawn.reach, tall=False)  # in a window with a scroll bar, too
    readable = sum(named <= diameter for named in drawn.people["named"])
    assert readable >= (0.93 if people > 30 else 1) * len(drawn.people["i"])


@pytest.mark.parametrize(("acts", "people"), [(1, 2), (30, 12), (120, 28), (200, 40), (300, 55)])
def test_in_a_hand_every_name_can_be_read(acts, people):
    met = pond_of(meetings(acts, people=people)).people
    called = ("Ada", "Nguyen Thi", "Tomasz K.", "Oluwaseun", "my sister", "a man with a blue cap")
    drawn = circle_of(met, lambda i: f"{called[i % 6]} {i}")
    diameter = SMALLEST * page_diameter(drawn.tall_reach, tall=True, hand=HAND)
    assert max(drawn.people["tall_named"]) <= diameter + 1e-6
    for name, page, far in zip(("tall_north", "tall_east"), HAND, drawn.tall_reach[::-1], strict=True):
        assert max(map(abs, drawn.people[name])) + RADIUS <= far <= page / diameter / 2


def test_many_names_can_be_read_in_a_smaller_picture_too():
    met = pond_of(meetings(120, people=30)).people
    drawn = circle_of(met, lambda i: ("Ada", "Nguyen Thi", "Tomasz K.", "Oluwaseun")[i % 4] + " " + str(i))
    smaller = 0.7 * page_diameter(drawn.reach, tall=False)
    assert sum(named <= smaller for named in drawn.people["named"]) >= 10


def test_where_all_names_have_room_nobody_moves():
    places, _reach = in_view({0: (0.0, 0.0), 1: (6.0, 0.0), 2: (0.0, 5.0)})
    assert apart(places, dict.fromkeys(places, 40.0), RADIUS) == places


def test_who_is_too_near_makes_way_and_the_others_stay():
    places, _reach = in_view({0: (0.0, 0.0), 1: (0.6, 0.0), 2: (0.0, 20.0), 3: (30.0, 0.0)})
    moved = apart(places, dict.fromkeys(places, 40.0), RADIUS)
    assert {i for i in places if moved[i] != pytest.approx(places[i])} == {0, 1}
    assert moved[0][0] < places[0][0] < places[1][0] < moved[1][0]


def test_too_many_for_their_names_stay_where_they_are():
    places = {i: (float(i % 30), float(i // 30)) for i in range(CROWD + 1)}
    assert apart(places, dict.fromkeys(places, 40.0), RADIUS) == places
