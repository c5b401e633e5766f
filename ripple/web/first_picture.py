"""The pond in the very first page, for who is in a group: the app draws it some moments later.

It holds no word of anybody: drops, links and rings, as the page shows them while its chart is on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from ripple.actions.joining import signed_in, tokens_in
from ripple.domain.errors import RippleError
from ripple.live import Groups, LiveGroup
from ripple.web.assets import takes_packed, zipped

LOOKS = ("light", "dark")
KEPT = 32  # pictures, packed: to pack one takes as long as to draw it
AT_ONCE = 4  # pictures that are made; of a store that is slow or away no more threads wait
NOTHING = (
    '<svg xmlns="http://www.w3.org/2000/svg"/>'  # is seen as nothing, where no image is seen as a broken one
)

# The pond of a group in one of the `LOOKS`, on its water, as an SVG image.
Still = Callable[[LiveGroup, str], str]


def no_still(_live: LiveGroup, _look: str) -> str:
    """Nothing is seen of any pond."""
    return NOTHING


def begins_at_a_pond(scope: Scope) -> bool:
    """Whether the page that a browser asks for is home, of the one group that it has a cookie of.

    With an act or an invitation in its address the page begins otherwise, and who is in several groups has
    their list beside it.
    """
    is_home = scope["path"] == "/" and not scope.get("query_string")
    return is_home and len(tokens_in(Request(scope).cookies)) == 1


class FirstPicture:
    """Answers with the pond of the one group that a browser is signed in to."""

    def __init__(self, groups: Callable[[], Groups], still: Still = no_still) -> None:
        self._groups, self._still = groups, still
        self._places = CapacityLimiter(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """The image; an empty one for whoever is in no group, or waits to be let in."""
        look, tokens = request.path_params["look"], tokens_in(request.cookies)
        drawn = NOTHING
        if look in LOOKS and len(tokens) == 1:
            drawn = await to_thread.run_sync(self._drawn, tokens, look, limiter=self._places)
        plain, packed = _answers(drawn)
        return packed if takes_packed(request.scope) else plain

    def _drawn(self, tokens: Mapping[str, str], look: str) -> str:
        [(group, token)] = tokens.items()
        try:
            live = self._groups().glance(group)
        except RippleError:  # deleted, or it cannot be read: the page will say so
            return NOTHING
        return self._still(live, look) if signed_in(live, token) else NOTHING


@lru_cache(maxsize=KEPT)
def _answers(drawn: str) -> tuple[Response, Response]:
    """What is ``drawn``, as it is and packed."""
    headers = {"Vary": "Accept-Encoding, Cookie"}
    plain = Response(drawn, media_type="image/svg+xml", headers=headers)
    headers["Content-Encoding"] = "gzip"
    return plain, Response(zipped(drawn.encode()), media_type="image/svg+xml", headers=headers)
