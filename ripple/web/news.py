"""Whether there is news for an open page: asked by each about once a second, so it costs next to nothing.

Nothing is told besides: what a page then draws, it asks for itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from ripple.actions.joining import claim_of, signed_in, waiting_with
from ripple.domain.errors import RippleError
from ripple.domain.moderation import Asker
from ripple.live import Groups, LiveGroup
from ripple.web.cookies import token_of

# 205 is for a page that is to be drawn anew (RFC 9110, 15.3.6). Who is not in the group gets a plain 200: of
# a 404 each browser says in its console that something failed, and nothing did.
NOTHING, NEWS, NOT_HERE = 204, 205, 200
LOOK_EVERY_S = 0.2  # so often one of all who ask looks into the group's log, for what other processes stored
TRY_EVERY_S = 2  # while the store cannot be reached
AT_ONCE = 4  # groups into which is looked; of a store that is slow or away no more threads wait


class NewsDesk:
    """Answers all who ask; one of them at a time looks into a group, and the others hear what is known."""

    def __init__(self, groups: Callable[[], Groups], clock: Callable[[], float] = time.monotonic) -> None:
        self._groups, self._clock = groups, clock
        self._looking: set[str] = set()
        self._places = CapacityLimiter(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """Nothing, or that there is news since the version that the page drew (``seen``), or that it is not
        so any more whether the store is ``away``; to who is in the group, or waits for it."""
        token = token_of(request, request.path_params["group"])
        live = await self._looked_into(request.path_params["group"]) if token else None
        if live is None:
            return Response(status_code=NOT_HERE)
        member = signed_in(live, token) or waiting_with(live, token)
        if member is None:
            return Response(status_code=NOT_HERE)
        asked, me = request.query_params, member.id
        away = (live.trouble is not None) != ("away" in asked)
        seen = _number(asked.get("seen"))
        news = live.recent.is_news(live.history, lambda act: Asker(me, claim_of(token, act)), seen)
        return Response(status_code=NEWS if away or news else NOTHING)

    async def _looked_into(self, group: str) -> LiveGroup | None:
        """The group, as others left it a moment ago; None where there is none."""
        groups = self._groups()
        live = groups.if_open(group)
        if live and (group in self._looking or self._clock() - live.looked_at < _pause(live)):
            return live
        self._looking.add(group)
        try:
            return await to_thread.run_sync(groups.glance, group, limiter=self._places)
        except RippleError:  # deleted, or it cannot be read: the page that asks will say so
            return None
        finally:
            self._looking.discard(group)


def _pause(live: LiveGroup) -> float:
    return TRY_EVERY_S if live.trouble else LOOK_EVERY_S


def _number(said: str | None) -> int:
    try:
        return int(said or "")
    except ValueError:
        return 0
