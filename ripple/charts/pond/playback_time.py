"""The pace at which a pond's growth is played: time with the quiet stretches taken out.

A beat is one unit of that time. What came in one afternoon follows quickly, what came days later
after a breath, and a month of silence takes no longer than three days.
"""

from __future__ import annotations

import numpy as np

from ripple.network.arrays import Floats

SHORTEST = 0.25  # beats between two acts, however soon the second came
PER_DAY = 0.25  # beats more for each day between them
LONGEST = 1.0  # beats between two acts, however long it was quiet
DAY_S = 86_400


def beats(moments: Floats) -> Floats:
    """The beat of each of the ``moments`` (seconds), which are in order; the first is at 0.

    A later moment never changes the beat of an earlier one.
    """
    steps = np.minimum(LONGEST, SHORTEST + PER_DAY * np.diff(moments) / DAY_S)
    return np.concatenate([np.zeros(len(moments[:1])), np.cumsum(steps)])
