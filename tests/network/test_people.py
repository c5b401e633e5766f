from collections import Counter
from itertools import combinations
from math import dist
from random import Random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import Act, Person, Voice
from ripple.network.people import People
from ripple.network.seats import APART, FIRST_SETTLING, LENGTH, backbone
from tests.network.ponds import act, pond_of


def meeting(number: int, giver: int, receiver: int) -> Act:
    return act(number, giver=Person(f"p{giver}"), receivers=(Person(f"p{receiver}"),))


def meetings(count: int, people: int, seed: int = 1) -> list[Act]:
    """Meetings of a growing circle, near numbers more often than far ones."""
    chance, made = Random(seed), []
    for number in range(count):
        here = 2 + people * number // count
        giver = chance.randrange(here)
        receiver = (giver + 1 + int(chance.expovariate(1 / 3))) % here
        made.append(meeting(number, giver, receiver))
    return made


def together(*acts: Act) -> tuple[set[str], Counter[frozenset[str]]]:
    """Who is there, and who was with whom, by name; members by their id."""
    people = pond_of(acts).people
    called = [people.members[i] or people.names[i] for i in range(len(people.names))]
    pairs = {frozenset((called[a], called[b])): times for (a, b), times in people.links.items()}
    return {name for i, name in enumerate(called) if people.times[i]}, Counter(pairs)


def pairs(*named: str) -> Counter[frozenset[str]]:
    return Counter(frozenset(pair.split()) for pair in named)


ANA, BEN = Person("Ana", "ana"), Person("Ben")


@pytest.mark.parametrize(
    ("fields", "there", "met"),
    [
        ({"author": "me", "voice": Voice.DID, "receivers": (ANA, BEN)}, "me ana Ben", ["me ana", "me Ben"]),
        ({"author": "me", "voice": Voice.RECEIVED, "giver": ANA}, "me ana", ["me ana"]),
        ({"author": "me", "voice": Voice.SAW, "giver": ANA, "receivers": (BEN,)}, "me ana Ben", ["ana Ben"]),
        ({"author": "me", "voice": Voice.SAW, "receivers": (BEN,)}, "me Ben", []),
        ({"author": "me", "voice": Voice.RECEIVED, "receivers": (Person("I", "me"),)}, "me", []),
        ({"author": "me", "receivers": (ANA,)}, "me ana", []),  # nobody said that it was me
        ({"voice": Voice.DID, "receivers": (ANA,)}, "ana", []),
        ({"voice": Voice.RECEIVED, "giver": BEN, "receivers": (ANA,)}, "ana Ben", ["ana Ben"]),
        ({"author": "ana", "giver": ANA}, "ana", []),
        ({}, "", []),
    ],
)
def test_an_act_tells_who_was_with_whom(fields, there, met):
    assert together(act(0, **fields)) == (set(there.split()), pairs(*met))


def test_the_more_often_two_meet_the_heavier_their_link():
    acts = [
        meeting(0, 1, 2),
        meeting(1, 2, 1),
        meeting(2, 2, 3),
        act(3, giver=Person("P1"), receivers=(Person("p2"),)),
    ]
    assert sorted(pond_of(acts).people.links.values()) == [1, 3]


def test_an_erased_act_takes_its_people_and_their_names_along():
    pond = pond_of([meeting(0, 1, 2), meeting(1, 2, 3)])
    pond.erase("a0")
    assert pond.people.names == ["", "p2", "p3"]
    assert pond.people.times == [0, 1, 1]
    assert pond.people.links == {(1, 2): 1}


def test_a_newcomer_sits_down_beside_their_partner_and_nobody_moves():
    people = People()
    for number in range(FIRST_SETTLING - 1):
        before = list(zip(people.x, people.y, strict=True))
        people.add(meeting(number, number, number + 1))
        now = list(zip(people.x, people.y, strict=True))
        assert now[: len(before)] == before
        assert dist(now[number], now[number + 1]) < 2 * LENGTH


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=60))
def test_nobody_sits_on_another(told):
    people = pond_of(meeting(number, *pair) for number, pair in enumerate(told)).people
    places = list(zip(people.x, people.y, strict=True))
    assert len(places) == len({person for pair in told for person in pair})
    assert all(dist(a, b) >= APART - 1e-6 for a, b in combinations(places, 2))


def test_settling_moves_people_a_little_and_seldom():
    people, moved, settled = People(), 0.0, 0
    acts = meetings(600, people=60)
    for one in acts:
        before = list(zip(people.x, people.y, strict=True))
        people.add(one)
        steps = [dist(*places) for places in zip(before, zip(people.x, people.y, strict=True), strict=False)]
        settled += any(steps)
        moved += sum(steps) / max(1, len(steps))
    assert 10 < settled < 30
    assert moved / len(acts) < 0.1


def test_people_sit_nearer_to_those_they_were_with():
    people = pond_of(meetings(600, people=60)).people
    places = list(zip(people.x, people.y, strict=True))
    apart = {pair: dist(places[pair[0]], places[pair[1]]) for pair in combinations(range(len(places)), 2)}
    met = [apart[pair] for pair, times in people.links.items() if times > 2]
    assert sum(met) / len(met) < 0.5 * sum(apart.values()) / len(apart)


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(10, 19)), st.integers(1, 50), min_size=1))
def test_the_backbone_holds_a_maximum_spanning_forest_and_each_one_s_strongest_links(links):
    kept = backbone(links, people=20)
    whole = nx.Graph()
    whole.add_weighted_edges_from((a, b, times) for (a, b), times in links.items())
    forest = nx.maximum_spanning_tree(whole).size(weight="weight")
    backbone_forest = nx.maximum_spanning_tree(whole.edge_subgraph(kept)).size(weight="weight")
    assert backbone_forest == forest
    for person in whole:
        own = [pair for pair in links if person in pair]
        strongest = max(own, key=lambda pair: (links[pair], [-end for end in pair]))
        assert strongest in kept


def test_the_same_acts_seat_people_the_same():
    one, other = (pond_of(meetings(200, people=30)).people for _ in range(2))
    assert (one.x, one.y) == (other.x, other.y)
