"""What is made of one version of something, once for everybody who asks."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

T = TypeVar("T")


class Once:
    """Things by what they are; those that were made of an earlier version are let go."""

    def __init__(self) -> None:
        self._made: dict[Hashable, tuple[int, object]] = {}

    def made(self, what: Hashable, version: int, make: Callable[[], T]) -> T:
        """What ``make`` returned for this ``version``; it is called for the first who asks."""
        made = self._made.get(what)
        if made is None or made[0] != version:
            self._made = {each: kept for each, kept in self._made.items() if kept[0] == version}
            made = self._made[what] = (version, make())
        return made[1]  # type: ignore[return-value]  # the caller's own `make` made it
