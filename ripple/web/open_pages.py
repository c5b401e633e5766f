"""Who has how many pages open: where there is no room left, who has most makes some."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from anyio import CancelScope

Pages = dict[str, list[CancelScope]]  # by whose they are, oldest first


class OpenPages:
    """The open pages of every address, by the group that they are in and by whose they are.

    First groups share, then those in a group: with many names in a group of one's own nobody gets more.
    """

    def __init__(self) -> None:
        self._open: dict[str, dict[str, Pages]] = {}

    @contextmanager
    def one_more(self, address: str, group: str, who: str, *, most: int) -> Iterator[CancelScope | None]:
        """A scope for one more page, which is cancelled once it has to make room; None where there is none.

        All of an ``address`` may have ``most``. When these are open, of the group that has more than
        ``who``'s will have, or else of their own, whoever has most gives their oldest, if that leaves them
        no fewer than ``who``: a few with many keep nobody out.
        """
        scope = self._room(address, group, who, most)
        if scope is None:
            yield None
            return
        self._open.setdefault(address, {}).setdefault(group, {}).setdefault(who, []).append(scope)
        try:
            yield scope
        finally:
            self._leave(address, group, who, scope)

    def of(self, group: str, who: str) -> int:
        """How many are open, at whichever address."""
        return sum(len(here.get(group, {}).get(who, ())) for here in self._open.values())

    def make_way(self, address: str, group: str, who: str) -> None:
        """The oldest of theirs goes."""
        scope = self._open[address][group][who][0]
        self._leave(address, group, who, scope)
        scope.cancel()

    def _room(self, address: str, group: str, who: str, most: int) -> CancelScope | None:
        here = self._open.get(address, {})
        open_in = {each: sum(map(len, pages.values())) for each, pages in here.items()}
        if sum(open_in.values()) >= most:
            fullest = max(open_in, key=lambda each: open_in[each])
            theirs = fullest if open_in[fullest] > open_in.get(group, 0) + 1 else group
            pages = here.get(theirs, {})
            gives = max(pages, key=lambda each: len(pages[each]), default=None)
            if gives is None or (theirs == group and len(pages[gives]) <= len(pages.get(who, ())) + 1):
                return None
            self.make_way(address, theirs, gives)
        return CancelScope()

    def _leave(self, address: str, group: str, who: str, scope: CancelScope) -> None:
        """It is open no more, if it was."""
        here = self._open.get(address, {})
        pages = here.get(group, {})
        if scope not in pages.get(who, ()):
            return
        pages[who].remove(scope)
        if not pages[who]:
            del pages[who]
        if not pages:
            del here[group]
        if not here:
            del self._open[address]
