"""Words that are kept until a day go at its end, and each year at that of the same day."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.times import let_go_at, let_go_until

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2080, 12, 31), timezones=st.just(UTC))
JULY = date(2027, 7, 31)


def test_nothing_goes_before_the_end_of_the_day() -> None:
    assert let_go_until(JULY, datetime(2027, 7, 31, 23, 59, tzinfo=UTC)) is None
    assert let_go_until(JULY, datetime(2027, 8, 1, tzinfo=UTC)) == datetime(2027, 8, 1, tzinfo=UTC)


def test_what_came_since_goes_a_year_later() -> None:
    assert let_go_at(JULY, datetime(2027, 8, 1, tzinfo=UTC)) == datetime(2028, 8, 1, tzinfo=UTC)
    assert let_go_until(JULY, datetime(2028, 7, 31, 12, tzinfo=UTC)) == datetime(2027, 8, 1, tzinfo=UTC)
    assert let_go_until(JULY, datetime(2028, 8, 2, tzinfo=UTC)) == datetime(2028, 8, 1, tzinfo=UTC)


def test_a_leap_day_comes_each_year() -> None:
    leap = date(2028, 2, 29)
    assert let_go_until(leap, datetime(2029, 3, 1, tzinfo=UTC)) == datetime(2029, 3, 1, tzinfo=UTC)
    assert let_go_at(leap, datetime(2028, 2, 29, 12, tzinfo=UTC)) == datetime(2028, 3, 1, tzinfo=UTC)


@given(DAYS, MOMENTS, MOMENTS)
def test_words_are_gone_from_the_moment_on_that_is_foretold(day: date, said: datetime, now: datetime) -> None:
    until = let_go_until(day, now)
    assert (until is not None and said < until) == (let_go_at(day, said) <= now) or now < said


@given(DAYS, MOMENTS)
def test_no_words_are_kept_for_longer_than_a_year_after_the_day(day: date, said: datetime) -> None:
    goes = let_go_at(day, said)
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert said < goes <= max(said, first) + timedelta(days=367)
