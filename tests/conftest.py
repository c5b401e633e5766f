"""How every test runs."""

import pytest
from hypothesis import HealthCheck, settings

from ripple.actions import pace

# No deadline: a busy machine is not a bug. The same examples everywhere: what passes here passes there.
settings.register_profile(
    "ripple",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ripple")


@pytest.fixture(autouse=True)
def rested() -> None:
    """No test has to wait because of what the ones before it did."""
    pace._limiter.storage.reset()
