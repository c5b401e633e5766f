"""What is private in words is found nearly always, and kind words are mistaken for it hardly ever."""

from collections import Counter
from time import process_time

import pytest

from ripple.domain.model import ACT_LIMIT
from ripple.hints import Hint, Private, hints_in
from tests.hints.samples import kind_sentences, private_sentences

FALSE_ALARMS = 0.02  # of a thousand kind sentences, and of those of each language
FOUND = {Private.TELEPHONE: 0.95, Private.EMAIL: 0.95, Private.ADDRESS: 0.9, Private.NAME: 0.9}


def test_kind_words_are_hardly_ever_asked_about() -> None:
    said = kind_sentences()
    alarms = [(language, hints) for language, text in said if (hints := hints_in(text))]
    assert len(said) >= 1_000
    assert len(alarms) / len(said) <= FALSE_ALARMS, alarms
    of_each = Counter(language for language, _ in said)
    raised = Counter(language for language, _ in alarms)
    assert len(of_each) == 9 + 1  # the languages of the app, and Maple Street
    assert [one for one in of_each if raised[one] / of_each[one] > FALSE_ALARMS] == []


@pytest.mark.parametrize("like", Private)
def test_what_is_private_is_found(like: Private) -> None:
    said = private_sentences(like.value)
    missed = [words for words, text in said if not any(hint.like is like for hint in hints_in(text))]
    assert len(missed) / len(said) <= 1 - FOUND[like], missed


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("Ruf mich an: 0170 1234567.", [Hint(Private.TELEPHONE, "0170 1234567")]),
        (
            "anna.m@example.org or +44 20 7946 0958",
            [Hint(Private.EMAIL, "anna.m@example.org"), Hint(Private.TELEPHONE, "+44 20 7946 0958")],
        ),
        ("邮箱是anna@example.org谢谢", [Hint(Private.EMAIL, "anna@example.org")]),
        (
            "In der Ahornstraße 14, bei Anna Müller",
            [Hint(Private.ADDRESS, "Ahornstraße 14"), Hint(Private.NAME, "Anna Müller")],
        ),
        ("Sophie de la Fuente came by", [Hint(Private.NAME, "Sophie de la Fuente")]),
        ("John F. Kennedy, John F. Kennedy!", [Hint(Private.NAME, "John F. Kennedy")]),
    ],
)
def test_what_was_found_is_shown_as_it_stands_there(text: str, hints: list[Hint]) -> None:
    assert hints_in(text) == hints


@pytest.mark.parametrize(
    "text",
    [
        "Nummer gegen Kummer: 116 111, 0800 / 111 0 333",
        "call 1-800-273-8255, or Childline on 0800 1111",
        "2026-11-03 15:04, and on 03.11.2026 17.30 again",
        "in the years 2025 2026, or 2019–2020",
        "12 345 678 steps and 1.000.000 smiles",
        "Thanks @leo, see you @ school",
        "Frau Müller, Mr Olsen, Uncle Kofi and Grandma Joan",
        "On May Day in June, in Victoria Park",
    ],
)
def test_what_everybody_may_know_is_no_hint(text: str) -> None:
    assert hints_in(text) == []


@pytest.mark.parametrize(
    "text", ["Anna Müller kam", "ANNA MÜLLER", "Anna Müllers Kuchen", "Anna  Müller’s cake"]
)
def test_a_member_s_name_is_no_hint(text: str) -> None:
    assert hints_in(text, ["Anna Müller", ""]) == []


def test_a_full_name_is_more_than_a_member_s_first_one() -> None:
    assert hints_in("Anna Müller kam", ["Anna"]) == [Hint(Private.NAME, "Anna Müller")]


@pytest.mark.parametrize(
    "text",
    ["A", "1", "1 ", "A. ", "A-", "a.@", "@.", "路", "шА", "شارع ", "12 rue ", "Anna ", "0170 1234567 "],
)
def test_no_text_takes_long(text: str) -> None:
    """Not even a text that is far longer than an act may be; a search that goes astray takes minutes."""
    began = process_time()
    hints_in(text * (4 * ACT_LIMIT // len(text)))
    assert process_time() - began < 2
