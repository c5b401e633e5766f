"""Circles of people: told apart where they are, and the same whenever one looks."""

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from ripple.network.circles import circles_of

links = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.integers(1, 9)
)


def test_two_classes_with_one_friendship_between_them_are_two_circles():
    classes = [range(6), range(6, 12)]
    met = {pair: 2 for each in classes for pair in combinations(each, 2)}
    assert circles_of({**met, (5, 6): 1}, 12) == [0] * 6 + [1] * 6


def test_who_was_with_nobody_is_a_circle_of_their_own():
    assert circles_of({(0, 2): 1}, 4) == [0, 1, 0, 2]


@given(links)
def test_nobody_is_in_a_circle_with_those_whom_no_links_lead_to(met):
    circle, whole = circles_of(met, 10), nx.Graph(met.keys())
    for a, b in combinations(range(10), 2):
        if circle[a] == circle[b]:
            assert nx.has_path(whole, a, b)


@given(links)
def test_circles_are_the_same_in_whatever_order_links_are_told(met):
    assert circles_of(met, 10) == circles_of(dict(reversed(met.items())), 10)
