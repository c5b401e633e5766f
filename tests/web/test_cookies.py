"""Over an encrypted way cookies are those of this very address; the old ones go on to be read."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.actions.joining import COOKIE, SECURE_COOKIE
from ripple.web.cookies import CookieRenewal, forget_here, sign_in_here, token_of
from ripple.web.same_origin import SameOriginOnly

GROUP = "maple"
OLD, NEW = COOKIE + GROUP, SECURE_COOKIE + GROUP


async def signs_in(request: Request) -> Response:
    response = PlainTextResponse("in")
    sign_in_here(response, request, GROUP, "token")
    return response


async def forgets(request: Request) -> Response:
    response = PlainTextResponse("out")
    forget_here(response, request, GROUP)
    return response


async def tells(request: Request) -> Response:
    return PlainTextResponse(token_of(request, GROUP))


def client(scheme: str) -> TestClient:
    routes = [Route("/in", signs_in, methods=["POST"]), Route("/out", forgets), Route("/", tells)]
    app = Starlette(routes=routes, middleware=[Middleware(SameOriginOnly)])
    return TestClient(app, base_url=f"{scheme}://localhost")


@pytest.mark.parametrize("said", ["https", "http"])
def test_over_tls_it_is_of_this_address_alone_also_behind_any_proxy(said: str) -> None:
    answer = client(said).post("/in", headers={"Origin": "https://localhost", "Cookie": f"{OLD}=before"})
    gone, came = answer.headers.get_list("set-cookie")
    assert gone.startswith(f'{OLD}=""; ')
    assert "Max-Age=0" in gone
    assert came.startswith(f"{NEW}=token; ")
    for part in ("HttpOnly", "Path=/", "SameSite=lax", "Secure", "Max-Age=34560000"):
        assert part in came
    assert "Domain" not in came


def test_over_a_plain_way_it_is_as_before() -> None:
    answer = client("http").post("/in", headers={"Origin": "http://localhost"})
    assert answer.headers["set-cookie"].startswith(f"{OLD}=token; ")
    assert "Secure" not in answer.headers["set-cookie"]


def test_the_old_name_is_read_and_the_new_one_first() -> None:
    asks = client("https")
    assert asks.get("/", headers={"Cookie": f"{OLD}=old"}).text == "old"
    assert asks.get("/", headers={"Cookie": f"{NEW}=new; {OLD}=old"}).text == "new"
    assert asks.get("/", headers={"Cookie": f"{OLD}=old; {NEW}=new"}).text == "new"
    assert asks.get("/").text == ""


def test_both_are_forgotten() -> None:
    answer = client("https").get("/out", headers={"Cookie": f"{NEW}=new; {OLD}=old"})
    old, new = answer.headers.get_list("set-cookie")
    assert old.startswith(f'{OLD}=""')
    assert new.startswith(f'{NEW}=""')
    assert "Secure" in new
    assert "set-cookie" not in client("https").get("/out").headers


def keeping(scheme: str, good: dict[str, str]) -> TestClient:
    """The app, where these tokens are good."""
    app = Starlette(
        routes=[Route("/{path:path}", tells)],
        middleware=[Middleware(CookieRenewal, still_in=lambda _cookies: good)],
    )
    return TestClient(app, base_url=f"{scheme}://localhost")


@pytest.mark.parametrize(("scheme", "name"), [("http", OLD), ("https", NEW)])
@pytest.mark.parametrize("page", ["", "people", "you"])
def test_each_page_that_is_loaded_keeps_anew_what_signs_in(scheme: str, name: str, page: str) -> None:
    answer = keeping(scheme, {GROUP: "token"}).get(f"/{page}", headers={"Cookie": f"{name}=token"})
    (kept,) = answer.headers.get_list("set-cookie")
    assert kept.startswith(f"{name}=token; ")
    assert "Max-Age=34560000" in kept
    assert "HttpOnly" in kept


@pytest.mark.parametrize(("good", "path"), [({}, "/people"), ({GROUP: "token"}, "/_stcore/health")])
def test_nothing_else_keeps_it_and_no_token_that_is_dead(good: dict[str, str], path: str) -> None:
    answer = keeping("http", good).get(path, headers={"Cookie": f"{OLD}=token"})
    assert "set-cookie" not in answer.headers
