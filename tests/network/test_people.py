from collections import Counter
from itertools import combinations
from math import dist
from random import Random
from time import process_time
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import Act, Person, Voice
from ripple.network import seats
from ripple.network.people import MEMBERS_DRAWN, NAMES_DRAWN, People
from ripple.network.pond import Pond
from ripple.network.seats import APART, FIRST_SETTLING, LENGTH, Place, backbone
from tests.network.ponds import act, pond_of


def meeting(number: int, giver: int, receiver: int) -> Act:
    return act(
        number, author=f"p{giver}", voice=Voice.DID, receivers=(Person(f"p{receiver}", f"p{receiver}"),)
    )


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


ANA, BEN, CLEO = Person("Ana", "ana"), Person("Ben"), Person("Cleo")


@pytest.mark.parametrize(
    ("fields", "there", "met"),
    [
        ({"author": "me", "voice": Voice.DID, "receivers": (ANA, BEN)}, "me ana Ben", ["me ana", "me Ben"]),
        ({"author": "me", "voice": Voice.RECEIVED, "givers": (ANA,)}, "me ana", ["me ana"]),
        (
            {"author": "me", "voice": Voice.SAW, "givers": (ANA,), "receivers": (BEN,)},
            "me ana Ben",
            ["ana Ben"],
        ),
        ({"author": "me", "voice": Voice.SAW, "receivers": (BEN,)}, "me Ben", []),
        ({"author": "me", "voice": Voice.RECEIVED, "receivers": (Person("I", "me"),)}, "me", []),
        ({"author": "me", "receivers": (ANA,)}, "me ana", []),  # nobody said that it was me
        ({"author": "me", "voice": Voice.SAW, "givers": (ANA,)}, "me ana", []),
        ({"author": "ana", "givers": (ANA,)}, "ana", []),
        (
            {"author": "me", "voice": Voice.SAW, "givers": (ANA, BEN), "receivers": (CLEO,)},
            "me ana Ben Cleo",
            ["ana Cleo", "Ben Cleo"],
        ),
        (
            {"author": "me", "voice": Voice.DID, "givers": (ANA,), "receivers": (BEN,)},
            "me ana Ben",
            ["me Ben", "ana Ben"],
        ),
    ],
)
def test_an_act_tells_who_was_with_whom(fields, there, met):
    assert together(act(0, **fields)) == (set(there.split()), pairs(*met))


@pytest.mark.parametrize("voice", [None, *Voice])
def test_an_unsigned_act_adds_no_one(voice):
    assert together(act(0, voice=voice, givers=(ANA,), receivers=(BEN,))) == (set(), Counter())
    signed = meeting(0, 1, 2)
    unsigned = act(1, voice=voice, givers=(Person("p1", "p1"),), receivers=(Person("p2", "p2"), BEN))
    assert together(signed, unsigned) == together(signed)


@pytest.mark.parametrize("voice", [None, *Voice])
def test_what_is_not_one_person_is_not_among_the_people(voice):
    dog, stairs = Person("an old dog", counts=False), Person("everybody on the stairs", counts=False)
    told: dict[str, Any] = {"author": "me", "voice": voice}
    named = act(0, givers=(ANA, stairs), receivers=(BEN, dog), **told)
    assert together(named) == together(act(0, givers=(ANA,), receivers=(BEN,), **told))
    assert pond_of([named]).people.among(named) == {0, 1, 2}


def test_saying_who_is_one_person_is_as_if_said_from_the_first():
    first = act(0, author="me", voice=Voice.DID, receivers=(Person("an old dog"),))
    mended = act(0, author="me", voice=Voice.DID, receivers=(Person("an old dog", counts=False),))
    people = People()
    people.add(first)
    people.remove(first)
    people.add(mended)
    assert (len(people.here()), people.links) == (1, Counter())
    assert "dog" not in str(vars(people))


