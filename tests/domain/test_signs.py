"""Texts as a reader sees them: the same words are the same, no sign is cut in two, none covers others."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.model import ACT_LIMIT
from ripple.domain.signs import (
    INVISIBLE,
    PILED,
    as_read,
    first_sign,
    is_visible,
    isolated,
    on_one_line,
    shortened,
    without_piles,
)
from ripple.domain.texts import clean_text

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
# Format characters that are drawn: the numbers of other scripts are written around them.
DRAWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}

ALIKE = [
    ("O'Brien", "O’Brien"),
    ("O'Brien", "O‘Brien"),
    ("Siân", unicodedata.normalize("NFD", "Siân")),
    ("Mary didn't", "mary  didn’t"),
    ("soup for", "soup\nfor"),
    ("„Maple“ class", '"Maple" CLASS'),
    ("Anna-Lena", "Anna\u2010Lena"),
    ("Weiß", "WEISS"),
    ("Ada", "\uff21da"),
    ("Ada", "A\u00adda\ufffc"),
]
LANGUAGES = {
    "Vietnamese": "Nguyễn Thị Ngọc Ánh đã giúp",
    "Vietnamese, decomposed": unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh"),
    "Thai": "น้ำใจ กตัญญู ปิ่นเกล้า",
    "Hebrew with points": "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
    "Arabic with harakat": "بِسْمِ ٱللَّهِ ٱلرَّحْمَـٰنِ ٱلرَّحِيمِ",
    "Hindi": "श्रीमती कृष्णा ने मदद की",
    "Tamil": "க்ஷேத்ரம்",
    "Burmese": "ကြွှုံ့ မြန်မာ",
    "Tibetan": "ཧྐྵྨླྺྼྻྂ བསྒྲུབས",
    "Korean": "친절한 이웃",
    "emoji": f"1\ufe0f\u20e3 {FAMILY} 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
}


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_the_same_words_are_the_same_however_they_were_typed(one: str, other: str) -> None:
    assert as_read(one) == as_read(other)


@given(st.text(max_size=30))
def test_comparing_twice_changes_nothing(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert as_read(unicodedata.normalize(form, text)) == as_read(text)


def test_every_format_character_is_known_to_be_drawn_or_not() -> None:
    formats = {code for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == "Cf"}
    assert {code for code in formats if not INVISIBLE.match(chr(code))} == DRAWN


def test_of_invisible_signs_there_is_nothing_to_see() -> None:
    assert not is_visible("\ufff9\ufffa\ufffb\ufffc\u3164\u2800\U000e0041")
    assert is_visible("a\ufffc")


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_no_language_loses_a_mark(text: str) -> None:
    assert without_piles(text) == text


@pytest.mark.parametrize(
    "piled",
    {
        "above": "".join(chr(0x300 + i % 54) for i in range(60)),
        "one mark": "\u0336" * 60,
        "Thai": "\u0e47" * 60,
        "Arabic": "\u064e" * 60,
        "Cyrillic letters": "\u2de0" * 60,
        "rings around": "\u20dd" * 60,
        "with joiners between": "\u0300\u200d" * 30,
        "with a grapheme joiner between": "\u0300\u034f" * 30,
    }.items(),
    ids=lambda each: each[0],
)
def test_marks_do_not_pile_up(piled: tuple[str, str]) -> None:
    kept = clean_text(f"h{piled[1]}ello", "text", ACT_LIMIT)
    marks = [sign for sign in kept if unicodedata.category(sign)[0] == "M"]
    assert 0 < len(marks) <= 2 * PILED
    assert kept.endswith("ello")


@pytest.mark.parametrize(
    ("text", "length", "said"),
    [
        ("as short", 8, "as short"),
        ("one two three", 10, "one two…"),
        ("one two", 4, "one…"),
        ("abcdefghij", 5, "abcd…"),
        ("It helped. I am glad", 12, "It helped…"),
        ("Ja, danke, sehr", 11, "Ja, danke…"),
        ("很好。谢谢你们", 4, "很好…"),
        ("...............", 5, "....…"),
        ("好" * 100, 60, "好" * 59 + "…"),
        ("🇩🇪" * 20, 10, "🇩🇪" * 4 + "…"),
        ("a" + "🇩🇪" * 20, 9, "a" + "🇩🇪" * 3 + "…"),
        (f"a{FAMILY * 3}", 10, f"a{FAMILY}…"),
        ("👍🏽👍🏽👍🏽", 5, "👍🏽👍🏽…"),
        ("👍🏽👍🏽👍🏽", 4, "👍🏽…"),
        ("नमस्ते नमस्ते", 5, "नम…"),
        ("น้ำน้ำ", 5, "น้ำ…"),
        ("e\u0301" * 5, 4, "e\u0301…"),
        ("👩\u200d" * 50, 10, None),
    ],
)
def test_what_is_cut_is_cut_between_words_or_signs(text: str, length: int, said: str | None) -> None:
    assert len(shortened(text, length)) <= length
    assert said is None or shortened(text, length) == said


@given(st.text(max_size=40), st.integers(2, 40))
def test_what_is_cut_is_the_beginning(text: str, length: int) -> None:
    cut = shortened(text, length)
    assert len(cut) <= length
    assert text.startswith(cut.removesuffix("…"))


def test_breaks_are_spaces_on_one_line() -> None:
    assert on_one_line("one\ntwo   three", 100) == "one two three"


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Ada", "A"),
        ("“Ada”", "A"),
        ("e\u0301lan", "e\u0301"),
        ("हिना", "हि"),
        ("👩\u200d👧 x", "x"),
        ("🇩🇪🇩🇪", "🇩🇪"),
        ("", ""),
    ],
)
def test_the_first_sign_is_whole(name: str, first: str) -> None:
    assert first_sign(name) == first


def test_only_what_is_written_from_the_right_is_set_apart() -> None:
    assert isolated("Ada, 28 Nov") == "Ada, 28 Nov"
    assert isolated("שרה") == "\u2068שרה\u2069"
