"""A tab's session with the app: what is to run is sent over a socket, in Streamlit's own language, and what
comes is shown."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.asking import AGENT, Asking, Place
from benchmarks.shown import Shown

ANSWERS_WITHIN_S = 60


@dataclass(eq=False)
class Session:
    """``reads`` is given all that comes; ``runs_itself`` each part that asks to run every so many seconds."""

    place: Place
    reads: Callable[[bytes], None]
    runs_itself: Callable[[float, str], None]
    sees: Shown = field(default_factory=Shown)
    _socket: ClientConnection = field(init=False)
    _page: str = ""
    _ended: asyncio.Future[None] | None = None

    async def opens(self) -> Self:
        await Asking(self.place).page()
        self._socket = await connect(
            re.sub("^http", "ws", self.place.url) + "_stcore/stream",
            origin=Origin(self.place.origin),
            subprotocols=[Subprotocol("streamlit"), Subprotocol("none")],
            additional_headers={"Cookie": self.place.cookie} if self.place.cookie else None,
            user_agent_header=AGENT,
            ssl=self.place.tls,
            local_addr=(self.place.address, 0),
            max_size=None,
            ping_interval=None,  # browsers send none
            open_timeout=ANSWERS_WITHIN_S,
        )
        return self

    async def closes(self) -> None:
        await self._socket.close()

    async def run(self, *pressed: WidgetState, part: str = "", by_itself: bool = False) -> None:
        """Let the page run once, or a ``part`` of it, with what was typed and ``pressed``, until it rests."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash, asked.fragment_id, asked.is_auto_rerun = self._page, part, by_itself
        asked.widget_states.widgets.extend([*self.sees.typed.values(), *pressed])
        asked.cached_message_hashes.extend(self.sees.cached)
        self._ended = asyncio.get_running_loop().create_future()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._ended, ANSWERS_WITHIN_S)

    async def listen(self) -> None:
        """Take in what comes, as long as the session is open."""
        async for data in self._socket:
            assert isinstance(data, bytes)
            self.reads(data)
            self._hear(ForwardMsg.FromString(data))

    def pressing(self, label: str) -> WidgetState:
        """The button that is called so, pressed."""
        return WidgetState(id=self.sees.widget(label).id, trigger_value=True)

    def _hear(self, message: ForwardMsg) -> None:
        place: Any = message.metadata.delta_path
        match message.WhichOneof("type"):
            case "new_session":
                self._page = message.new_session.page_script_hash
                self.sees.begin()
            case "navigation":  # which page that is, where one came by an address
                self._page = message.navigation.page_script_hash
            case "ref_hash":
                self.sees.take(self.sees.cached[message.ref_hash], place)
            case "delta":
                self.sees.take(message, place)
            case "auto_rerun":
                self.runs_itself(message.auto_rerun.interval, message.auto_rerun.fragment_id)
            case "script_finished":
                self._finish(message.script_finished)

    def _finish(self, how: int) -> None:
        """The run is over, or it begins once more."""
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self.sees.end(whole=how == ForwardMsg.FINISHED_SUCCESSFULLY)
        if self._ended and not self._ended.done():
            self._ended.set_result(None)
