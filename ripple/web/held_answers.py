"""Answers that wait until something changes: nobody has to ask again and again."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable

from starlette.types import Receive

TICK_S = 0.2  # so often one looks for all who wait whether a group is another by now


class HeldAnswers:
    """Who waits for which group to become another than they know it; ``state`` tells how it is now."""

    def __init__(self, state: Callable[[str], Awaitable[Hashable]]) -> None:
        self._state = state
        self._waiting: defaultdict[str, dict[asyncio.Future[bool], Hashable]] = defaultdict(dict)
        self._following: dict[str, asyncio.Task[None]] = {}

    async def changes(self, group: str, known: Hashable, seconds: float, receive: Receive) -> bool:
        """Whether the group becomes another than is ``known`` before these seconds are over, and before who
        asked has gone, as they ``receive`` it."""
        if seconds <= 0:
            return False
        woken: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        ends = asyncio.get_running_loop().call_later(seconds, _wake, woken, False)
        gone = asyncio.create_task(_goes(receive))
        gone.add_done_callback(lambda _gone: _wake(woken, False))
        self._waiting[group][woken] = known
        if group not in self._following:
            self._following[group] = asyncio.create_task(self._follow(group))
        try:
            return await woken
        finally:
            ends.cancel()
            gone.cancel()
            del self._waiting[group][woken]

    async def _follow(self, group: str) -> None:
        """As long as somebody waits."""
        try:
            while waiting := self._waiting[group]:
                await asyncio.sleep(TICK_S)
                now = await self._state(group)
                for woken, known in waiting.items():
                    if known != now:
                        _wake(woken, True)
        finally:
            del self._following[group]
            if not self._waiting[group]:
                del self._waiting[group]


async def _goes(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _wake(woken: asyncio.Future[bool], changed: bool) -> None:
    if not woken.done():
        woken.set_result(changed)
