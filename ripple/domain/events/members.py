"""Who is in the group, under which name, and who looks after it."""

from __future__ import annotations

from typing import Self

from ripple.domain.checked import become
from ripple.domain.events.base import Event, Renamed
from ripple.domain.model import replace
from ripple.domain.texts import clean_name


class MemberJoined(Event, frozen=True, kw_only=True):
    """Somebody came as ``name``; ``member`` is their id from now on. One who ``waits`` is not in yet."""

    member: str
    name: str
    host: bool = False
    waits: bool = False
    erased: bool = False

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name))

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


class MemberAdmitted(Event, frozen=True, kw_only=True):
    """A host let in somebody who waited, under another ``name`` than they came with where it says one."""

    by: str
    member: str
    name: str = ""

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, name=clean_name(self.name) if self.name else "")

    def without_words(self) -> Self:
        return replace(self, name="")


class MemberWaits(Event, frozen=True, kw_only=True):
    """A host takes back that ``member`` was let in: they wait again, as before."""

    by: str
    member: str


class MemberGone(Event, frozen=True, kw_only=True):
    """``member`` left, or ``by`` another was removed or not let in: out at once, in every browser."""

    by: str
    member: str


class MemberErased(Event, frozen=True, kw_only=True):
    """The name of ``member`` is gone, also from what others wrote about them."""

    member: str


class MemberRenamed(Renamed, frozen=True, kw_only=True):
    """``member`` goes under another name from now on, also in what was told before."""

    member: str

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


class HostNamed(Event, frozen=True, kw_only=True):
    """``member`` is a ``host`` from now on, or no more."""

    by: str
    member: str
    host: bool
