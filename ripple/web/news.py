"""Whether there is news for an open page: each asks, and is answered once there is or a while went by.

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
from ripple.web.held_answers import HeldAnswers

# 205 is for a page that is to be drawn anew (RFC 9110, 15.3.6). Who is not in the group gets an empty 200: of
# a 404 each browser says in its console that something failed, and nothing did.
NOTHING, NEWS, NOT_HERE, TOLD = 204, 205, 200, 200
LOOK_EVERY_S = 0.5  # so often one of all who ask looks into the group's log, for what other processes stored
HOLD_S = 20  # so long an answer waits for news: less than any proxy does
TRY_EVERY_S = 2  # while the store cannot be reached
AT_ONCE = 4  # groups into which is looked; of a store that is slow or away no more threads wait


# What a page of the group is told, as JSON, for who shows this token and saw this version; None where the
# page is to be drawn anew.
Small = Callable[[LiveGroup, str, str, int], bytes | None]
State = tuple[int, bool]


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
        self._held = HeldAnswers(self._state)

    async def answer(self, request: Request) -> Response:
        """Nothing, or what there is since the version that the ``page`` tells of (``seen``), or that it is
        not so any more whether the store is ``away``; to who is in the group, or waits for it. While there is
        nothing, who asks to ``wait`` is answered later; each time it is asked anew who they are."""
        group, asked = request.path_params["group"], request.query_params
        token, until = token_of(request, group), self._clock() + HOLD_S * ("wait" in asked)
        while live := await self._looked_into(group) if token else None:
            known, seen = _state_of(live), _number(asked.get("seen"))
            member = signed_in(live, token) or waiting_with(live, token)
            if member is None:
                break
            if (live.trouble is not None) != ("away" in asked):
                return Response(status_code=NEWS)
            if live.recent.is_news(live.history, _asker(member.id, token), seen):
                asks = live, token, asked.get("page", ""), seen
                told = await to_thread.run_sync(self._small, *asks, limiter=self._telling)
                return Response(told, media_type="application/json") if told else Response(status_code=NEWS)
            if not await self._held.changes(group, known, until - self._clock(), request.receive):
                return Response(status_code=NOTHING)
        return Response(status_code=NOT_HERE)

    async def _state(self, group: str) -> State | None:
        live = await self._looked_into(group)
        return _state_of(live) if live else None

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


def _asker(member: str, token: str) -> Callable[[str], Asker]:
    return lambda act: Asker(member, claim_of(token, act))


def _state_of(live: LiveGroup) -> State:
    """What can be news of it."""
    return live.version, live.trouble is None


def _pause(live: LiveGroup) -> float:
    return TRY_EVERY_S if live.trouble else LOOK_EVERY_S


def _number(said: str | None) -> int:
    try:
        return int(said or "")
    except ValueError:
        return 0
