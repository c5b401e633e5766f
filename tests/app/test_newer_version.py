"""A group that a newer version of the app changed is read on every page, and says why nothing is added."""

import pytest

from ripple.app import session
from ripple.domain.events.directory import GroupUnlisted
from ripple.domain.events.log import GroupEvent
from tests.app.conftest import Visitor

SAID = "This group was changed by a newer version of the app. It can be read here"


@pytest.fixture
def newer(ada: Visitor) -> Visitor:
    """Ada, whose group holds an entry since that no group of this version does, after an act."""
    ada.writes("Held the door").press("Share")
    live = ada.group.live
    live.log.append(live.id, GroupUnlisted(id="new", at=session.now(), group="x"))
    return ada.look()


@pytest.mark.parametrize("page", ["home", "people", "you", "group"])
def test_every_page_is_read_and_says_so(newer: Visitor, page: str) -> None:
    newer.open(page)
    assert SAID in newer.sees
    assert not newer.tab.exception
    assert not isinstance(newer.group.live.log.since(newer.group.live.id, 0)[-1][1], GroupEvent)


def test_what_is_shared_is_not_stored_and_not_lost(newer: Visitor) -> None:
    live = newer.group.live
    before = live.log.version(live.id)
    newer.writes("Made some soup").press("Share")
    assert any(SAID in error.value for error in (*newer.tab.error, *newer.tab.warning))
    assert "Made some soup" in [area.value for area in newer.tab.text_area]
    assert live.log.version(live.id) == before
    assert "Held the door" in newer.sees
