"""What a part of a page asks for is heard as long as somebody is on that page, and not once they left it."""

import asyncio

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Navigation_pb2 import Navigation
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.web.left_pages import COMES_WITHIN_S, LeftPages

POND, PEOPLE, GROUP = "a05c0a", "4624c5", "36d791"
DRAWN = "the picture is drawn"
DONE, CUT_OFF = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Socket(LeftPages):
    def is_left(self, page: str, part: str = "", widget: str = "") -> bool:
        """Whether it is left unheard that this page asks for a run, of one ``part``, with a ``widget``."""
        run = ClientState(page_script_hash=page, fragment_id=part)
        if widget:
            run.widget_states.widgets.append(WidgetState(id=widget, json_value="true"))
        return not asyncio.run(self.passes(run))


def begins(page: str) -> ForwardMsg:
    return ForwardMsg(new_session=NewSession(page_script_hash=page))


def ends(how: int) -> ForwardMsg:
    return ForwardMsg(script_finished=how)  # type: ignore[arg-type]


@pytest.fixture
def on_the_pond() -> Socket:
    page = Socket()
    assert not page.is_left(POND)
    page.note(begins(POND))
    page.note(ends(DONE))
    return page


def test_a_part_of_the_page_that_is_shown_is_heard(on_the_pond: Socket) -> None:
    assert not on_the_pond.is_left(POND, "news")


def test_a_part_of_the_page_that_an_address_leads_to_is_heard() -> None:
    page = Socket()
    assert not page.is_left("")
    page.note(begins("the app's own"))
    page.note(ForwardMsg(navigation=Navigation(page_script_hash=PEOPLE)))
    page.note(ends(DONE))
    assert not page.is_left(PEOPLE, "news")


def test_a_part_of_a_page_that_was_left_is_not_heard(on_the_pond: Socket) -> None:
    assert not on_the_pond.is_left(PEOPLE)
    assert on_the_pond.is_left(POND, "news")  # sent before the browser heard of the new page
    on_the_pond.note(begins(PEOPLE))
    assert on_the_pond.is_left(POND, "news")
    assert not on_the_pond.is_left(PEOPLE, "news")


def test_a_run_of_before_that_is_cut_off_leads_nobody_back(on_the_pond: Socket) -> None:
    on_the_pond.is_left(PEOPLE)
    on_the_pond.note(begins(POND))
    on_the_pond.note(ends(CUT_OFF))
    assert on_the_pond.is_left(POND, "news")


def test_a_run_of_before_that_ends_leads_nobody_back(on_the_pond: Socket) -> None:
    on_the_pond.is_left(POND)
    on_the_pond.note(begins(POND))
    on_the_pond.is_left(PEOPLE)  # in the moment in which the pond is there
    on_the_pond.note(ends(DONE))
    assert on_the_pond.is_left(POND, "news")


def test_a_page_that_was_left_draws_itself_no_more(on_the_pond: Socket) -> None:
    assert not on_the_pond.is_left(POND, widget=DRAWN)
    assert not on_the_pond.is_left(PEOPLE)
    assert on_the_pond.is_left(POND, widget=DRAWN)
    on_the_pond.note(begins(PEOPLE))
    assert on_the_pond.is_left(POND, widget=DRAWN)  # sent before the browser heard of the other
    assert not on_the_pond.is_left(PEOPLE, widget=DRAWN)


def test_a_page_that_comes_late_leads_nobody_back(on_the_pond: Socket) -> None:
    on_the_pond.is_left(PEOPLE)
    on_the_pond.is_left(GROUP)  # before the browser heard of the other
    on_the_pond.note(begins(PEOPLE))
    on_the_pond.note(ends(DONE))
    assert on_the_pond.is_left(PEOPLE, widget=DRAWN)
    assert not on_the_pond.is_left(GROUP, "news")


def test_who_goes_back_at_once_is_heard(on_the_pond: Socket) -> None:
    assert not on_the_pond.is_left(PEOPLE)
    assert not on_the_pond.is_left(POND)
    assert not on_the_pond.is_left(POND, widget=DRAWN)
    assert on_the_pond.is_left(PEOPLE, widget=DRAWN)


def test_a_page_that_leads_back_is_left_for_good(on_the_pond: Socket) -> None:
    on_the_pond.is_left(PEOPLE)
    on_the_pond.note(begins(PEOPLE))
    on_the_pond.note(begins(POND))
    assert not on_the_pond.is_left(POND, "news")
    assert not on_the_pond.is_left(POND, widget=DRAWN)


def test_a_page_that_does_not_come_is_not_waited_for_long() -> None:
    time = 10.0
    page = Socket(clock=lambda: time)
    page.note(begins(POND))
    page.is_left(PEOPLE)
    assert page.is_left(POND, "news")
    time += COMES_WITHIN_S
    assert not page.is_left(POND, "news")
    assert not page.is_left(POND, widget=DRAWN)
