"""So much at once, then so much a second: what somebody may ask of the app before they have to wait."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

KEPT = 1_000  # budgets that are looked at together, to forget those of who has gone


@dataclass(frozen=True, slots=True)
class Rate:
    """``at_once``, and then so many ``a_second``."""

    at_once: float
    a_second: float


class Budgets:
    """The budget of everybody who shares one, by what they are known as. Nothing is lost: who asks for
    more waits for their turn, in the order in which they came."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self.rate, self._clock = rate, clock
        self._spent_until: dict[str, float] = {}

    def wait(self, who: str, cost: float = 1.0) -> float:
        """Spend so much of ``who``'s budget; for how many seconds they have to wait first."""
        now = self._clock()
        full = now - self.rate.at_once / self.rate.a_second
        if len(self._spent_until) > KEPT:
            self._spent_until = {name: until for name, until in self._spent_until.items() if until > full}
        until = max(self._spent_until.get(who, full), full) + cost / self.rate.a_second
        self._spent_until[who] = until
        return max(0.0, until - now)
