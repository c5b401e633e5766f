"""What all events have in common.

Each has an ``id`` made by whoever appends it, so that a retry is harmless, and a time ``at``.
``by`` is the member who did it. ``without_words`` is what erasing leaves of an event. All are frozen and
checked at birth. As Structs of msgspec's they are read as they are stored, with their class under ``entry``;
a field that is not known is refused.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from msgspec import Struct

from ripple.domain.checked import become, utc
from ripple.domain.texts import clean_name


class Event(
    Struct, frozen=True, kw_only=True, gc=False, forbid_unknown_fields=True, tag=True, tag_field="entry"
):
    """Something that happened ``at`` this time; the ``id`` is made by whoever appends it."""

    id: str
    at: datetime

    def __post_init__(self) -> None:
        if (at := utc(self.at, "at")) is not self.at:
            become(self, at=at)

    def without_words(self) -> Self:
        """The event without anything that a person wrote."""
        return self


class Renamed(Event, frozen=True, kw_only=True):
    """A new ``name``; empty once it was ``erased``: there is a newer name, or none any more."""

    name: str
    erased: bool = False

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name))
