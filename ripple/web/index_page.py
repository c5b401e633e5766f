"""The page that a browser is given first: Streamlit's own, told what it finds out late by itself.

Where the app is: without that it asks for it under the page's own address, is refused, waits a tenth of a
second and asks anew, one level higher, on every page but the one at the root. And which scripts the page's
elements need: without that it asks for each when the first such element comes, and then for what that needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.charts.player.player import LEFT_JS
from ripple.language import by_language, direction, tag
from ripple.language import gettext as _
from ripple.web.assets import takes_packed, zipped

PAGES = ("", "welcome", "about", "people", "you", "group", "ripple")
ENGLISH = '<html lang="en" dir="ltr">'
TITLE = "<title>Streamlit</title>"  # of its own, which a tab would have until the app has said its name
SCRIPTLESS = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)  # in English, and of what is closed here
TOLD = "<script>window.__streamlit = { BACKEND_BASE_URL: new URL('.', location.href).href }</script>"
# Over plain HTTP browsers have no clipboard that a page may write to (`http://pc.local`, the usual way in a
# class): the way from before there was one.
COPIES = """<script>
if (!navigator.clipboard) {
    const writeText = async text => {
        const field = document.createElement("textarea"), near = document.activeElement;
        field.value = text;
        field.readOnly = true;
        field.style.position = "fixed";
        field.style.opacity = 0;
        (near?.parentElement ?? document.body).append(field);
        field.select();
        const copied = document.execCommand("copy");
        field.remove();
        near?.focus();
        if (!copied) throw new Error("nothing was copied");
    };
    Object.defineProperty(navigator, "clipboard", { value: { writeText } });
}
</script>"""
LEFT = f"<script>{LEFT_JS}</script>"
PUT_AWAY = f"<script>{Path(__file__).with_name('put_away.js').read_text('utf-8')}</script>"

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
        "<head>": f"<head>{TOLD}{COPIES}{LEFT}{PUT_AWAY}",
        "</head>": f"{''.join(links)}</head>",
        "</body>": f"<style>{style}</style></body>",
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


class FirstPage:
    """Answers with the ``page`` at the address of each of the app's pages, before Streamlit does."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app = app
        self._said = by_language(partial(_answers, page))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> ASGIApp:
        if not is_page(scope):
            return self.app
        plain, packed = self._said()
        return packed if takes_packed(scope) else plain


def in_the_language(page: str) -> str:
    """The first page in the language that is spoken, with the few words that it has before the app comes."""
    name, needs = (
        _("Kindness Ripple"),
        _("This page needs JavaScript. Please allow it in your browser, then load the page again."),
    )
    page = page.replace(ENGLISH, f'<html lang="{tag()}" dir="{direction()}">', 1)
    page = page.replace(TITLE, f"<title>{name}</title>", 1)
    return SCRIPTLESS.sub(f"<noscript><p>{needs}</p></noscript>", page, count=1)


def _answers(page: str) -> tuple[Response, Response]:
    """The page in the language that is spoken: as it is, and packed."""
    page = in_the_language(page)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Encoding, Accept-Language, Cookie"}
    plain = Response(page, headers=headers, media_type="text/html")
    headers["Content-Encoding"] = "gzip"
    return plain, Response(zipped(page.encode()), headers=headers, media_type="text/html")
