"""Names that people cannot tell apart, so that nobody can come in as somebody who is there already."""

import json
import re
import unicodedata
from functools import cache
from importlib.resources import files

from ripple.domain.history import History
from ripple.domain.model import INVISIBLE

# Marks that sit on Latin, Greek and Cyrillic letters. Those of other scripts are letters to their readers.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


def is_taken(history: History, name: str, *, by: str) -> bool:
    """Whether anybody else than ``by`` who is, was or wants to be in the group has a name like ``name``."""
    known = (history.members | history.waiting | history.former).values()
    return any(look_alike(name, other.name) for other in known if other.id != by)


def look_alike(one: str, other: str) -> bool:
    """Whether two names look the same, or would in small letters."""
    return not _looks(one).isdisjoint(_looks(other))


def _looks(name: str) -> set[str]:
    """How the name looks as it is written and in small letters (AIice, ALICE and Alice are one)."""
    return {skeleton(name).casefold(), skeleton(name.casefold())}


def skeleton(text: str) -> str:
    """The text with every character as the one that it can be taken for.

    https://www.unicode.org/reports/tr39/#Confusable_Detection; besides, accents go, full-width
    and other compatible letters become plain ones, and several spaces one.
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    shaped = _ACCENTS.sub("", unicodedata.normalize("NFD", plain.translate(_shapes())))
    return " ".join(shaped.split())


@cache
def _shapes() -> dict[int, str]:
    """For each character that Unicode says can be taken for another, that other.

    The table has both ways; what several can be taken for is the one meant. Where two have
    only each other, either will do, as long as it is always the same.
    """
    listed = json.loads((files("confusable_homoglyphs") / "confusables.json").read_text("utf-8"))
    # Beside letters written from the right the table has marks of direction.
    likes = {
        sign.strip("\u200e"): [like["c"].strip("\u200e") for like in likes] for sign, likes in listed.items()
    }
    return {
        ord(sign): like
        for sign, (like, *others) in likes.items()
        if len(sign) == 1 and not others and (len(likes[like]) > 1 or len(like) > 1 or like < sign)
    }
