"""What can go wrong with a store in a database, with the system below one, or on the way to another."""

from __future__ import annotations

from dataclasses import dataclass

from ripple.domain.errors import RippleError, StoreDamaged, StoreUnreadable


@dataclass(eq=False)
class StoreUnreachable(StoreUnreadable):
    """The database does not answer, or does not let the app in (``reason``): what is in it is as it was."""


@dataclass(eq=False)
class NoDatabaseThere(StoreUnreachable):
    """At the start already the database did not answer, or did not let the app in (``reason``)."""


@dataclass(eq=False)
class EntryDamaged(StoreDamaged):
    """In the database, what it keeps of the group ``file`` cannot be trusted from entry ``byte`` on."""


@dataclass(eq=False)
class DriverMissing(RippleError):
    """What speaks with PostgreSQL is not installed."""


@dataclass(eq=False)
class NewerStore(RippleError):
    """A newer version of the app made the tables of the database, or changed them."""


@dataclass(eq=False)
class EncodingUnfit(RippleError):
    """The database keeps its texts in ``encoding``, which has not all letters."""

    encoding: str


@dataclass(eq=False)
class RightsMissing(RippleError):
    """The user of the database may not do what the app needs (``reason``)."""

    reason: str


@dataclass(eq=False)
class SystemUnfit(RippleError):
    """This system cannot lock files as a store in files needs it (``reason``)."""

    reason: str


@dataclass(eq=False)
class WouldOverwrite(RippleError):
    """The store that groups were to be copied into holds something else already."""
