"""What the hosts decided lately: who, when, and about whom or which act. No word of an act is kept here."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

KEPT = 100  # decisions: some weeks of a lively group


class Deed(StrEnum):
    """What a host can decide. The values are keys of texts and stand in no file."""

    ADMITTED = "admitted"
    WAITS_AGAIN = "waits again"
    TURNED_AWAY = "turned away"
    REMOVED = "removed"
    HOST_NAMED = "host named"
    HOST_NO_MORE = "host no more"
    APPROVED = "approved"
    DECLINED = "declined"
    HIDDEN = "hidden"
    RESTORED = "restored"
    TAKEN_AWAY = "taken away"
    SETTINGS = "settings"
    INVITATION = "invitation"
    RENAMED = "renamed"
    END_ASKED = "end asked"
    END_STOPPED = "end stopped"
    BROUGHT_IN = "brought in"
    IMPORT_UNDONE = "import undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """A host's ``deed`` at this moment, ``about`` a member or an act by their id, where it was about one.

    ``by`` is the host; empty where the log does not say who it was.
    """

    at: datetime
    deed: Deed
    by: str = ""
    about: str = ""


@dataclass(slots=True)
class Decisions:
    """The last hundred of a group, in the order of its log."""

    _kept: deque[Decision] = field(default_factory=lambda: deque(maxlen=KEPT))

    def note(self, decision: Decision) -> None:
        """Keep it, and let go of the oldest where there are too many."""
        self._kept.append(decision)

    def newest(self) -> Iterator[Decision]:
        """All that are kept, newest first."""
        return iter(reversed(list(self._kept)))
