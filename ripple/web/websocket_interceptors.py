"""What a browser and Streamlit say to each other on a socket is read once, for all who have a say in it."""

from collections.abc import Sequence
from typing import Protocol

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MOST = 100_000  # bytes of what begins or ends a run; nothing that is longer is read through for it


class Interceptor(Protocol):
    """Has a say in what one socket passes on."""

    async def passes(self, run: ClientState) -> bool:
        """Whether the ``run`` that a browser asks for is passed on, once it is its turn; it may change it."""

    def note(self, told: ForwardMsg) -> None:
        """Take in what the browser is ``told``."""


class WebSocketInterceptors:
    """Pass on of each socket what one of each of these ``kinds`` passes, the first one first."""

    def __init__(self, app: ASGIApp, kinds: Sequence[type[Interceptor]]) -> None:
        self.app = app
        self._kinds = kinds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        interceptors = [kind() for kind in self._kinds]

        async def receive_passed() -> Message:
            while (message := await passed(await receive(), interceptors)) is None:
                pass
            return message

        async def send_noted(message: Message) -> None:
            note(message, interceptors)
            await send(message)

        await self.app(scope, receive_passed, send_noted)


async def passed(message: Message, interceptors: Sequence[Interceptor]) -> Message | None:
    """What these make of a message from the browser; nothing where one of them leaves it unheard."""
    sent = message.get("bytes") or b""
    if len(sent) > MOST:
        return message
    try:
        said = BackMsg.FromString(sent)
    except DecodeError:  # Streamlit closes the socket
        return message
    if not said.HasField("rerun_script"):
        return message
    for interceptor in interceptors:
        if not await interceptor.passes(said.rerun_script):
            return None
    return {**message, "bytes": said.SerializeToString()}


def note(message: Message, interceptors: Sequence[Interceptor]) -> None:
    """Let these take in a message to the browser."""
    sent = message.get("bytes") or b""
    if sent and len(sent) <= MOST:
        told = ForwardMsg.FromString(sent)
        for interceptor in interceptors:
            interceptor.note(told)
