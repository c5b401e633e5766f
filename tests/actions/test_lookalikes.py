"""Nobody can come in under a name that others read as somebody else's."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.lookalikes import look_alike

AS_ADA = {
    "the same": "Ada",
    "small": "ada",
    "capitals": "ADA",
    "Cyrillic": "\u0410d\u0430",
    "Greek": "\u0391da",
    "Cherokee": "\u13aada",
    "full width": "\uff21\uff44\uff41",
    "mathematical": "\U0001d400\U0001d41d\U0001d41a",
    "circled": "\u24b6\u24d3\u24d0",
    "zero width space": "A\u200bda",
    "zero width joiner": "Ad\u200da",
    "byte order mark": "\ufeffAda",
    "soft hyphen": "A\u00adda",
    "Hangul filler": "Ada\u3164",
    "empty Braille cell": "Ada\u2800",
    "variation selector": "Ada\ufe0f",
    "tag": "Ada\U000e0061",
    "grapheme joiner": "A\u034fda",
    "direction mark": "\u200eAda\u200f",
    "accent": "Ad\u00e1",
    "mark below": "A\u0323da",
    "overlay": "Ad\u0338a",
    "three spaces": "  Ada ",
    "no-break space": "Ada\u00a0",
}
APART = [
    *(("Ada", other) for other in ("Ida", "Adam", "Ad", "A da", "Eda", "阿達", "Аня")),
    *(
        ("Ella", "Elia"),
        ("Ben", "Bea"),
        ("Anna 1", "Anna 2"),
        ("राम", "रमा"),
        ("かな", "がな"),
        ("Ali", "Alp"),
    ),
    ("👩\u200d👧", "👨\u200d👧"),
]


@pytest.mark.parametrize("name", AS_ADA.values(), ids=AS_ADA)
def test_what_people_read_as_ada_is_ada(name: str) -> None:
    assert look_alike(name, "Ada")
    assert look_alike("Ada", name)


@pytest.mark.parametrize(
    ("one", "other"),
    [("AIice", "Alice"), ("Armin", "Arrnin"), ("B0b", "BOB"), ("Weiß", "WEISS"), ("EIIA", "Ella")],
)
def test_letters_that_stand_for_others_are_found(one: str, other: str) -> None:
    assert look_alike(one, other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_people_tell_apart_are_apart(one: str, other: str) -> None:
    assert not look_alike(one, other)


@given(st.text(max_size=20))
def test_every_text_looks_like_itself_in_every_form(name: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert look_alike(name, unicodedata.normalize(form, name))
