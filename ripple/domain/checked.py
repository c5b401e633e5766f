"""What frozen Structs do while they are being born: check a field, and put it right."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import force_setattr

from ripple.domain.errors import TimeUnclear


def utc(moment: datetime, field: str) -> datetime:
    """The same moment in UTC. Raises `TimeUnclear` for one without a zone."""
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise TimeUnclear(field)
    return moment.astimezone(UTC)


def become(thing: Struct, **fields: object) -> None:
    """Set checked fields of a frozen Struct while it is being born."""
    for name, value in fields.items():
        force_setattr(thing, name, value)
