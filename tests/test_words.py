"""Every error has words, and the words hold its facts."""

import inspect

import pytest

from ripple.domain import errors
from ripple.domain.errors import Problem, RippleError
from ripple.language import speaking
from ripple.words import in_words

FACTS = {
    "field": "text",
    "limit": 2_000,
    "length": 2_345,
    "count": 3,
    "least": 7,
    "most": 3_650,
    "days": 30,
    "problems": (Problem(7, "the day is missing"),),
    "seconds": 30,
    "byte": 12,
}


def kinds_of(kind: type[RippleError]) -> list[type[RippleError]]:
    return [below for cls in kind.__subclasses__() for below in (cls, *kinds_of(cls))]


def every_error() -> list[RippleError]:
    return [
        cls(**{name: FACTS.get(name, name) for name in inspect.signature(cls).parameters})
        for cls in kinds_of(RippleError)
    ]


@pytest.mark.parametrize("error", every_error(), ids=lambda error: type(error).__name__)
def test_every_error_becomes_a_sentence(error: RippleError) -> None:
    sentence = in_words(error)
    assert sentence[0].isupper() or sentence[0] in "“"
    assert "{" not in sentence


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    assert "2,345" in in_words(errors.TextTooLong("text", 2_000, 2_345))


def test_a_number_is_written_as_the_language_does() -> None:
    error = errors.OutOfRange("keep_days", 7, 3_650)
    assert "3,650" in in_words(error)
    with speaking("de"):
        assert "3.650" in in_words(error)


def test_a_refused_import_names_the_line() -> None:
    assert "line 7: the day is missing" in in_words(
        errors.ImportRefused(1, (Problem(7, "the day is missing"),))
    )


def test_user_text_in_an_error_is_never_a_format() -> None:
    assert "{0.__class__}" in in_words(errors.StoreUnknown("{0.__class__}"))


def test_no_sentence_for_members_says_where_files_are_kept() -> None:
    for error in (errors.StoreDamaged, errors.StoreUnreadable):
        assert "The file g.journal " in in_words(error("/srv/secret/place/g.journal", 12, "it is bent"))
