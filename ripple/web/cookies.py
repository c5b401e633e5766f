"""The cookies that sign a browser in.

Where the way is encrypted their names begin with ``__Host-``: browsers take such a cookie from this very
address alone and only over that way, so that nothing else on this machine's name can set one. The names
from before, and those of a way that is not encrypted, go on to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ripple.actions.joining import COOKIE, SECURE_COOKIE, tokens_in
from ripple.web.index_page import is_page

SIGNED_IN_S = 400 * 24 * 3600  # as long as browsers keep a cookie


def is_encrypted(request: Request) -> bool:
    """Whether the browser came over TLS, also where a server in front forgot to say so: then browsers
    show what they show over TLS alone."""
    return request.url.scheme == "https" or any(name.startswith("__Host-") for name in request.cookies)


def token_of(request: Request, group: str) -> str:
    """What the browser shows of itself to the group; empty when nothing."""
    return tokens_in(request.cookies).get(group, "")


def sign_in_here(response: Response, request: Request, group: str, token: str) -> None:
    """Let the browser keep the ``token``, for as long as browsers keep anything."""
    secure = is_encrypted(request)
    name = (SECURE_COOKIE if secure else COOKIE) + group
    if secure and COOKIE + group in request.cookies:
        response.delete_cookie(COOKIE + group, httponly=True, samesite="lax")
    response.set_cookie(name, token, max_age=SIGNED_IN_S, httponly=True, samesite="lax", secure=secure)


def forget_here(response: Response, request: Request, group: str) -> None:
    """Let the browser forget it."""
    for prefix in (COOKIE, SECURE_COOKIE):
        if prefix + group in request.cookies:
            secure = prefix == SECURE_COOKIE
            response.delete_cookie(prefix + group, httponly=True, samesite="lax", secure=secure)


class CookieRenewal:
    """With each page that is loaded the browser keeps anew what signs it in, so that whoever comes now and
    then is never signed out for time alone. ``still_in`` says which groups' tokens are good."""

    def __init__(self, app: ASGIApp, still_in: Callable[[Mapping[str, str]], dict[str, str]]) -> None:
        self.app = app
        self.still_in = still_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        renewed = self._renewed(Request(scope)) if is_page(scope) else []

        async def send_with_them(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *renewed]}
            await send(message)

        await self.app(scope, receive, send_with_them if renewed else send)

    def _renewed(self, request: Request) -> list[tuple[bytes, bytes]]:
        """The headers by which the browser keeps its tokens as long as on the first day."""
        kept = Response()
        for group, token in self.still_in(request.cookies).items():
            sign_in_here(kept, request, group, token)
        return [header for header in kept.raw_headers if header[0] == b"set-cookie"]
