"""What all events have in common.

Each has an ``id`` made by whoever appends it, so that a retry is harmless, and a time ``at``.
``by`` is the member who did it. ``without_words`` is what erasing leaves of an event. All are frozen and
checked at birth.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from ripple.domain.checked import become, utc
from ripple.domain.texts import clean_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened ``at`` this time; the ``id`` is made by whoever appends it."""

    id: str
    at: datetime

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    def without_words(self) -> Self:
        """The event without anything that a person wrote."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed(Event):
    """A new ``name``; empty once it was ``erased``, for there is one after it, or none any more."""

    name: str
    erased: bool = False

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name))
