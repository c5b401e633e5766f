"""What is true in a group now: what folding its log leads to, and what can be asked of it.

`GroupState.acts` is what every member may see, and nothing else is.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from ripple.domain.decisions import Decisions
from ripple.domain.events.acts import ActErased
from ripple.domain.events.group import EndAsked
from ripple.domain.imports import Imports
from ripple.domain.model import Act, Group, Member, Settings, Warmth
from ripple.domain.renaming import Names
from ripple.domain.reports import Reports
from ripple.domain.signing import SignIns

Touched = Sequence[str]  # ids of the acts that look different now


@dataclass(slots=True)
class GroupState:
    """What is true in a group. Everything is by id and in the order of the log."""

    version: int = 0  # of the last entry that was taken in
    newer: bool = False  # whether a newer version of the app wrote something that is not known here
    group: Group | None = None  # None before the first entry was read
    settings: Settings = field(default_factory=Settings)

    # Who is in the group, would like to be, and was
    members: dict[str, Member] = field(default_factory=dict)
    waiting: dict[str, Member] = field(default_factory=dict)
    former: dict[str, Member] = field(default_factory=dict)
    sign_ins: SignIns = field(default_factory=SignIns)
    names: Names = field(default_factory=Names)  # which entry holds whose name
    put_out: dict[str, datetime] = field(default_factory=dict)  # when another host ended somebody's role

    # Acts, and what is known of them
    acts: dict[str, Act] = field(default_factory=dict)  # as every member sees them
    awaiting: dict[str, Act] = field(default_factory=dict)  # that wait for a host, as they were written
    hidden: dict[str, Act] = field(default_factory=dict)  # out of sight, as they were written
    erased: dict[str, str] = field(default_factory=dict)  # act -> the entry that erased it
    declined: dict[str, ActErased] = field(default_factory=dict)  # act -> by which it was not let through
    thanks: dict[str, dict[str, Warmth]] = field(default_factory=dict)  # act -> member -> how they thank
    reports: Reports = field(default_factory=Reports)  # that no host answered yet
    imports: Imports = field(default_factory=Imports)  # which acts came together from elsewhere

    # By member: the acts that they signed, with the version that brought each (the unsigned under no name);
    # and all that they signed, thanked for, reported or are named in.
    posted_by: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    about: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    # Which entries of the log hold the words of an act: what erasing goes by
    held_by: dict[str, str] = field(default_factory=dict)  # act -> the entry with its words of now
    also_in: dict[str, list[str]] = field(default_factory=dict)  # act -> all later ones of or about it
    bare: set[str] = field(default_factory=set)  # acts whose first entry was erased before it was read

    # What hosts decided
    decisions: Decisions = field(default_factory=Decisions)
    ending: EndAsked | None = None  # by which a host asked for the end of the group, until one stops it

    @property
    def name(self) -> str:
        """The group's name; empty before its first entry was read."""
        return self.group.name if self.group else ""

    @property
    def code(self) -> str:
        """The code that invites to the group; empty before its first entry was read."""
        return self.group.code if self.group else ""

    @property
    def hosts(self) -> list[Member]:
        """Whoever looks after the group, in the order they came."""
        return [member for member in list(self.members.values()) if member.host]

    def is_host(self, member: str) -> bool:
        """Whether the member is in the group and a host of it."""
        found = self.members.get(member)
        return found is not None and found.host

    def knows(self, member: str) -> bool:
        """Whether the member is or was in the group, or waits to be."""
        return any(member in known for known in (self.members, self.waiting, self.former))

    def name_of(self, member: str) -> str:
        """The name of somebody who is or was in the group; empty for others and once it was erased."""
        known = self.members.get(member) or self.former.get(member)
        return known.name if known else ""

    def written(self, act: str) -> Act | None:
        """The act as its poster wrote it, whether it is shown, hidden or waiting; for them and hosts only."""
        return self.awaiting.get(act) or self.hidden.get(act) or self.acts.get(act)

    def is_taken_back(self, act: str) -> bool:
        """Whether the act went because the import was taken back with which it came: it may come again."""
        return self.imports.took_back(self.erased.get(act))

    def is_only_host(self, member: str) -> bool:
        """Whether the group would have no host without the member."""
        return self.is_host(member) and len(self.hosts) == 1
