"""An address that leads nowhere says so; what leads somewhere is left alone."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from ripple.live import Groups
from ripple.store import open_store
from ripple.web.not_found import NotFound
from ripple.web.routes import routes

OURS = routes(lambda: Groups(open_store("memory:")))


async def anything(request: Request) -> Response:
    return PlainTextResponse("passed on")


@pytest.fixture
def client() -> TestClient:
    rest = Route("/{path:path}", anything, methods=["GET", "POST"])
    return TestClient(Starlette(routes=[rest], middleware=[Middleware(NotFound, routes=OURS)]))


@pytest.mark.parametrize(
    "path", ["/Join/CODE", "/join/CODE/x", "/pond/x", "/enter/x", "/copy/g/x", "//pond/x", "/leave/g"]
)
def test_an_address_that_leads_nowhere_says_so_and_leads_home(client: TestClient, path: str) -> None:
    answer = client.get(f"http://testserver{path}")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text
    assert "nothing at this address" in answer.text
    assert client.head(f"http://testserver{path}").status_code == 404


def test_what_a_button_does_is_left_alone(client: TestClient) -> None:
    assert client.post("/leave/g").text == "passed on"


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/pond",
            "/Pond",
            "/pond/",
            "/x",
            "/join/CODE",
            "/enter/g/secret",
            "/keepsake/g/png",
        ),
        *(
            "/copy/g/mine",
            "/copy/g/all",
            "/copy/g/people",
            "/static/js/x.js",
            "/_stcore/health",
            "/media/x.csv",
        ),
    ],
)
def test_what_leads_somewhere_is_left_alone(client: TestClient, path: str) -> None:
    assert client.get(path).text == "passed on"
