"""Whether there is news for an open page: asked by each about once a second, so it costs next to nothing.

Where it is small, the answer is what the page is told of it; of all else a page asks for itself.
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

# 205 is for a page that is to be drawn anew (RFC 9110, 15.3.6). Who is not in the group gets an empty 200: of
# a 404 each browser says in its console that something failed, and nothing did.
NOTHING, NEWS, NOT_HERE, TOLD = 204, 205, 200, 200
LOOK_EVERY_S = 0.2  # so often one of all who ask looks into the group's log, for what other processes stored
TRY_EVERY_S = 2  # while the store cannot be reached
AT_ONCE = 4  # groups into which is looked; of a store that is slow or away no more threads wait


# What a page of the group is told, as JSON, for who shows this token and saw this version; None where the
# page is to be drawn anew.
Small = Callable[[LiveGroup, str, str, int], bytes | None]


def nothing_small(_live: LiveGroup, _token: str, _page: str, _seen: int) -> None:
    """All news are drawn."""


class NewsEndpoint:
    """Answers all who ask; one of them at a time looks into a group, and the others hear what is known.

    What is ``small`` is told in the answer.
    """

    def __init__(
        self,
        groups: Callable[[], Groups],
        small: Small = nothing_small,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._groups, self._small, self._clock = groups, small, clock
        self._looking: set[str] = set()
        self._places, self._telling = CapacityLimiter(AT_ONCE), CapacityLimiter(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """Nothing, or what there is since the version that the ``page`` tells of (``seen``), or that it is
        not so any more whether the store is ``away``; to who is in the group, or waits for it."""
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
        if not away and not news:
            return Response(status_code=NOTHING)
        asks = live, token, asked.get("page", ""), seen
        told = None if away else await to_thread.run_sync(self._small, *asks, limiter=self._telling)
        return Response(told, media_type="application/json") if told else Response(status_code=NEWS)

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
