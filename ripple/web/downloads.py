"""Files of a group: made for a member who asks for them, and kept nowhere.

Not as files of Streamlit's, which anybody can fetch who knows their address, and which are gone
before a slow connection comes for them when many pages are open.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ripple.actions.files.group_archive import export_group
from ripple.actions.files.tabular import write_csv
from ripple.actions.joining import claim_of, signed_in
from ripple.actions.leaving import export_mine
from ripple.actions.rate_limits import TAKING, asker_in, check_rate
from ripple.charts.export.keepsake import FORMS, Keepsake, group_keepsake, ripple_keepsake
from ripple.charts.export.paper import paper_called
from ripple.charts.people.table import display_names, table
from ripple.domain.errors import NotAllowed, SlowDown, StoreDamaged, UnknownGroup
from ripple.domain.model import Member
from ripple.domain.moderation import Asker
from ripple.domain.times import zone_called
from ripple.language import fitting, speaking, tag
from ripple.live import Groups, LiveGroup
from ripple.privacy.keeper import Keeper
from ripple.privacy.papers.every_paper import in_one_file
from ripple.privacy.papers.paper import About
from ripple.web.client_address import client_address
from ripple.web.cookies import token_of
from ripple.web.render_queue import Picture, Queue
from ripple.web.server_pages import busy, too_fast

COPIES = 2  # that are made at the same time
Endpoint = Callable[[Request], Awaitable[Response]]


class Taker(NamedTuple):
    """A member who asks for a file of their group, and the token that says so."""

    live: LiveGroup
    member: Member
    token: str

    @property
    def language(self) -> str:
        """What a file of the group is written in: the group's language and, where it has none, theirs."""
        return fitting([self.live.history.settings.language, tag()])

    @property
    def who(self) -> str:
        """Them alone: another group's file may call somebody by the same id."""
        return f"{self.live.id} {self.member.id}"


async def take_along(groups: Callable[[], Groups], queue: Queue, request: Request) -> Response:
    """The pond, or the ripple of an act in it, in the form, the language and the time zone that the address
    asks for; for members alone, and once those who came earlier have theirs."""
    form, act = request.path_params["form"], request.query_params.get("act")
    taker = await to_thread.run_sync(_taker_of, groups, request, act)
    if form not in FORMS or taker is None:
        return _not_here()
    if answer := _answer_at_once(taker, request):
        return answer
    if not queue.has_room_for(taker.who):
        headers = {"Retry-After": str(queue.wait_s), "Cache-Control": "no-store"}
        return HTMLResponse(busy(queue.wait_s), status_code=503, headers=headers)
    mime, make = FORMS[form]
    asked, live = request.query_params, taker.live
    language = fitting([asked.get("language", ""), taker.language])
    zone, paper = zone_called(asked.get("zone")), paper_called(*map(asked.get, ("shape", "look", "words")))

    def kept() -> Keepsake:
        if act is None:
            return live.once("keepsake", lambda: group_keepsake(live.pond, live.history))
        return live.as_one(lambda: ripple_keepsake(live.pond, live.history, act))

    def made() -> bytes:
        with speaking(language):
            return make(replace(kept(), paper=paper), zone)

    ending = f".{form}" if form == "html" else f" {paper.name}.{form}"
    plain, name = ("pond", live.history.name) if act is None else ("ripple", f"{live.history.name} ripple")
    return Picture(queue, taker.who, made, mime, _as_file(plain + ending, name + ending))


def copies(groups: Callable[[], Groups], keeper: Callable[[], Keeper]) -> dict[str, Endpoint]:
    """The copies that can be taken, by what each is called in its address; papers name the ``keeper``."""
    turn, takes = CapacityLimiter(COPIES), {"mine": take_mine, "people": take_people, "all": take_group}
    takes["papers"] = partial(take_papers, keeper)
    return {what: in_turn(partial(take, groups), turn) for what, take in takes.items()}


def in_turn(take: Callable[[Request], Response], turn: CapacityLimiter) -> Endpoint:
    """The answer once it is its turn: to wait takes none of the threads by which everybody comes in."""

    async def answer(request: Request) -> Response:
        return await to_thread.run_sync(take, request, limiter=turn)

    return answer


