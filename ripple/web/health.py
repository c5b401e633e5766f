"""Whether the app is alive, and whether it is ready: for a proxy, an engine of containers, or an alarm."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ripple.domain.errors import RippleError
from ripple.live import DIRECTORY, Groups

LOOKS_EVERY_S = 1.0  # however often it is asked: everybody may
ANSWERS_WITHIN_S = 2.0  # a database that is away is waited for longer

READY, STORE, BEHIND = "ready", "store", "behind"


def healthz(request: Request) -> Response:  # noqa: ARG001 - the same for everybody
    """The process answers; it has opened its store, for before that it takes no connection."""
    return PlainTextResponse("alive")


class Readiness:
    """Looks at the store, for all who ask together, and says in one word what is in the way:

    ``store`` when it cannot be read just now, ``behind`` while this process does not know all that is in it.
    """

    def __init__(self, groups: Callable[[], Groups]) -> None:
        self._groups = groups
        self._look: asyncio.Task[str] | None = None
        self._began = 0.0

    async def readyz(self, request: Request) -> Response:  # noqa: ARG002 - the same for everybody
        """The word: 200 when the app is ready, else 503."""
        word = await self._word()
        return PlainTextResponse(word, status_code=200 if word == READY else 503)

    async def _word(self) -> str:
        now = time.monotonic()
        if self._look is None or (self._look.done() and now - self._began > LOOKS_EVERY_S):
            self._began = now
            self._look = asyncio.create_task(asyncio.to_thread(self._looked))
        done, _late = await asyncio.wait({self._look}, timeout=ANSWERS_WITHIN_S)
        return self._look.result() if done else STORE

    def _looked(self) -> str:
        groups = self._groups()
        try:
            newest = groups.log.version(DIRECTORY)
            return READY if groups.directory.read().version >= newest else BEHIND
        except RippleError:
            return STORE
