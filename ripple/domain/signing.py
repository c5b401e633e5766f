"""Who may sign in as whom: by a link that works once, in a browser that did, by their organisation.

Of everything that signs somebody in only hashes are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import datetime

from ripple.domain.happened import Happened
from ripple.domain.model import become, utc


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkIssued(Happened):
    """A link that signs ``member`` in once, until ``expires_at``. Only its hash is kept."""

    member: str
    link_hash: str
    expires_at: datetime

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        become(self, expires_at=utc(self.expires_at, "expires_at"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Happened):
    """A browser holds a token for ``member``, got with a link. Only hashes are kept."""

    member: str
    token_hash: str
    link_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(Happened):
    """The browser with this token is ``member``'s no more; without a token none is, and no link,
    but for the browser with the token ``spared``."""

    member: str
    token_hash: str = ""
    spared: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLinked(Happened):
    """Whoever an organisation signs in as ``identity`` (a keyed hash) is ``member`` here."""

    member: str
    identity: str

    def without_words(self) -> IdentityLinked:
        return replace(self, identity="")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityUnlinked(Happened):
    """No organisation signs ``member`` in any more."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityListed(Happened):
    """In the directory: ``group`` has a member of this ``identity``, or had."""

    identity: str
    group: str

    def without_words(self) -> IdentityListed:
        return replace(self, identity="")


Signing = LinkIssued | SignedIn | SignedOut | IdentityLinked | IdentityUnlinked


@dataclass(slots=True)
class SignIns:
    """What signs the people of a group in, folded from its log; everything by its hash.

    ``links`` are those that nobody used yet, ``tokens`` the signed-in browsers, ``identities`` (and
    ``linked``, by member) whom an organisation knows, and ``removed`` those of people whom a host
    took out. ``told`` are all entries that held an identity when they were read. ``signed_out`` says
    when somebody last signed out everywhere else.
    """

    links: dict[str, LinkIssued] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    identities: dict[str, IdentityLinked] = field(default_factory=dict)
    linked: dict[str, IdentityLinked] = field(default_factory=dict)
    removed: dict[str, IdentityLinked] = field(default_factory=dict)
    told: list[IdentityLinked] = field(default_factory=list)
    signed_out: dict[str, datetime] = field(default_factory=dict)

    def take(self, entry: Signing, is_here: Callable[[str], bool]) -> None:
        """Take in the entry; what signs in somebody who is not here (any more) changes nothing."""
        match entry:
            case LinkIssued() if is_here(entry.member):
                self.links[entry.link_hash] = entry
            case SignedIn():
                self._use(entry)
            case SignedOut(token_hash=""):
                self.signed_out[entry.member] = entry.at
                self._end(entry.member, entry.spared)
            case SignedOut() if self.tokens.get(entry.token_hash) == entry.member:
                del self.tokens[entry.token_hash]
            case IdentityLinked() if entry.identity:  # else it was erased
                self.told.append(entry)
                if is_here(entry.member):
                    self._link(entry)
            case IdentityUnlinked():
                self.forget(entry.member)

    def entries_of(self, members: Set[str]) -> list[str]:
        """The ids of all entries that hold an identity of the members, also from when they were somebody
        else here, but none that is another's now."""
        theirs = {one.identity for one in self.told if one.member in members}
        now = self.removed | self.identities
        others = {identity for identity, one in now.items() if one.member not in members}
        return [one.id for one in self.told if one.member in members or one.identity in theirs - others]

    def part(self, member: str, *, removed: bool) -> None:
        """The member is in the group no more; one who was ``removed`` by a host is known again."""
        linked = self.linked.get(member)
        self._end(member)
        self.forget(member)
        if linked and removed:
            self.removed.setdefault(linked.identity, linked)

    def welcome(self, member: str) -> None:
        """The member is in the group: that they were removed once, as somebody else, is no more."""
        if linked := self.linked.get(member):
            self.removed.pop(linked.identity, None)

    def forget(self, member: str) -> None:
        """No identity is the member's any more."""
        if linked := self.linked.pop(member, None):
            del self.identities[linked.identity]
        self.removed = {key: one for key, one in self.removed.items() if one.member != member}

    def _use(self, entry: SignedIn) -> None:
        link = self.links.pop(entry.link_hash, None)
        if link and link.member == entry.member:
            self.tokens[entry.token_hash] = entry.member

    def _link(self, entry: IdentityLinked) -> None:
        if entry.identity not in self.identities:  # else it is another's
            self.forget(entry.member)
            self.identities[entry.identity] = self.linked[entry.member] = entry

    def _end(self, member: str, spared: str = "") -> None:
        self.tokens = {token: who for token, who in self.tokens.items() if who != member or token == spared}
        self.links = {hash_: link for hash_, link in self.links.items() if link.member != member}
