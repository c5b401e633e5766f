"""What a page still asks for once somebody went to another is left unheard.

Streamlit would run it after the page that was asked for, or instead of it, as one of the page that was left:
a picture says that it is drawn, and whoever went on meanwhile would be led back.
"""

from collections.abc import Callable
from time import monotonic

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

COMES_WITHIN_S = 5.0  # a page that somebody goes to; else the one that is shown is heard again


class LeftPages:
    """Pass on what is of the page that a browser is on, or goes to: Streamlit calls pages by a hash.

    ``shown`` is the one that it was told of last, ``asked`` the one that somebody goes to, until the browser
    is told of that, and ``left`` the one that they went from.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.shown = self.asked = self.left = ""
        self._clock, self._asked_at = clock, 0.0

    async def passes(self, run: ClientState) -> bool:
        """Whether the ``run`` is of the page that the browser is on, or goes to."""
        if not run.page_script_hash:
            return True
        if self._clock() - self._asked_at >= COMES_WITHIN_S:
            self.asked = self.left = ""
        if run.fragment_id:
            return self._here in {"", run.page_script_hash}
        if run.page_script_hash == self.left and run.widget_states.widgets:
            return False  # what leads to a page tells nothing of its widgets: that one tells of itself
        self._goes_to(run.page_script_hash)
        return True

    def note(self, told: ForwardMsg) -> None:
        """Take in which page the browser is told of."""
        if told.HasField("new_session"):
            self._shows(told.new_session.page_script_hash)
        elif told.HasField("navigation"):  # which page that is, of a browser that came by an address
            self._shows(told.navigation.page_script_hash)

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
