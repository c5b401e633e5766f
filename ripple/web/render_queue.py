"""Pictures are drawn one at a time, and who waits for theirs holds nobody else up.

To wait takes no thread: those of the server are few, and coming in, signing in and leaving need them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

from anyio import CapacityLimiter, from_thread, to_thread
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from ripple.charts.export import render

PLACES = 20  # in the queue, with the one that is being drawn
ONE_TAKES_S = 5


class Queue:
    """Who waits for a picture, or has one drawn just now: so many, and everybody once."""

    def __init__(self) -> None:
        self.waiting: set[str] = set()
        self._one_at_a_time = CapacityLimiter(1)

    def has_room_for(self, who: str) -> bool:
        """Whether they may wait for a picture."""
        return who not in self.waiting and len(self.waiting) < PLACES

    @property
    def wait_s(self) -> int:
        """How many seconds it takes about until those are done that wait now."""
        return ONE_TAKES_S * max(1, len(self.waiting))

    async def drawn(self, make: Callable[[], bytes]) -> bytes:
        """What ``make`` returns, when its turn has come. Who goes away meanwhile has nothing drawn."""
        render.go_on.set(from_thread.check_cancelled)
        return await to_thread.run_sync(make, limiter=self._one_at_a_time)


class Picture(StreamingResponse):
    """An answer that begins at once, so that the browser knows of a file, and goes on when it is drawn."""

    def __init__(
        self, queue: Queue, who: str, make: Callable[[], bytes], mime: str, headers: dict[str, str]
    ) -> None:
        async def parts() -> AsyncIterator[bytes]:
            try:
                drawn = await queue.drawn(make)
            finally:  # who reads it slowly, or not at all, keeps nobody waiting
                queue.waiting.discard(who)
            yield drawn

        super().__init__(parts(), media_type=mime, headers=headers)
        self.queue, self.who = queue, who
        queue.waiting.add(who)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.queue.waiting.discard(self.who)
