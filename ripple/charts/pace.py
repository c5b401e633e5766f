"""The pace at which a pond's growth is played: time with the quiet stretches taken out.

A beat is one unit of that time. What came in one afternoon follows quickly, what came days later
after a breath, and a month of silence takes no longer than three days.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

SHORTEST = 0.25  # beats between two acts, however soon the second came
PER_DAY = 0.25  # beats more for each day between them
LONGEST = 1.0  # beats between two acts, however long it was quiet
DAY = timedelta(days=1)


def beats(moments: Iterable[datetime]) -> list[float]:
    """The beat of each of the ``moments``, which are in order; the first is at 0.

    A later moment never changes the beat of an earlier one.
    """
    found: list[float] = []
    before: datetime | None = None
    for moment in moments:
        found.append(found[-1] + _step(moment - before) if before else 0.0)
        before = moment
    return found


def _step(wait: timedelta) -> float:
    return min(LONGEST, SHORTEST + PER_DAY * (wait / DAY))
