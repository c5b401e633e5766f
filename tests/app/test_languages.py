"""Each visitor's pages speak their language, whatever others in the same group are spoken to in just then."""

import pytest

from ripple import language
from ripple.language import COOKIE
from tests.app.conftest import Visitor
from tests.tongues import speaking_only

SHARED = {
    "Share a kindness": "Etwas Gutes erzählen",
    "Pass it on": "Weitergeben",
    "What happened": "Was geschehen ist",
    "Take this act back?": "Diese Tat zurücknehmen?",
    "Please write a few words about what happened.": "Bitte schreib ein paar Worte.",
}


@pytest.fixture(autouse=True)
def german(tmp_path):
    """German, in a few words."""
    with speaking_only(tmp_path, {"de": SHARED}):
        yield


def choose(visitor, tongue):
    return visitor.choose("language", language.languages()[tongue])


def labels(visitor) -> set[str]:
    return {button.label.split(" *")[0] for button in visitor.tab.button}


def test_two_visitors_of_one_group_each_see_their_own(ada, ben):
    ben.cookies[COOKIE] = "de"
    ben.new_tab()
    for _twice in range(2):
        assert "Share a kindness" in labels(ada.look())
        assert "Etwas Gutes erzählen" in labels(ben.look())
    ada.writes("soup for the whole stairs").press("Share")
    assert "Weitergeben" in labels(ben.look())
    assert "Pass it on" in labels(ada.look())


def test_what_is_made_once_for_all_is_made_in_each_language(ada, ben):
    ada.writes("soup for the whole stairs").press("Share")
    ben.cookies[COOKIE] = "de"
    ben.new_tab()
    ada.look()
    said = [str(one.tab.get("vega_lite_chart")[0].proto.spec) for one in (ada, ben)]
    assert ["What happened" in spec for spec in said] == [True, False]
    assert ["Was geschehen ist" in spec for spec in said] == [False, True]


def test_a_part_of_a_page_that_is_drawn_alone_speaks_it_too(ada, ben):
    ben.cookies[COOKIE] = "de"
    ben.new_tab()
    ben.press("Etwas Gutes erzählen")
    ben.press("Share")
    assert "Bitte schreib ein paar Worte." in ben.sees


def test_a_dialog_is_called_in_the_language_of_who_opens_it(ada):
    ada.writes("soup").press("Share")
    ada.cookies[COOKIE] = "de"
    ada.new_tab()
    menu = next(one for one in ada.tab.menu_button if (one.key or "").startswith("more"))
    ada.choose("more", menu.options[1])
    assert [each.proto.dialog.title for each in ada.tab.get("dialog")] == ["Diese Tat zurücknehmen?"]


def test_every_page_changes_the_language_and_keeps_what_was_typed(ada):
    ada.writes("half a sen")
    choose(ada, "de")
    assert "Etwas Gutes erzählen" in labels(ada)
    assert ada.tab.text_area[0].value == "half a sen"
    for page in ("people", "you", "group", "about", "kept", "welcome"):
        assert ada.open(page).can_choose("language") == [["English", "Deutsch"]], page
    choose(ada.open("home"), "en")
    assert "Share a kindness" in labels(ada)


def test_a_stranger_chooses_too_and_the_browser_is_told_to_keep_it():
    stranger = Visitor()
    assert "page_speaks" not in keys(stranger)
    choose(stranger, "de")
    assert "page_speaks" in keys(stranger)


def test_a_picture_that_was_sent_is_sent_anew_in_the_other_language(ada):
    ada.writes("soup for the whole stairs").press("Share")
    choose(ada, "de")
    assert "Was geschehen ist" in str(ada.tab.get("vega_lite_chart")[0].proto.spec)


def test_where_there_is_one_language_nobody_is_asked(ada, tmp_path):
    with speaking_only(tmp_path / "none", {}):
        assert ada.look().can_choose("language") == []


def keys(visitor) -> str:
    return str([each.proto.id for each in visitor.tab.get("bidi_component")])
