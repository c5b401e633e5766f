"""What WCAG 2.2 asks for at the levels A and AA, how far the app keeps to it, and the tests that show it.

Names of criteria are those of the recommendation, in English. `tests/privacy/test_papers.py` fails where a
test that is named here is no more, or where something is said to hold and no test is named.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from ripple.language import N_, Texts


class Holds(StrEnum):
    """How far the app keeps to a criterion, in the terms of VPAT 2.5."""

    YES = "supports"
    PARTLY = "partially supports"
    NO_SUCH = "not applicable"
    OPEN = "not evaluated"


HOLDS: Texts[Holds] = Texts(
    {
        Holds.YES: N_("Supports"),
        Holds.PARTLY: N_("Partially supports"),
        Holds.NO_SUCH: N_("Not applicable"),
        Holds.OPEN: N_("Not evaluated"),
    }
)


class Criterion(NamedTuple):
    """A success criterion; ``tests`` are files below ``tests/`` with the name of a test after a colon."""

    number: str
    name: str
    level: str
    holds: Holds
    tests: tuple[str, ...] = ()


_AXE = "browser/test_access.py:test_every_page_keeps_to_wcag_and_none_scrolls_sideways"
_DIALOGS = "browser/test_access.py:test_every_dialog_keeps_to_wcag_and_the_narrowest_screen"
_WALK = "browser/test_walking.py:test_keys_alone_find_an_act_what_led_to_it_and_what_grew"
_SIGN = "charts/pond/test_chart.py:test_every_kind_has_a_colour_and_a_sign"
_KEYBOARD = "browser/test_access.py:test_the_keyboard_is_where_one_expects_it"
_NEAR = "browser/test_reading.py:test_buttons_and_arrow_keys_move_what_is_near"
_STILL = "browser/test_keepsake.py:test_it_follows_light_and_dark_and_the_wish_for_less_movement"
_ROW = "browser/test_looks.py:test_acts_menus_and_the_row_of_pages_are_told_by_their_names"
_LETTERS = "browser/test_looks.py:test_in_print_and_large_letters_each_page_is_whole_and_says_where"
_DRAFT = "browser/test_drafts.py:test_half_typed_words_survive_a_reload_and_are_shared_as_they_are"

_YES, _PARTLY, _NO_SUCH, _OPEN = Holds.YES, Holds.PARTLY, Holds.NO_SUCH, Holds.OPEN

CRITERIA = (
    Criterion("1.1.1", "Non-text Content", "A", _PARTLY, (_AXE, _WALK)),
    Criterion("1.2.1", "Audio-only and Video-only (Prerecorded)", "A", _NO_SUCH),
    Criterion("1.2.2", "Captions (Prerecorded)", "A", _NO_SUCH),
    Criterion("1.2.3", "Audio Description or Media Alternative (Prerecorded)", "A", _NO_SUCH),
    Criterion("1.2.4", "Captions (Live)", "AA", _NO_SUCH),
    Criterion("1.2.5", "Audio Description (Prerecorded)", "AA", _NO_SUCH),
    Criterion("1.3.1", "Info and Relationships", "A", _YES, (_AXE, _DIALOGS)),
    Criterion("1.3.2", "Meaningful Sequence", "A", _YES, (_KEYBOARD,)),
    Criterion("1.3.3", "Sensory Characteristics", "A", _YES, (_SIGN,)),
    Criterion("1.3.4", "Orientation", "AA", _OPEN),
    Criterion("1.3.5", "Identify Input Purpose", "AA", _OPEN),
    Criterion(
        "1.4.1", "Use of Color", "A", _YES, (_SIGN, "charts/pond/test_chart.py:test_a_link_looks_as_it_came")
    ),
    Criterion(
        "1.4.2",
        "Audio Control",
        "A",
        _YES,
        ("browser/test_sound.py:test_it_sounds_only_when_it_was_asked_to_and_stops_with_the_film",),
    ),
    Criterion(
        "1.4.3",
        "Contrast (Minimum)",
        "AA",
        _YES,
        (_AXE, "charts/test_contrast.py:test_words_are_read_on_all_water"),
    ),
    Criterion(
        "1.4.4",
        "Resize Text",
        "AA",
        _YES,
        (_LETTERS,),
    ),
    Criterion("1.4.5", "Images of Text", "AA", _PARTLY, (_WALK,)),
    Criterion(
        "1.4.10",
        "Reflow",
        "AA",
        _YES,
        (_AXE, _DIALOGS),
    ),
    Criterion(
        "1.4.11",
        "Non-text Contrast",
        "AA",
        _YES,
        (
            "charts/test_contrast.py:test_every_drop_has_an_edge_that_is_seen_on_all_water",
            "charts/test_contrast.py:test_links_and_what_is_lit_are_seen_on_all_water",
        ),
    ),
    Criterion("1.4.12", "Text Spacing", "AA", _OPEN),
    Criterion(
        "1.4.13",
        "Content on Hover or Focus",
        "AA",
        _PARTLY,
        ("browser/test_pond.py:test_on_a_phone_legend_zoom_and_what_is_told_stay_in_sight",),
    ),
    Criterion("2.1.1", "Keyboard", "A", _YES, (_KEYBOARD, _WALK)),
    Criterion(
        "2.1.2",
        "No Keyboard Trap",
        "A",
        _YES,
        ("browser/test_walking.py:test_enter_reads_the_story_and_escape_leads_back_and_out",),
    ),
    Criterion(
        "2.1.4",
        "Character Key Shortcuts",
        "A",
        _YES,
        ("browser/test_access.py:test_no_letter_alone_does_anything",),
    ),
    Criterion("2.2.1", "Timing Adjustable", "A", _PARTLY, (_DRAFT,)),
    Criterion("2.2.2", "Pause, Stop, Hide", "A", _YES, (_STILL,)),
    Criterion("2.3.1", "Three Flashes or Below Threshold", "A", _OPEN),
    Criterion("2.4.1", "Bypass Blocks", "A", _YES, (_AXE,)),
    Criterion("2.4.2", "Page Titled", "A", _YES, (_LETTERS,)),
    Criterion("2.4.3", "Focus Order", "A", _YES, (_KEYBOARD,)),
    Criterion("2.4.4", "Link Purpose (In Context)", "A", _YES, (_AXE,)),
    Criterion(
        "2.4.5",
        "Multiple Ways",
        "AA",
        _YES,
        (_ROW, "browser/test_reading.py:test_one_ripple_stands_at_an_address_of_its_own"),
    ),
    Criterion("2.4.6", "Headings and Labels", "AA", _YES, (_AXE, _DIALOGS)),
    Criterion(
        "2.4.7",
        "Focus Visible",
        "AA",
        _PARTLY,
        ("browser/test_walking.py:test_where_one_is_is_ringed_also_where_one_looks_from_nearby",),
    ),
    Criterion(
        "2.4.11",
        "Focus Not Obscured (Minimum)",
        "AA",
        _PARTLY,
        ("browser/test_form.py:test_the_way_to_send_is_in_sight_above_the_keyboard",),
    ),
    Criterion("2.5.1", "Pointer Gestures", "A", _YES, (_NEAR,)),
    Criterion("2.5.2", "Pointer Cancellation", "A", _OPEN),
    Criterion(
        "2.5.3",
        "Label in Name",
        "A",
        _PARTLY,
        (_ROW,),
    ),
    Criterion("2.5.4", "Motion Actuation", "A", _NO_SUCH),
    Criterion("2.5.7", "Dragging Movements", "AA", _YES, (_NEAR,)),
    Criterion(
        "2.5.8",
        "Target Size (Minimum)",
        "AA",
        _PARTLY,
        (_AXE,),
    ),
    Criterion(
        "3.1.1",
        "Language of Page",
        "A",
        _YES,
        ("web/test_index_page.py:test_the_page_says_in_which_language_it_is",),
    ),
    Criterion(
        "3.1.2",
        "Language of Parts",
        "AA",
        _PARTLY,
        ("browser/test_tongues.py:test_on_cards_and_in_stories_each_act_is_in_its_language",),
    ),
    Criterion("3.2.1", "On Focus", "A", _OPEN),
    Criterion("3.2.2", "On Input", "A", _OPEN),
    Criterion("3.2.3", "Consistent Navigation", "AA", _YES, (_ROW,)),
    Criterion("3.2.4", "Consistent Identification", "AA", _OPEN),
    Criterion("3.2.6", "Consistent Help", "A", _OPEN),
    Criterion(
        "3.3.1", "Error Identification", "A", _YES, ("test_words.py:test_every_error_becomes_a_sentence",)
    ),
    Criterion("3.3.2", "Labels or Instructions", "A", _YES, (_AXE, _DIALOGS)),
    Criterion(
        "3.3.3",
        "Error Suggestion",
        "AA",
        _PARTLY,
        ("test_words.py:test_a_text_that_is_too_long_says_by_how_much",),
    ),
    Criterion(
        "3.3.4",
        "Error Prevention (Legal, Financial, Data)",
        "AA",
        _YES,
        ("app/test_group_page.py:test_how_long_words_are_kept_is_asked_once_more",),
    ),
    Criterion("3.3.7", "Redundant Entry", "A", _YES, (_DRAFT,)),
    Criterion(
        "3.3.8",
        "Accessible Authentication (Minimum)",
        "AA",
        _YES,
        ("browser/test_first_page.py:test_whoever_is_invited_sees_their_group_and_one_field",),
    ),
    Criterion("4.1.2", "Name, Role, Value", "A", _PARTLY, (_AXE, _DIALOGS, _WALK)),
    Criterion(
        "4.1.3",
        "Status Messages",
        "AA",
        _PARTLY,
        ("browser/test_walking.py:test_in_the_app_one_walks_to_the_story_beside_the_picture",),
    ),
)
