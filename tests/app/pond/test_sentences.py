"""What is said of a ripple: its shape, its pace, whether it rests."""

from datetime import UTC, timedelta

import pytest

from ripple.app.pond.sentences import grown, lasting, ripple_in_sentences, way_to_ripple
from ripple.network.numbers import ripple_numbers, ripple_wait
from tests.network.ponds import HOUR, START, acts_under, pond_of


def said(parents: list[int], now: timedelta = timedelta(days=1)) -> str:
    pond = pond_of(acts_under(parents))
    numbers = ripple_numbers(pond, "a0", START + now)
    return " ".join(ripple_in_sentences(numbers, ripple_wait(pond, "a0"), now=START + now, zone=UTC))


def test_a_star_grew_from_one_spark_and_a_chain_by_many_hands() -> None:
    star, chain = said([-1, *[0] * 9]), said([-1, *range(9)])
    assert "10 acts, up to 1 step from the start. The step with the most acts has 9." in star
    assert "mostly from one spark" in star
    assert "10 acts, one after the other, over 9 steps." in chain
    assert "mostly from hand to hand" in chain
    assert "partly" in said([-1, 0, 0, 1, 1, 2, 2])


def test_nothing_is_said_of_the_shape_or_the_pace_of_a_few_acts() -> None:
    assert "spark" not in said([-1, 0, 0, 0])
    assert "hand" not in said([-1, 0, 1, 2])
    assert "Half of the acts" not in said([-1, 0, 0])
    assert "Half of the acts came within 1 hour" not in said([-1, 0, 0, 0])
    assert "Half of the acts came within 2 hours" in said([-1, 0, 0, 0])


def test_a_ripple_rests_and_is_never_called_dead() -> None:
    assert "Still moving; the newest act:" in said([-1, 0])
    assert "Resting; the newest act: 5 January." in said([-1, 0], timedelta(days=60))


def test_what_grew_and_the_way_to_it_are_counted_in_words() -> None:
    assert [grown(1), grown(14)] == ["1 act grew from it.", "14 acts grew from it."]
    assert way_to_ripple(15) == "See its ripple (15 acts)"


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
