from collections import Counter

import igraph
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.network.forest import NEAR, Forest
from tests.network.ponds import forests, random_parents, real_trees


def grown(parents: list[int]) -> Forest:
    forest = Forest()
    for parent in parents:
        forest.show(forest.sprout(parent))
    return forest


def assert_equals_networkx(forest: Forest, shown: set[int]) -> None:
    tree = nx.DiGraph()
    tree.add_nodes_from(shown)
    tree.add_edges_from((forest.lineage.parent[i], i) for i in shown if forest.lineage.parent[i] >= 0)
    for act in shown:
        ripple = tree.subgraph({act} | nx.descendants(tree, act))
        steps = nx.single_source_shortest_path_length(ripple, act)
        rings = Counter(steps.values())
        assert forest.descendants(act) == sorted(ripple)
        assert forest.size[act] == len(ripple)
        assert forest.below[act] == sum(steps.values())
        assert forest.pairs[act] == nx.wiener_index(ripple.to_undirected())
        assert forest.longest[act] == max(steps.values())
        assert forest.widest_ring(act) == max((rings[k] for k in rings if k), default=0)
    assert forest.longest_path() == max((forest.longest[i] for i in shown), default=0)


@given(forests(max_size=25))
def test_every_ripple_of_a_growing_forest_is_what_networkx_finds(parents):
    assert_equals_networkx(grown(parents), set(range(len(parents))))


@given(forests(max_size=20), st.data())
def test_hiding_leaves_counts_them_out_of_every_ripple(parents, data):
    forest = grown(parents)
    shown = set(range(len(parents)))
    for _ in range(data.draw(st.integers(0, len(parents)))):
        leaf = data.draw(st.sampled_from(sorted(i for i in shown if not forest.shown_children(i))))
        forest.hide(leaf)
        shown.remove(leaf)
    assert_equals_networkx(forest, shown)
    assert all(forest.size[i] == 0 for i in set(range(len(parents))) - shown)


@given(forests(max_size=25), st.data())
def test_deep_ripples_are_reckoned_when_somebody_asks(parents, data):
    """With a chain in front of each, most leaves are farther out than what is counted at once."""
    deep = [number - 1 for number in range(NEAR - 2)]
    forest, ends = grown(deep), len(deep)
    shown = set(range(ends))
    for parent in parents:
        act = forest.sprout(parent + ends if parent >= 0 else ends - 1)
        forest.show(act)
        shown.add(act)
        if data.draw(st.booleans()):
            assert forest.size[0] == len(shown)
        leaf = data.draw(st.sampled_from(sorted(i for i in shown if not forest.shown_children(i))))
        if data.draw(st.booleans()):
            forest.hide(leaf)
            if data.draw(st.booleans()):
                assert forest.size[leaf] == 0
            forest.show(leaf)
    assert_equals_networkx(forest, shown)


@pytest.mark.parametrize("seed", range(3))
def test_ripples_of_hundreds_of_acts_are_what_networkx_finds(seed):
    forest = grown(random_parents(300, seed, roots=0.01))
    assert_equals_networkx(forest, set(range(300)))


def test_a_chain_and_a_star_have_the_distances_of_the_textbook():
    chain, star = grown([-1, 0, 1, 2, 3, 4, 5]), grown([-1, 0, 0, 0, 0, 0, 0])
    assert chain.pairs[0] == 7 * 48 // 6  # n (n^2 - 1) / 6
    assert star.pairs[0] == 6 * 6  # (n - 1)^2
    assert (chain.longest[0], star.longest[0]) == (6, 1)
    assert (chain.widest_ring(0), star.widest_ring(0)) == (1, 6)


def test_real_trees_are_what_igraph_finds():
    for parents in real_trees(step=20):
        forest = grown(parents)
        tree = igraph.Graph(
            n=len(parents), edges=[(p, i) for i, p in enumerate(parents) if p >= 0], directed=True
        )
        steps = Counter(tree.distances(0, mode="out")[0])
        count = len(parents)
        assert forest.pairs[0] == round(tree.average_path_length(directed=False) * count * (count - 1) / 2)
        assert forest.longest[0] == max(steps)
        assert forest.widest_ring(0) == max(steps[k] for k in steps if k)
        assert forest.size == tree.neighborhood_size(order=count, mode="out")
