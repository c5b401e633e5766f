"""What is true in a group now, folded from its log; the same fold replays the past."""

from dataclasses import dataclass, field
from functools import singledispatchmethod

from ripple.domain.entries import (
    ActErased,
    ActPosted,
    Entry,
    GroupStarted,
    LinkIssued,
    MemberJoined,
    SignedIn,
)
from ripple.domain.model import Act, Group, Member


@dataclass(slots=True)
class History:
    """A group as far as its log was read.

    ``acts`` and ``members`` are by id, in the order of the log. ``links`` are the sign-in
    links that nobody used yet and ``tokens`` the signed-in browsers; both by hash.
    """

    version: int = 0
    group: Group | None = None
    members: dict[str, Member] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)
    links: dict[str, LinkIssued] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def apply(self, version: int, entry: Entry) -> None:
        """Take in the entry after `version` - 1.

        Entries are facts: where two writers together broke a rule (a link used twice), the
        first one wins and the other changes nothing.
        """
        if version != self.version + 1:
            raise ValueError(f"version {version} cannot follow {self.version}")
        self._fold(entry)
        self.version = version

    @singledispatchmethod
    def _fold(self, entry: Entry) -> None:
        raise TypeError(f"a group's log does not hold {entry!r}")

    @_fold.register
    def _(self, entry: GroupStarted) -> None:
        self.group = self.group or Group(entry.name, entry.code, entry.at)

    @_fold.register
    def _(self, entry: MemberJoined) -> None:
        self.members.setdefault(entry.member, Member(entry.member, entry.name, entry.at, entry.host))

    @_fold.register
    def _(self, entry: LinkIssued) -> None:
        self.links[entry.link_hash] = entry

    @_fold.register
    def _(self, entry: SignedIn) -> None:
        link = self.links.pop(entry.link_hash, None)
        if link and link.member == entry.member:
            self.tokens[entry.token_hash] = entry.member

    @_fold.register
    def _(self, entry: ActPosted) -> None:
        self.acts.setdefault(entry.act.id, entry.act)

    @_fold.register
    def _(self, entry: ActErased) -> None:
        if act := self.acts.get(entry.act):
            self.acts[entry.act] = act.as_drop()

    @property
    def name(self) -> str:
        """The group's name; empty before its first entry was read."""
        return self.group.name if self.group else ""

    @property
    def code(self) -> str:
        """The code that invites to the group; empty before its first entry was read."""
        return self.group.code if self.group else ""

    def name_of(self, member: str) -> str:
        """The member's name; empty for one who is not (or no longer) here."""
        return self.members[member].name if member in self.members else ""
