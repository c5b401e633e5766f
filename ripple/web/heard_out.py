"""Whatever somebody pressed is heard to its end, whatever else is asked for in that moment.

A run of the page ends the one before, with a button that it did not come to: Streamlit forgets that then.
What a part asks for that is not drawn yet it leaves unheard, and for a button that it does not know it does
nothing: so it is after a restart, while browsers still show their pages. And a browser sends what is
pressed in two parts at once as if both were in the first.
"""

from collections.abc import Iterator

import anyio
from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FIRST_RUN_S, PRESS_S = 10.0, 2.0  # the longest that anything waits for it
MOST = 100_000  # bytes of what begins or ends a run; nothing that is longer is read through for it
NO_KEY = "-None"
BUTTONS = ("trigger_value", "string_trigger_value")  # a button or a dialog's cross; a menu


class HeardOut:
    """Put what each socket asks for in such an order, and so together, that no press is lost."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        presses = PressesOfASocket()

        async def receive_in_order() -> Message:
            return await presses.in_order(await receive())

        async def send_noted(message: Message) -> None:
            presses.note(message)
            await send(message)

        await self.app(scope, receive_in_order, send_noted)


class PressesOfASocket:
    """What is waited for: the first run of the page, and then every run that a button asked for."""

    def __init__(self) -> None:
        self._asked = self._drawn = False  # the page, for the first time
        self._begun, self._ended = False, anyio.Event()  # the run that is waited for
        self._ended.set()
        self._told: dict[str, str] = {}  # by its id, what each component says

    async def in_order(self, message: Message) -> Message:
        """The message once it is its turn: what presses something after the first run, and what makes the
        whole page run after what was pressed before. Of several parts at once it is one of the whole page."""
        run = _run_of(message.get("bytes") or b"")
        if run is None:
            return message
        pressed = list(_pressed(run))
        happened = len(pressed) - _crosses(run) + self._newly_told(run)
        if run.fragment_id and happened > 1:
            run.fragment_id = ""
            message = {**message, "bytes": BackMsg(rerun_script=run).SerializeToString()}
        if not self._asked:
            self._asked, self._drawn = True, bool(run.fragment_id)  # of what stands on the server still
            if not self._drawn:
                self._awaits_end()
        elif not self._drawn and (run.fragment_id or pressed):
            await self._end(FIRST_RUN_S)
        elif self._drawn and not run.fragment_id:
            await self._end(PRESS_S)
        if self._drawn and any(kind in BUTTONS for kind in pressed):
            self._awaits_end()
        return message

    def _newly_told(self, run: ClientState) -> int:
        """How many components say something else than before: that a picture is drawn, or what is chosen."""
        states = run.widget_states.widgets
        told = {state.id: state.json_value for state in states if state.WhichOneof("value") == "json_value"}
        before, self._told = self._told, told
        return len(told.items() - before.items())

    def note(self, message: Message) -> None:
        """Take in what the browser is told: that a run begins, or is over."""
        told = message.get("bytes") or b""
        if self._ended.is_set() or not told or len(told) > MOST:
            return
        said = ForwardMsg.FromString(told)
        if said.HasField("new_session"):
            self._begun = True
        elif said.HasField("script_finished") and self._begun:
            # Where another run follows at once, what was pressed is heard, but no page is drawn.
            self._drawn |= said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if self._drawn:
                self._ended.set()

    def _awaits_end(self) -> None:
        self._begun, self._ended = False, anyio.Event()

    async def _end(self, longest: float) -> None:
        with anyio.move_on_after(longest):
            await self._ended.wait()
        self._drawn = True
        self._ended.set()


def _run_of(said: bytes) -> ClientState | None:
    """The run that a browser asks for, if it does."""
    if len(said) > MOST:
        return None
    try:
        asked = BackMsg.FromString(said)
    except DecodeError:  # Streamlit closes the socket
        return None
    return asked.rerun_script if asked.HasField("rerun_script") else None


def _crosses(run: ClientState) -> int:
    """How many dialogs are closed: what that does is done wherever it is heard, and draws little. A dialog's
    widget has no key, and its id tells so."""
    states = run.widget_states.widgets
    return sum(state.id.endswith(NO_KEY) and state.WhichOneof("value") == "trigger_value" for state in states)


def _pressed(run: ClientState) -> Iterator[str]:
    """Of which kind each thing is that was pressed, or happened, in the page that is to run."""
    for state in run.widget_states.widgets:
        kind = state.WhichOneof("value") or ""
        if kind.endswith("trigger_value"):
            yield kind
