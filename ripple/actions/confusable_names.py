"""Names that people cannot tell apart, so that nobody can come in as somebody who is there already."""

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from ripple import reserved_names
from ripple.domain.errors import NameMisleads, NameTaken
from ripple.domain.history import History
from ripple.domain.model import Member
from ripple.domain.rules import check_seen
from ripple.domain.signs import INVISIBLE

# Marks that sit on Latin, Greek and Cyrillic letters. Those of other scripts are letters to their readers.
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
_INITIAL_I = re.compile(r"\bI(?=[^\W\d_])")
_BETWEEN = re.compile(r"[,;:/|&+·•()\[\]{}–—]")  # what stands between names
# East Asian signs run on without a space. One alone is part of many a name; two at its end are a word.
_RUNS_ON = re.compile("[\u2e80-\u9fff]{2}$")
_THE = "ال"  # Arabic writes it in one with its noun


def check_free(history: History, name: str, *, by: str) -> None:
    """Raise `NameTaken` when anybody else than ``by`` who is or was in the group has a name that looks like
    ``name``, and what `check_said` raises."""
    check_said(name)
    if other := taken_from(history, name, by=by):
        raise NameTaken(name, other.name)


def taken_from(history: History, name: str, *, by: str) -> Member | None:
    """Who else than ``by`` is or was in the group and has a name like ``name``, or speaks in it.

    Not who waits before the door: nobody is kept out by a name that no host has let in. Nor who is gone and
    left nothing under theirs: else whoever comes in once under the names of a class keeps the class out.
    """
    left = [one for one in list(history.former.values()) if history.about.get(one.id)]
    known = [*list(history.members.values()), *left]
    others = (other for other in known if other.id != by and other.name)
    return next((one for one in others if look_alike(name, one.name) or speaks_as(name, one.name)), None)


def check_said(name: str) -> None:
    """Raise `NameMisleads` when the name looks like what the app says itself or like a host's role, and
    `TextMissing` when there is nothing to see of it."""
    check_own(name)
    if claims_a_role(name):
        raise NameMisleads(name)


def check_own(name: str) -> None:
    """What `check_said` checks for whoever starts a group: a host may be called so."""
    check_seen(name, "name")
    if is_ours(name):
        raise NameMisleads(name)


def look_alike(one: str, other: str) -> bool:
    """Whether two names look the same, or would in small letters."""
    return not looks(one).isdisjoint(looks(other))


def speaks_as(name: str, other: str) -> bool:
    """Whether the name reads as if ``other`` were one of several ("Ada, Ben") or told something ("Ada saw
    this"), as the app says it of those who tell an act or thank for one."""
    parts = [part for part in _BETWEEN.split(name) if part.strip()]
    if len(parts) > 1 and any(look_alike(part, other) for part in parts):
        return True
    told = {f"{words} {after}" for words in _words_of(other) for after in _after_a_name()}
    return any(_begins(words, tuple(told)) for words in _words_of(name))


@cache
def _after_a_name() -> frozenset[str]:
    return frozenset(words for text in reserved_names.after_a_name() for words in _words_of(text))


@lru_cache(10_000)
def looks(name: str) -> frozenset[str]:
    """How the name looks: two look alike that have one of these in common.

    As it is written, that is for itself (an "I" is an "l" there), and regardless of small or large (AIice,
    ALICE and Alice are one). In this a capital that begins a word is read as what it is: Ian is not Lan.
    """
    said = _INITIAL_I.sub("i", name)
    return frozenset({f"={skeleton(name)}", skeleton(said).casefold(), skeleton(said.casefold())})


def is_ours(name: str) -> bool:
    """Whether the name is what the app says in place of a name, or begins like what nobody signed."""
    said = _words_of(name)
    alone = any(not said.isdisjoint(_words_of(text)) for text in reserved_names.in_place_of_a_name())
    return alone or any(
        _begins(words, tuple(_words_of(text))) for text in reserved_names.before_a_name() for words in said
    )


def claims_a_role(name: str) -> bool:
    """Whether the name says of itself what the app says beside names, or has the word for a host in it."""
    roles = {role for text in reserved_names.roles() for role in _words_of(text)}
    notes = "|".join(re.escape(note) for text in reserved_names.beside_a_name() for note in looks(text))
    noted = re.compile(rf"[^\w\s]\W*(?:{notes})\W*$")
    return any(_has(words, roles) for words in _words_of(name)) or any(
        noted.search(look) for look in (name.casefold(), *looks(name))
    )


def _begins(words: str, first: tuple[str, ...]) -> bool:
    """Whether the words begin with one of these."""
    return (
        any(words.startswith(one if _RUNS_ON.search(one) else f"{one} ") for one in first) or words in first
    )


def _has(words: str, some: set[str]) -> bool:
    """Whether one of ``some`` is among the words."""
    bare = " ".join(word.removeprefix(skeleton(_THE)) for word in words.split())
    return any(one in words if _RUNS_ON.search(one) else f" {one} " in f" {words} {bare} " for one in some)


@lru_cache(10_000)
def _words_of(text: str) -> frozenset[str]:
    """The words of it alone, without what stands between them, for each of its looks.

    Where a word ends is found before its look: what an Arabic letter can be taken for may be none.
    """
    plain = INVISIBLE.sub("", unicodedata.normalize("NFKD", text))
    words = "".join(sign if _in_a_word(sign) else " " for sign in plain)
    return frozenset(look.removeprefix("=") for look in looks(words))


def _in_a_word(sign: str) -> bool:
    """Whether the sign is a letter, a mark on one or a digit, or can be taken for one."""
    shape = _shapes().get(ord(sign), "")
    return unicodedata.category(sign)[0] in "LMN" or any(part.isalnum() for part in (sign, *shape))


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
