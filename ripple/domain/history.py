"""What is true in a group now, folded from its log; the same fold replays the past.

`History.acts` is what every member may see, and nothing else is: moderation happens here, once,
so that no page, chart, export or search has to think of it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from ripple.domain import entries as e
from ripple.domain.entries import Entry
from ripple.domain.model import Act, Group, Member, Settings, Warmth
from ripple.domain.renaming import GroupRenamed, MemberRenamed, Names, named_now
from ripple.domain.reports import Reports
from ripple.domain.signing import IdentityLinked, IdentityUnlinked, LinkIssued, SignedIn, SignedOut, SignIns

Touched = Sequence[str]  # ids of the acts that look different now


@dataclass(slots=True)
class History:
    """A group as far as its log was read; everything by id, in the order of the log.

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
    declined: dict[str, e.ActErased] = field(default_factory=dict)
    reports: Reports = field(default_factory=Reports)
    thanks: dict[str, dict[str, Warmth]] = field(default_factory=dict)
    held_by: dict[str, str] = field(default_factory=dict)
    also_in: dict[str, list[str]] = field(default_factory=dict)
    posted_by: dict[str, dict[str, int]] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    names: Names = field(default_factory=Names)
    about: dict[str, dict[str, None]] = field(default_factory=dict)
    sign_ins: SignIns = field(default_factory=SignIns)

    def apply(self, version: int, entry: Entry) -> Touched:
        """Take in the entry after `version` - 1; return which of `acts` look different now.

        Entries are facts: where two writers together broke a rule (a link used twice, the last
        two hosts gone at once), the first one wins and the other changes nothing.
        """
        if version != self.version + 1:
            raise ValueError(f"version {version} cannot follow {self.version}")
        touched = self._fold(entry) or ()
        self.version = version
        return touched

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

    # --- The group and its people ---

    @singledispatchmethod
    def _fold(self, entry: Entry) -> Touched | None:
        raise TypeError(f"a group's log does not hold {entry!r}")

    @_fold.register
    def _(self, entry: e.GroupStarted) -> None:
        if not self.group:
            self.group = Group(entry.name, entry.code, entry.at, entry.secret)
            self.names.take("", entry.id, entry.name)

    @_fold.register
    def _(self, entry: GroupRenamed) -> None:
        self.names.take("", entry.id, entry.name)
        if self.group and entry.name:
            self.group = replace(self.group, name=entry.name)

    @_fold.register
    def _(self, entry: e.CodeRenewed) -> None:
        if self.group:
            self.group = replace(self.group, code=entry.code, secret=entry.secret)

    @_fold.register
    def _(self, entry: e.SettingsChanged) -> None:
        self.settings = entry.settings

    @_fold.register
    def _(self, entry: e.MemberJoined) -> None:
        if not self.knows(entry.member):
            member = Member(entry.member, entry.name, entry.at, entry.host)
            (self.waiting if entry.waits else self.members)[entry.member] = member
            self.names.take(member.id, entry.id, entry.name)

    @_fold.register
    def _(self, entry: MemberRenamed) -> Touched | None:
        whose, name = entry.member, entry.name
        if whose not in self.members:  # went at that moment, under the name they had
            self.names.spent.append(entry.id)
        elif name:
            self.names.take(whose, entry.id, name)
            self.members[whose] = replace(self.members[whose], name=name)
            return self._change(self.about.get(whose, ()), lambda act: act.renaming(whose, name))
        return None

    @_fold.register
    def _(self, entry: e.MemberAdmitted) -> None:
        if member := self.waiting.pop(entry.member, None):
            self.members[entry.member] = replace(member, name=entry.name or member.name)
            self.names.take(member.id, entry.id, entry.name)
            self.sign_ins.welcome(entry.member)

    @_fold.register
    def _(self, entry: e.MemberGone) -> None:
        if self._is_only_host(entry.member):
            return
        member = self.waiting.pop(entry.member, None) or self.members.pop(entry.member, None)
        if member:
            self.former[member.id] = replace(member, host=False)
            self.sign_ins.part(member.id, removed=entry.by != member.id)

    @_fold.register
    def _(self, entry: e.MemberErased) -> Touched:
        member = self.former.get(entry.member)
        if member:
            self.names.let_go(member.id)
            self.former[member.id] = replace(member, name="")
        self.sign_ins.forget(entry.member)
        acts = self.about.pop(entry.member, {})
        for act in acts:
            self.thanks.get(act, {}).pop(entry.member, None)
            self.reports.forget(act, entry.member)
        return self._change(acts, lambda act: act.without(entry.member))

    @_fold.register
    def _(self, entry: e.HostNamed) -> None:
        if entry.member in self.members and (entry.host or not self._is_only_host(entry.member)):
            self.members[entry.member] = replace(self.members[entry.member], host=entry.host)

    @_fold.register
    def _(self, entry: LinkIssued | SignedIn | SignedOut | IdentityLinked | IdentityUnlinked) -> None:
        self.sign_ins.take(entry, lambda member: member in self.members or member in self.waiting)
        if isinstance(entry, IdentityLinked) and entry.member in self.members:
            self.sign_ins.welcome(entry.member)

    def _is_only_host(self, member: str) -> bool:
        return self.is_host(member) and len(self.hosts) == 1

    # --- Its acts ---

    @_fold.register
    def _(self, entry: e.ActPosted) -> Touched | None:
        if self.written(entry.act.id):
            return None
        self.held_by[entry.act.id] = entry.id
        if entry.act.erased:
            self.bare.add(entry.act.id)
        self._note_people(entry.act)
        return self._place(named_now(entry.act, self.members, self.name_of), waits=entry.waits)

    @_fold.register
    def _(self, entry: e.ActEdited) -> Touched | None:
        act = named_now(entry.act, self.members, self.name_of)
        if not act.erased:
            self.also_in.setdefault(act.id, []).append(entry.id)
        if not (entry.revives if act.id in self.erased else self.written(act.id)):
            return None
        comes_back = self.erased.pop(act.id, None)
        self.declined.pop(act.id, None)
        self.held_by[act.id] = entry.id
        self._note_people(act)
        if act.id in self.hidden or (comes_back and self.reports.hides(act.id)):
            self.hidden[act.id] = act
            return None
        return self._place(act, waits=entry.waits or act.id in self.awaiting)

    @_fold.register
    def _(self, entry: e.ActApproved) -> Touched | None:
        act = self.awaiting.pop(entry.act, None)
        if act:
            self.reports.answer(entry.act)
        return self._place(act, waits=False) if act else None

    @_fold.register
    def _(self, entry: e.ActErased) -> Touched | None:
        self.awaiting.pop(entry.act, None)  # thanks stay, should it be undone
        self.hidden.pop(entry.act, None)
        if entry.answers:
            self.reports.answer(entry.act)
        self.erased[entry.act] = entry.id
        if entry.declined:
            self.declined[entry.act] = entry
        return self._cover(entry.act)

    @_fold.register
    def _(self, entry: e.ActReported) -> Touched | None:
        if entry.why:
            self.also_in.setdefault(entry.act, []).append(entry.id)
        words = self.written(entry.act)
        if not words or entry.act in self.erased or entry.act not in self.acts:
            return None
        self.reports.take(entry, words, self.held_by[entry.act])
        self.about.setdefault(entry.by, {})[entry.act] = None
        return self._hide(entry.act) if entry.hides else None

    @_fold.register
    def _(self, entry: e.ActHidden) -> Touched | None:
        return self._hide(entry.act)

    @_fold.register
    def _(self, entry: e.ActRestored) -> Touched | None:
        self.reports.answer(entry.act)
        act = self.hidden.pop(entry.act, None)
        return self._place(act, waits=False) if act else None

    @_fold.register
    def _(self, entry: e.ActThanked) -> None:
        thanks = self.thanks.setdefault(entry.act, {})
        if entry.warmth:
            thanks[entry.by] = entry.warmth
            self.about.setdefault(entry.by, {})[entry.act] = None
        else:
            thanks.pop(entry.by, None)

    def _note_people(self, act: Act) -> None:
        if act.author or act.claim:
            self.posted_by.setdefault(act.author or "", {}).setdefault(act.id, self.version + 1)
        for member in filter(None, (act.author, *(person.member for person in act.people))):
            self.about.setdefault(member, {})[act.id] = None

    def _change(self, ids: Iterable[str], change: Callable[[Act], Act]) -> Touched:
        """Change these acts wherever they are kept; which of them everybody sees changed."""
        before = [(act, self.acts.get(act)) for act in ids]
        for acts in (self.awaiting, self.hidden, self.acts):
            acts.update({act: change(acts[act]) for act, _ in before if act in acts})
        return [act for act, seen in before if self.acts.get(act) is not seen]

    def _place(self, act: Act, *, waits: bool) -> Touched | None:
        """Let everybody see ``act``, or first the hosts; what stood in its place is covered meanwhile."""
        if waits:
            self.awaiting[act.id] = act
            return self._cover(act.id)
        self.acts[act.id] = act
        return [act.id]

    def _hide(self, act: str) -> Touched | None:
        shown = self.acts.get(act)
        if shown is None or act in self.erased or act in self.awaiting or act in self.hidden:
            return None
        self.hidden[act] = shown  # without its words where a later entry holds them
        return self._cover(act)

    def _cover(self, act: str) -> Touched | None:
        """Leave an unnamed drop where everybody saw the act, and nothing where nobody did."""
        shown = self.acts.get(act)
        if shown is None or shown.erased:
            return None
        self.acts[act] = shown.as_drop()
        return [act]
