"""Slowing down whoever tries one code after another.

A code has 40 bits: at `ALL_ASKERS` a minute a hit takes some twenty thousand years.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from ripple.domain.errors import SlowDown, UnknownCode

# A school class sits behind one address, and thirty children mistype; right codes cost nothing.
ONE_ASKER = RateLimitItemPerMinute(10, namespace="code asker")
ALL_ASKERS = RateLimitItemPerMinute(100, namespace="code all")

# One for the process: guesses count against whoever asks, whichever session they use.
_limiter = MovingWindowRateLimiter(MemoryStorage())


@contextmanager
def guessing(asker: str) -> Iterator[None]:
    """Around every look-up of a code: wrong codes count against ``asker``.

    Raises `SlowDown` with the seconds to wait once there were too many in a minute.
    """
    windows = ((ONE_ASKER, asker), (ALL_ASKERS, "everyone"))
    for window, key in windows:
        if not _limiter.test(window, key):
            frees_at = _limiter.get_window_stats(window, key).reset_time
            raise SlowDown(max(1, math.ceil(frees_at - time.time())))
    try:
        yield
    except UnknownCode:
        for window, key in windows:
            _limiter.hit(window, key)
        raise
