"""The table of attacks: each has a family, a name, and a way to find out whether it gets through."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.attack.world import World


class GotThrough(Exception):
    """The attack did what it was meant to do."""


@dataclass(frozen=True)
class Attack:
    """``run`` raises `GotThrough` when it succeeds, and anything else when it could not be tried."""

    family: str
    name: str
    run: Callable[[World], object]

    def outcome(self, world: World) -> str | None:
        """None when it was stopped, else what happened; an attack that cannot be tried was not stopped."""
        try:
            self.run(world)
        except GotThrough as way:
            return f"{self.family}: {self.name}: {way}"
        except Exception as problem:
            where = traceback.extract_tb(problem.__traceback__)[-1]
            return f"{self.family}: {self.name}: could not be tried: {problem!r} in {where.name}"
        return None


def stopped(holds: object, otherwise: object) -> None:
    """The attack got through unless this ``holds``."""
    if not holds:
        raise GotThrough(otherwise)


def tried(attacks: Iterable[Attack], world: World, tell: Callable[[str], object]) -> Iterator[str]:
    """What got through, one after the other."""
    for attack in attacks:
        outcome = attack.outcome(world)
        tell(f"{'GOT THROUGH' if outcome else 'stopped':12}{attack.family:12}{attack.name}")
        if outcome:
            yield outcome
