"""An event that this version of the app has no name, field or value for: a newer version wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class UnknownEvent:
    """It is kept as the ``document`` that was stored, and nothing is made of it but that it is there."""

    id: str
    document: Mapping[str, Any]

    def without_words(self) -> Self:
        """The very same: nobody here knows where its words are."""
        return self
