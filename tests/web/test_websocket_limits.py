"""Sockets are counted, their messages bounded, and who asks for more than their share waits."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.SessionStatus_pb2 import SessionStatus

from ripple.web import websocket_limits
from ripple.web.websocket_filter import PART, cost
from ripple.web.websocket_limits import (
    LARGEST,
    LARGEST_OF_A_STRANGER,
    TOO_BIG,
    TRY_AGAIN_LATER,
    WebSocketLimits,
)

MEMBER = {"Cookie": "ripple_g=ada"}


def member_of(cookies: Mapping[str, str]) -> str:
    return cookies.get("ripple_g", "")


FINISHED = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY).SerializeToString()
OTHER = ForwardMsg(session_status_changed=SessionStatus()).SerializeToString()


async def echo(socket: WebSocket) -> None:
    """Runs its page at once for whatever it is told."""
    await socket.accept()
    await socket.send_bytes(FINISHED)
    async for _message in socket.iter_bytes():
        await socket.send_bytes(OTHER)
        await socket.send_bytes(FINISHED)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """For how long somebody was made to wait, without waiting."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("ripple.web.websocket_limits.anyio.sleep", sleep)
    return waits


@pytest.fixture
def client(slept: list[float]) -> TestClient:
    routes = [WebSocketRoute("/", echo)]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(WebSocketLimits, member_of=member_of)]))


def opens(client: TestClient, opened: ExitStack, **more: Any) -> WebSocketTestSession:
    socket = opened.enter_context(client.websocket_connect("/", **more))
    assert socket.receive_bytes() == FINISHED
    return socket


def run(fragment: str = "") -> bytes:
    asked = BackMsg(rerun_script=ClientState(query_string="x", fragment_id=fragment))
    return bytes(asked.SerializeToString())


@pytest.mark.parametrize(("headers", "most"), [({}, LARGEST_OF_A_STRANGER), (MEMBER, LARGEST)])
def test_a_message_that_is_too_large_ends_the_socket_unread(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], most: int
) -> None:
    read: list[int] = []
    monkeypatch.setattr(websocket_limits, "cost", lambda said: read.append(len(said)) or 1)
    with client.websocket_connect("/", headers=headers) as socket:
        socket.receive_bytes()
        socket.send_bytes(b"x" * most)
        assert [socket.receive_bytes(), socket.receive_bytes()] == [OTHER, FINISHED]
        socket.send_bytes(b"x" * (most + 1))
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_bytes()
    assert ended.value.code == TOO_BIG
    assert read == [most]


LISTS: dict[str, Any] = {
    "widgets": {"rerun_script": {"widget_states": {"widgets": [{"id": "x"}] * 2_001}}},
    "pictures that the browser has": {"rerun_script": {"cached_message_hashes": ["x"] * 5_001}},
    "files": {"file_urls_request": {"file_names": ["x"] * 11}},
}


@pytest.mark.parametrize("headers", [{}, MEMBER])
@pytest.mark.parametrize("listed", LISTS)
def test_a_message_that_lists_more_than_a_page_has_ends_the_socket(
    client: TestClient, listed: str, headers: dict[str, str]
) -> None:
    with ExitStack() as opened:
        socket = opens(client, opened, headers=headers)
        socket.send_bytes(BackMsg(**LISTS[listed]).SerializeToString())
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_bytes()
    assert ended.value.code == TOO_BIG


@pytest.mark.parametrize("headers", [{}, MEMBER])
def test_who_says_nothing_again_and_again_waits_too(
    client: TestClient, slept: list[float], headers: dict[str, str]
) -> None:
    with ExitStack() as opened:
        socket = opens(client, opened, headers=headers)
        for _ in range(200):
            socket.send_bytes(b"")
            assert [socket.receive_bytes(), socket.receive_bytes()] == [OTHER, FINISHED]
    assert max(slept) > 1


