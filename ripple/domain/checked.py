"""What frozen dataclasses do while they are being born: check a field, and put it right."""

from __future__ import annotations

from datetime import UTC, datetime

from ripple.domain.errors import TimeUnclear

_set = object.__setattr__


def utc(moment: datetime, field: str) -> datetime:
    """The same moment in UTC. Raises `TimeUnclear` for one without a zone."""
    if moment.tzinfo is UTC:
        return moment
    if moment.tzinfo is None:
        raise TimeUnclear(field)
    return moment.astimezone(UTC)


def become(thing: object, **fields: object) -> None:
    """Set checked fields of a frozen dataclass while it is being born."""
    for name, value in fields.items():
        _set(thing, name, value)
