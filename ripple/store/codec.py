"""Entries to plain JSON documents and back."""

import dataclasses
import typing
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from ripple.domain.events.log import LogEvent, Stored
from ripple.domain.events.unknown import UnknownEvent

_encode = msgspec.json.Encoder().encode
_TYPES: dict[str, type[LogEvent]] = {cls.__name__: cls for cls in typing.get_args(LogEvent)}
_FIELDS = {cls: [field.name for field in dataclasses.fields(cls)] for cls in _TYPES.values()}

# One step for each time that stored documents changed their shape: all tables of a group in,
# the same in the new shape out. A new field with a default needs none.
UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()


def to_json(entry: Stored) -> bytes:
    """The entry as a JSON object; its class goes under ``entry``, its id always under ``id``."""
    return _encode(_said_by(entry))


def to_document(entry: Stored) -> dict[str, Any]:
    """The entry as its JSON is read back."""
    document: dict[str, Any] = msgspec.json.decode(to_json(entry))
    return document


def read_document(line: bytes) -> dict[str, Any]:
    """What a line of JSON holds. Raises ValueError (`msgspec.DecodeError`) for anything but an object, and
    RecursionError for one that is nested too deep."""
    return msgspec.json.decode(line, type=dict[str, Any])


def to_change(table: str, entries: Mapping[int, LogEvent]) -> bytes:
    """What puts the ``entries`` into ``table``, as JSON: a change as `ripple.store.lines` knows it."""
    return _encode({table: {number: _said_by(entry) for number, entry in entries.items()}})


def _said_by(entry: Stored) -> Mapping[str, Any]:
    if isinstance(entry, UnknownEvent):
        return entry.document
    fields = {name: getattr(entry, name) for name in _FIELDS[type(entry)]}
    return {"entry": type(entry).__name__, "id": entry.id, **fields}


def from_document(document: Mapping[str, Any]) -> Stored:
    """The entry that `to_json` wrote.

    Raises ValueError (`msgspec.ValidationError`) for a document of another shape and the
    domain's own errors for one that breaks its rules.
    """
    cls = _TYPES.get(document.get("entry", ""))
    if cls is None:
        raise ValueError(f"no entry is called {document.get('entry')!r}")
    return msgspec.convert(_with_givers(document), cls)


def _with_givers(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry from when an act had one giver at most, as it is written now; any other as it is."""
    act = document.get("act")
    if not (isinstance(act, dict) and "giver" in act):
        return document
    return {**document, "act": {**act, "givers": [act["giver"]] if act["giver"] else []}}
