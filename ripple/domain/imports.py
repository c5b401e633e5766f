"""What was brought into a group from elsewhere: which acts came together can be taken back together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

UNDONE_WITHIN = timedelta(days=7)


@dataclass(slots=True)
class Import:
    """Acts that came in together, by their ids, ``at`` this moment.

    ``by`` is the host who brought them, empty where it was whoever runs the app. ``undone`` names the entry
    that took them back, and is empty while none did.
    """

    id: str
    at: datetime
    by: str
    acts: list[str] = field(default_factory=list)
    undone: str = ""

    def can_be_undone(self, now: datetime) -> bool:
        """Whether it is so new still, and was not taken back."""
        return not self.undone and now - self.at <= UNDONE_WITHIN


@dataclass(slots=True)
class Imports:
    """All of a group, in the order of its log."""

    _begun: dict[str, Import] = field(default_factory=dict)
    _undone: set[str] = field(default_factory=set)  # entries

    def begin(self, one: Import) -> None:
        """From now on acts can come with it."""
        self._begun.setdefault(one.id, one)

    def came(self, act: str, brought: str) -> None:
        """The act came with the import of this id."""
        if one := self._begun.get(brought):
            one.acts.append(act)

    def undo(self, one: Import, entry: str) -> None:
        """It was taken back by this entry."""
        one.undone = entry
        self._undone.add(entry)

    def find(self, id: str) -> Import | None:
        """The import of this id, if there is one."""
        return self._begun.get(id)

    def took_back(self, entry: str | None) -> bool:
        """Whether this entry is one that took an import back."""
        return entry in self._undone

    def undoable(self, now: datetime) -> Iterator[Import]:
        """Those that can be taken back still, newest first."""
        return (one for one in reversed(list(self._begun.values())) if one.acts and one.can_be_undone(now))
