"""What comes into a group from elsewhere, many acts at once."""

from __future__ import annotations

from ripple.domain.events.base import Event


class ImportBegun(Event, frozen=True, kw_only=True):
    """Acts that come from now on say with ``brought`` that they came with this import.

    ``by`` is the host who brings them; empty where it is whoever runs the app.
    """

    brought: str
    by: str = ""


class ImportUndone(Event, frozen=True, kw_only=True):
    """A host takes back all acts that came with an import: each is an unnamed drop, as if it was erased."""

    brought: str
    by: str
