"""What all entries of a group's log have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ripple.domain.model import become, utc

if TYPE_CHECKING:
    from ripple.domain.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something that happened ``at`` this time; the ``id`` is made by whoever appends it."""

    id: str
    at: datetime

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    def without_words(self) -> Entry:
        """The entry without anything that a person wrote."""
        return self  # type: ignore[return-value]  # every subclass is one of `Entry`
