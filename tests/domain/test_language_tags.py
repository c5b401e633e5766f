"""The language that an act was written in: a short tag, which says that and nothing more."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.domain.errors import LanguageUnclear
from ripple.domain.events.acts import ActEdited, ActPosted
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.domain.texts import TAG_LIMIT, clean_language
from ripple.store.codec import from_document, to_document

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
TAGS = st.from_regex(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?", fullmatch=True)


def written(language: str) -> Act:
    return Act(id="1", text="soup", posted_at=NOON, author="ada", language=language)


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ("", ""),
        ("de", "de"),
        ("PT-br", "pt-BR"),
        ("zh-hans", "zh-Hans"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("gsw", "gsw"),
        ("de-CH-1996", "de-CH"),
        ("en-US-x-ben", "en-US"),
        ("und", ""),
        ("mul", ""),
    ],
)
def test_of_a_tag_language_script_and_region_are_kept(tag: str, kept: str) -> None:
    assert clean_language(tag) == kept
    assert written(tag).language == kept


@given(st.text(max_size=60) | st.from_regex(r"[a-zA-Z0-9-]{1,40}", fullmatch=True))
def test_any_text_is_a_tag_or_refused_and_what_is_kept_stays_as_it_is(text: str) -> None:
    try:
        kept = clean_language(text)
    except LanguageUnclear:
        return
    assert len(kept) <= len("zho-Hans-TW")
    assert clean_language(kept) == kept
    assert kept.isascii()


@pytest.mark.parametrize("tag", ["d", "deutsch", "de_DE", " de", "x-ben", "de\n", "de-" + "a" * 40, "дe"])
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(LanguageUnclear) as refused:
        written(tag)
    assert len(refused.value.tag) <= TAG_LIMIT


@given(TAGS, TAGS)
def test_the_log_keeps_it_and_an_edit_changes_it(first: str, second: str) -> None:
    posted = ActPosted(at=NOON, act=written(first))
    edited = ActEdited(id="e", at=NOON, act=written(second))
    assert [from_document(to_document(posted)), from_document(to_document(edited))] == [posted, edited]
    history = History()
    history.apply(1, posted)
    assert history.acts["1"].language == clean_language(first)
    history.apply(2, edited)
    assert history.acts["1"].language == clean_language(second)


def test_an_act_from_before_is_of_no_known_language() -> None:
    told = to_document(ActPosted(at=NOON, act=written("de")))
    del told["act"]["language"]
    read = from_document(told)
    assert isinstance(read, ActPosted)
    assert read.act.language == ""


def test_an_unnamed_drop_has_no_language() -> None:
    assert written("de").as_drop().language == ""
