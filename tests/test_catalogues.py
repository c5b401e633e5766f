"""Every catalogue is whole, and nothing in it breaks a page."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from gettext import c2py
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from ripple import catalogues
from ripple.app.acts import card, date_field, review_queue
from ripple.app.entry import presets
from ripple.app.group import how_long
from ripple.app.pond import downloads, filters
from ripple.environment import CHECKOUT
from ripple.formats import quoted
from ripple.kinds import NAMES, VOICES, WARMTHS, WAYS_ON
from ripple.language import speaking
from tests.catalogues import said, template, texts_of, updated

NUMBERS = [*range(200), 1_000_000, 2_000_000]  # which show how many a plural form stands for
LANGUAGES = list(catalogues.files())
PARTS = re.compile(r"%\(\w+\)\w|`[^`]*`|https?://\S+")  # besides what is filled in, what is nobody's language
MARKS = ("**", "`")


@cache
def texts() -> Catalog:
    return template()


@cache
def catalogue(tongue: str) -> Catalog:
    return catalogues.opened(tongue, catalogues.files()[tongue])


def messages(tongue: str) -> Iterator[Message]:
    """All but the head."""
    return (message for message in catalogue(tongue) if message.id)


def translated(tongue: str) -> Iterator[tuple[Message, int, str]]:
    """Each translation that is told, with its text and which plural form it is."""
    for message in messages(tongue):
        for nth, translation in enumerate(said(message)):
            if translation and not message.fuzzy:
                yield message, nth, translation


def filled_in(text: str) -> Counter[str]:
    """What is filled into the text, and what has to stand in it as it is."""
    fields = [f"{{{field[1]}}}" for field in Formatter().parse(text) if field[1] is not None]
    return Counter([*fields, *PARTS.findall(text)])


def stands_for_one_number(tongue: str, nth: int) -> bool:
    """Whether this plural form is told of one number alone, which it may write as a word."""
    rule = c2py(catalogue(tongue).plural_expr)
    return sum(rule(number) == nth for number in NUMBERS) == 1


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_every_text_is_translated_and_none_that_is_not_there_any_more(tongue):
    now = {texts_of(message) for message in texts() if message.id}
    there = {texts_of(message) for message in messages(tongue)}
    assert (sorted(now - there), sorted(there - now)) == ([], []), "python3 -m tests.catalogues"
    unsaid = [message.id for message in messages(tongue) if message.fuzzy or not all(said(message))]
    assert unsaid == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_each_translation_fills_in_what_its_text_does(tongue):
    amiss = []
    for message, nth, translation in translated(tongue):
        asked, told = filled_in(texts_of(message)[-1]), filled_in(translation)
        lacking = asked - told
        if message.pluralizable and stands_for_one_number(tongue, nth):
            lacking -= Counter(field for field in asked if field.startswith("{"))
        if lacking or told - asked or list(catalogues.faults(message)):
            amiss.append((translation, [*lacking, *(told - asked)]))
    assert amiss == []


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_plurals_have_as_many_forms_as_the_language_has(tongue):
    known = Catalog(tongue)
    assert (catalogue(tongue).num_plurals, known.num_plurals) == (known.num_plurals,) * 2
    assert [
        message.id
        for message in messages(tongue)
        if message.pluralizable and len(said(message)) != known.num_plurals
    ] == []
    rule = c2py(catalogue(tongue).plural_expr)
    assert {rule(number) for number in NUMBERS} == set(range(known.num_plurals))


def shape(text: str) -> list[object]:
    """What of the text has to be the same in every language."""
    begin, end = len(text) - len(text.lstrip()), len(text) - len(text.rstrip())
    points = len(re.findall(r"^[-#]", text, re.MULTILINE))
    return [text[:begin], end, points, *(text.count(mark) for mark in MARKS)]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_signs_that_mean_something_stand_as_in_the_text(tongue):
    """Those of Markdown in pairs and as many, spaces and lines at both ends, and no tag."""
    amiss = []
    for message, _nth, translation in translated(tongue):
        if shape(texts_of(message)[-1]) != shape(translation) or re.search(r"</?\w", translation):
            amiss.append(translation)
    assert amiss == []


# Signs that stand in another language's texts, by the languages whose texts have none of them.
STRANGE_MARKS = {
    "ar": r"[\u0600-\u06ff»][,;?]|[,;?][\u0600-\u06ff]|[“”„]",
    "de": "”|«|»",
    "es": "„",
    "fr": r"[“”„]|\w[;?!]|(?<!\s)»|«(?!\s)",
    "pl": "[“«»]",
    "pt": "[„«»]",
    "uk": "[“”„]",
    "zh_Hans": r"[\u4e00-\u9fff][,;:!?(]|[,;:!?)][\u4e00-\u9fff]|[„«»]|[\u4e00-\u9fff] [\u4e00-\u9fff]",
}
OF_A_TYPEWRITER = r"\"|[^\W\d_]'[^\W\d_]|\.\.\."


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_each_language_has_its_own_marks(tongue: str) -> None:
    """Quotation marks, commas, question marks, apostrophes; what is filled in and what is code aside."""
    strange = re.compile(f"{STRANGE_MARKS[tongue]}|{OF_A_TYPEWRITER}")
    told = [re.sub(r"`[^`]*`|\{[^}]*\}", "\u2060", translation) for _, _, translation in translated(tongue)]
    assert [text for text in told if strange.search(text)] == []


LISTS: dict[str, Mapping[Any, str]] = {
    "kinds": NAMES,
    "voices": VOICES,
    "ways on": WAYS_ON,
    "thanks": WARMTHS,
    "more": card.MORE,
    "days": date_field.LABELS,
    "answers": review_queue.YES,
    "periods": filters.NAMES,
    "colours": filters.TELLING,
    "shapes": downloads.SHAPES,
    "looks": downloads.LOOKS,
    "beside": downloads.BESIDE,
    "forms": downloads.FORMS,
    "kinds of groups": presets.NAMES,
    "how long": {days: days for days in how_long.DAYS},
}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_no_entry_of_a_list_reads_like_another(tongue):
    """A list knows its entries by what they say."""
    with speaking(tongue):
        told = {name: list(entries.values()) for name, entries in LISTS.items()}
        told["how long"] = [how_long._said(days, None) for days in how_long.DAYS]
        told["thanks"].append(card._thanks(card.NO_MORE))
    assert [
        name for name, entries in told.items() if len({one.casefold() for one in entries}) < len(entries)
    ] == []


def test_the_texts_are_found():
    there = {texts_of(message) for message in texts()}
    assert {
        ("Share a kindness",),
        ("Take this act back?",),
        ("{count} act", "{count} acts"),
        ("host",),
    } <= there
    assert len(there) > 500


def test_what_is_changed_in_english_is_english_until_somebody_looked(tmp_path):
    catalogue = Catalog("de")
    catalogue.add("Share a kind act", "Etwas Gutes teilen")
    catalogue.add("Gone long since", "Lange weg")
    file = tmp_path / "messages.po"
    with file.open("wb") as written:
        write_po(written, catalogue)
    now = Catalog()
    now.add("Share a kind deed")
    after = updated("de", file, now)
    assert [(one.id, one.string, one.fuzzy) for one in after if one.id] == [
        ("Share a kind deed", "Etwas Gutes teilen", True)
    ]


def test_words_are_quoted_as_their_language_does() -> None:
    said = {}
    for tongue in ("en", "de", "fr", "uk"):
        with speaking(tongue):
            said[tongue] = quoted("Hello")
    assert said == {"en": "“Hello”", "de": "„Hello“", "fr": "«\u202fHello\u202f»", "uk": "«Hello»"}


def test_no_quotation_mark_stands_in_code() -> None:
    """It would be the same in every language: a text of the catalogue has it."""
    code = CHECKOUT / "ripple"
    for file in code.rglob("*.py"):
        put_together = [
            node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.JoinedStr)
        ]
        assert [ast.unparse(node) for node in put_together if set("“”„«»") & set(ast.unparse(node))] == [], (
            file
        )
    for file in code.rglob("*.js"):
        assert not re.search("[“”„«»]", file.read_text("utf-8")), file
