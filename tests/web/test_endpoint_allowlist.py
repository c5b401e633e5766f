"""Of Streamlit's own doors only those that a page needs are open."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette import starlette_auth_routes, starlette_routes, starlette_websocket

from ripple.web.endpoint_allowlist import INSIDE, OPEN, EndpointAllowlist
from ripple.web.organisation_login import CALLBACK, LOGIN


async def inside(request: Request) -> Response:
    return PlainTextResponse("inside")


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/{path:path}", inside, methods=["GET", "POST"])]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(EndpointAllowlist)]))


@pytest.mark.parametrize(
    "path",
    ["metrics", "metrics/", "agent/interact", "agent/mcp", "agent/openapi.json", "script-health-check", ""],
)
def test_what_no_page_needs_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(INSIDE + path).status_code == 404
    assert client.post(INSIDE + path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/pond", "/media/x", *(f"{INSIDE}{door}" for door in OPEN)])
def test_what_pages_need_is_open(client: TestClient, path: str) -> None:
    assert client.get(path).text == "inside"


SIGN_IN_DOORS = ["/auth/login", "/auth/logout", "/oauth2callback", "/auth/", "/oauth2callback/"]


@pytest.mark.parametrize("path", SIGN_IN_DOORS)
def test_without_an_organisation_there_is_no_door_for_it(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", SIGN_IN_DOORS)
def test_where_one_does_two_doors_are_open(path: str) -> None:
    also = Middleware(EndpointAllowlist, also=(LOGIN, CALLBACK))
    app = Starlette(routes=[Route("/{path:path}", inside)], middleware=[also])
    assert (TestClient(app).get(path).text == "inside") == (path in (LOGIN, CALLBACK))


def test_the_doors_of_the_sign_in_are_streamlit_s() -> None:
    known = {route.path for route in starlette_auth_routes.create_auth_routes("")}
    assert known == {LOGIN, CALLBACK, "/auth/logout"}


def test_the_open_doors_are_streamlit_s() -> None:
    """So that a renamed one is noticed here and not by a blank page."""
    known = {
        starlette_routes.ROUTE_HEALTH,
        starlette_routes.ROUTE_HOST_CONFIG,
        starlette_routes.BASE_ROUTE_UPLOAD_FILE,
        starlette_websocket._ROUTE_WEBSOCKET_STREAM,
    }
    assert {f"/{path}" for path in known} == {f"{INSIDE}{door}" for door in OPEN}
