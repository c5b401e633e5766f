"""What a page still asks for once somebody went to another is left unheard.

Streamlit would run it after the page that was asked for, or instead of it, as one of the page that was left:
a picture says that it is drawn, and whoever went on meanwhile would be led back.
"""

from collections.abc import Callable
from time import monotonic

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

COMES_WITHIN_S = 5.0  # a page that somebody goes to; else the one that is shown is heard again
MOST = 100_000  # bytes of what begins or ends a run; nothing that is longer is read through for it


class LeftPages:
    """Pass on all that the page which a browser is on, or goes to, asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        page = PageOfASocket()

        async def receive_heard() -> Message:
            while page.is_left(message := await receive()):
                pass
            return message

        async def send_noted(message: Message) -> None:
            page.note(message)
            await send(message)

        await self.app(scope, receive_heard, send_noted)


class PageOfASocket:
    """Which page a browser is on, as Streamlit calls pages: by a hash.

    ``shown`` is the one that it was told of last, ``asked`` the one that somebody goes to, until the browser
    is told of that, and ``left`` the one that they went from.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.shown = self.asked = self.left = ""
        self._clock, self._asked_at = clock, 0.0

    def is_left(self, message: Message) -> bool:
        """Whether the message is of another page than the browser is on, or goes to."""
        sent = message.get("bytes") or b""
        if len(sent) > MOST:
            return False
        try:
            said = BackMsg.FromString(sent)
        except DecodeError:  # Streamlit closes the socket
            return False
        run = said.rerun_script
        if not said.HasField("rerun_script") or not run.page_script_hash:
            return False
        if self._clock() - self._asked_at >= COMES_WITHIN_S:
            self.asked = self.left = ""
        if run.fragment_id:
            return self._here not in {"", run.page_script_hash}
        if run.page_script_hash == self.left and run.widget_states.widgets:
            return True  # what leads to a page tells nothing of its widgets: that one tells of itself
        self._goes_to(run.page_script_hash)
        return False

    def note(self, message: Message) -> None:
        """Take in what the browser is told."""
        told = message.get("bytes") or b""
        if not told or len(told) > MOST:
            return
        said = ForwardMsg.FromString(told)
        if said.HasField("new_session"):
            self._shows(said.new_session.page_script_hash)
        elif said.HasField("navigation"):  # which page that is, of a browser that came by an address
            self._shows(said.navigation.page_script_hash)

    @property
    def _here(self) -> str:
        return self.asked or self.shown

    def _goes_to(self, page: str) -> None:
        if page != self._here:
            self.left = self._here
        self.asked, self._asked_at = page, self._clock()

    def _shows(self, page: str) -> None:
        self.shown = page
        if page == self.asked:
            self.asked = ""
        elif page == self.left and not self.asked:  # the page that was asked for led back
            self.left = ""
