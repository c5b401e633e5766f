"""What is pressed before the app has drawn a page for the first time is heard once it has."""

import anyio
import pytest
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from ripple.web import first_run
from ripple.web.first_run import FirstRun

FINISHED, CUT_OFF = ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_EARLY_FOR_RERUN
BUTTON = WidgetState(id="pass on", trigger_value=True)


def asks(part: str = "", *states: WidgetState) -> Message:
    said = BackMsg(rerun_script=ClientState(fragment_id=part))
    said.rerun_script.widget_states.widgets.extend(states)
    return {"bytes": said.SerializeToString()}


def ends(how: int = FINISHED) -> Message:
    return {"bytes": ForwardMsg(script_finished=how).SerializeToString()}  # type: ignore[arg-type]


THE_PAGE, A_PART, A_BUTTON = asks(), asks("share"), asks("", BUTTON)
DRAWN = asks("", WidgetState(id="the picture", json_value='{"drawn": true}'))


async def waits(page: FirstRun, message: Message) -> bool:
    """Whether the message is not passed on yet."""
    with anyio.move_on_after(0.01) as scope:
        await page.wait_before(message)
    return scope.cancelled_caught


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def page() -> FirstRun:
    """A page whose first run is on."""
    page = FirstRun()
    await page.wait_before(THE_PAGE)
    return page


@pytest.mark.anyio
@pytest.mark.parametrize("pressed", [A_PART, A_BUTTON])
async def test_what_is_pressed_waits_until_the_page_is_drawn(page: FirstRun, pressed: Message) -> None:
    assert await waits(page, pressed)
    page.note(ends())
    assert not await waits(page, pressed)


@pytest.mark.anyio
async def test_a_run_that_begins_anew_is_waited_for_to_its_end(page: FirstRun) -> None:
    page.note(ends(CUT_OFF))
    assert await waits(page, A_PART)


@pytest.mark.anyio
async def test_whoever_goes_to_another_page_waits_for_nothing(page: FirstRun) -> None:
    assert not await waits(page, DRAWN)
    assert not await waits(page, THE_PAGE)
    assert not await waits(page, {"type": "websocket.disconnect"})
    assert not await waits(page, {"bytes": b"\x00not a message"})


@pytest.mark.anyio
async def test_a_page_that_the_app_still_has_waits_for_nothing() -> None:
    page = FirstRun()
    assert not await waits(page, A_PART)
    assert not await waits(page, A_BUTTON)


@pytest.mark.anyio
async def test_a_run_of_which_nothing_is_heard_holds_nobody_up(
    page: FirstRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_run, "LONGEST_S", 0)
    assert not await waits(page, A_PART)
    monkeypatch.undo()
    assert not await waits(page, A_PART)
