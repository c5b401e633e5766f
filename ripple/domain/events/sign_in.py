"""What signs somebody in, and what does no more. Of everything that does only hashes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from ripple.domain.checked import become, utc
from ripple.domain.events.base import Event
from ripple.domain.model import replace


class LinkIssued(Event, frozen=True, kw_only=True):
    """A link that signs ``member`` in once, until ``expires_at``. Only its hash is kept."""

    member: str
    link_hash: str
    expires_at: datetime

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, expires_at=utc(self.expires_at, "expires_at"))


class SignedIn(Event, frozen=True, kw_only=True):
    """A browser holds a token for ``member``, got with a link. Only hashes are kept."""

    member: str
    token_hash: str
    link_hash: str


class SignedOut(Event, frozen=True, kw_only=True):
    """The browser with this token is ``member``'s no more; without a token none is, and no link,
    but for the browser with the token ``spared``."""

    member: str
    token_hash: str = ""
    spared: str = ""


class IdentityLinked(Event, frozen=True, kw_only=True):
    """Whoever an organisation signs in as ``identity`` (a keyed hash) is ``member`` here."""

    member: str
    identity: str

    def without_words(self) -> Self:
        return replace(self, identity="")


class IdentityUnlinked(Event, frozen=True, kw_only=True):
    """No organisation signs ``member`` in any more."""

    member: str


SignInEvent = LinkIssued | SignedIn | SignedOut | IdentityLinked | IdentityUnlinked
