"""Acts, members and entries are right from birth, or are not born."""

import time
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import (
    InspiredByItself,
    NotYet,
    RippleError,
    TextMissing,
    TextTooLong,
    TimeUnclear,
    TooMany,
)
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.group import GroupStarted
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import ACT_LIMIT, PEOPLE_LIMIT, Act, How, Kind, Person, Voice, replace
from ripple.domain.texts import NAME_LIMIT, clean_name, clean_text
from ripple.domain.times import zone_called

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
AN_ACT = Act(
    id="a1",
    text="Mended the gate",
    posted_at=NOON,
    author="m1",
    voice=Voice.SAW,
    givers=(Person("Ada", "m2"),),
    receivers=(Person("Ben"),),
    kind=Kind.SUPPORT,
    face_to_face=True,
    happened_on=date(2026, 5, 3),
    inspired_by="a0",
    how=How.READING,
)


def test_an_act_needs_only_words() -> None:
    act = Act(id="a1", text="  Held the door \r\n for me ", posted_at=NOON)
    assert act.text == "Held the door \n for me"
    assert not act.signed


def test_marks_without_end_are_refused_before_they_are_put_in_order() -> None:
    """Which would take the square of their number, and everybody would wait."""
    endless = "a" + "\u0301\u0316" * 500_000
    began = time.process_time()
    with pytest.raises(TextTooLong):
        clean_text(endless, "text", ACT_LIMIT)
    assert time.process_time() - began < 1  # half an hour, if it were not refused


@pytest.mark.parametrize(
    "empty", ["", "   ", "\n\t", "\u200b\u200d", "\u202e", "\x00\x07", "\ud800", "\u3164", "\u2800\ufe0f"]
)
def test_an_act_without_a_visible_sign_is_not_one(empty: str) -> None:
    with pytest.raises(TextMissing):
        Act(id="a1", text=empty, posted_at=NOON)


def test_empty_lines_do_not_pile_up() -> None:
    assert (
        Act(id="a1", text="one\n\n \n\ntwo\nthree\n\nfour", posted_at=NOON).text
        == "one\n\ntwo\nthree\n\nfour"
    )


def test_the_limit_of_an_act_is_exact_and_the_error_says_by_how_much() -> None:
    assert len(Act(id="a1", text="ä" * ACT_LIMIT, posted_at=NOON).text) == ACT_LIMIT
    with pytest.raises(TextTooLong) as refused:
        Act(id="a1", text="ä" * (ACT_LIMIT + 1), posted_at=NOON)
    assert (refused.value.limit, refused.value.length) == (ACT_LIMIT, ACT_LIMIT + 1)


def test_a_name_is_one_line_and_has_a_limit() -> None:
    assert clean_name("  Ada\n Lovelace ") == "Ada Lovelace"
    with pytest.raises(TextTooLong):
        Person("x" * (NAME_LIMIT + 1))


def test_twenty_people_can_receive_an_act_and_no_more() -> None:
    everybody = tuple(Person(f"p{i}") for i in range(PEOPLE_LIMIT + 1))
    assert len(replace(AN_ACT, receivers=everybody[1:]).receivers) == PEOPLE_LIMIT
    with pytest.raises(TooMany):
        replace(AN_ACT, receivers=everybody)


def test_an_act_cannot_inspire_itself() -> None:
    with pytest.raises(InspiredByItself):
        replace(AN_ACT, inspired_by="a1")


def test_times_are_kept_in_utc_and_must_have_a_zone() -> None:
    east = timezone(timedelta(hours=9))
    act = replace(AN_ACT, posted_at=NOON.astimezone(east))
    assert act.posted_at == NOON
    assert act.posted_at.tzinfo is UTC
    with pytest.raises(TimeUnclear):
        replace(AN_ACT, posted_at=NOON.replace(tzinfo=None))


def test_tomorrow_can_be_a_day_somewhere_but_the_day_after_is_not_yet() -> None:
    assert replace(AN_ACT, happened_on=date(2026, 5, 5)).happened_on == date(2026, 5, 5)
    with pytest.raises(NotYet):
        replace(AN_ACT, happened_on=date(2026, 5, 6))


def test_acts_are_frozen() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        AN_ACT.text = "other"


def test_erasing_leaves_an_unnamed_drop_in_its_place() -> None:
    drop = ActPosted(at=NOON, act=AN_ACT).without_words().act
    assert (drop.id, drop.posted_at, drop.inspired_by, drop.how) == ("a1", NOON, "a0", How.READING)
    assert drop.erased
    for private in ("Mended", "Ada", "Ben", "m1", "m2", "2026, 5, 3", "SUPPORT"):
        assert private not in repr(drop)


def test_erasing_a_member_leaves_no_name() -> None:
    joined = MemberJoined(id="j", at=NOON, member="m1", name="Ada Lovelace")
    assert "Ada" not in repr(joined.without_words())
    assert MemberJoined(id="j", at=NOON, member="m1", name="Ada Lovelace", erased=True).name == ""


def test_a_group_needs_a_name() -> None:
    with pytest.raises(TextMissing):
        GroupStarted(id="start", at=NOON, name=" ", code="X")


def test_what_a_removed_sign_kept_apart_is_put_together() -> None:
    assert clean_text("e\x00\u0301", "text", 10) == "é"


@given(st.text(st.characters(codec=None)))
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    try:
        once = clean_text(text, "text", 10_000)
    except RippleError:
        return
    assert clean_text(once, "text", 10_000) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(0x202A <= ord(c) <= 0x202E or 0x2066 <= ord(c) <= 0x2069 for c in once)
    assert all(c == "\n" or unicodedata.category(c) not in ("Cc", "Cs") for c in once)


@given(st.text(alphabet="👩‍🚀🏽عربي✨e\u0301"))
def test_emoji_and_every_script_come_through(text: str) -> None:
    try:
        kept = clean_text(text, "text", 10_000)
    except RippleError:
        return
    assert kept == unicodedata.normalize("NFC", text).strip()


def test_the_days_are_those_of_the_zone_that_a_browser_names() -> None:
    assert NOON.astimezone(zone_called("Asia/Tokyo")).hour == 21


@pytest.mark.parametrize(
    "name", [None, "", "no such zone", "Europe", "../../etc/passwd", "/etc/passwd", "a\x00b"]
)
def test_what_is_no_zone_is_universal_time(name: str | None) -> None:
    assert NOON.astimezone(zone_called(name)).hour == 12
