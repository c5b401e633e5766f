"""An act is in the language of its writer's pages, unless they say another; one without a name in none."""

import pytest

from ripple.domain.model import Act
from ripple.language import COOKIE, speaking
from tests.app.acts.test_heard import posts
from tests.app.conftest import Visitor
from tests.tongues import speaking_only


@pytest.fixture(autouse=True)
def german(tmp_path):
    """Ben's pages are German, though all of their texts are left in English."""
    with speaking_only(tmp_path, {"de": {}}):
        yield


@pytest.fixture
def ben(ben: Visitor) -> Visitor:
    ben.cookies[COOKIE] = "de"
    return ben.new_tab()


def written(visitor: Visitor, act: str) -> Act:
    act_now = visitor.group.live.history.written(act)
    assert act_now
    return act_now


def asked(visitor: Visitor):
    """The field of an open form that asks for the language."""
    return next(one for one in visitor.tab.selectbox if one.label == "Written in")


def stands_there(visitor: Visitor) -> str:
    said: str = asked(visitor).proto.placeholder
    return said


def test_each_act_is_in_its_writer_s_language_and_tells_everybody_so(ada, ben):
    assert written(ada, posts(ada, "Soup for all")).language == "en"
    assert written(ben, posts(ben, "Suppe für alle")).language == "de"
    for visitor in (ada, ben):
        assert '<bdi lang="en" dir="auto">Soup for all</bdi>' in visitor.look().sees
        assert '<bdi lang="de" dir="auto">Suppe für alle</bdi>' in visitor.sees


def test_nobody_has_to_think_of_it_and_it_can_be_chosen(ada, ben):
    ben.opens_form()
    assert stands_there(ben) == "Deutsch"
    assert asked(ben).value is None
    assert asked(ben).options == ["English", "Deutsch", "Another language"]
    asked(ben).set_value("en")
    assert written(ben, posts(ben, "Soup")).language == "en"
    with speaking("de"):  # `AppTest` too asks what an entry of the list is called
        ben.opens_form()
        asked(ben).set_value("")
        assert written(ben, posts(ben, "Çorba")).language == ""


def test_an_edit_puts_it_right_and_else_leaves_it_as_it_is(ben):
    act = posts(ben, "Soup")
    ben.choose(f"more {act}", "edit")
    assert stands_there(ben) == "Deutsch"
    ben.tab.text_area[0].set_value("Soup for all")
    assert written(ben.press("Save"), act).language == "de"
    ben.choose(f"more {act}", "edit")
    asked(ben).set_value("en")
    ben.press("Save")
    assert (written(ben, act).language, written(ben, act).text) == ("en", "Soup for all")


@pytest.mark.parametrize("chosen", [None, "de"])
def test_without_a_name_it_is_kept_only_if_it_is_chosen(ada, ben, chosen):
    for visitor in (ada, ben):
        visitor.opens_form()
        next(one for one in visitor.tab.toggle if one.label == "Leave my name out").set_value(True)
        visitor.look()
        assert stands_there(visitor) == "Not said"
        if chosen:
            asked(visitor).set_value(chosen)
        act = written(visitor, posts(visitor, "Suppe"))
        assert act.unsigned
        assert act.language == (chosen or "")


def test_what_was_chosen_for_one_act_is_not_said_of_the_next(ben):
    ben.opens_form()
    asked(ben).set_value("en")
    posts(ben, "Soup")
    assert written(ben, posts(ben, "Suppe")).language == "de"


def test_in_a_table_a_column_names_it_once_it_is_not_the_page_s(ada, ben):
    for words in ("Soup", "Bread", "Cake"):
        posts(ada, words)
    ada.open("home").tab.session_state["pond_table"] = True
    assert "Written in" not in ada.look().tab.dataframe[0].value.columns
    posts(ben, "Suppe")
    assert [*ada.look().tab.dataframe[0].value["Written in"]] == ["Deutsch", "English", "English", "English"]
