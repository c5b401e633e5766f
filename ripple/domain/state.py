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
    """What is true in a group; everything by id, in the order of the log.

    ``members`` are in the group, those in ``waiting`` would like to be, and those in ``former`` were.
    ``acts`` are what every member sees: one that is hidden or erased is an unnamed drop. ``awaiting`` holds
    acts that wait for a host and ``hidden`` what was taken out of sight, both as they were written;
    ``erased`` says which entry erased an act, and ``declined`` holds those by which a host did not let one
    through. ``reports`` are those that no host answered yet. ``thanks`` says who thanked for an act.
    ``held_by`` names the entry that holds the words of an act, and ``also_in`` those after the first with
    words of it or about it. ``posted_by`` has the acts that each member ever signed, and under no name the
    unsigned, with the version that brought them. ``bare`` are acts whose first entry had none left when it
    was read, and ``names`` says which entry has whose name. ``about`` has the acts that each member
    signed, thanked for, reported or was named in. ``sign_ins`` knows what signs them in.
    ``decisions`` are what hosts decided lately, and ``imports`` which acts came together from elsewhere.
    ``ending`` is by which a host asked for the end of the group, while it stands. ``put_out`` says when
    somebody ceased to be a host because another host wished it.
    ``newer`` says that a newer version of the app changed the group, in a way that is not known here.
    """

    version: int = 0
    group: Group | None = None
    settings: Settings = field(default_factory=Settings)
    members: dict[str, Member] = field(default_factory=dict)
    waiting: dict[str, Member] = field(default_factory=dict)
    former: dict[str, Member] = field(default_factory=dict)
    acts: dict[str, Act] = field(default_factory=dict)
    awaiting: dict[str, Act] = field(default_factory=dict)
    hidden: dict[str, Act] = field(default_factory=dict)
    erased: dict[str, str] = field(default_factory=dict)
    declined: dict[str, ActErased] = field(default_factory=dict)
    reports: Reports = field(default_factory=Reports)
    thanks: dict[str, dict[str, Warmth]] = field(default_factory=dict)
    held_by: dict[str, str] = field(default_factory=dict)
    also_in: dict[str, list[str]] = field(default_factory=dict)
    posted_by: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    bare: set[str] = field(default_factory=set)
    names: Names = field(default_factory=Names)
    about: defaultdict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    sign_ins: SignIns = field(default_factory=SignIns)
    decisions: Decisions = field(default_factory=Decisions)
    imports: Imports = field(default_factory=Imports)
    ending: EndAsked | None = None
    put_out: dict[str, datetime] = field(default_factory=dict)
    newer: bool = False

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
        return member in self.members and self.members[member].host

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
