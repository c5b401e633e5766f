"""The group itself: how it began, what it is called, what invites to it, what its hosts chose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from ripple.domain.events.base import Event, Renamed
from ripple.domain.model import Settings, become, clean_name


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStarted(Event):
    """The first entry of every group: its name, and the code and the secret that invite to it."""

    name: str
    code: str
    secret: str = ""
    erased: bool = False

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        become(self, name="" if self.erased else clean_name(self.name, "group name"))

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRenamed(Renamed):
    """A host gave the group another name."""

    by: str

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRenewed(Event):
    """From now on ``code`` and ``secret`` invite to the group, and no earlier ones.

    ``by`` is empty where nobody asked: a group from before there were secrets got one."""

    by: str
    code: str
    secret: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Event):
    """A host chose ``settings``."""

    by: str
    settings: Settings
