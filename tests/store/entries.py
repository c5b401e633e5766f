"""Entries to store, made for tests."""

from datetime import UTC, datetime
from pathlib import Path

from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act, Person

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def posted(act: str, text: str = "Held the door", giver: str | None = None) -> ActPosted:
    """The entry of one act."""
    givers = (Person(giver),) if giver else ()
    return ActPosted(at=NOON, act=Act(id=act, text=text, posted_at=NOON, givers=givers))


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
