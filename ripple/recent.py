"""What came last in a group: whoever looks asks every second whether it is news to them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from ripple.domain.events.acts import ActThanked
from ripple.domain.events.log import Stored
from ripple.domain.events.sign_in import LinkIssued, SignedIn, SignedOut
from ripple.domain.history import History
from ripple.domain.moderation import Asker, concerns

KEPT = 100  # entries; whoever saw less is told that there is news
# Kept as they are; of what is for everybody, nothing but that it came.
FOR_FEW = (ActThanked, LinkIssued, SignedIn, SignedOut)


class Recent:
    """The last entries of a group, as far as they are not for everybody."""

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
        if not came or came[0][0] > seen + 1:
            return True
        return any(
            entry is None or concerns(history, asker, entry) for version, entry in came if version > seen
        )
