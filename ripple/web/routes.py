"""The few things that a page cannot do: follow an invitation, set the cookie that signs in.

What changes something is a POST, which `SameOriginOnly` lets pass from this app's own pages alone.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ripple.actions.joining import SignInLink, enter, meant_by, sign_out, signed_in
from ripple.domain.errors import LinkSpent, RippleError, StoreDamaged, StoreReadOnly, UnknownGroup
from ripple.live import Groups
from ripple.privacy.keeper import Keeper
from ripple.web.assets import FOR_A_DAY
from ripple.web.cookies import forget_here, sign_in_here, token_of
from ripple.web.downloads import copies, take_along
from ripple.web.first_picture import FirstPicture, Still, no_still
from ripple.web.health import Readiness, healthz
from ripple.web.news import NewsEndpoint, Small, nothing_small
from ripple.web.organisation_login import forget_the_answer
from ripple.web.render_queue import Queue
from ripple.web.server_pages import closed, doorstep
from ripple.words import in_words

AT_THE_ROOT = ("home", "waiting")  # pages that stand at the app's own address, for those they are for
BEFORE = ("acts", "pond")  # what is at home now had pages of its own, and people kept their addresses
PICTURES = Path(__file__).with_name("pictures")  # what stands for the app in a tab, on a phone and in a chat
# What a browser that forgets somebody is to let go of besides the cookie: pages, pictures, half-typed words.
# Not "cookies": those of other groups stay, and so do those of other apps under this name.
FORGET = '"cache", "storage"'


def routes(
    groups: Callable[[], Groups],
    small_news: Small = nothing_small,
    keeper: Callable[[], Keeper] = Keeper,
    still: Still = no_still,
    *,
    organisation: bool = False,
) -> list[Route]:
    """The routes, on the groups that ``groups`` gives once the app runs, what pages are told of
    ``small_news``, the ``keeper`` whom papers name, and the ``still`` that is seen first; with one more where
    an ``organisation`` signs people in."""
    arrived = [Route("/arrive", partial(arrive, groups), methods=["POST"])] if organisation else []
    return [
        *arrived,
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", Readiness(groups).readyz, methods=["GET"]),
        *(Route(f"/{page}", to_the_root, methods=["GET"]) for page in AT_THE_ROOT + BEFORE),
        *(Route(f"/{file.name}", partial(picture, file), methods=["GET"]) for file in PICTURES.iterdir()),
        Route("/join/{code}", join, methods=["GET"]),
        Route("/enter/{group}/{secret}", partial(ask, groups), methods=["GET"]),
        Route("/enter/{group}/{secret}", partial(come_in, groups), methods=["POST"]),
        Route("/first-picture/{group}/{look}", FirstPicture(groups, still).answer, methods=["GET"]),
        Route("/news/{group}", NewsEndpoint(groups, small_news).answer, methods=["GET"]),
        Route("/leave/{group}", partial(leave, groups), methods=["POST"]),
        Route("/keepsake/{group}/{form}", partial(take_along, groups, Queue()), methods=["GET"]),
        *(
            Route(f"/copy/{{group}}/{what}", take, methods=["GET"])
            for what, take in copies(groups, keeper).items()
        ),
    ]


def to_the_root(request: Request) -> Response:
    """Where a page stands that was asked for by its name; Streamlit would say that there is none."""
    asked = request.url.query
    return RedirectResponse(f"./?{asked}" if asked else "./", status_code=303)


def picture(file: Path, request: Request) -> Response:  # noqa: ARG001 - the same for everybody
    """One of the pictures that stand for the app."""
    return FileResponse(file, headers={"Cache-Control": FOR_A_DAY})


def join(request: Request) -> Response:
    """An invitation, short enough to be read out: on to the page that asks for a name."""
    code = quote(request.path_params["code"], safe="")
    return RedirectResponse(f"../?code={code}", status_code=303)


def ask(groups: Callable[[], Groups], request: Request) -> Response:
    """Ask whether to come in by a sign-in link, and use nothing up.

    A stranger could send a link of their own, so that what the reader writes stands under the
    stranger's name; and chat programs open every link to show what is behind it.
    """
    link = _link(request)
    try:
        member = meant_by(groups(), link, now=datetime.now(UTC))
    except (LinkSpent, UnknownGroup):  # spent or made up: the page that follows asks for a code
        return _spent()
    except (StoreReadOnly, StoreDamaged) as trouble:
        return _closed(trouble)
    live = groups().group(link.group)
    known = signed_in(live, token_of(request, link.group))
    page = doorstep(member.name, live.history.name, known.name if known and known != member else None)
    return HTMLResponse(page, headers={"Cache-Control": "no-store"})


def come_in(groups: Callable[[], Groups], request: Request) -> Response:
    """Use a sign-in link up: set the cookie, and on to the group."""
    link = _link(request)
    try:
        token = enter(groups(), link, now=datetime.now(UTC))
    except (LinkSpent, UnknownGroup):
        return _spent()
    except (StoreReadOnly, StoreDamaged) as trouble:
        return _closed(trouble)
    response = RedirectResponse("../../", status_code=303)
    sign_in_here(response, request, link.group, token)
    return response


def arrive(groups: Callable[[], Groups], request: Request) -> Response:
    """Come in by an organisation's word, by every link that the page made of it (``in``), out of the
    groups that somebody else was in here (``out``); then it is forgotten, unless they ``stay``.

    While none of the links can be followed, for the store's sake, it is kept, to try again with.
    """
    asked = request.query_params
    back = quote(asked.get("code", ""), safe="")
    response = RedirectResponse(f"./?code={back}" if back else "./", status_code=303)
    for group in asked.getlist("out"):
        _sign_out(groups, response, request, group)
    links, troubles = asked.getlist("in"), []
    for path in links:
        group, _, secret = path.partition("/")
        try:
            token = enter(groups(), SignInLink(group, secret), now=datetime.now(UTC))
            sign_in_here(response, request, group, token)
        except (LinkSpent, UnknownGroup):  # used already: whoever is in is in
            pass
        except (StoreReadOnly, StoreDamaged) as trouble:
            troubles.append(trouble)
    if troubles and len(troubles) == len(links):
        return _closed(troubles[0])
    if "stay" not in asked:
        forget_the_answer(response, request)
    return response


def leave(groups: Callable[[], Groups], request: Request) -> Response:
    """Take the cookie away that signs in to a group; a copy of it would sign nobody in either."""
    response = RedirectResponse("../", status_code=303)
    _sign_out(groups, response, request, request.path_params["group"])
    forget_the_answer(response, request)
    return response


def _sign_out(groups: Callable[[], Groups], response: Response, request: Request, group: str) -> None:
    forget_here(response, request, group)
    if token := token_of(request, group):
        response.headers["Clear-Site-Data"] = FORGET
        with suppress(RippleError):  # deleted, or nothing can be written: the cookie goes all the same
            sign_out(groups(), group, token, now=datetime.now(UTC))


def _link(request: Request) -> SignInLink:
    return SignInLink(request.path_params["group"], request.path_params["secret"])


def _closed(trouble: RippleError) -> Response:
    """For who may come in once the store is well again."""
    headers = {"Cache-Control": "no-store"}
    return HTMLResponse(closed(in_words(trouble)), status_code=503, headers=headers)


def _spent() -> Response:
    return RedirectResponse("../../?spent=1", status_code=303)
