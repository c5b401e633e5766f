"""Few pages of strangers are run at the same moment, however slow the machine is: a run beside it takes that
much longer, and a member's page runs beside them."""

from __future__ import annotations

import asyncio
from weakref import WeakValueDictionary

AT_ONCE = 3  # runs for the strangers of one address
LONGEST_S = 3  # of which nothing was heard; then it is taken for finished


class Turns:
    """Whose turn it is, by address, in the order in which they came."""

    def __init__(self) -> None:
        self._free: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    def at(self, address: str) -> Turn:
        """The turns of one socket from there."""
        return Turn(self._free.setdefault(address, asyncio.Semaphore(AT_ONCE)))


class Turn:
    """One socket: a run of its page begins when it is its turn, and ends it."""

    def __init__(self, free: asyncio.Semaphore) -> None:
        self._free = free
        self._ended = asyncio.Event()
        self._ended.set()
        self._patience: asyncio.TimerHandle | None = None

    async def begin(self) -> None:
        """Wait for it, and for the end of the run before."""
        await self._ended.wait()
        await self._free.acquire()
        self._ended.clear()
        self._patience = asyncio.get_running_loop().call_later(LONGEST_S, self.end)

    def end(self) -> None:
        """The run is finished, or nobody knows of it any more."""
        if not self._ended.is_set():
            self._ended.set()
            self._free.release()
        if self._patience:
            self._patience.cancel()
