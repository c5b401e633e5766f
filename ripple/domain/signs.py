"""The signs of a text as a reader sees them: which are drawn as nothing, which belong together, where to cut,
and whether two texts are the same words."""

import re
import unicodedata
from collections import Counter
from functools import cache

# What is drawn as nothing, though some of it counts as a letter: Unicode's Default_Ignorable_Code_Point and
# its format characters, an empty Braille cell, an empty note, a place for an object. Held by a sweep that
# draws them all (tests/browser/test_signs.py).
_NOTHING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    "\u2d7f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
)
INVISIBLE = re.compile(
    f"[{_NOTHING}\U00013430-\U00013442\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
# Signs that are written in several ways and read as one; not what a letter looks like besides.
_READ_AS_ONE = str.maketrans(
    dict.fromkeys("‘’‚‛′ʹʻʼ´`", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
# Where there may be any of these, found at a glance: most texts have none, and a search reads all of a group.
_MAY_DIFFER = re.compile(f"[{_NOTHING}{''.join(map(chr, _READ_AS_ONE))}\U00010000-\U0010ffff]")
POINTS = " \t\n.,;:…،؛。、，；："  # between words: none is left before the dots of what is cut
PILED = 4  # marks of one sort on one letter; no language that is written needs more
STACKED = 8  # letters that Tibetan writes under one: a mantra has as many
_JOINER, _TAGS, _SKINS = "\u200d", ("\U000e0020", "\U000e007f"), ("\U0001f3fb", "\U0001f3ff")
_FLAGS = ("\U0001f1e6", "\U0001f1ff")  # letters of which two are a flag
_VOWELS = ("\u1160", "\u11ff")  # of a Hangul syllable, and its end
_SARA_AM = "\u0e33\u0eb3\uff9e\uff9f"  # letters that are drawn on the one before
_LINKS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2"  # what makes one sign of two consonants
_FROM_RIGHT = ("R", "AL", "AN")
FIRST_STRONG, POP = "\u2068", "\u2069"


def as_read(text: str) -> str:
    """The text for comparing: the same for two that are the same words to a reader, however they were
    typed (composed or not, quotes and dashes of any keyboard, small or large, with whatever space)."""
    if text.isascii() and "`" not in text:
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKC", text)
    if _MAY_DIFFER.search(plain):
        plain = plain.translate(_plainly())
    return " ".join(unicodedata.normalize("NFKC", plain.casefold()).split())


@cache
def _plainly() -> dict[int, str | None]:
    """For each character how it is read, None for what is drawn as nothing."""
    all_of_them = (*range(0xD800), *range(0xE000, 0x1E000), *range(0xE0000, 0xE1000))
    everything = "".join(map(chr, all_of_them))
    nothing: dict[int, str | None] = dict.fromkeys(map(ord, INVISIBLE.findall(everything)))
    return nothing | _READ_AS_ONE


def as_sought(text: str) -> str:
    """The text for finding words in it: `as_read`, and without accents, which not every keyboard has."""
    read = as_read(text)
    if read.isascii():
        return read
    return "".join(sign for sign in unicodedata.normalize("NFD", read) if not unicodedata.combining(sign))


def is_visible(text: str) -> bool:
    """Whether there is anything to see of the text."""
    for sign in text:  # noqa: SIM110  # mostly it is the first: a generator takes longer to begin
        if unicodedata.category(sign)[0] in "LNPS" and not INVISIBLE.match(sign):
            return True
    return False


def without_piles(text: str) -> str:
    """The text without the marks that would cover what stands above and below its line."""
    if text.isascii() or not _pile().search(text):
        return text
    kept, marks = [], Counter[int]()
    for sign in text:
        match unicodedata.category(sign):
            case "Mn" | "Me":
                sort, most = _sort_of(sign)
                marks[sort] += 1
                if marks[sort] > most:
                    continue
            case category if category != "Cf":  # a joiner between two marks leaves them on one letter
                marks.clear()
        kept.append(sign)
    return "".join(kept)


@cache
def _pile() -> re.Pattern[str]:
    """Where there can be more than `PILED` marks of one sort: so many in a row, with joiners between them."""
    marks = {code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf")}
    firsts = sorted(code for code in marks if code - 1 not in marks)
    lasts = sorted(code for code in marks if code + 1 not in marks)
    ranges = "".join(f"{chr(first)}-{chr(last)}" for first, last in zip(firsts, lasts, strict=True))
    # Beyond these, letters of old scripts are looked at too: with more ranges a look takes ten times as long.
    mark = f"[{ranges}\U00010000-\U0001efff]"
    return re.compile(f"{mark}{mark}{{{PILED}}}")  # the first apart: so it is found three times as fast


def _sort_of(mark: str) -> tuple[int, int]:
    """Marks that get into each other's way, and how many of them one letter can have."""
    if "\u0f8d" <= mark <= "\u0fbc":
        return 0, STACKED
    has_its_place = (
        1 < unicodedata.combining(mark) < 200
    )  # Hebrew points, Arabic vowels, dots of Indic letters
    return 1 + has_its_place, PILED


def shortened(text: str, length: int) -> str:
    """The beginning of the text in at most ``length`` characters: cut between words, where the language has
    spaces, and never within a sign (a flag, a family, a letter with its marks). No full stop or comma is left
    before the dots."""
    if len(text) <= length:
        return text
    end = length - 1
    while end and not _is_between(text, end):
        end -= 1
    end = end or length - 1  # one sign that is longer: there is nothing better to do
    space = max(text.rfind(blank, 0, end + 1) for blank in " \n")
    cut = text[: space if space >= length // 2 else end].rstrip()
    return (cut.rstrip(POINTS) or cut) + "…"


def on_one_line(text: str, length: int) -> str:
    """As `shortened`, with a space for each break."""
    return shortened(" ".join(text.split()), length)


def first_sign(text: str) -> str:
    """The first letter or digit with all that belongs to it; of a text without any its first sign."""
    start = next((place for place, sign in enumerate(text) if sign.isalnum()), 0)
    end = start + 1
    while end < len(text) and not _is_between(text, end):
        end += 1
    return text[start:end]


def _is_between(text: str, place: int) -> bool:
    """Whether two signs meet there (https://www.unicode.org/reports/tr29/), and not one that is made of
    several characters lies on both sides."""
    before, after = text[place - 1], text[place]
    if _within(after, _FLAGS):
        flags = re.search(f"[{_FLAGS[0]}-{_FLAGS[1]}]*$", text[:place])
        return len(flags[0] if flags else "") % 2 == 0
    belongs = unicodedata.category(after)[0] == "M" or after in f"{_JOINER}\u200c{_SARA_AM}"
    belongs = belongs or any(_within(after, signs) for signs in (_TAGS, _SKINS, _VOWELS))
    joined = before == _JOINER or (before in _LINKS and after.isalpha())
    return not (belongs or joined)


def _within(sign: str, signs: tuple[str, str]) -> bool:
    return signs[0] <= sign <= signs[1]


def isolated(text: str) -> str:
    """The text for a place within other plain text: where it is written from the right, it leaves what stands
    around it where that is. Where no sign is, nothing is added."""
    if not text.isascii() and any(unicodedata.bidirectional(sign) in _FROM_RIGHT for sign in text):
        return f"{FIRST_STRONG}{text}{POP}"
    return text
