"""Who has how many pages open: where there is no room left, who has most makes some."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from anyio import CancelScope


class Rooms:
    """The open pages of every address, by whose they are, oldest first."""

    def __init__(self) -> None:
        self._open: dict[str, dict[str, list[CancelScope]]] = {}

    @contextmanager
    def one_more(self, address: str, who: str, *, most: int) -> Iterator[CancelScope | None]:
        """A scope for one more page, which is cancelled once it has to make room; None where there is none.

        All of an ``address`` may have ``most``. When these are open, the oldest of whoever has more than
        ``who`` will have goes: a few with many keep nobody out.
        """
        scope = self._room(address, who, most)
        if scope is None:
            yield None
            return
        mine = self._open.setdefault(address, {}).setdefault(who, [])
        mine.append(scope)
        try:
            yield scope
        finally:
            self._leave(address, who, scope)

    def of(self, who: str) -> int:
        """How many are open, at whichever address."""
        return sum(len(here.get(who, ())) for here in self._open.values())

    def make_way(self, address: str, who: str) -> None:
        """The oldest of theirs goes."""
        scope = self._open[address][who][0]
        self._leave(address, who, scope)
        scope.cancel()

    def _room(self, address: str, who: str, most: int) -> CancelScope | None:
        here = self._open.get(address, {})
        if sum(map(len, here.values())) >= most:
            fullest = max(here, key=lambda each: len(here[each]))
            if len(here[fullest]) <= len(here.get(who, ())) + 1:
                return None
            self.make_way(address, fullest)
        return CancelScope()

    def _leave(self, address: str, who: str, scope: CancelScope) -> None:
        """It is open no more, if it was."""
        here = self._open.get(address, {})
        if scope not in here.get(who, ()):
            return
        here[who].remove(scope)
        if not here[who]:
            del here[who]
        if not here:
            del self._open[address]
