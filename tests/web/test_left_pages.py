"""What a part of a page asks for is heard as long as somebody is on that page, and not once they left it."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.web.left_pages import COMES_WITHIN_S, MOST, PageOfASocket

POND, PEOPLE, GROUP = "a05c0a", "4624c5", "36d791"
DRAWN = "the picture is drawn"
DONE, CUT_OFF = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN


def asks(page: str, part: str = "", widget: str = "") -> dict[str, bytes]:
    said = BackMsg(rerun_script=ClientState(page_script_hash=page, fragment_id=part))
    if widget:
        said.rerun_script.widget_states.widgets.append(WidgetState(id=widget, json_value="true"))
    return {"bytes": said.SerializeToString()}


def begins(page: str) -> dict[str, bytes]:
    return {"bytes": ForwardMsg(new_session=NewSession(page_script_hash=page)).SerializeToString()}


def ends(how: int) -> dict[str, bytes]:
    return {"bytes": ForwardMsg(script_finished=how).SerializeToString()}  # type: ignore[arg-type]


@pytest.fixture
def on_the_pond() -> PageOfASocket:
    page = PageOfASocket()
    assert not page.is_left(asks(POND))
    page.note(begins(POND))
    page.note(ends(DONE))
    return page


def test_a_part_of_the_page_that_is_shown_is_heard(on_the_pond: PageOfASocket) -> None:
    assert not on_the_pond.is_left(asks(POND, "news"))


def test_a_part_of_the_page_that_an_address_leads_to_is_heard() -> None:
    page = PageOfASocket()
    assert not page.is_left(asks(""))
    page.note(begins("the app's own"))
    page.note({"bytes": ForwardMsg(navigation=Navigation(page_script_hash=PEOPLE)).SerializeToString()})
    page.note(ends(DONE))
    assert not page.is_left(asks(PEOPLE, "news"))


def test_a_part_of_a_page_that_was_left_is_not_heard(on_the_pond: PageOfASocket) -> None:
    assert not on_the_pond.is_left(asks(PEOPLE))
    assert on_the_pond.is_left(asks(POND, "news"))  # sent before the browser heard of the new page
    on_the_pond.note(begins(PEOPLE))
    assert on_the_pond.is_left(asks(POND, "news"))
    assert not on_the_pond.is_left(asks(PEOPLE, "news"))


def test_a_run_of_before_that_is_cut_off_leads_nobody_back(on_the_pond: PageOfASocket) -> None:
    on_the_pond.is_left(asks(PEOPLE))
    on_the_pond.note(begins(POND))
    on_the_pond.note(ends(CUT_OFF))
    assert on_the_pond.is_left(asks(POND, "news"))


def test_a_run_of_before_that_ends_leads_nobody_back(on_the_pond: PageOfASocket) -> None:
    on_the_pond.is_left(asks(POND))
    on_the_pond.note(begins(POND))
    on_the_pond.is_left(asks(PEOPLE))  # in the moment in which the pond is there
    on_the_pond.note(ends(DONE))
    assert on_the_pond.is_left(asks(POND, "news"))


def test_a_page_that_was_left_draws_itself_no_more(on_the_pond: PageOfASocket) -> None:
    assert not on_the_pond.is_left(asks(POND, widget=DRAWN))
    assert not on_the_pond.is_left(asks(PEOPLE))
    assert on_the_pond.is_left(asks(POND, widget=DRAWN))
    on_the_pond.note(begins(PEOPLE))
    assert on_the_pond.is_left(asks(POND, widget=DRAWN))  # sent before the browser heard of the other
    assert not on_the_pond.is_left(asks(PEOPLE, widget=DRAWN))


def test_a_page_that_comes_late_leads_nobody_back(on_the_pond: PageOfASocket) -> None:
    on_the_pond.is_left(asks(PEOPLE))
    on_the_pond.is_left(asks(GROUP))  # before the browser heard of the other
    on_the_pond.note(begins(PEOPLE))
    on_the_pond.note(ends(DONE))
    assert on_the_pond.is_left(asks(PEOPLE, widget=DRAWN))
    assert not on_the_pond.is_left(asks(GROUP, "news"))


def test_who_goes_back_at_once_is_heard(on_the_pond: PageOfASocket) -> None:
    assert not on_the_pond.is_left(asks(PEOPLE))
    assert not on_the_pond.is_left(asks(POND))
    assert not on_the_pond.is_left(asks(POND, widget=DRAWN))
    assert on_the_pond.is_left(asks(PEOPLE, widget=DRAWN))


def test_a_page_that_leads_back_is_left_for_good(on_the_pond: PageOfASocket) -> None:
    on_the_pond.is_left(asks(PEOPLE))
    on_the_pond.note(begins(PEOPLE))
    on_the_pond.note(begins(POND))
    assert not on_the_pond.is_left(asks(POND, "news"))
    assert not on_the_pond.is_left(asks(POND, widget=DRAWN))


def test_a_page_that_does_not_come_is_not_waited_for_long() -> None:
    time = 10.0
    page = PageOfASocket(clock=lambda: time)
    page.note(begins(POND))
    page.is_left(asks(PEOPLE))
    assert page.is_left(asks(POND, "news"))
    time += COMES_WITHIN_S
    assert not page.is_left(asks(POND, "news"))
    assert not page.is_left(asks(POND, widget=DRAWN))


@pytest.mark.parametrize("said", [b"", b"\x00not a message", BackMsg(app_heartbeat=True).SerializeToString()])
def test_what_is_no_run_is_passed_on(on_the_pond: PageOfASocket, said: bytes) -> None:
    assert not on_the_pond.is_left({"bytes": said})


def test_what_is_long_is_not_read_through(on_the_pond: PageOfASocket) -> None:
    on_the_pond.note({"bytes": b"\x00" * (MOST + 1)})
    assert not on_the_pond.is_left({"bytes": b"\x00" * (MOST + 1)})
    assert not on_the_pond.is_left(asks(POND, "news"))
