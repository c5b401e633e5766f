"""What is said on a socket is passed on as all who have a say in it pass it."""

import anyio
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ripple.web.websocket_interceptors import MOST, WebSocketInterceptors

BEGINS = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
NO_RUNS = [b"", b"\x00not a message", b"\x00" * (MOST + 1), BackMsg(app_heartbeat=True).SerializeToString()]


def asks(part: str) -> bytes:
    said: bytes = BackMsg(rerun_script=ClientState(fragment_id=part)).SerializeToString()
    return said


class OfAll:
    """Makes of each run one of the whole page."""

    told: list[ForwardMsg]

    def __init__(self) -> None:
        OfAll.told = []

    async def passes(self, run: ClientState) -> bool:
        run.fragment_id = ""
        return True

    def note(self, told: ForwardMsg) -> None:
        self.told.append(told)


class Chosen:
    """Passes what is of the whole page, or of the chosen part."""

    async def passes(self, run: ClientState) -> bool:
        return run.fragment_id in {"", "chosen"}

    def note(self, told: ForwardMsg) -> None: ...


def passed(messages: list[Message], *kinds: type, of: str = "websocket") -> list[Message]:
    """What the app receives of these ``messages``; it sends one itself, and one that is long."""
    waiting, received = iter(messages), []

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        await send({"bytes": BEGINS.SerializeToString()})
        await send({"bytes": b"\x00" * (MOST + 1)})
        while (message := await receive())["type"] != "the end":
            received.append(message)

    async def receive() -> Message:
        return next(waiting, {"type": "the end"})

    async def send(_message: Message) -> None: ...

    anyio.run(WebSocketInterceptors(app, kinds), {"type": of}, receive, send)
    return received


def said(text: bytes) -> Message:
    return {"type": "websocket.receive", "bytes": text}


def test_what_one_of_them_leaves_unheard_is_not_passed_on() -> None:
    runs = [said(asks(part)) for part in ("chosen", "left", "")]
    assert passed(runs, Chosen) == [runs[0], runs[2]]


def test_a_run_is_passed_on_as_the_one_before_made_it() -> None:
    assert passed([said(asks("left"))], OfAll, Chosen) == [said(asks(""))]
    assert passed([said(asks("left"))], Chosen, OfAll) == []


def test_each_of_them_takes_in_what_a_browser_is_told() -> None:
    passed([], Chosen, OfAll)
    assert OfAll.told == [BEGINS]


@pytest.mark.parametrize("text", NO_RUNS, ids=["nothing", "no message", "what is long", "no run"])
def test_what_is_no_run_is_passed_on_as_it_is(text: bytes) -> None:
    assert passed([said(text)], Chosen) == [said(text)]


def test_no_other_connection_is_looked_at() -> None:
    assert passed([said(asks("left"))], Chosen, of="http") == [said(asks("left"))]
