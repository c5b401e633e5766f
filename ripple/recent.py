"""What came last in a group: each who looks asks again and again whether it is news to them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from ripple.domain.events.log import Stored
from ripple.domain.history import History
from ripple.domain.moderation import FOR_FEW, Asker, concerns

KEPT = 100  # entries; whoever saw less is told that there is news


class Recent:
    """The last entries of a group: those for few, and of the others nothing but that they came."""

    def __init__(self) -> None:
        self._came: deque[tuple[int, Stored | None]] = deque(maxlen=KEPT)

    def add(self, version: int, entry: Stored) -> None:
        """The entry is in the group now, as its ``version``."""
        self._came.append((version, entry if isinstance(entry, FOR_FEW) else None))

    def is_news(self, history: History, asker: Callable[[str], Asker], seen: int) -> bool:
        """Whether anything came since the version that was ``seen`` which whoever asks may see, or so much
        that it is not known here any more."""
        if seen >= history.version:
            return False
        came = list(self._came)
        if not _reaches(came, seen):
            return True
        return any(
            entry is None or concerns(history, asker, entry) for version, entry in came if version > seen
        )

    def knows_since(self, seen: int) -> bool:
        """Whether all is known here that came since that version."""
        return _reaches(list(self._came), seen)


def _reaches(came: list[tuple[int, Stored | None]], seen: int) -> bool:
    return bool(came) and came[0][0] <= seen + 1
