"""The scripts, styles and fonts that Streamlit's pages are made of, packed once and kept in memory."""

from __future__ import annotations

import gzip
from functools import cache
from mimetypes import guess_type
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOREVER = "public, immutable, max-age=31536000"  # as Streamlit says: each name holds its content's hash
FOR_A_DAY = "public, max-age=86400"
LIGHTER = Path(__file__).with_name("lighter")  # what stands in for a file of the same name of Streamlit's
WORTH_PACKING = (".js", ".css")


class CompressedAssets:
    """Answers for what ``folder`` holds under ``static``, before Streamlit does.

    Streamlit reads such a file from the disk in small pieces for everybody who asks, and sends
    it as it is: 3.5 MB in more than a hundred files before the pond stands. Packed they are a
    third of that, and from memory each takes a single step. Whoever asks in another way (for a
    part of a file, or unable to unpack one) is left to Streamlit.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app = app
        lighter = {path.name: path for path in LIGHTER.iterdir()}
        self.files = {
            f"/{path.relative_to(folder).as_posix()}": lighter.get(path.name, path)
            for path in folder.glob("static/**/*.*")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = self._wanted(scope)
        await (packed(wanted) if wanted else self.app)(scope, receive, send)

    def _wanted(self, scope: Scope) -> Path | None:
        return self.files.get(scope["path"]) if takes_packed(scope) else None


def takes_packed(scope: Scope) -> bool:
    """Whether somebody asks for the whole of something and can unpack it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    return "range" not in headers and "gzip" in headers.get("accept-encoding", "")


def zipped(content: bytes) -> bytes:
    """The content as ``gzip``."""
    return gzip.compress(content, compresslevel=6)


@cache
def packed(file: Path) -> Response:
    """The answer that holds the whole file; made for the first who asks."""
    kept = FOR_A_DAY if file.parent == LIGHTER else FOREVER
    content, headers = file.read_bytes(), {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    if file.suffix in WORTH_PACKING:
        content, headers["Content-Encoding"] = zipped(content), "gzip"
    return Response(content, headers=headers, media_type=guess_type(file.name)[0])
