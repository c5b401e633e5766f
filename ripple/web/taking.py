"""A group's pond as a file: made for a member who asks for it, and kept nowhere."""

from collections.abc import Callable, Iterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse

from ripple.actions.groups import COOKIE, signed_in
from ripple.actions.pace import TAKING, asker_at, unhurried
from ripple.charts.keepsake import FORMS, group_keepsake
from ripple.domain.errors import SlowDown, UnknownGroup
from ripple.domain.model import zone_called
from ripple.live import Groups


def take_along(groups: Callable[[], Groups], request: Request) -> Response:
    """The pond in the form and the time zone that the address asks for, for members alone.

    Not as a file of Streamlit's, which anybody can fetch who knows its address, and which is gone
    before a slow connection comes for it when many pages are open.
    """
    group, form = request.path_params["group"], request.path_params["form"]
    try:
        live = groups().group(group)
    except UnknownGroup:
        return _not_here()
    member = signed_in(live, request.cookies.get(COOKIE + group, ""))
    if form not in FORMS or member is None:
        return _not_here()
    if request.method == "HEAD":
        return Response()
    try:
        unhurried(TAKING, one=member.id, asker=asker_at(request.client.host if request.client else None))
    except SlowDown as wait:
        headers = {"Retry-After": str(wait.seconds)}
        return PlainTextResponse("Please wait a little.", status_code=429, headers=headers)
    mime, make = FORMS[form]
    zone = zone_called(request.query_params.get("zone"))

    def made() -> Iterator[bytes]:
        """Only now, when the browser has the headers and says that a file is on its way."""
        yield make(live.once("keepsake", lambda: group_keepsake(live.pond, live.history)), zone)

    name = quote(f"{live.history.name}.{form}", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename=\"pond.{form}\"; filename*=UTF-8''{name}",
        "Cache-Control": "no-store",
    }
    return StreamingResponse(made(), media_type=mime, headers=headers)


def _not_here() -> Response:
    """Not saying which groups there are."""
    return RedirectResponse("../../", status_code=303)
