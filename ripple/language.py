"""The language that each person is spoken to in.

It is chosen for a visitor and a request, and kept with what is done for them (`speaking`, `speak`). A text
is looked up in it when it is told: what is written at import (`N_`, `Texts`) waits for that, and what is made
once for all is made once for each language (`by_language`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from gettext import NullTranslations
from itertools import islice
from typing import Any, ParamSpec, TypeVar

from babel import Locale
from babel.core import UnknownLocaleError, default_locale, get_global

from ripple import catalogues, pseudo

ENGLISH = "en"  # as the texts are written
COOKIE = "kindness-ripple-language"  # what a browser keeps of its visitor's choice
MADE_KEPT = 1_024  # of what is made once a language, for each that makes it
MOST_WANTED = 20  # languages of one browser; who asks for more is no reader

Key = TypeVar("Key")
Asked = ParamSpec("Asked")
Made = TypeVar("Made")

log = logging.getLogger(__name__)
_spoken: ContextVar[str] = ContextVar("language")
_listening: list[Callable[[], str | None]] = []


def gettext(text: str) -> str:
    """The text in the language that is spoken."""
    return _catalogue(spoken()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text that goes with so many."""
    return _catalogue(spoken()).ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - by this name translators' tools find what is told later
    """The text as it is written: to be looked up when it is told, as `Texts` does."""
    return text


class Texts(Mapping[Key, str]):
    """Texts by what they are about, each looked up when it is told."""

    def __init__(self, written: Mapping[Key, str]) -> None:
        self._written = written

    def __getitem__(self, key: Key) -> str:
        return gettext(self._written[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


def by_language(make: Callable[Asked, Made]) -> Callable[Asked, Made]:
    """As `functools.lru_cache`, for what has texts in it: made once for each language and its catalogue."""

    @lru_cache(MADE_KEPT)
    def made(_language: str, _catalogue: object, *args: Any, **kwargs: Any) -> Made:
        return make(*args, **kwargs)

    @wraps(make)
    def in_this_one(*args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        asked: dict[str, Any] = kwargs
        return made(spoken(), _catalogue(spoken()), *args, **asked)

    return in_this_one


def spoken() -> str:
    """The language that is spoken where this is asked; English where nobody chose."""
    chosen = _spoken.get("")
    if not chosen:
        found = (listener() for listener in _listening)
        if not (chosen := next(filter(None, found), "")):
            return ENGLISH
        speak(chosen)
    return chosen


def tag() -> str:
    """The language that is spoken, as HTML names it."""
    return spoken().replace("_", "-")


def direction() -> str:
    """From where to where it is written, as HTML says it: ``ltr`` or ``rtl``."""
    return _direction(spoken())


@cache
def _direction(language: str) -> str:
    return _locale(language).text_direction


@cache
def _locale(language: str) -> Locale:
    alike = {ENGLISH: "en_GB"} | pseudo.ALIKE  # English as the texts are written
    return Locale.parse(alike.get(language, language))


def locale() -> Locale:
    """What is known of the language that is spoken."""
    return _locale(spoken())


def speak(language: str) -> None:
    """From now on this is spoken in this thread, or this task, and in those that it begins."""
    _spoken.set(language if language in languages() else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Meanwhile this is spoken."""
    before = _spoken.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(before)


def listen(who: Callable[[], str | None]) -> None:
    """Let ``who`` say which language is spoken where none is chosen yet, as in a thread that a framework
    began; nothing when they do not know."""
    if who not in _listening:
        _listening.append(who)


@cache
def languages() -> dict[str, str]:
    """Every language that there is, English first, with what those call it who speak it."""
    found = {language: _name(Locale.parse(language)) for language in (ENGLISH, *catalogues.files())}
    return found | {language: pseudo.NAMES[language] for language in pseudo.wanted()}


def _name(locale: Locale) -> str:
    name = locale.languages.get(str(locale)) or locale.get_display_name() or str(locale)
    return name[0].upper() + name[1:]


def tags() -> list[str]:
    """Every language that there is, as HTML names it, English first."""
    return [language.replace("_", "-") for language in languages()]


def named(tag: str) -> str:
    """What those call a language who speak it, by its BCP 47 ``tag``; the tag where nobody here knows."""
    if known := languages().get(tag.replace("-", "_")):
        return known
    try:
        return _name(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return tag


def fitting(wanted: Iterable[str]) -> str:
    """The first of those ``wanted`` that there is, as browsers write them (``pt-BR``); else English."""
    return next(filter(None, map(_fitting, wanted)), ENGLISH)


def _fitting(tag: str) -> str | None:
    """Where Chinese is asked for as it is written in Taiwan, simplified Chinese is not what is meant."""
    language, *more = tag.strip().replace("_", "-").split("-")
    language, likely = language.lower(), get_global("likely_subtags")
    said = [part.title() if len(part) == 4 else part.upper() for part in more]
    full = likely.get("_".join([language, *said[:1]])) or likely.get(language) or ""
    scripts = [part for part in [*said, *full.split("_")[1:]] if len(part) == 4]
    tried = ["_".join([language, *said]), *(f"{language}_{each}" for each in scripts[:1]), language]
    return next((each for each in tried if each in languages()), None)


def accepted(header: str) -> list[str]:
    """The languages of a browser's ``Accept-Language``, the dearest first."""
    said = [part.strip().partition(";") for part in islice(header[:1_000].split(","), MOST_WANTED)]
    weighed = [(_weight(more), tag) for tag, _sign, more in said if tag and tag != "*"]
    return [tag for weight, tag in sorted(weighed, key=lambda each: -each[0]) if weight > 0]


def of_the_browser(cookies: Mapping[str, str], header: str) -> str:
    """What the visitor chose, else what their browser asks for in ``Accept-Language``."""
    chosen = cookies.get(COOKIE, "")
    return chosen if chosen in languages() else fitting(accepted(header))


def _weight(said: str) -> float:
    try:
        return float(said.strip().removeprefix("q=")) if said else 1
    except ValueError:
        return 0


def of_the_environment() -> str:
    """The language of who types commands here."""
    return fitting([default_locale("LC_MESSAGES") or ENGLISH])


def in_every_language(text: str) -> set[str]:
    """The text as it is written and in each language that there is a translation to."""
    return {text, *(_catalogue(language).gettext(text) for language in languages())}


@cache
def _catalogue(language: str) -> NullTranslations:
    """What is said in the language, read when it is first spoken; a file that is none says so in the log,
    and English is spoken."""
    if language in pseudo.NAMES:
        return pseudo.Pseudo(language)
    file = catalogues.files().get(language)
    if file is None:
        return NullTranslations()
    try:
        found, broken = catalogues.translations(catalogues.opened(language, file))
    except (OSError, ValueError) as damage:
        log.error("the catalogue %s cannot be read, so English is spoken: %s", file, damage)
        return NullTranslations()
    for text in broken:
        log.error("the catalogue %s fills in what is not there, so this stays English: %r", file, text)
    return found
