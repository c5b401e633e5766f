from itertools import pairwise
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from ripple.network.detail import Detail, detail_of
from ripple.network.pond import Pond
from ripple.network.rings import circles
from tests.network.ponds import acts_under, forests, pond_under, random_parents


@given(forests(max_size=60), st.integers(10, 40))
def test_every_act_is_told_once_in_no_more_marks_than_allowed(parents, marks):
    pond = pond_under(parents)
    detail = detail_of(pond, marks)
    assert detail.marks <= marks
    folded = sum(len(disc.acts) for disc in detail.discs) + sum(len(dot.acts) for dot in detail.dots)
    assert len(detail.acts) + folded == len(pond)
    in_full = {pond.root[act] for act in detail.acts}
    folded_ripples = len(detail.discs) + sum(len(dot.roots) for dot in detail.dots)
    assert len(in_full) + folded_ripples == len(set(pond.root))


@given(forests(max_size=60), st.integers(10, 40), st.sets(st.integers(0, 59)))
def test_a_pond_folds_the_same_whether_or_not_it_was_seen_to_grow(parents, marks, taken_back):
    looked_at, not_looked_at = Pond(), Pond()
    for number, one in enumerate(acts_under(parents)):
        for pond in (looked_at, not_looked_at):
            pond.add(one)
            if number in taken_back:
                pond.erase(one.id)
        detail_of(looked_at, marks)
    now, anew = detail_of(looked_at, marks), detail_of(not_looked_at, marks)
    assert now == anew
    assert dict(now.ripples) == dict(anew.ripples)


@given(forests(max_size=60), st.integers(10, 40))
def test_each_folded_ripple_is_whole_and_in_order(parents, marks):
    pond = pond_under(parents)
    detail = detail_of(pond, marks)
    folds = {disc.root: list(disc.acts) for disc in detail.discs}
    for dot in detail.dots:
        assert [act for root in dot.roots for act in detail.ripples[root]] == list(dot.acts)
        assert detail.ripples[dot.root] == max((detail.ripples[root] for root in dot.roots), key=len)
        folds |= {root: detail.ripples[root] for root in dot.roots}
    assert folds == dict(detail.ripples) == {root: pond.ripple(f"a{root}") for root in folds}
    assert [i for i in range(len(pond)) if pond.root[i] not in folds] == list(detail.acts)


def test_a_pond_that_is_small_enough_is_drawn_in_full():
    pond = pond_under(random_parents(200))
    assert detail_of(pond, marks=200) == Detail(tuple(range(200)), (), ())
    assert detail_of(pond, marks=199).dots


def test_what_is_gone_is_not_drawn():
    pond = pond_under([-1, 0, -1, 2])
    pond.erase("a1")
    assert detail_of(pond).acts == (0, 2, 3)


def test_thirty_thousand_acts_fit_into_what_a_browser_draws_smoothly():
    detail = detail_of(pond_under(random_parents(30_000)))
    assert 2_000 < detail.marks <= 3_000


def test_a_disc_counts_as_the_start_and_the_rings_that_are_drawn():
    pond = pond_under(random_parents(300, roots=0.01))
    detail = detail_of(pond, marks=60)
    assert detail.discs
    for disc in detail.discs:
        assert disc.rings == len(circles(max(pond.ring[act] for act in disc.acts)))
    assert detail.marks == len(detail.dots) + len(detail.acts) + sum(1 + disc.rings for disc in detail.discs)


def test_single_acts_that_are_folded_are_no_lattice():
    pond = pond_under([-1] * 4_000)
    dots = detail_of(pond, marks=500).dots
    nearest = [min(dist((a.x, a.y), (b.x, b.y)) for b in dots if b is not a) for a in dots]
    assert max(nearest) > 2 * min(nearest)


def test_a_dot_stands_where_its_largest_ripple_starts():
    pond = pond_under(random_parents(400, roots=0.7))
    for dot in detail_of(pond, marks=80).dots:
        assert (dot.x, dot.y) == (pond.x[dot.root], pond.y[dot.root])
        assert len(dot.acts) >= pond.size[dot.root]


def test_hardly_anything_changes_with_one_more_act():
    pond, details = Pond(), []
    for one in acts_under(random_parents(1_000)):
        pond.add(one)
        if len(pond) > 600:
            details.append(detail_of(pond, marks=300))
    changes = [len(_places(before) ^ _places(after)) for before, after in pairwise(details)]
    assert sum(changes) / len(changes) < 12
    assert sorted(changes)[len(changes) // 2] <= 4


def _places(detail: Detail) -> set[tuple[str, int, float, float]]:
    """What is drawn where: an act in full has its place for good."""
    return (
        {("act", act, 0.0, 0.0) for act in detail.acts}
        | {("disc", disc.root, 0.0, 0.0) for disc in detail.discs}
        | {("dot", dot.root, dot.x, dot.y) for dot in detail.dots}
    )