def ended(socket: WebSocketTestSession) -> bool:
    """Whether the server closes it; what the socket says before is passed over."""
    with pytest.raises(WebSocketDisconnect) as closed:
        socket.receive_bytes()
    return closed.value.code == TRY_AGAIN_LATER


def answers(socket: WebSocketTestSession) -> bool:
    socket.send_bytes(run())
    return bool(socket.receive_bytes())


def test_a_stranger_s_first_page_makes_room_for_the_next(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket_limits, "OF_STRANGERS", 3)
    with ExitStack() as opened:
        first, *others = [opens(client, opened) for _ in range(3)]
        member = opens(client, opened, headers=MEMBER)
        newest = opens(client, opened)
        assert ended(first)
        assert all(map(answers, [*others, newest, member]))


def test_a_few_with_many_pages_keep_nobody_out(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_limits, "SOCKETS", 4)
    with ExitStack() as opened:
        first, *others = [opens(client, opened, headers=MEMBER) for _ in range(4)]
        bens = opens(client, opened, headers={"Cookie": "ripple_g=ben"})
        assert ended(first)
        assert all(map(answers, [*others, bens]))
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("/", headers=MEMBER):
            pass  # who has most makes nobody else go
        assert all(map(answers, [*others, bens]))


def test_many_names_in_a_group_of_ones_own_keep_no_class_out(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(websocket_limits, "SOCKETS", 6)

    def child(name: str) -> dict[str, dict[str, str]]:
        return {"headers": {"Cookie": f'ripple_g="class {name}"'}}

    with ExitStack() as opened:
        first, *others = [
            opens(client, opened, headers={"Cookie": f'ripple_g="own name{n}"'}) for n in range(6)
        ]
        children = [opens(client, opened, **child(name)) for name in ("ada", "ben", "cleo")]
        assert ended(first)
        assert all(map(answers, [*children, *others[2:]]))
        with (
            pytest.raises(WebSocketDisconnect),
            client.websocket_connect("/", headers=child("dora")["headers"]),
        ):
            pass  # each group has its half, and in hers everybody has one
        assert all(map(answers, children))


def test_one_member_has_so_many_too(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket_limits, "OF_A_MEMBER", 1)
    with ExitStack() as opened:
        opens(client, opened, headers=MEMBER)
        with pytest.raises(WebSocketDisconnect), client.websocket_connect("/", headers=MEMBER):
            pass
        opens(client, opened, headers={"Cookie": "ripple_g=ben"})


def test_strangers_share_a_budget_that_is_not_the_members(client: TestClient, slept: list[float]) -> None:
    with ExitStack() as opened:
        strangers = [opens(client, opened) for _ in range(25)]
        for stranger in strangers:
            stranger.send_bytes(run())
            stranger.receive_bytes()
            stranger.receive_bytes()
        waited = slept[-1]
        member = opens(client, opened, headers=MEMBER)
        member.send_bytes(run())
        member.receive_bytes()
        assert slept[-1] == 0 < 1 < waited


def test_sockets_that_are_opened_one_after_the_other_wait(client: TestClient, slept: list[float]) -> None:
    for _ in range(100):
        with ExitStack() as opened:
            opens(client, opened)
    assert slept[-1] > 1
    with ExitStack() as opened:
        opens(client, opened, headers=MEMBER)
    assert slept[-1] == 0


def test_a_look_for_news_costs_part_of_a_run_and_a_large_message_more() -> None:
    assert cost(run("news")) == pytest.approx(PART, abs=0.01)
    assert cost(run()) == pytest.approx(1, abs=0.01)
    assert cost(b"\xff") == pytest.approx(PART, abs=0.01)
    assert cost(run() + b"\x00" * 1_000_000) > 10
    widgets = {"widget_states": {"widgets": [{"id": "x"}] * 2_000}}
    assert cost(BackMsg(rerun_script=widgets).SerializeToString()) > 3  # type: ignore[arg-type]  # as a dict
