"""What is seen while the app is on its way: a drop, and the pond of who is in a group (`first_drop.css`).

The pond holds no word of anybody: it is the still that the page shows while its chart is on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qsl, quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response

from ripple.actions.joining import signed_in, tokens_in
from ripple.domain.errors import RippleError
from ripple.live import Groups, LiveGroup
from ripple.web.assets import takes_packed, zipped

FIRST_DROP = '<div class="first-drop" aria-hidden="true"></div>'
LOOKS = ("light", "dark")
KEPT = 32  # pictures, packed: to pack one takes as long as to draw it
AT_ONCE = 4  # pictures that are made; of a store that is slow or away no more threads wait
NOTHING = '<svg xmlns="http://www.w3.org/2000/svg"/>'  # where no image would be seen as a broken one

# The pond of a group in one of the `LOOKS`, on its water, as an SVG image.
Still = Callable[[LiveGroup, str], str]


def no_still(_live: LiveGroup, _look: str) -> str:
    """Nothing is seen of any pond."""
    return NOTHING


def seen_first(request: Request) -> str:
    """HTML: what is seen first at home, which is the drop, and over it the pond.

    Of the one group that the browser has a cookie of; for who has several, of that in the address. With an
    act or an invitation in its address the page begins otherwise.
    """
    groups = tokens_in(request.cookies).keys()
    match parse_qsl(request.url.query):
        case [] if len(groups) == 1:
            [group] = groups
        case [("group", asked)] if asked in groups:
            group = asked
        case _:
            return FIRST_DROP
    light, dark = (f"./first-picture/{quote(group, safe='')}/{look}" for look in LOOKS)
    beside = " beside-a-list" if len(groups) > 1 else ""
    return (
        f'<div class="first-pond{beside}" aria-hidden="true">{FIRST_DROP}<picture>'
        f'<source media="(prefers-color-scheme: dark)" srcset="{dark}" />'
        f'<img alt="" src="{light}" /></picture></div>'
    )


class FirstPicture:
    """Answers with the pond of a group, to who is in it."""

    def __init__(self, groups: Callable[[], Groups], still: Still = no_still) -> None:
        self._groups, self._still = groups, still
        self._places = CapacityLimiter(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        """The image; an empty one for whoever is not in the group, or waits to be let in."""
        group, look = request.path_params["group"], request.path_params["look"]
        token, drawn = tokens_in(request.cookies).get(group, ""), NOTHING
        if token and look in LOOKS:
            drawn = await to_thread.run_sync(self._drawn, group, token, look, limiter=self._places)
        plain, packed = _answers(drawn)
        return packed if takes_packed(request.scope) else plain

    def _drawn(self, group: str, token: str, look: str) -> str:
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
