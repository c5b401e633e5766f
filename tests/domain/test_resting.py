"""When nothing can be added to a group: until a day, and in the quiet hours of each."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import NEVER, Settings
from ripple.domain.resting import GroupRests, check_open, opens_at

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Settings(quiet_from=20, quiet_to=7, zone="Europe/Berlin")
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
SETTINGS = st.builds(
    Settings,
    rests_until=st.just(NEVER) | st.dates(date(2019, 1, 1), date(2041, 1, 1)),
    quiet_from=st.integers(0, 23),
    quiet_to=st.integers(0, 23),
    zone=st.sampled_from(("", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "nowhere")),
)


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (at(2026, 12, 1, 19, 59), None),
        (at(2026, 12, 1, 20), at(2026, 12, 2, 7)),
        (at(2026, 12, 2, 0, 30), at(2026, 12, 2, 7)),
        (at(2026, 12, 2, 6, 59), at(2026, 12, 2, 7)),
        (at(2026, 12, 2, 7), None),
        (at(2027, 3, 27, 23), at(2027, 3, 28, 7)),  # the night in which the clock is put forward
    ],
)
def test_a_night_is_quiet_by_the_group_s_clock(now: datetime, opens: datetime | None) -> None:
    assert opens_at(NIGHT, now.astimezone(UTC)) == opens


def test_a_nap_at_noon_is_quiet_as_well() -> None:
    nap = Settings(quiet_from=13, quiet_to=15)
    assert opens_at(nap, datetime(2026, 5, 4, 14, tzinfo=UTC)) == datetime(2026, 5, 4, 15, tzinfo=UTC)
    assert opens_at(nap, datetime(2026, 5, 4, 15, tzinfo=UTC)) is None


def test_a_rest_ends_with_its_day_and_after_the_quiet_hours_of_it() -> None:
    rest = Settings(rests_until=date(2027, 1, 7), zone="Europe/Berlin")
    assert opens_at(rest, at(2027, 1, 6, 23, 59)) == at(2027, 1, 7)
    assert opens_at(rest, at(2027, 1, 7)) is None
    both = Settings(rests_until=date(2027, 1, 7), quiet_from=20, quiet_to=7, zone="Europe/Berlin")
    assert opens_at(both, at(2027, 1, 1, 12)) == at(2027, 1, 7, 7)


@given(MOMENTS)
def test_who_chose_nothing_never_rests(now: datetime) -> None:
    assert opens_at(Settings(), now) is None


@given(SETTINGS, MOMENTS)
def test_it_is_open_at_the_moment_that_is_told_and_not_before(settings: Settings, now: datetime) -> None:
    opens = opens_at(settings, now)
    if opens is None:
        check_open(settings, now)
        return
    with pytest.raises(GroupRests):
        check_open(settings, now)
    check_open(settings, opens.astimezone(UTC))
    before = opens.astimezone(UTC) - timedelta(seconds=1)
    assert before < now or opens_at(settings, before) is not None
