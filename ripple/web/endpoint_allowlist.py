"""Of Streamlit's own doors, those that our pages need are open."""

from collections.abc import Collection

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

INSIDE = "/_stcore/"
OPEN = ("health", "host-config", "stream", "upload_file")
SIGN_IN = ("/auth/", "/oauth2callback")  # where an organisation signs people in; nowhere by default


class EndpointAllowlist:
    """Answer that there is nothing behind the others: figures about the server, an interface for programs.

    ``also`` are paths that are open all the same. What a later Streamlit adds is closed until
    somebody opens it here.
    """

    def __init__(self, app: ASGIApp, also: Collection[str] = ()) -> None:
        self.app, self.also = app, also

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        closed = scope["type"] == "http" and scope["path"] not in self.also and is_closed(scope["path"])
        await (PlainTextResponse("Not here.", status_code=404) if closed else self.app)(scope, receive, send)


def is_closed(path: str) -> bool:
    """Whether the path leads inside by a door that no page of ours uses."""
    if path.startswith(SIGN_IN):
        return True
    return path.startswith(INSIDE) and path.removeprefix(INSIDE).split("/")[0] not in OPEN
