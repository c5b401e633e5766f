"""What is said of a ripple: its shape, its pace, whether it rests."""

from datetime import UTC, timedelta

import pytest

from ripple.app.pond.sentences import grown, lasting, told
from tests.network.ponds import HOUR, START, acts_under, pond_of


def said(parents: list[int], now: timedelta = timedelta(days=1)) -> str:
    pond = pond_of(acts_under(parents))
    numbers = pond.ripple_numbers("a0", START + now)
    return " ".join(told(numbers, pond.ripple_wait("a0"), now=START + now, zone=UTC))


def test_a_star_grew_from_one_spark_and_a_chain_went_from_hand_to_hand() -> None:
    star, chain = said([-1, *[0] * 9]), said([-1, *range(9)])
    assert "10 acts, up to 1 step from the start; at the widest step there are 9." in star
    assert "mostly from one spark" in star
    assert "10 acts, one after the other, over 9 steps." in chain
    assert "mostly from hand to hand" in chain
    assert "partly" in said([-1, 0, 0, 1, 1, 2, 2])


def test_nothing_is_said_of_the_shape_or_the_pace_of_a_few_acts() -> None:
    assert "spark" not in said([-1, 0, 0, 0])
    assert "hand" not in said([-1, 0, 1, 2])
    assert "Half of what grew" not in said([-1, 0, 0])
    assert "Half of what grew came within 1 hour" not in said([-1, 0, 0, 0])
    assert "Half of what grew came within 2 hours" in said([-1, 0, 0, 0])


def test_a_ripple_rests_and_is_never_called_dead() -> None:
    assert "Still moving; the newest act:" in said([-1, 0])
    assert "Resting; the newest act: 5 January." in said([-1, 0], timedelta(days=60))


@pytest.mark.parametrize(
    ("parents", "act", "words"),
    [
        ([-1], 0, "A drop of its own"),
        ([-1, 0], 0, "1 act grew from it, 1 step far"),
        ([-1, 0], 1, "The ripple has come this far"),  # and no drop of its own: another led to it
        ([-1, *range(6), *[0] * 8], 0, "14 acts grew from it, 6 steps far"),
    ],
)
def test_what_grew_from_an_act_counts_others_only(parents: list[int], act: int, words: str) -> None:
    pond = pond_of(acts_under(parents))
    assert grown(pond.acts[act], pond.ripple_numbers(f"a{act}", START)) == words


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(0), "1 minute"),
        (HOUR, "60 minutes"),
        (2 * HOUR, "2 hours"),
        (35 * HOUR, "35 hours"),
        (40 * HOUR, "2 days"),
        (timedelta(days=20), "20 days"),
        (timedelta(days=21), "3 weeks"),
    ],
)
def test_a_time_is_said_as_people_say_it(time: timedelta, words: str) -> None:
    assert lasting(time) == words
