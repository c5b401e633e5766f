"""What the directory knows: which code invites to which group, and who is known where."""

from __future__ import annotations

from typing import Final, Self

from ripple.domain.events.base import Event
from ripple.domain.model import replace

DIRECTORY: Final = "directory"  # the log of all groups together; no group is called so


class GroupListed(Event, frozen=True, kw_only=True):
    """``code`` and ``secret`` invite to ``group``, and no earlier ones."""

    group: str
    code: str
    secret: str = ""


class GroupUnlisted(Event, frozen=True, kw_only=True):
    """``group`` was deleted; no code invites to it."""

    group: str


class IdentityListed(Event, frozen=True, kw_only=True):
    """In the directory: ``group`` has a member of this ``identity``, or had."""

    identity: str
    group: str

    def without_words(self) -> Self:
        return replace(self, identity="")
