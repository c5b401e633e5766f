"""Who may sign in as whom: by a link that works once, in a browser that did, by their organisation.

Of everything that signs somebody in only hashes are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never

from ripple.domain.events.sign_in import (
    IdentityLinked,
    IdentityUnlinked,
    LinkIssued,
    SignedIn,
    SignedOut,
    SignInEvent,
)


@dataclass(slots=True)
class SignIns:
    """What signs the people of a group in, folded from its log; everything by its hash."""

    links: dict[str, LinkIssued] = field(default_factory=dict)  # that nobody used yet
    tokens: dict[str, str] = field(default_factory=dict)  # of a signed-in browser -> its member
    signed_out: dict[str, datetime] = field(default_factory=dict)  # member -> when, everywhere else
    identities: dict[str, IdentityLinked] = field(default_factory=dict)  # whom an organisation knows
    linked: dict[str, IdentityLinked] = field(default_factory=dict)  # the same by member
    removed: dict[str, IdentityLinked] = field(default_factory=dict)  # of people whom a host took out
    told: list[IdentityLinked] = field(default_factory=list)  # all entries that had an identity when read

    def take(self, event: SignInEvent, is_here: Callable[[str], bool]) -> None:
        """Take in the event; what signs in somebody who is not here (any more) changes nothing."""
        match event:
            case LinkIssued():
                if is_here(event.member):
                    self.links[event.link_hash] = event
            case SignedIn():
                self._use(event)
            case SignedOut():
                self._sign_out(event)
            case IdentityLinked():
                self._hear(event, is_here)
            case IdentityUnlinked():
                self.forget(event.member)
            case _:
                assert_never(event)

    def entries_of(self, members: Set[str]) -> list[str]:
        """The ids of all entries that hold an identity of the members, also from when they were somebody
        else here, but none that is another's now."""
        theirs = {one.identity for one in self.told if one.member in members}
        now = self.removed | self.identities
        others = {identity for identity, one in now.items() if one.member not in members}
        return [one.id for one in self.told if one.member in members or one.identity in theirs - others]

    def entries_besides(self, *needed: Mapping[str, IdentityLinked]) -> list[str]:
        """The ids of all entries that hold an identity otherwise than the ``needed`` ones do."""
        kept = {(one.member, one.identity) for each in needed for one in list(each.values())}
        return [one.id for one in list(self.told) if (one.member, one.identity) not in kept]

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

    def _sign_out(self, event: SignedOut) -> None:
        if not event.token_hash:
            self.signed_out[event.member] = event.at
            self._end(event.member, event.spared)
        elif self.tokens.get(event.token_hash) == event.member:
            del self.tokens[event.token_hash]

    def _hear(self, event: IdentityLinked, is_here: Callable[[str], bool]) -> None:
        if event.identity:  # else it was erased
            self.told.append(event)
            if is_here(event.member):
                self._link(event)

    def _link(self, entry: IdentityLinked) -> None:
        if entry.identity not in self.identities:  # else it is another's
            self.forget(entry.member)
            self.identities[entry.identity] = self.linked[entry.member] = entry

    def _end(self, member: str, spared: str = "") -> None:
        self.tokens = {token: who for token, who in self.tokens.items() if who != member or token == spared}
        self.links = {hash_: link for hash_, link in self.links.items() if link.member != member}
