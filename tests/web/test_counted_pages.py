"""Pages are counted while they are open, and their runs are timed."""

from prometheus_client import REGISTRY
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient

from ripple.web.counted_pages import CountedPages
from tests.web.test_websocket_limits import FINISHED, OTHER, echo, run


def figure(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


def test_a_page_counts_while_it_is_open_and_each_run_once() -> None:
    app = Starlette(routes=[WebSocketRoute("/", echo)], middleware=[Middleware(CountedPages)])
    pages, parts = (figure("ripple_run_seconds_count", of=of) for of in ("page", "part"))
    with TestClient(app).websocket_connect("/") as socket:
        assert figure("ripple_pages_open") == 1
        socket.receive_bytes()  # that its first run is over, which nobody asked for
        for fragment in ("", "a part", "a part"):
            socket.send_bytes(run(fragment))
            assert [socket.receive_bytes(), socket.receive_bytes()] == [OTHER, FINISHED]
        socket.send_bytes(b"nothing that runs")
    assert figure("ripple_pages_open") == 0
    assert figure("ripple_run_seconds_count", of="page") == pages + 1
    assert figure("ripple_run_seconds_count", of="part") == parts + 2
