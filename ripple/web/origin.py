"""Only pages of this app may talk to it."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

POLICY_VIOLATION = 1008  # RFC 6455, 7.4.1


class OwnOriginOnly:
    """Refuse what a page of another site sends, before Streamlit sees it.

    Streamlit checks origins too, but asks an outside service for the machine's address before
    it says yes or no to one that it does not know. What passes here is of this very address,
    so it goes on as one that Streamlit knows.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc != headers.get("host"):
                await _refusal(scope)(scope, receive, send)
                return
            known = [(b"origin", b"http://localhost")] if origin is not None else []
            kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            scope = {**scope, "headers": kept + known}
        await self.app(scope, receive, send)


def _refusal(scope: Scope) -> ASGIApp:
    if scope["type"] == "websocket":
        return WebSocketClose(POLICY_VIOLATION)
    return PlainTextResponse("This page belongs to another site.", status_code=403)
