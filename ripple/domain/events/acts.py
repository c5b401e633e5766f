"""The acts of a group, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from ripple.domain.checked import become, utc
from ripple.domain.events.base import Event
from ripple.domain.model import REPORT_LIMIT, Act, Warmth
from ripple.domain.texts import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPosted:
    """An act came into the group ``at`` this moment (an imported one was posted earlier).

    One that ``waits`` is seen by its poster and the hosts only, until a host approves it. ``brought`` is the
    import that it came with, if it came with one.
    """

    at: datetime
    act: Act
    waits: bool = False
    brought: str = ""

    def __post_init__(self) -> None:
        if (at := utc(self.at, "at")) is not self.at:
            become(self, at=at)
        if (act := _by_ids(self.act)) is not self.act:
            become(self, act=act)

    @property
    def id(self) -> str:
        return f"act {self.act.id}"

    def without_words(self) -> Self:
        return replace(self, act=self.act.as_drop())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActEdited(Event):
    """``act`` is how its poster wants it now. One that ``revives`` an erased act undoes the erasing.

    It may be ``brought`` once more by an import, after the one before was taken back.
    """

    act: Act
    waits: bool = False
    revives: bool = False
    brought: str = ""

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, act=_by_ids(self.act))

    def without_words(self) -> Self:
        return replace(self, act=self.act.as_drop())


@dataclass(frozen=True, slots=True, kw_only=True)
class ActApproved(Event):
    """A host lets everybody see an act that waited."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActErased(Event):
    """Words and names of ``act`` are gone; an unnamed drop stays in its place.

    Where a host did not let it through, ``declined`` is who reads so: the id of its author or, of an
    unsigned one, its claim, which leads to nobody. Only where it was a host who took it away it ``answers``
    what was asked about it.
    """

    act: str
    declined: str = ""
    answers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActReported(Event):
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
        Event.__post_init__(self)
        if self.why:
            become(self, why=clean_text(self.why, "why", REPORT_LIMIT))

    def without_words(self) -> Self:
        return replace(self, why="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActHidden(Event):
    """A host took ``act`` out of sight; an unnamed drop stays in its place."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRestored(Event):
    """A host looked at ``act`` and at what was asked about it: what was hidden everybody can see again."""

    by: str
    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActThanked(Event):
    """``by`` thanks for ``act``; without ``warmth`` takes the thanks back."""

    by: str
    act: str
    warmth: Warmth | None


def _by_ids(act: Act) -> Act:
    """The act with the members it names by their ids alone, which is how it is stored."""
    for person in act.people:
        if person.member and person.name:
            return act.naming(lambda one: replace(one, name="") if one.member and one.name else one)
    return act
