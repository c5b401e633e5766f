"""What a picture shows of people: everybody the same, every link told, names where there is room."""

from math import dist

from hypothesis import given
from hypothesis import strategies as st

from ripple.charts.people.scene import GAP, LINKS, PEOPLE, RADIUS, SMALLEST, TALL, Room, circle_of, rooms
from ripple.charts.pond.scene import MARGIN
from tests.network.ponds import act, pond_of
from tests.network.test_people import meeting, meetings

told = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40)


def circle(*acts):
    people = pond_of(acts).people
    return circle_of(people, lambda i: people.names[i] or people.members[i])


def test_a_group_of_nobody_is_a_circle_too():
    nobody = circle()
    assert nobody.people == {name: [] for name in PEOPLE}
    assert nobody.links == {name: [] for name in LINKS}
    assert nobody.summary == "Nobody yet."


def test_one_person_stands_in_the_middle():
    alone = circle(act(0, author="Ada"))
    assert (alone.people["x"], alone.people["y"]) == ([0.0], [0.0])
    assert alone.people["initial"] == ["A"]
    assert alone.summary == "1 person"


def test_the_summary_counts_people_and_links():
    assert circle(meeting(0, 1, 2), meeting(1, 2, 1)).summary == "2 people, 1 link of kindness"
    assert circle(meeting(0, 1, 2), meeting(1, 2, 3)).summary == "3 people, 2 links of kindness"


def test_a_link_tells_who_and_how_often_and_is_the_broader_for_it():
    links = circle(meeting(0, 1, 2), meeting(1, 2, 1), meeting(2, 2, 3)).links
    assert links["said"] == ["p1 and p2: 2 kindnesses", "p2 and p3: 1 kindness"]
    assert links["broad"][0] > links["broad"][1]


def test_the_broadest_link_is_no_broader_than_a_drop():
    links = circle(*[meeting(number, 1, 2) for number in range(1_000)]).links
    assert links["broad"][0] < 2 * RADIUS


@given(told)
def test_links_join_the_two_they_are_about(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    place = dict(zip(drawn.people["i"], zip(drawn.people["x"], drawn.people["y"], strict=True), strict=True))
    for a, b, x, y, length in zip(*(drawn.links[name] for name in LINKS[:5]), strict=True):
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
    for place in (*drawn.people["x"], *drawn.people["y"]):
        assert abs(place) + MARGIN <= drawn.reach


def test_who_was_taken_back_is_not_in_the_picture():
    pond = pond_of([meeting(0, 1, 2), meeting(1, 2, 3)])
    pond.erase("a0")
    drawn = circle_of(pond.people, lambda i: pond.people.names[i] or str(pond.people.members[i]))
    assert drawn.people["name"] == ["p2", "p3"]
    assert drawn.links["said"] == ["p2 and p3: 1 kindness"]


@given(st.lists(st.tuples(st.floats(-9, 9), st.floats(-9, 9)), max_size=12, unique=True), st.floats(9, 80))
def test_names_that_are_drawn_keep_clear_of_each_other(places, diameter):
    places = [place for i, place in enumerate(places) if all(dist(place, one) >= 1.5 for one in places[:i])]
    names = [f"somebody {i}" for i in range(len(places))]
    found = rooms(places, names)
    shown = [i for i, room in enumerate(found) if diameter >= room.smallest]
    drops = [(x * diameter, y * diameter) for x, y in places]
    boxes = [
        (x, y - room.side * (RADIUS * diameter + GAP + TALL / 2))
        for (x, y), room in zip(drops, found, strict=True)
    ]
    wide = 6 * len("somebody 1")
    for i in shown:
        for j, (x, y) in enumerate(drops):
            aside, beyond = abs(boxes[i][0] - x), abs(boxes[i][1] - y)
            assert aside >= wide / 2 + RADIUS * diameter or beyond >= TALL / 2 + RADIUS * diameter
            aside, beyond = (abs(boxes[i][k] - boxes[j][k]) for k in (0, 1))
            assert i == j or j not in shown or aside >= wide or beyond >= TALL - 1e-6


def room_beside(drawn, lit, i):
    """From which diameter on, and on which side, the name of ``i`` is drawn while ``lit`` is."""
    near = drawn.people["near"][drawn.people["i"].index(i)].split(",")
    smallest, side = next(each for each in near if each.startswith(f"{lit}:")).split(":")[1:]
    return Room(float(smallest), int(side))


def test_names_that_are_lit_have_the_room_that_the_others_leave():
    acts = [meeting(number, 1, other) for number, other in enumerate(range(2, 40))]
    drawn = circle(*acts, meeting(50, 2, 3))
    (middle, one, other) = (drawn.people["name"].index(name) for name in ("p1", "p2", "p3"))
    crowded = max(room_beside(drawn, middle, i).smallest for i in (one, other))
    assert max(room_beside(drawn, one, i).smallest for i in (middle, one, other)) < crowded


@given(told)
def test_names_that_are_lit_keep_clear_of_each_other(pairs):
    drawn = circle(*(meeting(number, *pair) for number, pair in enumerate(pairs)))
    place = dict(zip(drawn.people["i"], zip(drawn.people["x"], drawn.people["y"], strict=True), strict=True))
    name = dict(zip(drawn.people["i"], drawn.people["name"], strict=True))
    for i, others in drawn.company.items():
        lit = [i, *others]
        found = rooms([place[one] for one in lit], [name[one] for one in lit])
        for one, room in zip(lit, found, strict=True):
            smallest, side = room_beside(drawn, i, one)
            assert (side, room.smallest <= smallest <= room.smallest + 0.11) == (room.side, True)


def test_a_lone_name_needs_no_room():
    assert rooms([(0.0, 0.0)], ["Ada"]) == [Room(SMALLEST, side=1)]


def test_names_side_by_side_stay_below():
    assert [room.side for room in rooms([(0.0, 0.0), (2.5, 0.0)], ["Ada", "Ben"])] == [1, 1]


def test_a_name_goes_above_where_somebody_is_in_its_way_below():
    below, above = rooms([(0.0, 0.0), (0.0, -1.6)], ["Ada", "Ben"])
    assert (below.side, above.side) == (-1, 1)
    assert below.smallest == above.smallest == SMALLEST


def test_a_large_circle_draws_the_links_that_shape_it():
    drawn = circle(*meetings(6_000, people=400)).links
    assert 400 <= sum(drawn["drawn"]) < 0.8 * len(drawn["drawn"])
