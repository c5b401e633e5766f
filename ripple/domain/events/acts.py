"""The acts of a group, and what becomes of them."""

from __future__ import annotations

from typing import Self

from ripple.domain.checked import become
from ripple.domain.events.base import Event
from ripple.domain.model import REPORT_LIMIT, Act, Warmth, replace
from ripple.domain.texts import clean_text


class ActPosted(Event, frozen=True, kw_only=True):
    """An act came into the group ``at`` this moment (an imported one was posted earlier).

    One that ``waits`` is seen by its poster and the hosts only, until a host approves it. ``brought`` is the
    import that it came with, if it came with one.
    """

    id: str = ""  # the act's own, so that nobody has to make one
    act: Act
    waits: bool = False
    brought: str = ""

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        given = self.act
        if self.id != (id := f"act {given.id}"):
            become(self, id=id)
        if (act := _by_ids(given)) is not given:
            become(self, act=act)

    def without_words(self) -> Self:
        return replace(self, act=self.act.as_drop())


class ActEdited(Event, frozen=True, kw_only=True):
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


class ActApproved(Event, frozen=True, kw_only=True):
    """A host lets everybody see an act that waited."""

    by: str
    act: str


class ActErased(Event, frozen=True, kw_only=True):
    """Words and names of ``act`` are gone; an unnamed drop stays in its place.

    Where a host did not let it through, ``declined`` is who is told so: the id of its author or, of an
    unsigned one, its claim, which leads to nobody. ``answers`` says whether a host took it away, which
    settles what was asked about it.
    """

    act: str
    declined: str = ""
    answers: bool = True


class ActReported(Event, frozen=True, kw_only=True):
    """Somebody asks the hosts to look at ``act`` and says ``why``, or nothing.

    Where it ``hides`` the act, that is out of sight until they did. Hosts read who asked only if it is
    ``named``.
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


class ActHidden(Event, frozen=True, kw_only=True):
    """A host took ``act`` out of sight; an unnamed drop stays in its place."""

    by: str
    act: str


class ActRestored(Event, frozen=True, kw_only=True):
    """A host looked at ``act`` and at what was asked about it: what was hidden everybody can see again."""

    by: str
    act: str


class ActThanked(Event, frozen=True, kw_only=True):
    """``by`` thanks for ``act``; without ``warmth`` takes the thanks back."""

    by: str
    act: str
    warmth: Warmth | None


def _by_ids(act: Act) -> Act:
    """The act with the members it names by their ids alone, which is how it is stored."""
    for people in (act.givers, act.receivers):
        for person in people:
            if person.name and person.member:
                return act.naming(lambda one: replace(one, name="") if one.member and one.name else one)
    return act
