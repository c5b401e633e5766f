"""The page that a browser is given first: Streamlit's own, told where the app is.

Without that it asks for the app under the page's own address, is refused, waits a tenth of a second
and asks anew, one level higher: on every page but the one at the root.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.charts.player import LEFT_JS
from ripple.web.assets import takes_packed, zipped

PAGES = ("", "welcome", "about", "waiting", "acts", "pond", "people", "you", "group", "ripple")
TOLD = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }</script>"
LEFT = f"<script>{LEFT_JS}</script>"


def first_page(streamlits: str) -> str:
    """Streamlit's page with the script that tells it, and one that says how a pond was left."""
    return streamlits.replace("<head>", f"<head>{TOLD}{LEFT}", 1)


class FirstPage:
    """Answers with the ``page`` at the address of each of the app's pages, before Streamlit does."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        headers = {"Cache-Control": "no-cache", "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.answer = Response(zipped(page.encode()), headers=headers, media_type="text/html")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        mine = takes_packed(scope) and scope["path"].removeprefix("/") in PAGES
        await (self.answer if mine else self.app)(scope, receive, send)
