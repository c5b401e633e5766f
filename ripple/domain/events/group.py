"""The group itself: how it began, what it is called, what invites to it, what its hosts chose."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from ripple.domain.checked import become
from ripple.domain.errors import OutOfRange
from ripple.domain.events.base import Event, Renamed
from ripple.domain.model import FIRST_KINDS, NEVER, Kind, Settings, replace
from ripple.domain.texts import clean_language, clean_name

YEARS = (1900, 3000)  # in which a day can lie until which words are kept, or a group rests


class GroupStarted(Event, frozen=True, kw_only=True):
    """The first entry of every group: its name, and the code and the secret that invite to it.

    ``language`` is that of whoever started it, and ``ask_private`` holds, until a host chooses another
    (`Settings`). Groups from before the question have it off: nobody there was told of it."""

    name: str
    code: str
    secret: str = ""
    language: str = ""
    ask_private: bool = False
    erased: bool = False

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        name = "" if self.erased else clean_name(self.name, "group name")
        become(self, name=name, language=clean_language(self.language))

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


class GroupRenamed(Renamed, frozen=True, kw_only=True):
    """A host gave the group another name."""

    by: str

    def without_words(self) -> Self:
        return replace(self, name="", erased=True)


class CodeRenewed(Event, frozen=True, kw_only=True):
    """From now on ``code`` and ``secret`` invite to the group, and no earlier ones.

    ``by`` is empty where nobody asked: a group from before there were secrets got one."""

    by: str
    code: str
    secret: str = ""


class EndAsked(Event, frozen=True, kw_only=True):
    """A host asks for the end of the group; it comes after the time in which every other can stop it."""

    by: str


class EndStopped(Event, frozen=True, kw_only=True):
    """The group stays: a host said so, or (``by`` is empty) it was brought back from a backup."""

    by: str


class SettingsChanged(Event, frozen=True, kw_only=True):
    """A host chose what is not None here. What they left alone stays as it is, also a setting or a kind that
    a later version brings.

    A choice of ``keep_days`` (0 for always) ends ``keep_until``, and the other way round. A day
    ``rests_until`` that has gone by (`NEVER`) opens the group again. ``kinds_on`` are those that the form
    offers from now on, ``kinds_off`` those that it offers no more. Entries from before this one say all
    ``settings`` at once. Raises `OutOfRange`, `TextTooLong` and `LanguageUnclear`.
    """

    by: str
    settings: Settings | None = None
    approve_newcomers: bool | None = None
    approve_acts: bool | None = None
    unsigned: bool | None = None
    people_page: bool | None = None
    ask_kindly: bool | None = None
    ask_private: bool | None = None
    keep_days: int | None = None
    keep_until: date | None = None
    language: str | None = None
    rests_until: date | None = None
    quiet_from: int | None = None
    quiet_to: int | None = None
    zone: str | None = None
    kinds_on: tuple[Kind, ...] = ()
    kinds_off: tuple[Kind, ...] = ()

    def __post_init__(self) -> None:
        Event.__post_init__(self)
        chosen = self.applied_to(Settings())
        for day in (chosen.keep_until, chosen.rests_until):  # from no page; no calendar goes on for ever
            if day and day != NEVER and not YEARS[0] <= day.year <= YEARS[1]:
                raise OutOfRange("time", *YEARS)

    @classmethod
    def between(cls, before: Settings, after: Settings, *, id: str, at: datetime, by: str) -> Self:
        """What makes ``after`` of ``before``."""
        chosen: dict[str, Any] = {
            name: getattr(after, name) for name in _PLAIN if getattr(after, name) != getattr(before, name)
        }
        if (after.keep_days, after.keep_until) != (before.keep_days, before.keep_until):
            until = after.keep_until
            chosen |= {"keep_until": until} if until else {"keep_days": after.keep_days or 0}
        on = tuple(kind for kind in after.kinds if kind not in before.kinds)
        off = tuple(kind for kind in before.kinds if kind not in after.kinds)
        return cls(id=id, at=at, by=by, kinds_on=on, kinds_off=off, **chosen)

    def applied_to(self, before: Settings) -> Settings:
        """The settings that hold after ``before`` and this."""
        if self.settings:
            off = [kind for kind in FIRST_KINDS if kind not in self.settings.kinds]
            return replace(self.settings, kinds=tuple(kind for kind in Kind if kind not in off))
        chosen: dict[str, Any] = {
            name: choice for name in _PLAIN if (choice := getattr(self, name)) is not None
        }
        if self.keep_until is not None or self.keep_days is not None:
            chosen |= {"keep_days": self.keep_days or None, "keep_until": self.keep_until}
        kinds = ({*before.kinds} | {*self.kinds_on}) - {*self.kinds_off}
        return replace(before, kinds=tuple(kind for kind in Kind if kind in kinds), **chosen)


# What is told as it is.
_PLAIN = (
    *("approve_newcomers", "approve_acts", "unsigned", "people_page", "ask_kindly", "ask_private"),
    *("language", "rests_until", "quiet_from", "quiet_to", "zone"),
)
