"""What is pressed on a page that the app draws for the first time waits until it is drawn.

After a restart the app knows nothing of the pages that browsers still show, and draws each again. What a part
asks for that is not drawn yet, Streamlit leaves unheard; for a button that it does not know it does nothing.
"""

import anyio
from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LONGEST_S = 10  # then it is passed on all the same
SHORT = 500  # bytes: what says that a run is over has no more


class FirstRunFirst:
    """Let every socket's first run come to its end before anything that was pressed meanwhile."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        first = FirstRun()

        async def receive_in_order() -> Message:
            message = await receive()
            await first.wait_before(message)
            return message

        async def send_noted(message: Message) -> None:
            first.note(message)
            await send(message)

        await self.app(scope, receive_in_order, send_noted)


class FirstRun:
    """The first run of a page that a socket asks for. Once it ended, nothing is looked at any more."""

    def __init__(self) -> None:
        self._asked, self._ended = False, anyio.Event()

    async def wait_before(self, message: Message) -> None:
        """Wait for its end where the message presses something; the first message of all asks for it."""
        if self._ended.is_set():
            return
        try:
            said = BackMsg.FromString(message.get("bytes") or b"")
        except DecodeError:  # Streamlit closes the socket
            return
        if not said.HasField("rerun_script"):
            return
        run = said.rerun_script
        if self._asked:
            if presses(run):
                with anyio.move_on_after(LONGEST_S):
                    await self._ended.wait()
                self._ended.set()
        elif run.fragment_id:  # the app still has the page that the browser shows
            self._ended.set()
        self._asked = True

    def note(self, message: Message) -> None:
        """Take in what the browser is told: that a run is over, but for one that another follows at once."""
        told = message.get("bytes") or b""
        if not told or len(told) > SHORT or self._ended.is_set():
            return
        said = ForwardMsg.FromString(told)
        if said.HasField("script_finished") and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self._ended.set()


def presses(run: ClientState) -> bool:
    """Whether the run is asked for by a part of the page, or by a button."""
    kinds = {state.WhichOneof("value") or "" for state in run.widget_states.widgets}
    return bool(run.fragment_id) or any(kind.endswith("trigger_value") for kind in kinds)
