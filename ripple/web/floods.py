"""Slowing down who sends file after file, or opens the app hundreds of times at once."""

from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from ripple.actions.pace import UPLOADING, asker_at, unhurried
from ripple.domain.errors import SlowDown

UPLOADS = "/_stcore/upload_file/"
SOCKETS = 500  # open pages of one address: a school; each holds some 0.2 MB
TRY_AGAIN_LATER = 1013  # of the registry that RFC 6455, 11.7 begins


class NoFloods:
    """Refuse what an address sends beyond its measure, before any of it is kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._one_page(scope, receive, send)
            return
        if scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOADS):
            try:
                unhurried(UPLOADING, one=_asker(scope), asker=_asker(scope))
            except SlowDown as wait:
                headers = {"Retry-After": str(wait.seconds)}
                answer = PlainTextResponse("Please wait a little.", status_code=429, headers=headers)
                await answer(scope, receive, send)
                return
        await self.app(scope, receive, send)

    async def _one_page(self, scope: Scope, receive: Receive, send: Send) -> None:
        asker = _asker(scope)
        if self.open[asker] >= SOCKETS:
            await WebSocketClose(TRY_AGAIN_LATER)(scope, receive, send)
            return
        self.open[asker] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[asker] -= 1
            self.open += Counter()  # forgets whoever has none open any more


def _asker(scope: Scope) -> str:
    return asker_at(scope["client"][0] if scope.get("client") else None)
