import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import InspiredByItself, InspiredByLater, UnknownAct
from ripple.domain.model import Act, replace
from ripple.network.numbers import numbers_of, ripple_numbers
from ripple.network.pond import Pond
from tests.network.ponds import HOUR, START, act, acts_under, forests, pond_of, pond_under, random_parents

LATER = START + 10_000 * HOUR


def everything(pond: Pond) -> tuple[object, ...]:
    """All that a pond shows."""
    shown = [i for i in range(len(pond)) if i not in pond.gone]
    return (
        pond.acts,
        pond.index,
        pond.parent,
        pond.root,
        pond.generation,
        pond.size,
        pond.gone,
        pond.adrift,
        pond.x,
        pond.y,
        pond.hue,
        numbers_of(pond),
        pond.tally.weekly(),
        [ripple_numbers(pond, pond.acts[i].id, LATER) for i in shown],
    )


@given(forests(), st.integers(0, 60))
def test_growing_on_is_the_same_as_starting_over(parents, cut):
    acts = acts_under(parents)
    pond = pond_of(acts[:cut])
    numbers_of(pond)
    for one in acts[cut:]:
        pond.add(one)
    assert everything(pond) == everything(pond_of(acts))


def test_another_process_makes_the_same_pond_to_the_last_bit():
    program = (
        "from tests.network.ponds import pond_under, random_parents as parents\n"
        "pond = pond_under(parents(300)); print([v.hex() for v in pond.x + pond.y])"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    pond = pond_under(random_parents(300))
    assert printed.stdout.strip() == str([v.hex() for v in pond.x + pond.y])


@given(forests(max_size=30), st.randoms(use_true_random=False))
def test_acts_are_taken_in_any_order_that_brings_parents_first(parents, chance):
    waiting, order = acts_under(parents), list[Act]()
    while waiting:
        here = {one.id for one in order}
        ready = [one for one in waiting if one.inspired_by is None or one.inspired_by in here]
        order.append(chance.choice(ready))
        waiting.remove(order[-1])
    pond = pond_of(order)
    in_order = pond_of(acts_under(parents))
    assert numbers_of(pond) == numbers_of(in_order)
    assert not pond.adrift
    assert all(
        ripple_numbers(pond, one.id, LATER) == ripple_numbers(in_order, one.id, LATER) for one in pond.acts
    )


@given(forests(max_size=30), st.data())
def test_erasing_before_or_after_makes_the_same_pond(parents, data):
    acts = acts_under(parents)
    erased = data.draw(st.lists(st.sampled_from(acts), unique_by=id)) if acts else []
    afterwards, beforehand, blank = pond_of(acts), Pond(), Pond()
    for one in acts:
        beforehand.add(one.as_drop() if one in erased else one)
        blank.add(one.as_drop() if one in erased else one)
    for one in erased:
        afterwards.erase(one.id)
    for one in reversed(erased):
        beforehand.erase(one.id)
    assert everything(afterwards) == everything(beforehand) == everything(blank)


@given(forests(max_size=30), st.data())
def test_hiding_and_showing_again_leaves_no_trace(parents, data):
    acts = acts_under(parents)
    pond, untouched = pond_of(acts), pond_of(acts)
    for one in data.draw(st.lists(st.sampled_from(acts))) if acts else []:
        pond.put(data.draw(st.sampled_from([one, one.as_drop()])))
    for one in data.draw(st.permutations(acts)):
        pond.put(one)
    assert everything(pond) == everything(untouched)


def test_an_act_that_was_edited_shows_its_new_words_in_its_place():
    pond = pond_under([-1, 0])
    place = pond.x[1], pond.y[1]
    pond.put(replace(pond.acts[1], text="New words"))
    assert (pond.acts[1].text, pond.x[1], pond.y[1]) == ("New words", *place)


@given(forests(max_size=30), st.data())
def test_what_is_shown_after_erasing_is_the_pond_of_those_acts(parents, data):
    acts = acts_under(parents)
    pond = pond_of(acts)
    for one in data.draw(st.lists(st.sampled_from(acts))) if acts else []:
        pond.erase(one.id)
    shown = [one for i, one in enumerate(acts) if i not in pond.gone]
    assert numbers_of(pond) == numbers_of(pond_of(shown))
    assert pond.tally.weekly() == pond_of(shown).tally.weekly()
    assert all(pond.acts[i].erased and not pond.size[i] for i in pond.gone)


def test_an_erased_act_keeps_its_place_as_an_unnamed_drop():
    pond = pond_under([-1, 0, 1])
    place = pond.x[1], pond.y[1]
    pond.erase("a1")
    assert pond.acts[1].erased
    assert pond.acts[1].text == ""
    assert (pond.x[1], pond.y[1]) == place
    assert pond.gone == set()
    assert pond.size == [3, 2, 1]


def test_an_erased_leaf_is_gone_with_the_drops_that_led_only_to_it():
    pond = pond_under([-1, 0, 1])
    pond.erase("a1")
    pond.erase("a2")
    assert pond.gone == {1, 2}
    assert pond.size == [1, 0, 0]
    assert numbers_of(pond).acts == 1
    with pytest.raises(UnknownAct):
        ripple_numbers(pond, "a2", LATER)


def test_gone_drops_come_back_when_something_descends_from_them():
    pond = pond_under([-1, 0, 1])
    for one in ("a0", "a1", "a2"):
        pond.erase(one)
    assert numbers_of(pond).acts == 0
    pond.add(act(3, parent=1))
    assert pond.gone == {2}
    assert pond.size == [3, 2, 0, 1]


def test_an_act_whose_parent_is_not_here_starts_a_ripple_and_is_noted():
    pond = pond_of([act(5, parent=4), act(6, parent=5)])
    assert pond.adrift == {"a5": "a4"}
    assert pond.parent == [-1, 0]
    pond.add(act(4))
    assert pond.parent == [-1, 0, -1]


def test_what_came_back_to_itself_is_refused():
    pond = pond_of([act(5, parent=4, hours=0), act(6, parent=5, hours=0)])
    with pytest.raises(InspiredByItself) as refused:
        pond.add(act(4, parent=6, hours=0))
    assert refused.value.act == "a4"
    assert len(pond) == 2


def test_an_act_before_its_parent_is_refused():
    pond = pond_of([act(0, hours=5)])
    with pytest.raises(InspiredByLater) as refused:
        pond.add(act(1, parent=0, hours=4.9))
    assert (refused.value.act, refused.value.parent) == ("a1", "a0")
    assert len(pond) == 1


def test_an_act_at_the_very_moment_of_its_parent_is_taken():
    assert pond_of([act(0, hours=5), act(1, parent=0, hours=5)]).size == [2, 1]


def test_an_act_that_is_here_already_is_refused():
    pond = pond_under([-1])
    with pytest.raises(ValueError, match="a0"):
        pond.add(act(0))
    assert len(pond) == 1


def test_a_story_goes_from_the_root_to_the_act():
    pond = pond_under([-1, 0, 0, 2, 1])
    assert [one.id for one in pond.story("a3")] == ["a0", "a2", "a3"]


def test_a_ripple_is_an_act_and_its_descendants_as_they_arrived():
    pond = pond_under([-1, 0, 0, 2, 1, 2, -1])
    assert pond.ripple("a2") == [2, 3, 5]
    assert pond.ripple("a0") == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("ask", [Pond.story, Pond.ripple, Pond.erase])
def test_an_unknown_act_is_said(ask):
    with pytest.raises(UnknownAct) as unknown:
        ask(pond_under([-1]), "a7")
    assert unknown.value.act == "a7"


def test_an_empty_pond_has_numbers_that_say_nothing():
    pond = Pond()
    numbers = numbers_of(pond)
    assert (numbers.acts, numbers.starts, numbers.longest_path) == (0, 0, 0)
    assert pond.tally.weekly() == []


@given(forests())
def test_a_whole_ripple_only_grows_at_its_end(parents):
    pond = pond_under(parents)
    for i in range(len(parents)):
        whole = pond.whole_ripple(f"a{i}")
        assert whole == [j for j in range(len(parents)) if pond.root[j] == pond.root[i]]
        assert set(pond.ripple(f"a{i}")) <= set(whole)


def test_the_newest_acts_come_first_and_gone_ones_not_at_all():
    pond = pond_of([act(0, hours=3), act(1, hours=5), act(2, hours=1), act(3, hours=5), act(4, hours=9)])
    pond.erase("a4")
    assert [one.id for one in pond.newest()] == ["a3", "a1", "a0", "a2"]
    assert [one.id for one in pond.newest(2)] == ["a3", "a1"]
    assert Pond().newest() == []


@given(forests(), st.sets(st.integers(0, 59)), st.sets(st.integers(0, 59)))
def test_what_grew_from_some_acts_is_counted_once_and_without_them(parents, these, erased):
    pond = pond_under(parents)
    for number in erased:
        if number < len(pond):
            pond.erase(f"a{number}")
    ids = {f"a{number}" for number in these}
    grown = {pond.acts[i].id for one in ids & set(pond.index) for i in pond.ripple(one)}
    assert pond.grown_from(ids) == len(grown - ids)


@given(forests(), st.data())
def test_a_pond_begun_at_once_is_the_same_as_act_by_act(parents, data):
    acts = [data.draw(st.sampled_from([one, one.as_drop()])) for one in acts_under(parents)]
    cut = data.draw(st.integers(0, len(acts)))
    pond = Pond()
    pond.begin_with(acts[:cut])
    for one in acts[cut:]:
        pond.add(one)
    assert everything(pond) == everything(pond_of(acts))
    assert (pond.forest.below, pond.forest.pairs) == (pond_of(acts).forest.below, pond_of(acts).forest.pairs)
    assert pond.people.names == pond_of(acts).people.names
