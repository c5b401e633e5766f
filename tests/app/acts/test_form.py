"""The button that opens the form: what is pressed in the moment in which the page runs is heard."""

import pytest

from ripple.app.ui.keeping_up import FRESH_CARDS, KEEPS_UP, PICTURE
from tests.app.conftest import Visitor

OFFERS = "offers to share"
ASKED_FOR = [(OFFERS,), (OFFERS, KEEPS_UP), (KEEPS_UP, OFFERS), (KEEPS_UP, PICTURE, FRESH_CARDS, OFFERS)]


@pytest.mark.parametrize("parts", ASKED_FOR)
def test_the_form_opens_whatever_else_runs_with_its_button(ada: Visitor, parts: tuple[str, ...]) -> None:
    ada.writes("Held the door").press("Share").press_while_it_runs("Share a kindness", *parts)
    assert ada.tab.text_area
