"""Texts that are kept as they are, seen at a glance, are those of which a long look changes nothing."""

import re
import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from ripple.domain import texts
from ripple.domain.errors import RippleError
from ripple.domain.signs import INVISIBLE
from ripple.domain.texts import PLAIN, clean_text

SIGNS = [sign for sign in map(chr, range(sys.maxunicode + 1)) if re.match(f"[{PLAIN}]", sign)]
JAMO = range(0x1100, 0x1200)  # letters that melt into one with the one before


def test_each_plain_sign_is_drawn_for_itself_and_in_one_way():
    for sign in SIGNS:
        assert sign.isprintable(), hex(ord(sign))
        assert sign == " " or unicodedata.category(sign)[0] in "LNPS", hex(ord(sign))
        assert unicodedata.is_normalized("NFC", sign), hex(ord(sign))
        assert unicodedata.combining(sign) == 0, hex(ord(sign))
        assert ord(sign) not in JAMO
        assert not INVISIBLE.match(sign), hex(ord(sign))


@given(st.text(st.sampled_from(["\n", " ", "a", "\u0645", "\u0301", "\u200d", *SIGNS[::3_000]]), max_size=12))
def test_a_glance_finds_what_a_long_look_finds(text):
    def cleaned() -> object:
        try:
            return clean_text(text, "text", 10)
        except RippleError as error:
            return type(error)

    at_a_glance, pattern = cleaned(), texts._PLAIN
    try:
        texts._PLAIN = re.compile("(?!)")
        assert cleaned() == at_a_glance
    finally:
        texts._PLAIN = pattern
