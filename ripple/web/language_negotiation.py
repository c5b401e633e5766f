"""What answers a browser speaks its visitor's language: what they chose, else what the browser asks for."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.language import of_the_browser, speaking


class LanguageNegotiation:
    """Whatever is said to a request is said in its language, and so in the threads that work for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        asked = request.headers.get("accept-language", "")
        with speaking(of_the_browser(request.cookies, asked)):
            await self.app(scope, receive, send)
