"""Whatever somebody pressed is heard to its end, whatever else is asked for in that moment.

A run of the page ends the one before, with a button that it did not come to: Streamlit forgets that then.
What a part asks for that is not drawn yet it leaves unheard, and for a button that it does not know it does
nothing: so it is after a restart, while browsers still show their pages. And a browser sends what is
pressed in two parts at once as if both were in the first.
"""

from collections.abc import Iterator

import anyio
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FIRST_RUN_S, PRESS_S = 10.0, 2.0  # the longest that anything waits for it
NO_KEY = "-None"
BUTTONS = ("trigger_value", "string_trigger_value")  # a button or a dialog's cross; a menu


class HeardOut:
    """Put what a browser asks for in such an order, and so together, that no press is lost.

    What is waited for is the first run of the page, and then every run that a button asked for.
    """

    def __init__(self) -> None:
        self._asked = self._drawn = False  # the page, for the first time
        self._begun, self._ended = False, anyio.Event()  # the run that is waited for
        self._ended.set()
        self._told: dict[str, str] = {}  # by its id, what each component says

    async def passes(self, run: ClientState) -> bool:
        """Pass it on once it is its turn: what presses something after the first run, and what makes the
        whole page run after what was pressed before. Of several parts at once it is one of the whole page."""
        pressed = list(_pressed(run))
        happened = len(pressed) - _crosses(run) + self._newly_told(run)
        if run.fragment_id and happened > 1:
            run.fragment_id = ""
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
        return True

    def _newly_told(self, run: ClientState) -> int:
        """How many components say something else than before: that a picture is drawn, or what is chosen."""
        states = run.widget_states.widgets
        told = {state.id: state.json_value for state in states if state.WhichOneof("value") == "json_value"}
        before, self._told = self._told, told
        return len(told.items() - before.items())

    def note(self, told: ForwardMsg) -> None:
        """Take in that a run begins, or is over."""
        if self._ended.is_set():
            return
        if told.HasField("new_session"):
            self._begun = True
        elif told.HasField("script_finished") and self._begun:
            # Where another run follows at once, what was pressed is heard, but no page is drawn.
            self._drawn |= told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if self._drawn:
                self._ended.set()

    def _awaits_end(self) -> None:
        self._begun, self._ended = False, anyio.Event()

    async def _end(self, longest: float) -> None:
        with anyio.move_on_after(longest):
            await self._ended.wait()
        self._drawn = True
        self._ended.set()


def _crosses(run: ClientState) -> int:
    """How many dialogs are closed: what that does is done wherever it is heard, and draws little. A dialog's
    widget has no key, and its id tells so; every button has one (`tests/test_house.py`)."""
    states = run.widget_states.widgets
    return sum(state.id.endswith(NO_KEY) and state.WhichOneof("value") == "trigger_value" for state in states)


def _pressed(run: ClientState) -> Iterator[str]:
    """Of which kind each thing is that was pressed, or happened, in the page that is to run."""
    for state in run.widget_states.widgets:
        kind = state.WhichOneof("value") or ""
        if kind.endswith("trigger_value"):
            yield kind
