"""Files and open pages beyond an address's measure are refused."""

from contextlib import ExitStack

import pytest
from limits import parse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from ripple.actions.pace import UPLOADING
from ripple.web import floods
from ripple.web.floods import UPLOADS, NoFloods


async def keep(request: Request) -> Response:
    return PlainTextResponse("kept")


async def stay(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.receive()


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/{path:path}", keep, methods=["PUT", "GET"]), WebSocketRoute("/_stcore/stream", stay)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(NoFloods)]))


def test_file_after_file_is_slowed_down(client: TestClient) -> None:
    measure = parse(UPLOADING.address.split(";")[0]).amount
    assert [client.put(f"{UPLOADS}me/{n}").status_code for n in range(measure)] == [200] * measure
    refused = client.put(f"{UPLOADS}me/more")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert client.get("/").status_code == 200


def test_one_address_has_so_many_pages_open_and_may_close_some(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floods, "SOCKETS", 3)
    with ExitStack() as opened:
        for _ in range(3):
            assert opened.enter_context(client.websocket_connect("/_stcore/stream")).receive_text() == "open"
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
            pass
    with client.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "open"
