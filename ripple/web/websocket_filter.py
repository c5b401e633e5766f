"""What a browser may tell Streamlit: to run its own page, and nothing that is everybody's."""

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

HEARD = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request")
DONE = ("dataframe_chunk",)  # of the operations: more rows of a table


# What saying something costs, in runs of a page: a look for news is one of a small part of it.
PART, BYTES_OF_A_RUN = 0.2, 100_000
WIDGETS_OF_A_RUN = 800  # as many states to take in take as long
SHORT = 500  # bytes: what says that a run is over has no more
# Of each thing that a message lists. A page has some hundred widgets and asks for one file's address; each is
# looked at while everybody waits, and a widget's state stays as long as the page does.
MOST_WIDGETS, MOST_FILES, MOST_HASHES = 2_000, 10, 5_000


class WebSocketFilter:
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
    widgets = len(asked.rerun_script.widget_states.widgets)
    return (1 if whole else PART) + len(said) / BYTES_OF_A_RUN + widgets / WIDGETS_OF_A_RUN


def lists_too_much(said: bytes) -> bool:
    """Whether more is listed in it than on any page of ours."""
    try:
        asked = BackMsg.FromString(said)
    except DecodeError:
        return False
    return (
        len(asked.rerun_script.widget_states.widgets) > MOST_WIDGETS
        or len(asked.rerun_script.cached_message_hashes) > MOST_HASHES
        or len(asked.file_urls_request.file_names) > MOST_FILES
    )


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
