"""What a browser may tell Streamlit: to run its own page, and nothing that is everybody's."""

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HEARD = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request")
DONE = ("dataframe_chunk",)  # of the operations: more rows of a table


# What saying something costs, in runs of a page: a look for news is one of a small part of it.
PART, BYTES_OF_A_RUN = 0.2, 100_000
SHORT = 500  # bytes: what says that a run is over has no more


class OwnBusinessOnly:
    """Leave unheard what else a socket can say.

    Streamlit would do it for any visitor: empty everybody's caches (and so open every group anew,
    as often as asked), or list the files that lie beside the app.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def receive_heard() -> Message:
            while is_unheard(message := await receive()):
                pass
            return message

        await self.app(scope, receive_heard if scope["type"] == "websocket" else receive, send)


def cost(said: bytes) -> float:
    """What it costs everybody to do what was ``said``, in runs of a page; 1 or more for a whole one."""
    try:
        asked = BackMsg.FromString(said)
    except DecodeError:  # nothing is run for it
        return PART + len(said) / BYTES_OF_A_RUN
    whole = asked.HasField("rerun_script") and not asked.rerun_script.fragment_id
    return (1 if whole else PART) + len(said) / BYTES_OF_A_RUN


def runs(said: bytes) -> bool:
    """Whether what was ``said`` makes the page run."""
    try:
        return bool(BackMsg.FromString(said).HasField("rerun_script"))
    except DecodeError:
        return False


def finishes(told: bytes) -> bool:
    """Whether what the browser is ``told`` is that the run is over."""
    return len(told) < SHORT and bool(ForwardMsg.FromString(told).HasField("script_finished"))


def is_unheard(message: Message) -> bool:
    """Whether the message asks for something that no page of ours does."""
    try:
        said = BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:  # Streamlit closes the socket
        return False
    kind = said.WhichOneof("type")
    if kind == "backend_operation_request":
        return said.backend_operation_request.WhichOneof("payload") not in DONE
    return kind is not None and kind not in HEARD
