"""A pond in which acts get their places once somebody asks: that takes many times as long as to read them."""

from __future__ import annotations

from collections.abc import Iterable

from ripple.domain.history import History
from ripple.network.pond import Pond
from ripple.store.garbage import no_garbage


class LatePond:
    """How the group of a ``history`` looks, as far as somebody wanted to see it."""

    def __init__(self, history: History) -> None:
        self._history = history
        self.pond = Pond()
        self.asked_for = False
        self._unplaced: dict[str, None] = {}  # what looks different since

    def changed(self, acts: Iterable[str]) -> None:
        """These look different now."""
        if self.asked_for:
            self._unplaced.update(dict.fromkeys(acts))

    def place(self) -> None:
        """Put what is new into the pond: each act once, as it is now, however often it was taken back."""
        if not self.asked_for:
            with no_garbage(len(self._history.acts)):
                pond = Pond()
                pond.begin_with(self._history.acts.values())
            self.pond, self.asked_for = pond, True
        unplaced, self._unplaced = self._unplaced, {}
        for act in unplaced:
            self.pond.put(self._history.acts[act])
