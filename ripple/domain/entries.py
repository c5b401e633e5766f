"""The entries of a group's log: everything that happens in it, frozen and checked at birth.

Each has an ``id`` made by whoever appends it, so that a retry is harmless, and a time ``at``.
``without_words`` is what erasing leaves of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ripple.domain.model import Act, become, clean_name, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStarted:
    """The first entry of every group: its name and the code that invites to it."""

    id: str
    at: datetime
    name: str
    code: str

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"), name=clean_name(self.name, "group name"))

    def without_words(self) -> GroupStarted:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined:
    """Somebody came in as ``name``; ``member`` is their id from now on."""

    id: str
    at: datetime
    member: str
    name: str
    host: bool = False
    erased: bool = False

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))
        if not self.erased:
            become(self, name=clean_name(self.name))

    def without_words(self) -> MemberJoined:
        return replace(self, name="", erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued:
    """A link that signs ``member`` in once, until ``expires_at``. Only its hash is kept."""

    id: str
    at: datetime
    member: str
    link_hash: str
    expires_at: datetime

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"), expires_at=utc(self.expires_at, "expires_at"))

    def without_words(self) -> LinkIssued:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A browser holds a token for ``member``, got with a link. Only hashes are kept."""

    id: str
    at: datetime
    member: str
    token_hash: str
    link_hash: str

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    def without_words(self) -> SignedIn:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPosted:
    """An act came into the group ``at`` this moment (an imported one was posted earlier)."""

    at: datetime
    act: Act

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    @property
    def id(self) -> str:
        return f"act {self.act.id}"

    def without_words(self) -> ActPosted:
        return replace(self, act=self.act.as_drop())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActErased:
    """Words and names of ``act`` are gone; an unnamed drop stays in its place."""

    id: str
    at: datetime
    act: str

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    def without_words(self) -> ActErased:
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupListed:
    """In the directory, not in a group's own log: ``code`` invites to ``group``."""

    id: str
    at: datetime
    group: str
    code: str

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"))

    def without_words(self) -> GroupListed:
        return self


Entry = GroupStarted | MemberJoined | LinkIssued | SignedIn | ActPosted | ActErased | GroupListed
