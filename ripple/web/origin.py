"""Only pages of this app may talk to it."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


class OwnOriginOnly:
    """Refuse what a page of another site sends, before Streamlit sees it.

    Streamlit checks origins too, but asks an outside service for the machine's address before
    it says yes or no to one that it does not know. What passes here is of this very address,
    so it goes on as one that Streamlit knows; a socket as it came, which Streamlit compares with
    the address itself, and with the one that an organisation's sign-in is good for.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            if not is_own(scope, headers):
                await _refusal(scope)(scope, receive, send)
                return
            if scope["type"] == "http" and "origin" in headers:
                kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
                scope = {**scope, "headers": [*kept, (b"origin", b"http://localhost")]}
        await self.app(scope, receive, send)


def is_own(scope: Scope, headers: Headers) -> bool:
    """Whether it comes from a page of ours, or changes nothing and comes from no page at all.

    With everything that changes something, browsers say which page it comes from. A proxy may
    have taken the encryption off, but nothing puts it on: over it no plain page is ours.
    """
    if "origin" not in headers:
        return scope["type"] == "websocket" or scope["method"] in ("GET", "HEAD", "OPTIONS")
    schemes = ("https", "http") if scope["scheme"] in ("http", "ws") else ("https",)
    return headers["origin"] in [f"{scheme}://{headers.get('host')}" for scheme in schemes]


def _refusal(scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(POLICY_VIOLATION)
    return PlainTextResponse("This page belongs to another site.", status_code=403)
