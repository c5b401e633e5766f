"""The entries of a group's log: everything that happens in it, frozen and checked at birth.

Each has an ``id`` made by whoever appends it, so that a retry is harmless, and a time ``at``.
``by`` is the member who did it. ``without_words`` is what erasing leaves of an entry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ripple.domain.happened import Happened
from ripple.domain.model import (
    REPORT_LIMIT,
    Act,
    Person,
    Settings,
    Warmth,
    become,
    clean_name,
    clean_text,
    utc,
)
from ripple.domain.renaming import GroupRenamed, MemberRenamed
from ripple.domain.signing import (
    IdentityLinked,
    IdentityListed,
    IdentityUnlinked,
    LinkIssued,
    SignedIn,
    SignedOut,
)

# --- The group ---


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStarted(Happened):
    """The first entry of every group: its name, and the code and the secret that invite to it."""

    name: str
    code: str
    secret: str = ""
    erased: bool = False

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name, "group name"))

    def without_words(self) -> GroupStarted:
        return replace(self, name="", erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRenewed(Happened):
    """From now on ``code`` and ``secret`` invite to the group, and no earlier ones.

    ``by`` is empty where nobody asked: a group from before there were secrets got one."""

    by: str
    code: str
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Happened):
    """A host chose ``settings``."""

    by: str
    settings: Settings


# --- Its people ---


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Happened):
    """Somebody came as ``name``; ``member`` is their id from now on. One who ``waits`` is not in yet."""

    member: str
    name: str
    host: bool = False
    waits: bool = False
    erased: bool = False

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name))

    def without_words(self) -> MemberJoined:
        return replace(self, name="", erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdmitted(Happened):
    """A host let in somebody who waited, under another ``name`` than they came with where it says one."""

    by: str
    member: str
    name: str = ""

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        become(self, name=clean_name(self.name) if self.name else "")

    def without_words(self) -> MemberAdmitted:
        return replace(self, name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberGone(Happened):
    """``member`` left, or ``by`` another was removed or not let in: out at once, in every browser."""

    by: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberErased(Happened):
    """The name of ``member`` is gone, also from what others wrote about them."""

    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HostNamed(Happened):
    """``member`` is a ``host`` from now on, or no more."""

    by: str
    member: str
    host: bool


# --- Its acts ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPosted:
    """An act came into the group ``at`` this moment (an imported one was posted earlier).

    One that ``waits`` is seen by its poster and the hosts only, until a host approves it.
    """

    at: datetime
    act: Act
    waits: bool = False

    def __post_init__(self) -> None:
        become(self, at=utc(self.at, "at"), act=self.act.naming(_by_id))

    @property
    def id(self) -> str:
        return f"act {self.act.id}"

    def without_words(self) -> ActPosted:
        return replace(self, act=self.act.as_drop())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActEdited(Happened):
    """``act`` is how its poster wants it now. One that ``revives`` an erased act undoes the erasing."""

    act: Act
    waits: bool = False
    revives: bool = False

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        become(self, act=self.act.naming(_by_id))

    def without_words(self) -> ActEdited:
        return replace(self, act=self.act.as_drop())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActApproved(Happened):
    """A host lets everybody see an act that waited."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActErased(Happened):
    """Words and names of ``act`` are gone; an unnamed drop stays in its place.

    Where a host did not let it through, ``declined`` is who reads so: the id of its author or, of an
    unsigned one, its claim, which leads to nobody. Only where it was a host who took it away it ``answers``
    what was asked about it.
    """

    act: str
    declined: str = ""
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReported(Happened):
    """Somebody asks the hosts to look at ``act`` and says ``why``, or nothing.

    Where it ``hides`` the act, that is out of sight until they did. Only of one that is ``named`` the hosts
    read who asks.
    """

    by: str
    act: str
    why: str = ""
    hides: bool = True
    named: bool = True

    def __post_init__(self) -> None:
        Happened.__post_init__(self)
        if self.why:
            become(self, why=clean_text(self.why, "why", REPORT_LIMIT))

    def without_words(self) -> ActReported:
        return replace(self, why="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActHidden(Happened):
    """A host took ``act`` out of sight; an unnamed drop stays in its place."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRestored(Happened):
    """A host looked at ``act`` and at what was asked about it: what was hidden everybody can see again."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActThanked(Happened):
    """``by`` thanks for ``act``; without ``warmth`` takes the thanks back."""

    by: str
    act: str
    warmth: Warmth | None


# --- In the directory, not in a group's own log ---

DIRECTORY = "directory"  # the log that knows which code invites to which group


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupListed(Happened):
    """``code`` and ``secret`` invite to ``group``, and no earlier ones."""

    group: str
    code: str
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupUnlisted(Happened):
    """``group`` was deleted; no code invites to it."""

    group: str


Entry = (
    GroupStarted
    | GroupRenamed
    | CodeRenewed
    | SettingsChanged
    | MemberJoined
    | MemberAdmitted
    | MemberGone
    | MemberErased
    | MemberRenamed
    | HostNamed
    | LinkIssued
    | SignedIn
    | SignedOut
    | IdentityLinked
    | IdentityUnlinked
    | ActPosted
    | ActEdited
    | ActApproved
    | ActErased
    | ActReported
    | ActHidden
    | ActRestored
    | ActThanked
    | GroupListed
    | GroupUnlisted
    | IdentityListed
)


def _by_id(person: Person) -> Person:
    return replace(person, name="") if person.member else person
