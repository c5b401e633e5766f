"""Captions say one thing at a time, and never more than can be read."""

import numpy as np
import pytest

from ripple.charts.pond.captions import AT_MOST, captions, what_came
from ripple.domain.model import How, Kind
from tests.network.ponds import act


def coming(count, sizes=()):
    sizes = dict(enumerate([1] * count)) | dict(sizes)
    return captions(
        0.5 * np.arange(count), np.array(list(sizes.values()), np.int64), lambda n: act(n, hours=n)
    )


def test_every_act_of_a_small_pond_is_told():
    told = coming(AT_MOST)
    assert [caption.words for caption in told] == [f"kindness {n}" for n in range(AT_MOST)]


def test_a_large_pond_has_no_more_captions_than_can_be_read():
    told = coming(1_000)
    assert len(told) == AT_MOST
    assert [caption.beat for caption in told] == sorted(caption.beat for caption in told)


def test_of_a_stretch_the_act_is_told_from_which_most_grew():
    told = coming(1_000, {503: 12})
    assert "kindness 503" in [caption.words for caption in told]


def test_an_empty_pond_says_nothing():
    assert coming(0) == []


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (How.PASSED_ON, "a hug, passed on"),
        (How.READING, "a hug, inspired by reading"),
        (How.CARD, "a hug, from a card"),
        (None, "a hug, inspired by another"),
    ],
)
def test_a_caption_says_how_an_act_came(how, said):
    assert what_came(act(1, parent=0, kind=Kind.HUG, how=how, author="ada")) == said


def test_a_caption_says_that_a_ripple_starts():
    assert what_came(act(0)) == "a kindness starts a ripple"


def test_of_an_act_that_was_taken_back_only_the_drop_is_told():
    assert what_came(act(0, kind=Kind.HUG).as_drop()) == "an unnamed drop"
