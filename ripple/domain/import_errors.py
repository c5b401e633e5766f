"""What can go wrong with what was brought in from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from ripple.domain.errors import RippleError


@dataclass(eq=False)
class NoUndo(RippleError):
    """There is no such import that can be taken back: it is more than ``days`` ago, or was never here."""

    days: int
