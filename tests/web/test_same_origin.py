"""Only pages of this app may talk to it, and Streamlit never has to ask who they are."""

from unittest.mock import patch

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.web.server.starlette import starlette_websocket

from ripple.web.same_origin import SameOriginOnly

OWN = "https://ripple.example:8501"
FOREIGN = [
    "https://evil.example",
    "https://ripple.example",
    "null",
    "",
    "https://ripple.example:8501.evil.example",
    "https://ripple.example:8501@evil.example",
    "https://ada@ripple.example:8501",
    "https://[",
    "HTTPS://RIPPLE.EXAMPLE:8501",
]


LED_HERE = [
    "http://evil.example:8501",
    "http://evil.example",
    "http://evil.example.:8501",
    "http://127.0.0.1.evil.example:8501",
    "http://local.evil.example:8501",
    "http://evil.notlocal:8501",
    "http://[:8501",
]
OURS = [
    "http://localhost:8501",
    "http://127.0.0.1:8501",
    "http://192.168.1.5:8501",
    "http://[fe80::1]:8501",
    "http://[::1]:8501",
    "http://classroom-pc:8501",
    "http://classroom-pc.local:8501",
    "http://pc.home.arpa",
    "http://named.example:8501",
    "https://ripple.example",
]


async def echo(request: Request) -> Response:
    return PlainTextResponse(request.headers.get("origin", "none"))


async def greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text(socket.headers.get("origin", "none"))
    await socket.close()


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/", echo, methods=["GET", "POST"]), WebSocketRoute("/socket", greet)]
    own_only = Middleware(SameOriginOnly, names=["Named.example"])
    return TestClient(Starlette(routes=routes, middleware=[own_only]), base_url=OWN)


def test_a_page_of_the_app_is_passed_on_as_one_that_streamlit_knows(client: TestClient) -> None:
    assert client.post("/", headers={"origin": OWN}).text == "http://localhost"


def test_its_socket_is_passed_on_as_it_came(client: TestClient) -> None:
    """Streamlit takes one of the very address it was sent to without asking anybody."""
    with client.websocket_connect(
        "/socket", headers={"origin": OWN, "host": "ripple.example:8501"}
    ) as socket:
        assert socket.receive_text() == OWN


def test_streamlit_knows_a_socket_of_its_own_address_without_asking() -> None:
    with patch.object(
        starlette_websocket, "is_url_from_allowed_origins", side_effect=AssertionError("it asked")
    ):
        assert starlette_websocket._is_origin_allowed(OWN, "ripple.example:8501")


def test_who_opens_the_page_comes_from_nowhere_and_is_welcome(client: TestClient) -> None:
    assert client.get("/").text == "none"


def test_who_changes_something_says_from_which_page(client: TestClient) -> None:
    refused = client.post("/")
    assert (refused.status_code, '<html lang="en" dir="ltr">' in refused.text) == (403, True)


def test_an_unencrypted_page_may_not_talk_to_the_encrypted_one(client: TestClient) -> None:
    assert client.post("/", headers={"origin": OWN.replace("https", "http")}).status_code == 403


def test_behind_a_proxy_that_ends_tls_its_pages_are_ours(client: TestClient) -> None:
    plain = TestClient(client.app, base_url="http://ripple.example:8501")  # as the proxy asks
    assert plain.post("/", headers={"origin": OWN}).status_code == 200


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_of_another_site_is_refused(client: TestClient, origin: str) -> None:
    assert client.post("/", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("origin", FOREIGN)
def test_so_is_its_socket(client: TestClient, origin: str) -> None:
    headers = {"origin": origin, "host": "ripple.example:8501"}
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/socket", headers=headers):
        pass


def said_by_a_page_at(origin: str) -> dict[str, str]:
    """What a browser says of a page that it loaded from there, and asks from there."""
    return {"origin": origin, "host": origin.partition("://")[2]}


@pytest.mark.parametrize("origin", LED_HERE)
def test_a_page_whose_name_may_have_been_led_here_is_refused(
    client: TestClient, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    plain = TestClient(client.app, base_url="http://127.0.0.1:8501")
    for _ in range(2):
        assert plain.post("/", headers=said_by_a_page_at(origin)).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        plain.websocket_connect("/socket", headers=said_by_a_page_at(origin)),
    ):
        pass
    assert [record.levelname for record in caplog.records if "RIPPLE_NAMES" in record.message] == ["WARNING"]
    assert "evil" not in caplog.text


@pytest.mark.parametrize("origin", OURS)
def test_an_address_a_local_name_and_a_known_one_are_ours(client: TestClient, origin: str) -> None:
    plain = TestClient(client.app, base_url="http://127.0.0.1:8501")
    assert plain.post("/", headers=said_by_a_page_at(origin)).status_code == 200


def test_the_machine_s_own_name_is_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "pc17.school.example")
    app = Starlette(routes=[Route("/", echo, methods=["POST"])], middleware=[Middleware(SameOriginOnly)])
    headers = said_by_a_page_at("http://pc17.school.example:8501")
    assert TestClient(app, base_url="http://127.0.0.1:8501").post("/", headers=headers).status_code == 200
