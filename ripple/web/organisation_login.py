"""Around Streamlit's two doors for an organisation's sign-in (OpenID Connect), where it is switched on."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ripple.actions.invitations import SECRET_LENGTH
from ripple.actions.organisation_identity import FRESH
from ripple.actions.rate_limits import SIGNING_IN, check_rate
from ripple.domain.errors import SlowDown
from ripple.web.client_address import client_address
from ripple.web.server_pages import too_fast

LOGIN, CALLBACK = "/auth/login", "/oauth2callback"
ANSWER = "_streamlit_user"  # what cookies begin with that hold what the organisation said
TOKENS = f"{ANSWER}_tokens"  # would open more at the organisation; nothing here needs them
KEPT_S = int(FRESH.total_seconds())
INVITED = "invited_with"  # the code of the invitation that somebody follows, while they are away
AWAY_S = 600
LONGEST_CODE = SECRET_LENGTH + 8  # of an invitation, with what people write between its signs


class OrganisationLogin:
    """Remember the invitation somebody came with, and tell the page when nothing came of it.

    What the answer's address says is not for the log: an error in it goes no further than here.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] not in (LOGIN, CALLBACK):
            await self.app(scope, receive, send)
            return
        answer = _refusal(scope) or await self._answer(Request(scope), receive)
        answer.headers["Cache-Control"] = "no-store"
        await answer(scope, receive, send)

    async def _answer(self, request: Request, receive: Receive) -> Response:
        if request.scope["path"] == LOGIN:
            return await self._go(request, receive)
        return await self._come_back(request, receive)

    async def _go(self, request: Request, receive: Receive) -> Response:
        """On to the organisation; from which page, browsers say."""
        code = _code_in(request.headers.get("referer", ""))
        answer = await self._asked(request, receive)
        if not urlsplit(answer.headers.get("location", "")).netloc:  # it cannot be reached, or nobody asked
            return RedirectResponse("." + _way_back(code, failed=True), status_code=303)
        _remember(answer, request, code)
        return answer

    async def _come_back(self, request: Request, receive: Receive) -> Response:
        code = request.cookies.get(INVITED, "")[:LONGEST_CODE]
        if "error" in request.query_params:  # they thought better of it, or the organisation did
            answer: Response = RedirectResponse("/", status_code=303)
        else:
            answer = await self._asked(request, receive)
        answer.status_code = 303
        answer.headers["location"] = _way_back(code, failed=not _holds_an_answer(answer))
        _keep_little(answer, request)
        _remember(answer, request, "")
        return answer

    async def _asked(self, request: Request, receive: Receive) -> Response:
        """What Streamlit answers."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.app(request.scope, receive, keep)
        start, *rest = messages
        answer = Response(b"".join(part.get("body", b"") for part in rest), start["status"])
        answer.raw_headers = list(start["headers"])
        return answer


def forget_the_answer(response: Response, request: Request) -> None:
    """What the organisation said was used, or is not wanted: have the browser forget it."""
    for name in request.cookies:
        if name.startswith(ANSWER):
            response.delete_cookie(name, httponly=True, samesite="lax")


def _refusal(scope: Scope) -> Response | None:
    address = client_address(scope)
    try:
        check_rate(SIGNING_IN, one=address, asker=address)
    except SlowDown as wait:
        headers = {"Retry-After": str(wait.seconds)}
        return HTMLResponse(too_fast(wait), status_code=429, headers=headers)
    return None


def _code_in(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("code", [""])[0][:LONGEST_CODE]


def _way_back(code: str, *, failed: bool) -> str:
    told = {"code": code, "sign_in": "failed" if failed else ""}
    query = urlencode({name: value for name, value in told.items() if value})
    return f"./?{query}" if query else "./"


def _remember(response: Response, request: Request, code: str) -> None:
    if code:
        secure = request.url.scheme == "https"
        response.set_cookie(INVITED, code, max_age=AWAY_S, httponly=True, samesite="lax", secure=secure)
    elif INVITED in request.cookies:
        response.delete_cookie(INVITED, httponly=True, samesite="lax")


def _holds_an_answer(response: Response) -> bool:
    cookies = [value for name, value in response.headers.items() if name == "set-cookie"]
    return any(each.startswith(f"{ANSWER}=") and not each.startswith(f'{ANSWER}=""') for each in cookies)


def _keep_little(response: Response, request: Request) -> None:
    """Of what the browser is to keep only who it is, for as long as that is good (Streamlit: a month)."""
    secure = "; Secure" if request.url.scheme == "https" else ""
    headers = []
    for name, value in response.headers.items():
        if name == "set-cookie" and value.startswith(ANSWER) and "Max-Age=0" not in value:
            if value.startswith(TOKENS):
                continue
            value = re.sub(r"Max-Age=\d+", f"Max-Age={KEPT_S}", value) + secure
        headers.append((name.encode("latin-1"), value.encode("latin-1")))
    response.raw_headers[:] = headers
