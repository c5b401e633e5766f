"""Slowing down who sends file after file, and bounding what all of them take up."""

from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ripple.actions.rate_limits import UPLOADING, check_rate
from ripple.domain.errors import SlowDown
from ripple.web.client_address import client_address
from ripple.words import in_words

UPLOADS = "/_stcore/upload_file/"
ROOM = 100_000_000  # bytes of files that wait for somebody to press a button; they go when the page is closed
FULL_FOR_S = 60


class UploadLimits:
    """Refuse what an address sends beyond its measure, before any of it is kept.

    ``held`` says how many bytes of files are kept at the moment.
    """

    def __init__(self, app: ASGIApp, held: Callable[[], int]) -> None:
        self.app, self.held = app, held

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        uploads = scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOADS)
        refusal = self._refusal(scope) if uploads else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        address = client_address(scope)
        try:
            check_rate(UPLOADING, one=address, asker=address)
        except SlowDown as wait:
            return _later(429, wait)
        return _later(503, SlowDown(FULL_FOR_S)) if self.held() > ROOM else None


def _later(status: int, wait: SlowDown) -> PlainTextResponse:
    headers = {"Retry-After": str(wait.seconds)}
    return PlainTextResponse(in_words(wait), status_code=status, headers=headers)
