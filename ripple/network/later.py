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
        self._untold: deque[tuple[Callable[..., object], Any]] = deque()
        self._telling = RLock()

    def tell(
        self, change: Callable[Concatenate[Thing, Said], object], *args: Said.args, **_none: Said.kwargs
    ) -> None:
        """Call this method of the thing, with these arguments, before anybody sees it again."""
        self._untold.append((change, args))

    def heard(self) -> Thing:
        """The thing, having heard everything."""
        if self._untold:
            with self._telling:
                while self._untold:
                    change, args = self._untold[0]
                    change(self._thing, *args)
                    self._untold.popleft()  # not before: who finds nothing untold may look
        return self._thing
