"""What people write, as it is kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ripple.domain.errors import LanguageUnclear, TextMissing, TextTooLong
from ripple.domain.signs import is_visible, without_piles

NAME_LIMIT = 60  # characters of a person's or a group's name

# Characters that reorder the text around them (Unicode UAX #9): a name could use them to
# look like another name. Joiners and plain direction marks stay: emoji and Arabic need them.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Drawn as nothing too, but older logs may hold names of these alone.
_ALONE_BEFORE = "\ufffc\U00013441\U00013442"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # as word processors write them too
_EMPTY_LINES = re.compile(r"\n\s*\n\s*\n")
# Signs that are drawn, each for itself and in one way alone: nothing of a text of these is ever changed.
PLAIN = (
    " -~¡-¬®-ʯ"  # Latin
    "Ѐ-҂Ҋ-ԯ"  # Cyrillic
    "א-ת"  # Hebrew
    "ء-غـ-ي٠-٭ٱ-ۓ،؛؟"  # Arabic
    "ぁ-ゖァ-ヺー一-鿿가-힣、。！（），？"  # Japanese, Chinese, Korean
    "‐-‗‘-‟†-…€"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6c5"  # emoji
)
_PLAIN = re.compile(f"(?! )[{PLAIN}]+(?:\n[{PLAIN}]+){{0,2}}(?<! )")
TAG_LIMIT = 35  # characters of a language's tag: as many as everybody has to take (RFC 5646)
# The language, its script, its region; what may follow says no more of how words are to be read out.
_TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII
)
_NO_LANGUAGE = {"und", "mul", "mis", "zxx"}  # undetermined, several, without a tag, none
_UNSPEAKABLE = ("Cc", "Cs")  # control characters and lone surrogates


def clean_text(text: str, field: str, limit: int) -> str:
    """``text`` as it is kept: NFC, no control or reordering characters, no more marks on a letter than any
    language has, no space at the ends. The very same object where it is so already.

    Line breaks stay, as far as one empty line in a row. Raises `TextMissing` when nothing
    visible is left and `TextTooLong` beyond ``limit`` characters.
    """
    if len(text) <= limit and _is_plain(text):
        return text  # there is nothing to look for; every name and act is looked at whenever it is read
    return _cleaned(text, field, limit)


def _is_plain(text: str) -> bool:
    """Whether it is kept as it is, seen at a glance."""
    if text.isascii():
        return text != "" and text.isprintable() and text == text.strip()
    return _PLAIN.fullmatch(text) is not None


def _cleaned(text: str, field: str, limit: int) -> str:
    given = text
    if len(text) > 4 * limit:  # putting marks in order takes the square of their number
        raise TextTooLong(field, limit, len(text))
    if not (text.isprintable() or text.replace("\n", " ").isprintable()):  # else there is nothing to remove
        text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
        text = "".join(c for c in text if c == "\n" or not _is_removed(c))
    text = without_piles(unicodedata.normalize("NFC", text)).strip()
    if text.count("\n") > 2:
        text = _EMPTY_LINES.sub("\n\n", text)
    if not is_visible(text) and not any(sign in text for sign in _ALONE_BEFORE):
        raise TextMissing(field)
    if len(text) > limit:
        raise TextTooLong(field, limit, len(text))
    return given if text == given else text


def clean_name(name: str, field: str = "name") -> str:
    """A person's or group's ``name`` as it is kept: `clean_text` on one line."""
    text = clean_text(name, field, NAME_LIMIT)
    line = " ".join(text.split())
    return text if text == line else line


@lru_cache(256)  # asked for every act that is read
def clean_language(tag: str) -> str:
    """A language's BCP 47 ``tag`` as it is kept: language, script and region, like ``pt-BR`` or ``zh-Hans``;
    empty where it says that the language is not known.

    Nothing else of it stays, for what somebody makes up could be told in it. Raises `LanguageUnclear`.
    """
    if not tag:
        return ""
    found = _TAG.fullmatch(tag) if len(tag) <= TAG_LIMIT else None
    if found is None:
        raise LanguageUnclear(tag[:TAG_LIMIT])
    language, script, region = (part or "" for part in found.groups())
    if language.lower() in _NO_LANGUAGE:
        return ""
    return "-".join(filter(None, (language.lower(), script.title(), region.upper())))


def _is_removed(character: str) -> bool:
    return character in _REORDERING or unicodedata.category(character) in _UNSPEAKABLE
