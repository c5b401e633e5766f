"""A socket can run its own page and do nothing that is everybody's."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg

from ripple.web.websocket_filter import WebSocketFilter

PASSED_ON = b"\x00not a message"  # Streamlit closes the socket


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    async for message in socket.iter_bytes():
        await socket.send_bytes(message)


@pytest.fixture
def say() -> Iterator[object]:
    routes = [WebSocketRoute("/", echo)]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(WebSocketFilter)]))
    with client.websocket_connect("/") as socket:

        def heard(message: bytes) -> bool:
            """Whether it arrives before what is said after it."""
            socket.send_bytes(message)
            socket.send_bytes(PASSED_ON)
            first = socket.receive_bytes()
            if first == message:
                socket.receive_bytes()
            return first == message

        yield heard


def told(**what: object) -> bytes:
    return bytes(BackMsg(**what).SerializeToString())  # type: ignore[arg-type]  # a field by its name


def operation(**what: object) -> bytes:
    return told(backend_operation_request={"request_id": "1", "session_id": "me", **what})


@pytest.mark.parametrize(
    "message",
    [
        told(rerun_script={"query_string": "code=ABCD"}),
        told(stop_script=True),
        told(app_heartbeat=True),
        told(file_urls_request={"request_id": "1"}),
        operation(dataframe_chunk={"source_id": "x"}),
    ],
)
def test_what_a_page_needs_is_heard(say, message: bytes) -> None:
    assert say(message)


@pytest.mark.parametrize(
    "message",
    [
        told(clear_cache=True),
        told(load_git_info=True),
        told(set_run_on_save=True),
        told(debug_shutdown_runtime=True),
        told(debug_disconnect_websocket=True),
        operation(deferred_file={"file_id": "x"}),
        operation(install_skills={}),
        operation(dismiss_skills_nudge={}),
        operation(),
        told(rerun_script={}) + told(clear_cache=True),  # of several, the last one counts
    ],
)
def test_what_is_everybody_s_is_not(say, message: bytes) -> None:
    assert not say(message)
