"""Days and times in the ways that people and programs write them."""

from datetime import date, time, timedelta, timezone

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.files.foreign.moments import Moment, Order, is_moment, moment, orders
from ripple.language import languages

THIRD = date(2026, 11, 3)
WRITTEN = {
    "2026/11/03 8:15:07 am GMT+1": Moment(THIRD, time(8, 15, 7), timezone(timedelta(hours=1))),
    "2026/11/03 3:04:05 pm GMT-5": Moment(THIRD, time(15, 4, 5), timezone(timedelta(hours=-5))),
    "2026-11-03T08:15:07Z": Moment(THIRD, time(8, 15, 7), timezone(timedelta(0))),
    "2026-11-03 08:15:07 UTC": Moment(THIRD, time(8, 15, 7), timezone(timedelta(0))),
    "2026-11-03T08:15:07.123+05:30": Moment(THIRD, time(8, 15, 7), timezone(timedelta(hours=5, minutes=30))),
    "3.11.26 15:04": Moment(THIRD, time(15, 4)),
    "03.11.2026": Moment(THIRD),
    "3/11/2026, 12:00 AM": Moment(THIRD, time(0, 0)),
    "3 Nov 2026 at 08:15": Moment(THIRD, time(8, 15)),
    "November 3, 2026": Moment(THIRD),
    "le 3 novembre 2026 à 8h15": Moment(THIRD, time(8, 15)),
    "2026年11月3日 下午3:04": Moment(THIRD, time(15, 4)),
    "٣ نوفمبر ٢٠٢٦": Moment(THIRD),
    "46329": Moment(THIRD),
    "46329.34375": Moment(THIRD, time(8, 15)),
}


@pytest.mark.parametrize("words", WRITTEN)
def test_a_day_is_read_however_it_is_written(words: str) -> None:
    assert moment(words, Order.DAY_FIRST) == WRITTEN[words]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "5",
        "may",
        "Jonas",
        "held the door",
        "31.02.2026",
        "3/11/2026 25:00",
        "3/11/2026 13:00 pm",
        "12345678901",
    ],
)
def test_what_is_no_day_is_none(words: str) -> None:
    assert moment(words, Order.DAY_FIRST) is None


@pytest.mark.parametrize("language", languages())
def test_days_in_words_are_read_in_every_language_of_the_app(language: str) -> None:
    for month in range(1, 13):
        day = date(2026, month, 17)
        words = format_datetime(day, "d MMMM y", locale=language)
        assert moment(words, Order.DAY_FIRST) == Moment(day), words


@given(st.lists(st.dates(date(1990, 1, 1), date(2090, 1, 1)), min_size=1), st.sampled_from(Order))
def test_rows_never_rule_out_the_order_they_were_written_in(days: list[date], order: Order) -> None:
    form = "{0.day}/{0.month}/{0.year}" if order is Order.DAY_FIRST else "{0.month}/{0.day}/{0.year}"
    cells = [form.format(day) for day in days]
    assert order in orders(cells)
    assert [moment(cell, order) for cell in cells] == [Moment(day) for day in days]
    if any(day.day > 12 for day in days):
        assert orders(cells) == {order}


def test_days_that_contradict_each_other_fit_no_order():
    assert orders(["13/11/2026", "11/13/2026"]) == set()


def test_dots_stand_only_where_the_day_comes_first():
    assert moment("3.11.2026", Order.MONTH_FIRST) == Moment(THIRD)


@given(st.text(max_size=70))
def test_no_cell_is_too_strange_to_look_at(cell: str) -> None:
    assert is_moment(cell) in {True, False}
