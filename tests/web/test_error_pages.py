"""An answer that breaks is a page in the visitor's language, and the log has the error."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from ripple.language import COOKIE
from ripple.web.error_pages import ErrorPages
from ripple.web.language_negotiation import LanguageNegotiation


async def breaks(request: Request) -> Response:
    raise OSError("no room on the disk")


async def begins_and_breaks(request: Request) -> Response:
    async def parts():
        yield b"one"
        raise OSError("no room on the disk")

    return StreamingResponse(parts())


async def stands(request: Request) -> Response:
    return PlainTextResponse("here")


async def socket_breaks(socket: WebSocket) -> None:
    raise OSError("no room on the disk")


ROUTES = [
    Route("/breaks", breaks, methods=["GET", "POST"]),
    Route("/begins", begins_and_breaks),
    Route("/stands", stands),
    WebSocketRoute("/socket", socket_breaks),
]
APP = Starlette(routes=ROUTES, middleware=[Middleware(LanguageNegotiation), Middleware(ErrorPages)])


def test_what_breaks_is_said_in_the_visitor_s_language() -> None:
    client = TestClient(APP, raise_server_exceptions=False)
    for method in ("get", "post"):
        answer = getattr(client, method)("/breaks", headers={"Cookie": f"{COOKIE}=de"})
        assert (answer.status_code, 'lang="de"' in answer.text) == (500, True)
        assert "Internal Server Error" not in answer.text
        assert "no room" not in answer.text
    assert client.get("/stands").text == "here"


@pytest.mark.parametrize("path", ["/breaks", "/begins"])
def test_the_error_goes_on_to_the_log(path: str) -> None:
    with pytest.raises(OSError, match="no room"):
        TestClient(APP).get(path)


def test_a_socket_that_breaks_is_left_to_the_server() -> None:
    with pytest.raises(OSError, match="no room"), TestClient(APP).websocket_connect("/socket"):
        pytest.fail("it is open")
