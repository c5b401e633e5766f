"""The characters of a file whose encoding nobody told: read where that is sure, and else asked for.

UTF-8 is sure: hardly anything else can be read as it. Windows-1252 and Mac Roman give letters to nearly
every byte, so either is believed only where what comes out are the letters of a language that is written
in it. Whoever reads on shows a line of it to people.
"""

from __future__ import annotations

import codecs
import re

from ripple.domain.errors import ImportRefused, Problem
from ripple.language import gettext as _

# Spreadsheets of Windows and of older Macs, in the order in which they are likely.
_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman"}
# The letters beyond a to z, each line a language or some that share theirs.
_LETTERS = (
    "äöüßé",  # German, with a café
    "àâæçéèêëîïôœùûüÿ",  # French
    "áéíñóúüªº",  # Spanish
    "áâãàçéêíóôõúüªº",  # Portuguese
    "àèéìíîòóùú",  # Italian
    "åäöøæéüáàèô",  # Danish, Finnish, Norwegian, Swedish
    "áæðéíóöúýþ",  # Icelandic
    "áâéëêèíïóöúüç",  # Dutch
    "áàçèéíïóòúü",  # Catalan
    "äõöüšž",  # Estonian
)
_SURE = 0.7  # of these letters have to be of one language: names come from others too
_BESIDE_WORDS = frozenset("„“”‚‘’‹›«»–—…·•€£§°¿¡©®™´¨½¼¾²³ \u00a0\u00ad\u00aa\u00ba")
_INSIDE_WORDS = frozenset("’‘´–—·\u00ad")
_WORD = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f])+")


def decoded(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The file's characters, and the name of their encoding, which is ``encoding`` where that is given.

    Raises `ImportRefused`, naming line and bytes, where it is not sure or does not fit.
    """
    if reason := _no_text(data[:64].lstrip().lower()):
        raise ImportRefused(1, (Problem(1, reason),))
    if encoding:
        return _as_told(data, encoding)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as_told(data, "UTF-16")
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError as problem:
        if _is_nearly_utf8(data):
            raise _broken(data, problem, "UTF-8") from problem
        for codec, name in _WESTERN.items():
            if (text := _read_as(data, codec)) and _is_likely(text):
                return text, name
        raise _broken(data, problem, "") from problem


def _no_text(begins: bytes) -> str:
    """What to say of a file that begins like something else than text; empty for nothing."""
    if begins.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _("this is a workbook or a packed file; please save its table as CSV first")
    if begins.startswith(b"\x1f\x8b"):
        return _("this is a packed file; please unpack it first")
    if begins.startswith((b"%pdf", b"{\\rtf", b"<!doctype", b"<html")):
        return _("this is a document, not a table; please save its table as CSV first")
    return ""


def _as_told(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        raise _broken(data, problem, encoding) from problem
    except (LookupError, ValueError) as problem:
        reason = _("“{encoding}” is no encoding of text that is known here").format(encoding=encoding[:40])
        raise ImportRefused(1, (Problem(1, reason),)) from problem
    return text.removeprefix("\ufeff"), encoding


def _read_as(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether most of what is no ASCII is UTF-8, which is no accident."""
    text = data.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= sign <= "\udcff" for sign in text)
    return sum(sign > "\x7f" for sign in text) - broken >= broken


def _is_likely(text: str) -> bool:
    """Whether the characters beyond ASCII are those that people write in a western language."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = [sign for word in words for sign in word.lower() if sign > "\x7f" and sign.isalpha()]
    best = max(sum(letter in language for letter in letters) for language in _LETTERS)
    tells = not letters or any(sign.isascii() for word in words for sign in word)  # a lone letter does not
    return tells and best >= _SURE * len(letters) and all(map(_is_spelt, words))


def _is_spelt(word: str) -> bool:
    """Whether signs stand where they do in a word, and capitals where they do."""
    inside = all(sign.isalpha() or sign in _INSIDE_WORDS for sign in word[1:-1])
    around = all(sign.isalpha() or sign in _BESIDE_WORDS for sign in word[:1] + word[-1:])
    capitals = any(sign.isupper() for sign in word[1:] if sign > "\x7f")
    return inside and around and (word.isupper() or not capitals)


def _broken(data: bytes, problem: UnicodeDecodeError, encoding: str) -> ImportRefused:
    """What to raise for bytes that cannot be read: where they are, and what to do."""
    line = 1 + data.count(b"\n", 0, problem.start)
    told = data[problem.start : max(problem.end, problem.start + 1)][:4].hex(" ").upper()
    if encoding:
        reason = _("the bytes {told} are no {encoding}; please save the file anew")
    else:
        reason = _(
            "the bytes {told} are no UTF-8; please save the file as UTF-8, or say in which encoding it is: "
            "--encoding cp1251, for one"
        )
    return ImportRefused(1, (Problem(line, reason.format(told=told, encoding=encoding)),))
