"""What is reckoned once somebody asks: opening a group of many thousands costs none of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import RLock
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

Thing = TypeVar("Thing")
Said = ParamSpec("Said")


class Later(Generic[Thing]):
    """A ``thing`` that hears what happened when somebody wants to see it, and in the order it happened.

    One thread tells while others ask.
    """

    def __init__(self, thing: Thing) -> None:
        self._thing = thing
        # Two, and not pairs in one: each of 100,000 pairs would be looked at whenever garbage is sought.
        self._untold: deque[Callable[..., object]] = deque()
        self._with: deque[tuple[Any, ...]] = deque()
        self._telling = RLock()

    def tell(
        self, change: Callable[Concatenate[Thing, Said], object], *args: Said.args, **_none: Said.kwargs
    ) -> None:
        """Call this method of the thing, with these arguments, before anybody sees it again."""
        self._with.append(args)
        self._untold.append(change)

    def heard(self) -> Thing:
        """The thing, having heard everything."""
        if self._untold:
            with self._telling:
                while self._untold:
                    self._untold[0](self._thing, *self._with[0])
                    self._with.popleft()
                    self._untold.popleft()  # not before: who finds nothing untold may look
        return self._thing
