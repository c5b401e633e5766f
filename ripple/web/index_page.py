"""The page that a browser is given first: Streamlit's own, told what it finds out late by itself.

Where the app is: without that it asks for it under the page's own address, is refused, waits a tenth of a
second and asks anew, one level higher, on every page but the one at the root. And which scripts the page's
elements need: without that it asks for each when the first such element comes, and then for what that needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.charts.player.player import LEFT_JS
from ripple.language import by_language, direction, tag
from ripple.language import gettext as _
from ripple.web.assets import takes_packed, zipped
from ripple.web.first_picture import FIRST_DROP, seen_first

PAGES = ("", "welcome", "about", "kept", "people", "you", "group", "ripple")
ENGLISH = '<html lang="en" dir="ltr">'
TITLE = "<title>Streamlit</title>"  # of its own, which a tab would have until the app has said its name
ICON = '<link rel="shortcut icon" href="./favicon.png" />'  # of its own too
OURS = """<link rel="icon" href="./icon.png" /><link rel="apple-touch-icon" href="./icon.png" />
<meta name="color-scheme" content="light dark" />
<meta name="theme-color" content="#FBFAF6" media="(prefers-color-scheme: light)" />
<meta name="theme-color" content="#0B1A22" media="(prefers-color-scheme: dark)" />"""
ADDRESS = re.compile(r"https?://[a-zA-Z0-9.:\[\]-]{1,255}/")  # at which somebody asks for a page
ADDRESSES = 32  # of all that there are, in all languages, the answers to so many are kept
SCRIPTLESS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)  # in English, and of what is closed here
TOLD = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }</script>"
COPYING, PUT_AWAY = (
    f"<script>{Path(__file__).with_name(f'{name}.js').read_text('utf-8')}</script>"
    for name in ("copying", "put_away")
)
LEFT = f"<script>{LEFT_JS}</script>"

# The scripts of the elements that every page begins with. Not those of the charts: they are so large that all
# else would come later.
PARTS = ("Html", "BidiComponent", "PageLink")


def first_page(folder: Path, style: str) -> str:
    """Streamlit's page from its ``folder``, with all that it is told, and the ``style`` of every page: that
    comes last, as what is said later holds."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    scripts = [script for script in needed(folder, *PARTS) if script not in page]
    links = (f'<link rel="modulepreload" crossorigin href="./static/js/{script}">' for script in scripts)
    for place, more in {
        '<html lang="en">': ENGLISH,
        ICON: OURS,
        "<head>": f"<head>{TOLD}{COPYING}{LEFT}{PUT_AWAY}",
        "</head>": f"{''.join(links)}</head>",
        "</body>": f"<style>{style}</style>{FIRST_DROP}</body>",
    }.items():
        page = page.replace(place, more, 1)
    return page


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


def is_page(scope: Scope) -> bool:
    """Whether a browser asks for one of the app's pages."""
    return scope["type"] == "http" and scope["method"] == "GET" and scope["path"].removeprefix("/") in PAGES


class IndexPage:
    """Answers with the ``page`` at the address of each of the app's pages, before Streamlit does."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        self._said = by_language(partial(in_the_language, page))
        self._answers = lru_cache(maxsize=ADDRESSES)(_answers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        if not is_page(scope):
            return self.app
        request = Request(scope)
        seen = seen_first(request) if scope["path"] == "/" else FIRST_DROP
        plain, packed = self._answers(self._said(), str(request.base_url), seen)
        return packed if takes_packed(scope) else plain


def in_the_language(page: str) -> str:
    """The first page in the language that is spoken, with the few words that it has before the app comes.

    They are also what a chat shows of a link to it, whoever sends it: nothing of any group is among them.
    """
    name, what_it_is, needs = (
        _("Kindness Ripple"),
        _("Share small acts of kindness with your group, and see how one leads to the next."),
        _("This page needs JavaScript. Please allow it in your browser, then load the page again."),
    )
    told = {"og:title": name, "og:description": what_it_is, "og:type": "website", "og:site_name": name}
    card = [_meta("name", "description", what_it_is), _meta("name", "twitter:card", "summary_large_image")]
    card += [_meta("property", key, content) for key, content in told.items()]
    page = page.replace(ENGLISH, f'<html lang="{tag()}" dir="{direction()}">', 1)
    page = page.replace(TITLE, f"<title>{name}</title>{''.join(card)}", 1)
    return SCRIPTLESS.sub(f"<noscript><p>{needs}</p></noscript>", page, count=1)


def with_its_picture(page: str, address: str) -> str:
    """The page with the picture that a chat shows beside its words, at a whole ``address`` as chats want.
    One that is none is not repeated: whoever asks may say anything."""
    if not ADDRESS.fullmatch(address):
        return page
    return page.replace("</title>", f"</title>{_meta('property', 'og:image', f'{address}preview.png')}", 1)


def _meta(kind: str, name: str, content: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(content)}" />'


def _answers(page: str, address: str, seen: str) -> tuple[Response, Response]:
    """The page, for whoever asks for it at the ``address``, with what is ``seen`` first in the place of the
    drop: as it is, and packed."""
    page = with_its_picture(page, address).replace(FIRST_DROP, seen, 1)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept-Language, Cookie"}
    plain = Response(page, headers=headers, media_type="text/html")
    headers["Content-Encoding"] = "gzip"
    return plain, Response(zipped(page.encode()), headers=headers, media_type="text/html")
