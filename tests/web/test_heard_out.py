"""What somebody presses is heard, whatever else their page asks for in that moment."""

import anyio
import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import StringTriggerValue
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.web import heard_out
from ripple.web.heard_out import HeardOut

FINISHED, CUT_OFF = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN
PASS_ON = WidgetState(id="pass on", trigger_value=True)
THANK = WidgetState(id="thank", string_trigger_value=StringTriggerValue(data="warm"))
NEWS = WidgetState(id="look for news", json_trigger_value="[]")
DRAWN = WidgetState(id="the picture", json_value='{"drawn": true}')


def asks(part: str, *states: WidgetState) -> ClientState:
    run = ClientState(fragment_id=part)
    run.widget_states.widgets.extend(states)
    return run


PAGE, PART = asks(""), asks("share", PASS_ON)
BEGINS = ForwardMsg(new_session=NewSession(name="x"))


def ends(how: int = FINISHED) -> ForwardMsg:
    return ForwardMsg(script_finished=how)  # type: ignore[arg-type]


async def waits(page: HeardOut, run: ClientState) -> bool:
    """Whether the run is not passed on yet."""
    asked = ClientState()
    asked.CopyFrom(run)
    with anyio.move_on_after(0.01) as scope:
        assert await page.passes(asked)
        assert asked == run
    return scope.cancelled_caught


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def comes() -> HeardOut:
    """A page whose first run is on."""
    page = HeardOut()
    await page.passes(PAGE)
    page.note(BEGINS)
    return page


@pytest.fixture
def stands(comes: HeardOut) -> HeardOut:
    """A page that was drawn."""
    comes.note(ends())
    return comes


pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("pressed", [PART, asks("", PASS_ON), asks("keeps up", NEWS)])
async def test_what_is_pressed_waits_for_the_first_run(comes: HeardOut, pressed: ClientState) -> None:
    assert await waits(comes, pressed)
    comes.note(ends(CUT_OFF))  # another follows
    assert await waits(comes, pressed)
    comes.note(ends())
    assert not await waits(comes, pressed)


async def test_nothing_else_waits_for_the_first_run(comes: HeardOut) -> None:
    assert not await waits(comes, asks("", DRAWN))
    assert not await waits(comes, PAGE)


async def test_a_page_that_the_app_still_has_has_no_first_run() -> None:
    page = HeardOut()
    assert not await waits(page, asks("keeps up", NEWS))
    assert not await waits(page, PART)


@pytest.mark.parametrize("pressed", [PART, asks("", PASS_ON), asks("", THANK)])
@pytest.mark.parametrize("asked", [PAGE, asks("", DRAWN), asks("", PASS_ON)])
async def test_a_run_of_the_page_waits_for_what_was_pressed(
    stands: HeardOut, pressed: ClientState, asked: ClientState
) -> None:
    assert not await waits(stands, pressed)
    stands.note(ends())  # the run before
    assert await waits(stands, asked)
    stands.note(BEGINS)
    assert await waits(stands, asked)
    stands.note(ends(CUT_OFF))  # it was heard, and what came of it is drawn now
    assert not await waits(stands, asked)


async def test_a_part_waits_for_nothing_but_the_first_run(stands: HeardOut) -> None:
    assert not await waits(stands, asks("", THANK))
    assert not await waits(stands, PART)  # Streamlit runs it after that
    assert await waits(stands, PAGE)


async def test_what_nobody_pressed_holds_nothing_up(stands: HeardOut) -> None:
    assert not await waits(stands, asks("", DRAWN))
    assert not await waits(stands, asks("keeps up", NEWS))
    assert not await waits(stands, PAGE)


@pytest.mark.parametrize("pressed", [PASS_ON, THANK, DRAWN])
async def test_what_is_pressed_in_several_parts_at_once_is_for_the_page(
    stands: HeardOut, pressed: WidgetState
) -> None:
    run = asks("keeps up", NEWS, pressed)
    assert await stands.passes(run)
    assert run == asks("", NEWS, pressed)


async def test_a_dialog_that_closes_as_news_come_lets_parts_tell_of_them(stands: HeardOut) -> None:
    cross = WidgetState(id="$$ID-71a4-None", trigger_value=True)
    assert not await waits(stands, asks("share", cross, NEWS))


async def test_what_a_component_said_before_is_not_said_again(stands: HeardOut) -> None:
    await stands.passes(asks("", DRAWN))
    assert not await waits(stands, asks("share", DRAWN, PASS_ON))


@pytest.mark.parametrize("longest", ["FIRST_RUN_S", "PRESS_S"])
async def test_a_run_of_which_nothing_is_heard_holds_nobody_up(
    comes: HeardOut, monkeypatch: pytest.MonkeyPatch, longest: str
) -> None:
    monkeypatch.setattr(heard_out, longest, 0)
    if longest == "PRESS_S":
        comes.note(ends())
        assert not await waits(comes, asks("", THANK))
    assert not await waits(comes, asks("", PASS_ON))