def test_an_act_knows_whom_it_is_about():
    told = [meeting(0, 1, 2), act(1, author="p2", givers=(ANA,), receivers=(BEN, Person("p1", "p1")))]
    people = pond_of(told).people
    assert [people.among(one) for one in told] == [{0, 1}, {0, 1, 2, 3}]
    assert people.among(act(2, author="p1", receivers=(Person("Zoe"),))) == {0}
    assert people.among(act(3, receivers=(BEN,))) == set()
    assert len(people.names) == 4


def test_the_more_often_two_meet_the_heavier_their_link():
    seen: dict[str, Any] = {"author": "p2", "voice": Voice.SAW, "receivers": (Person("p2", "p2"),)}
    acts = [
        *(meeting(0, 1, 2), meeting(1, 2, 1), meeting(2, 2, 3)),
        *(act(3, givers=(Person("Zoe"),), **seen), act(4, givers=(Person("zoe"),), **seen)),
    ]
    assert sorted(pond_of(acts).people.links.values()) == [1, 2, 2]


def test_nothing_of_an_erased_act_waits_to_be_told_later():
    secret = act(1, author="p1", voice=Voice.DID, receivers=(Person("Zoe"),))
    pond = pond_of([meeting(0, 1, 2), secret, meeting(2, 2, 3)])  # and nobody asked for people or numbers
    assert "Zoe" in str(vars(pond._arrivals._people))
    assert "Zoe" in str(vars(pond._arrivals._tally))
    pond.erase("a1")
    assert (
        "zoe"
        not in str([*vars(pond._arrivals._people).values(), *vars(pond._arrivals._tally).values()]).casefold()
    )
    assert "zoe" not in str(vars(pond.people)).casefold()


def test_an_erased_act_takes_its_people_and_their_names_along():
    secret = act(1, author="p1", voice=Voice.DID, receivers=(Person("Zoe"),))
    pond = pond_of([meeting(0, 1, 2), secret, meeting(2, 2, 3)])
    people = pond.people
    assert "zoe" in str(vars(people)).casefold()
    pond.erase("a1")
    assert "zoe" not in str(vars(people)).casefold()
    assert people.here() == [0, 1, 3]
    assert people.links == {(0, 1): 1, (1, 3): 1}
    pond.add(act(3, author="p1", voice=Voice.DID, receivers=(Person("Zoe"),)))
    assert pond.people.here() == [0, 1, 3, 4]
    assert len(people.places()) == 5


def seats_of(people: People) -> list[Place]:
    """Where people are drawn, in the order in which they came."""
    return list(people.places().values())


def test_made_up_names_keep_nobody_waiting_and_members_are_drawn():
    crowds = [
        act(
            n,
            author="p1",
            givers=tuple(Person(f"giver {n} {i}") for i in range(20)),
            receivers=(*(Person(f"receiver {n} {i}") for i in range(19)), Person("Zoe", f"m{n}")),
        )
        for n in range(200)
    ]
    began = process_time()
    pond = pond_of(crowds)
    places = pond.people.places()
    assert process_time() - began < 2  # it took minutes
    assert len(places) == NAMES_DRAWN + 1 + 200
    assert {i for i, member in enumerate(pond.people.members) if member} <= places.keys()
    assert len(pond.people.here()) == 200 * 40 + 1


def test_of_a_great_many_members_as_many_are_drawn_as_can_be_read():
    many = [act(n, author=f"p{n}", voice=Voice.DID) for n in range(MEMBERS_DRAWN + 2)]
    pond = pond_of([*many, act(MEMBERS_DRAWN + 2, author="p0", receivers=(Person("Zoe"),), voice=Voice.DID)])
    assert pond.people.places().keys() == {*range(MEMBERS_DRAWN), MEMBERS_DRAWN + 2}
    assert len(pond.people.here()) == MEMBERS_DRAWN + 3