def take_mine(groups: Callable[[], Groups], request: Request) -> Response:
    """All that the group holds of a member, for them."""

    def mine(taker: Taker) -> bytes:
        me, token = taker.member.id, taker.token
        return export_mine(taker.live, lambda act: Asker(me, claim_of(token, act)))

    return _copy(_taker(groups, request), request, "my-acts-of-kindness.json", "application/json", mine)


def take_group(groups: Callable[[], Groups], request: Request) -> Response:
    """All that hosts can read, for one of them."""

    def whole(taker: Taker) -> bytes:
        return export_group(taker.live, taker.member.id)

    taker = _taker(groups, request)
    called = f"{taker.live.history.name}.jsonl" if taker else ""
    return _copy(taker, request, "group.jsonl", "application/jsonl", whole, called=called)


def take_papers(keeper: Callable[[], Keeper], groups: Callable[[], Groups], request: Request) -> Response:
    """The papers of the group, for one of its hosts."""

    def papers(taker: Taker) -> bytes:
        if not taker.member.host:
            raise NotAllowed(taker.member.id, "take the papers")
        history = taker.live.history
        about = About(history.name, history.settings, keeper(), datetime.now(UTC).date())
        with speaking(taker.language):
            return in_one_file(about)

    return _copy(_taker(groups, request), request, "papers.zip", "application/zip", papers)


def take_people(groups: Callable[[], Groups], request: Request) -> Response:
    """Who was with whom as a table, for members of a group that has the page People."""

    def people(taker: Taker) -> bytes:
        live = taker.live
        if not live.history.settings.people_page:
            raise NotAllowed(taker.member.id, "take the people")
        with speaking(taker.language):
            rows = live.as_one(
                lambda: table(display_names(live.pond.people, live.history), dict(live.pond.people.gave))
            )
        return write_csv(rows, list(rows[0]) if rows else [])

    return _copy(_taker(groups, request), request, "people.csv", "text/csv", people)


def _copy(
    taker: Taker | None,
    request: Request,
    name: str,
    mime: str,
    make: Callable[[Taker], bytes],
    *,
    called: str = "",
) -> Response:
    """What ``make`` gives as a file called ``name``, or ``called`` so where any signs may be in a name, if it
    may be theirs."""
    if taker is None:
        return _not_here()
    if answer := _answer_at_once(taker, request):
        return answer
    try:
        return Response(make(taker), media_type=mime, headers=_as_file(name, called or name))
    except (NotAllowed, UnknownGroup):  # no host, or out since this moment
        return _not_here()


def _taker(groups: Callable[[], Groups], request: Request) -> Taker | None:
    """Who asks, if they are a member of the group in the address."""
    group = request.path_params["group"]
    token = token_of(request, group)
    try:
        live = groups().group(group)
    except (UnknownGroup, StoreDamaged):  # the page that follows says what is wrong
        return None
    member = signed_in(live, token)
    return Taker(live, member, token) if member else None


def _taker_of(groups: Callable[[], Groups], request: Request, act: str | None) -> Taker | None:
    """As `_taker`, for the ripple of an ``act`` that is shown, if one is meant. To look for it may first lay
    the pond out, which takes a while."""
    taker = _taker(groups, request)
    return taker if taker and (act is None or taker.live.pond.shows(act)) else None


def _answer_at_once(taker: Taker, request: Request) -> Response | None:
    """What needs no file: a preview, and who asks again and again."""
    if request.method == "HEAD":
        return Response()
    try:
        check_rate(TAKING, one=taker.who, asker=asker_in(taker.live.id, client_address(request.scope)))
    except SlowDown as wait:
        headers = {"Retry-After": str(wait.seconds)}
        return HTMLResponse(too_fast(wait), status_code=429, headers=headers)
    return None


def _as_file(plain: str, name: str) -> dict[str, str]:
    """Headers by which a browser keeps what comes as a file, and nothing on the way keeps it."""
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "Cache-Control": "no-store",
    }


def _not_here() -> Response:
    """Not saying which groups there are."""
    return RedirectResponse("../../", status_code=303)
