"""The cookies that sign a browser in.

Where the way is encrypted their names begin with ``__Host-``: browsers take such a cookie from this very
address alone and only over that way, so that nothing else on this machine's name can set one. The names
from before, and those of a way that is not encrypted, go on to be read.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from ripple.actions.groups import COOKIE, SECURE_COOKIE, tokens_in

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
