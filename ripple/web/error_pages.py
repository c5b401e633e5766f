"""An answer that breaks is still a page, in the visitor's language."""

from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ripple.web.server_pages import broken


class ErrorPages:
    """Say that something went wrong where nothing was answered yet; the error goes on to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = scope["type"] != "http"

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception:
            if not begun:
                await HTMLResponse(broken(), status_code=500)(scope, receive, send)
            raise
