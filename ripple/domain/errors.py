"""What can go wrong in a way that a person can put right.

Each error carries facts; ``ripple.words`` turns them into a sentence where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass


class RippleError(Exception):
    """The family of every error that is shown to people instead of crashing a page."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class TextMissing(RippleError):
    """``field`` holds no visible character."""

    field: str


@dataclass(eq=False)
class TextTooLong(RippleError):
    """``field`` is ``length`` characters long where ``limit`` are allowed."""

    field: str
    limit: int
    length: int


@dataclass(eq=False)
class TooMany(RippleError):
    """``field`` has ``count`` items where ``limit`` are allowed."""

    field: str
    limit: int
    count: int


@dataclass(eq=False)
class OutOfRange(RippleError):
    """``field`` must lie between ``least`` and ``most``."""

    field: str
    least: int
    most: int


@dataclass(eq=False)
class TimeUnclear(RippleError):
    """``field`` is a time without a zone, so nobody can say when it was."""

    field: str


@dataclass(eq=False)
class LanguageUnclear(RippleError):
    """``tag`` names no language as BCP 47 does."""

    tag: str


@dataclass(eq=False)
class NotYet(RippleError):
    """``field`` lies in the future."""

    field: str


@dataclass(eq=False)
class TooLongAgo(RippleError):
    """``field`` lies in a ``year`` that nobody remembers."""

    field: str
    year: int


@dataclass(eq=False)
class InspiredByItself(RippleError):
    """The act names itself, or an act that it inspired, as what inspired it."""

    act: str


@dataclass(eq=False)
class InspiredByLater(RippleError):
    """The act names ``parent``, which was posted after it, as what inspired it."""

    act: str
    parent: str


@dataclass(eq=False)
class UnknownAct(RippleError):
    """No act of this group has this id."""

    act: str


@dataclass(eq=False)
class GoneForGood(RippleError):
    """The words of the act were taken away for good, or may have been: nobody brings them back."""

    act: str


@dataclass(eq=False)
class Overtaken(RippleError):
    """Somebody else changed the act, or answered what was asked about it, meanwhile."""

    act: str


@dataclass(eq=False)
class AnsweredAlready(RippleError):
    """This member reported the act before, and a host let it stand."""

    act: str


@dataclass(eq=False)
class UnknownMember(RippleError):
    """Nobody in this group has this id (any more)."""

    member: str


@dataclass(eq=False)
class NoOtherHost(RippleError):
    """``member`` is the only host: a group always has one."""

    member: str


@dataclass(eq=False)
class NotOffered(RippleError):
    """The hosts of the group chose to do without ``what``."""

    what: str


@dataclass(eq=False)
class UnknownPreset(RippleError):
    """Nobody can start a group as a ``preset`` that is none."""

    preset: str


@dataclass(eq=False)
class UnknownGroup(RippleError):
    """There is no such group here."""

    group: str


@dataclass(eq=False)
class UnknownCode(RippleError):
    """No invitation has this code."""


@dataclass(eq=False)
class NameTaken(RippleError):
    """Somebody in the group is called ``other``, which looks like ``name`` or is the same."""

    name: str
    other: str


@dataclass(eq=False)
class NameMisleads(RippleError):
    """``name`` looks like what the app says itself, or like a host's."""

    name: str


@dataclass(eq=False)
class DoorFull(RippleError):
    """So many wait to be let in that no more may: ``most``."""

    most: int


@dataclass(eq=False)
class AlreadyHere(RippleError):
    """This browser is in the group already, as ``name``."""

    name: str


@dataclass(eq=False)
class LinkSpent(RippleError):
    """A sign-in link that was used, ran out, or never was."""


@dataclass(eq=False)
class SignInAgain(RippleError):
    """An organisation's word was used already, or is from before they signed out everywhere."""


@dataclass(eq=False)
class SlowDown(RippleError):
    """Too many tries; wait ``seconds`` before the next."""

    seconds: int


@dataclass(eq=False)
class NotAllowed(RippleError):
    """``member`` may not do ``what``."""

    member: str
    what: str


@dataclass(frozen=True)
class Problem:
    """One row of a file that cannot be read: where, which field, and why in plain words."""

    line: int
    reason: str


@dataclass(eq=False)
class ImportRefused(RippleError):
    """A file was not taken in; nothing of it was stored. ``problems`` are the first few of ``count``."""

    count: int
    problems: tuple[Problem, ...]


@dataclass(eq=False)
class StoreDamaged(RippleError):
    """A file of the store does not hold what was written: from ``byte`` on it cannot be trusted."""

    file: str
    byte: int
    reason: str

    def facts(self) -> StoreDamaged:
        """The same without its traceback, which would keep all that was read on its way."""
        return type(self)(self.file, self.byte, self.reason)


@dataclass(eq=False)
class StoreUnreadable(StoreDamaged):
    """The system does not let a file of the store be read (``reason``): it may be whole all the same."""


@dataclass(eq=False)
class StoreReadOnly(RippleError):
    """Nothing can be written right now (``reason`` from the system); what is stored can be read."""

    reason: str


@dataclass(eq=False)
class NewerVersion(StoreReadOnly):
    """A newer version of the app changed this group, in a way that this one does not know."""

    reason: str = "changed by a newer version"


@dataclass(eq=False)
class StoreUnknown(RippleError):
    """No store answers to this address."""

    url: str


@dataclass(eq=False)
class NoStoreThere(RippleError):
    """``folder`` holds no file of a store."""

    folder: str


@dataclass(eq=False)
class StoresTouch(RippleError):
    """A copy cannot be made from ``source`` to ``target``: one is the other, or lies in it."""

    source: str
    target: str


@dataclass(eq=False)
class KeeperStarts(RippleError):
    """Here groups are started by whoever runs the app, and by no visitor."""


@dataclass(eq=False)
class NoRoom(RippleError):
    """There are as many groups as there may be, or they take up all the disk that they may."""
