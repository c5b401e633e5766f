"""Every page opens in every language that there is a catalogue for, and says in it what it is."""

import pytest

from ripple.catalogues import files
from ripple.language import COOKIE, gettext, speaking
from tests.app.conftest import Visitor

TITLES = {
    "home": "Pond",
    "people": "People",
    "you": "You",
    "group": "Group",
    "about": "About kindness",
    "kept": "What is kept here",
    "ripple": "One ripple",
}


@pytest.mark.parametrize("tongue", files())
def test_every_page_opens_in_it(ada: Visitor, tongue: str) -> None:
    ada.writes("Soup for the whole stairs").press("Share")
    ada.cookies[COOKIE] = tongue
    with speaking(tongue):  # `AppTest` too asks what an entry of a list is called
        ada.new_tab()
        ada.tab.session_state["visit"].picked = next(iter(ada.group.live.history.acts))  # the ripple's, later
        said = {page: [title.value for title in ada.open(page).tab.title] for page in TITLES}
        assert said == {page: [gettext(title)] for page, title in TITLES.items()}
        assert ada.open("home").press(gettext("Share a kindness")).tab.text_area


@pytest.mark.parametrize("tongue", files())
def test_a_stranger_is_welcome_in_it(tongue: str) -> None:
    stranger = Visitor()
    stranger.cookies[COOKIE] = tongue
    with speaking(tongue):
        stranger.new_tab().press(gettext("Start a group"))
        assert [field.label for field in stranger.tab.text_input] == [
            gettext(label) for label in ("Name of the group", "Your name")
        ]
