"""Entries to plain JSON documents and back."""

import typing
from collections.abc import Mapping
from typing import Any

import msgspec

from ripple.domain.model import Entry

_TYPES: dict[str, type[Entry]] = {cls.__name__: cls for cls in typing.get_args(Entry)}


def to_document(entry: Entry) -> dict[str, Any]:
    """The entry as a JSON object; its class goes under ``entry``."""
    return {"entry": type(entry).__name__, **msgspec.to_builtins(entry)}


def from_document(document: Mapping[str, Any]) -> Entry:
    """The entry that `to_document` wrote.

    Raises ValueError (`msgspec.ValidationError`) for a document of another shape and the
    domain's own errors for one that breaks its rules.
    """
    cls = _TYPES.get(document["entry"])
    if cls is None:
        raise ValueError(f"no entry is called {document['entry']!r}")
    return msgspec.convert({key: value for key, value in document.items() if key != "entry"}, cls)
