"""Entries to plain JSON documents and back."""

import dataclasses
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from ripple.domain.events.log import LogEvent, Stored
from ripple.domain.events.unknown import UnknownEvent

encode = msgspec.json.Encoder().encode
_TYPES: dict[str, type[LogEvent]] = {cls.__name__: cls for cls in typing.get_args(LogEvent)}
_FIELDS = {cls: [field.name for field in dataclasses.fields(cls)] for cls in _TYPES.values()}


class _Shape(typing.NamedTuple):
    """The names of a class's fields, and the shapes of those that hold further ones."""

    names: Set[str]
    order: list[str]  # in which `to_json` writes them
    inner: Sequence[tuple[str, "_Shape"]]


def _shape_of(cls: Any, *also: str) -> _Shape:
    hints = {field.name: typing.get_type_hints(cls)[field.name] for field in dataclasses.fields(cls)}
    found = {
        name: [part for part in _parts(hint) if dataclasses.is_dataclass(part)]
        for name, hint in hints.items()
    }
    order = [*dict.fromkeys((*also, *hints))]
    return _Shape({*order}, order, [(name, _shape_of(parts[0])) for name, parts in found.items() if parts])


def _parts(hint: Any) -> Iterator[Any]:
    """The type and all that stand in it: of ``tuple[Person, ...] | None`` also Person."""
    yield hint
    for part in typing.get_args(hint):
        yield from _parts(part)


_SHAPES = {cls: _shape_of(cls, "entry", "id") for cls in _TYPES.values()}

# Told here what each class looks like, msgspec has nothing to learn when entries are read: while it does, in
# 0.22, a second thread that reads another of the class ends the process with a segmentation fault.
for _cls in _TYPES.values():
    msgspec.json.Decoder(_cls)

# One step for each time that stored documents changed their shape: all tables of a group in,
# the same in the new shape out. A new field with a default needs none.
UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()


def to_json(entry: Stored) -> bytes:
    """The entry as a JSON object; its class goes under ``entry``, its id always under ``id``."""
    return encode(_said_by(entry))


def to_document(entry: Stored) -> dict[str, Any]:
    """The entry as its JSON is read back."""
    document: dict[str, Any] = msgspec.json.decode(to_json(entry))
    return document


def read_document(line: bytes) -> dict[str, Any]:
    """What a line of JSON holds. Raises ValueError (`msgspec.DecodeError`) for anything but an object, and
    RecursionError for one that is nested too deep."""
    return msgspec.json.decode(line, type=dict[str, Any])


def _said_by(entry: Stored) -> Mapping[str, Any]:
    if isinstance(entry, UnknownEvent):
        return entry.document
    fields = {name: getattr(entry, name) for name in _FIELDS[type(entry)]}
    return {"entry": type(entry).__name__, "id": entry.id, **fields}


def from_document(document: Mapping[str, Any]) -> Stored:
    """The event that `to_json` wrote; an `UnknownEvent` where a newer version of the app wrote it, under a
    name, with a field or with a choice that is none here.

    Raises ValueError (`msgspec.ValidationError`) for a document of another shape and the
    domain's own errors for one that breaks its rules.
    """
    name = document.get("entry")
    cls, said = _TYPES.get(name if isinstance(name, str) else ""), _with_givers(document)
    if cls is None or not _is_known(said, _SHAPES[cls]):
        return _unknown(document)
    try:
        return msgspec.convert(said, cls)
    except msgspec.ValidationError as error:
        if str(error).startswith("Invalid enum value"):
            return _unknown(document)
        raise


def _unknown(document: Mapping[str, Any]) -> UnknownEvent:
    """Raises ValueError for what no version of the app wrote."""
    match document:
        case {"entry": str(), "id": str(id)}:
            return UnknownEvent(id, document)
        case _:
            raise ValueError(f"no entry is called {document.get('entry')!r}")


def _is_known(found: Mapping[str, Any], shape: _Shape) -> bool:
    """Whether all fields are known here, also those within others. For each entry that is read: no ABCs."""
    if [*found] != shape.order and not found.keys() <= shape.names:
        return False
    for name, inner in shape.inner:
        within = found.get(name)
        if within:
            for one in within if type(within) is list else (within,):
                if type(one) is dict and not _is_known(one, inner):
                    return False
    return True


def _with_givers(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry from when an act had one giver at most, as it is written now; any other as it is."""
    act = document.get("act")
    if not (isinstance(act, dict) and "giver" in act):
        return document
    rest = {name: found for name, found in act.items() if name != "giver"}
    return {**document, "act": {**rest, "givers": [act["giver"]] if act["giver"] else []}}
