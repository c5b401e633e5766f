"""What is asked before words are shared: once, in sight as long as it holds, and never refused."""

import logging

import pytest

from tests.app.conftest import Visitor
from tests.app.test_moderating import choose_settings

CALL = "Ring me on +44 20 7946 0958, there is soup"
ASKED = "This looks like a telephone number"
QUESTION = "Everybody in the group will read it."


def test_a_telephone_number_is_shown_and_asked_about_once(ada: Visitor, ben: Visitor) -> None:
    ben.writes(CALL).press("Share")
    assert ASKED in ben.sees
    assert "+44 20 7946 0958" in ben.sees
    assert QUESTION in ben.sees
    assert ben.tab.text_area[0].value == CALL
    assert "soup" not in ada.look().sees
    assert ASKED in ben.look().sees  # others' news draw the page anew, and the question stays
    ben.press("Share")
    assert "soup" in ada.look().sees
    assert ASKED not in ben.sees


def test_what_was_changed_goes_without_another_question(ada: Visitor, ben: Visitor) -> None:
    ben.writes(CALL).press("Share")
    ben.writes("Ring my bell, there is soup")
    assert ASKED not in ben.look().sees
    ben.press("Share")
    assert "Ring my bell" in ada.look().sees


def test_what_is_new_in_the_words_is_asked_about_too(ada: Visitor, ben: Visitor) -> None:
    ben.writes(CALL).press("Share")
    ben.writes(f"{CALL}, or write to ben@example.org").press("Share")
    assert "This looks like an e-mail address" in ben.sees
    assert "soup" not in ada.look().sees
    ben.press("Share")
    assert "soup" in ada.look().sees


def test_passing_on_and_editing_are_asked_about_as_well(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Made soup").press("Share")
    ben.look().press("Pass it on")
    ben.writes("Took some to Anna Müller").press("Share")
    assert "This looks like somebody’s full name" in ben.sees
    ben.press("Share")
    ben.choose("more", "Edit")
    ben.tab.text_area[0].set_value("Took some to 14 Maple Street")
    ben.press("Save")
    assert "This looks like an address where somebody lives" in ben.sees
    assert "14 Maple" not in ada.look().sees
    ben.press("Save")
    assert "14 Maple" in ada.look().sees


def test_both_questions_are_asked_at_once(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, ask_kindly=True, ask_private=True)
    ben.look().writes(f"Even that idiot Dora helped. {CALL}").press("Share")
    assert "Is this kind to everybody it names?" in ben.sees
    assert ASKED in ben.sees
    ben.press("Share")
    assert "soup" in ada.look().sees


def test_nothing_is_asked_where_the_hosts_do_not_wish_it(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada)  # as in groups from before
    ben.look().writes(CALL).press("Share")
    assert "soup" in ada.look().sees


def test_what_was_found_is_in_no_log(ben: Visitor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    ben.writes(CALL).press("Share")
    assert ASKED in ben.sees
    assert "20 7946" not in caplog.text  # an id may hold 7946, but no blank
    kept = [entry for _, entry in ben.group.live.log.since(ben.group.live.id, 0)]
    assert "20 7946" not in repr(kept)
