"""What the directory knows: which code invites to which group, and who is known where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Self

from ripple.domain.events.base import Event

DIRECTORY: Final = "directory"  # the log of all groups together; no group is called so


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupListed(Event):
    """``code`` and ``secret`` invite to ``group``, and no earlier ones."""

    group: str
    code: str
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupUnlisted(Event):
    """``group`` was deleted; no code invites to it."""

    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityListed(Event):
    """In the directory: ``group`` has a member of this ``identity``, or had."""

    identity: str
    group: str

    def without_words(self) -> Self:
        return replace(self, identity="")