def test_whom_an_act_still_names_after_it_was_edited_keeps_their_seat():
    pond = pond_of([meeting(0, 1, 2)])
    before = seats_of(pond.people)
    pond.put(act(0, author="p1", voice=Voice.DID, receivers=(Person("p2", "p2"), Person("Zoe"))))
    assert seats_of(pond.people)[:2] == before
    assert pond.people.here() == [0, 1, 2]
    assert pond.people.links == {(0, 1): 1, (0, 2): 1}
    pond.put(meeting(0, 1, 2))
    assert pond.people.here() == [0, 1]
    assert "zoe" not in str(vars(pond.people)).casefold()


def test_erasing_an_act_leaves_the_others_words_for_a_person_alone():
    pond = pond_of(
        [act(0, author="p1", receivers=(Person("ZOE"),)), act(1, author="p1", receivers=(Person("Zoe"),))]
    )
    pond.erase("a0")
    assert pond.people.names[1] == "Zoe"


def test_a_newcomer_sits_down_beside_their_partner_and_nobody_moves():
    people = People()
    for number in range(FIRST_SETTLING - 1):
        before = seats_of(people)
        people.add(meeting(number, number, number + 1))
        now = seats_of(people)
        assert now[: len(before)] == before
        assert dist(now[number], now[number + 1]) < 2 * LENGTH


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 15)), max_size=60))
def test_nobody_sits_on_another(told):
    people = pond_of(meeting(number, *pair) for number, pair in enumerate(told)).people
    places = seats_of(people)
    assert len(places) == len({person for pair in told for person in pair})
    assert all(dist(a, b) >= APART - 1e-6 for a, b in combinations(places, 2))


def test_settling_moves_people_a_little_and_seldom():
    people, moved, settled = People(), 0.0, 0
    acts = meetings(600, people=60)
    for one in acts:
        before = seats_of(people)
        people.add(one)
        steps = [dist(*places) for places in zip(before, seats_of(people), strict=False)]
        settled += any(steps)
        moved += sum(steps) / max(1, len(steps))
    assert 20 < settled < 45
    assert moved / settled < 0.35 * LENGTH


@pytest.mark.parametrize("seed", range(1, 6))
def test_in_a_small_group_one_act_moves_people_less_than_half_a_link(seed):
    people = People()
    for one in meetings(40, people=12, seed=seed):
        before = seats_of(people)
        people.add(one)
        steps = [dist(*places) for places in zip(before, seats_of(people), strict=False)]
        assert sum(steps) / max(1, len(steps)) < 0.5 * LENGTH


def test_people_sit_nearer_to_those_they_were_with():
    people = pond_of(meetings(600, people=60)).people
    places = seats_of(people)
    apart = {pair: dist(places[pair[0]], places[pair[1]]) for pair in combinations(range(len(places)), 2)}
    met = [apart[pair] for pair, times in people.links.items() if times > 2]
    assert sum(met) / len(met) < 0.5 * sum(apart.values()) / len(apart)


@given(st.dictionaries(st.tuples(st.integers(0, 9), st.integers(10, 19)), st.integers(1, 50), min_size=1))
def test_the_backbone_holds_a_maximum_spanning_forest_and_more(links):
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
    one, other = (pond_of(meetings(200, people=30)).people.places() for _ in range(2))
    assert one == other


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans(), st.booleans()), max_size=60))
def test_how_often_somebody_looks_changes_nothing(told):
    looked, unseen = Pond(), Pond()
    for number, (giver, receiver, erased, looks) in enumerate(told):
        for pond in (looked, unseen):
            pond.add(meeting(number, giver, receiver))
            if erased:
                pond.erase(f"a{number // 2}")
        if looks:
            looked.people.places()
    assert looked.people.places() == unseen.people.places()


def test_an_act_never_waits_until_people_have_settled(monkeypatch):
    monkeypatch.setattr(seats, "backbone", None)  # what settling begins with
    people = pond_of(meetings(50, people=10)).people
    with pytest.raises(TypeError):
        people.places()
