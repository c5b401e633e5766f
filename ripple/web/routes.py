"""The few things that a page cannot do: follow an invitation, set the cookie that signs in."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from hmac import compare_digest
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ripple.actions.groups import COOKIE, SignInLink, enter, proof_of
from ripple.domain.errors import RippleError
from ripple.live import Groups

SIGNED_IN_S = 400 * 24 * 3600  # as long as browsers keep a cookie


def routes(groups: Callable[[], Groups]) -> list[Route]:
    """The routes, on the groups that ``groups`` gives once the app runs."""
    return [
        Route("/join/{code}", join, methods=["GET"]),
        Route("/enter/{group}/{secret}", partial(come_in, groups), methods=["GET"]),
        Route("/leave/{group}/{proof}", leave, methods=["GET"]),
    ]


def join(request: Request) -> Response:
    """An invitation, short enough to be read out: on to the page that asks for a name."""
    code = quote(request.path_params["code"], safe="")
    return RedirectResponse(f"../?code={code}", status_code=303)


def come_in(groups: Callable[[], Groups], request: Request) -> Response:
    """Use a sign-in link up: set the cookie, and on to the group."""
    if request.method == "HEAD":  # a preview asks whether the page is there; it must not use it up
        return Response()
    link = SignInLink(request.path_params["group"], request.path_params["secret"])
    try:
        token = enter(groups(), link, now=datetime.now(UTC))
    except RippleError:  # spent or made up: the page that follows asks for a code
        return RedirectResponse("../../?spent=1", status_code=303)
    response = RedirectResponse("../../", status_code=303)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address that led here was a secret
    response.set_cookie(
        COOKIE + link.group,
        token,
        max_age=SIGNED_IN_S,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def leave(request: Request) -> Response:
    """Take the cookie away, but only when a page of the signed-in member itself asks."""
    group, proof = request.path_params["group"], request.path_params["proof"]
    response = RedirectResponse("../../", status_code=303)
    if compare_digest(proof_of(request.cookies.get(COOKIE + group, "")), proof):
        response.delete_cookie(COOKIE + group, httponly=True, samesite="lax")
    return response
