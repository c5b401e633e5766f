"""The page that a browser is given first: Streamlit's own, told what it finds out late by itself.

Where the app is: without that it asks for it under the page's own address, is refused, waits a tenth of a
second and asks anew, one level higher, on every page but the one at the root. And which scripts the page's
elements need: without that it asks for each when the first such element comes, and then for what that needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.charts.player import LEFT_JS
from ripple.web.assets import takes_packed, zipped

PAGES = ("", "welcome", "about", "waiting", "acts", "pond", "people", "you", "group", "ripple")
TOLD = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }</script>"
LEFT = f"<script>{LEFT_JS}</script>"

# The scripts of the elements that every page begins with. Not those of the charts: they are so large that all
# else would come later.
PARTS = ("Html", "BidiComponent", "PageLink")


def first_page(folder: Path) -> str:
    """Streamlit's page from its ``folder``, with all that it is told."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    scripts = [script for script in needed(folder, *PARTS) if script not in page]
    links = (f'<link rel="modulepreload" crossorigin href="./static/js/{script}">' for script in scripts)
    return page.replace("<head>", f"<head>{TOLD}{LEFT}", 1).replace("</head>", f"{''.join(links)}</head>", 1)


def needed(folder: Path, *parts: str) -> list[str]:
    """The scripts of these parts of Streamlit's page and all that they import, each once.

    Their names end in a hash; a part that this Streamlit does not have is left out.
    """
    scripts = folder / "static" / "js"
    wanted = [path.name for part in parts for path in scripts.glob(f"{part}.*.js")]
    for script in wanted:  # grows meanwhile
        wanted += [each for each in dict.fromkeys(_imports(scripts / script)) if each not in wanted]
    return wanted


def _imports(script: Path) -> Iterator[str]:
    """What it imports at once."""
    for found in re.finditer(r'(?:from|import)"\./([^"]+\.js)"', script.read_text(encoding="utf-8")):
        yield found[1]


class FirstPage:
    """Answers with the ``page`` at the address of each of the app's pages, before Streamlit does."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        headers = {"Cache-Control": "no-cache", "Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self.answer = Response(zipped(page.encode()), headers=headers, media_type="text/html")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        mine = takes_packed(scope) and scope["path"].removeprefix("/") in PAGES
        await (self.answer if mine else self.app)(scope, receive, send)
