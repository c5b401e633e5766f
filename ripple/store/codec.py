"""Entries to plain JSON documents and back."""

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

import msgspec

from ripple.domain.errors import RippleError
from ripple.domain.events.log import LogEvent, Stored
from ripple.domain.events.unknown import UnknownEvent

encode = msgspec.json.Encoder().encode
_TYPES: dict[str, type[LogEvent]] = {cls.__name__: cls for cls in typing.get_args(LogEvent)}

# Made here, so that msgspec has learned what each class looks like before entries are read, maybe by several
# threads at once: while it learned that of a dataclass, 0.22 ended the process with a segmentation fault.
_read: Callable[[bytes], LogEvent] = msgspec.json.Decoder(LogEvent).decode


class _Shape(typing.NamedTuple):
    """The names that a class's fields have in a document, and the shapes of those that hold further ones."""

    names: Set[str]
    inner: Sequence[tuple[str, "_Shape"]]


def _shape_of(cls: type[msgspec.Struct]) -> _Shape:
    fields = msgspec.structs.fields(cls)
    found = [(field.name, part) for field in fields for part in _parts(field.type) if _is_struct(part)]
    tag = cls.__struct_config__.tag_field
    return _Shape(
        {*cls.__struct_fields__, *filter(None, [tag])}, [(name, _shape_of(part)) for name, part in found]
    )


def _is_struct(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, msgspec.Struct)


def _parts(hint: Any) -> Iterator[Any]:
    """The type and all that stand in it: of ``tuple[Person, ...] | None`` also Person."""
    yield hint
    for part in typing.get_args(hint):
        yield from _parts(part)


_SHAPES = {cls: _shape_of(cls) for cls in _TYPES.values()}

# One step for each time that stored documents changed their shape: all tables of a group in,
# the same in the new shape out. A new field with a default needs none.
UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = ()


def to_json(entry: Stored) -> bytes:
    """The entry as a JSON object; its class goes under ``entry``."""
    return encode(entry.document if isinstance(entry, UnknownEvent) else entry)


def to_document(entry: Stored) -> dict[str, Any]:
    """The entry as its JSON is read back."""
    document: dict[str, Any] = msgspec.json.decode(to_json(entry))
    return document


def read_document(line: bytes) -> dict[str, Any]:
    """What a line of JSON holds. Raises ValueError (`msgspec.DecodeError`) for anything but an object, and
    RecursionError for one that is nested too deep."""
    return msgspec.json.decode(line, type=dict[str, Any])


class _Named(msgspec.Struct):
    id: str


_read_id = msgspec.json.Decoder(_Named).decode


def id_in(text: bytes) -> str:
    """The id of the entry of this JSON. Raises ValueError where it has none."""
    return _read_id(text).id


def from_json(text: bytes) -> Stored:
    """The entry of this JSON, as `from_document` has it of what it says, and raising what that raises."""
    try:
        return _read(text)
    except (msgspec.ValidationError, RippleError):  # from another version of the app, or damage
        return from_document(read_document(text))


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
    """Whether all fields are known here, also those within others."""
    if not found.keys() <= shape.names:
        return False
    for name, inner in shape.inner:
        within = found.get(name)
        for one in within if isinstance(within, list) else (within,):
            if isinstance(one, dict) and not _is_known(one, inner):
                return False
    return True


def _with_givers(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """An entry from when an act had one giver at most, as it is written now; any other as it is."""
    act = document.get("act")
    if not (isinstance(act, dict) and "giver" in act):
        return document
    rest = {name: found for name, found in act.items() if name != "giver"}
    return {**document, "act": {**rest, "givers": [act["giver"]] if act["giver"] else []}}
