"""Addresses that lead nowhere say so, and lead home."""

from collections.abc import Sequence

from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.web.server_pages import lost

STREAMLIT_S = ("_stcore", "static", "media", "component", "auth", "vendor")


class NotFound:
    """Answer for addresses of several parts that are none of the ``routes``.

    Streamlit would give them a page that looks for itself at the wrong place, and stays white. One part is
    a page's name, which it leads home."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app, self.routes = app, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and self._leads_nowhere(scope):
            await HTMLResponse(lost(), status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _leads_nowhere(self, scope: Scope) -> bool:
        found = {route.matches(scope)[0] for route in self.routes}
        if Match.FULL in found:
            return False
        first, _, rest = scope["path"].lstrip("/").partition("/")
        only_for_buttons = Match.PARTIAL in found
        return only_for_buttons or (bool(rest) and first not in STREAMLIT_S)
