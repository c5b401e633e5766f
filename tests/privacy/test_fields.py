"""The table of all that is kept says all of it, and nothing that is no more."""

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args, get_type_hints

import pytest
from limits import parse_many
from msgspec import Struct

from ripple.actions import joining, rate_limits
from ripple.actions.rate_limits import RateLimit
from ripple.domain.events.log import LogEvent
from ripple.environment import CHECKOUT
from ripple.language import COOKIE as LANGUAGE_COOKIE
from ripple.language import languages, speaking
from ripple.privacy.categories import SEEN_BY, UNTIL, WHOSE, WHY, SeenBy, Until, Whose, Why, row_in_words
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE
from ripple.web import cookies, organisation_login

ENTRIES = get_args(LogEvent)


def parts(hint: Any) -> Iterator[Any]:
    """The type and all that stand in it."""
    yield hint
    for part in get_args(hint):
        yield from parts(part)


def has_fields(part: Any) -> bool:
    return isinstance(part, type) and (issubclass(part, Struct) or dataclasses.is_dataclass(part))


def classes_in(cls: Any) -> set[Any]:
    """The class and all whose objects can be within one of it."""
    hints = get_type_hints(cls).values()
    inner = {part for hint in hints for part in parts(hint) if has_fields(part)}
    return {cls}.union(*(classes_in(each) for each in inner))


def held_by_logs() -> set[str]:
    """Every field that an entry, or what stands in one, can have."""
    return {
        f"{cls.__name__}.{field}"
        for entry in ENTRIES
        for cls in classes_in(entry)
        for field in get_type_hints(cls)
    }


def meant_by(field: str) -> set[str]:
    """The fields that the table means by this one."""
    cls, _, name = field.partition(".")
    if cls != "*":  # which every entry has
        return {field}
    return {f"{entry.__name__}.{name}" for entry in ENTRIES} & held_by_logs()


def in_the_table() -> Counter[str]:
    return Counter(each for row in IN_THE_LOG for field in row.fields for each in meant_by(field))


def test_every_field_that_a_log_can_hold_is_in_the_table():
    assert sorted(held_by_logs() - in_the_table().keys()) == []


def test_the_table_names_no_field_that_is_no_more():
    assert sorted(in_the_table().keys() - held_by_logs()) == []


def test_each_field_stands_in_one_row_alone():
    assert [field for field, rows in in_the_table().items() if rows > 1] == []


def test_a_field_that_is_new_would_be_missed():
    class Later(Struct):
        telephone: str

    assert classes_in(Later) == {Later}
    assert "Later.telephone" not in in_the_table()


def test_every_row_can_be_told_in_every_language():
    for language in languages():
        with speaking(language):
            assert all(all(row_in_words(row)) for row in (*IN_THE_LOG, *OUTSIDE))


def test_every_answer_is_given_by_some_row():
    rows = (*IN_THE_LOG, *OUTSIDE)
    given = [[row.whose for row in rows], [row.why for row in rows], [row.until for row in rows]]
    for kind, words, answers in zip(
        (Whose, Why, Until, SeenBy),
        (WHOSE, WHY, UNTIL, SEEN_BY),
        (*given, [row.seen_by for row in rows]),
        strict=True,
    ):
        assert {*kind} == {*words} == {*answers}


def test_no_two_rows_are_about_the_same_words():
    said = [row.what for row in (*IN_THE_LOG, *OUTSIDE)]
    assert len({*said}) == len(said)


# --- What lies outside of the logs: the numbers that the table's sentences give ---


@pytest.mark.parametrize(
    "name",
    [joining.COOKIE, joining.SECURE_COOKIE, LANGUAGE_COOKIE, organisation_login.INVITED],
)
def test_every_cookie_of_the_app_is_in_the_table(name):
    assert any(f"cookie: {name}" in place for row in OUTSIDE for place in row.fields)


def test_what_signs_in_is_kept_for_as_long_as_the_table_says():
    assert timedelta(seconds=cookies.SIGNED_IN_S) == timedelta(days=400)
    assert timedelta(seconds=organisation_login.KEPT_S) == timedelta(hours=1)


def test_the_language_is_kept_for_a_year():
    script = (CHECKOUT / "ripple/app/page_speaks.js").read_text()
    assert "365 * 24 * 3600" in script


def test_what_is_typed_is_in_memory_for_four_hours():
    settings = tomllib.loads((CHECKOUT / ".streamlit/config.toml").read_text())
    assert timedelta(seconds=settings["server"]["disconnectedSessionTTL"]) == timedelta(hours=4)


def test_no_address_is_counted_for_longer_than_a_day():
    paces = [each for each in vars(rate_limits).values() if isinstance(each, RateLimit)]
    windows = [window for pace in paces for window in parse_many(f"{pace.one};{pace.address}")]
    assert max(window.get_expiry() for window in windows) == timedelta(days=1).total_seconds()


def test_every_script_by_which_a_browser_keeps_something_is_known():
    """What a new one keeps has to be in the table too: see `OUTSIDE`."""
    keeps = re.compile(r"(localStorage|sessionStorage)\.setItem|indexedDB")
    scripts = [file for file in (CHECKOUT / "ripple").rglob("*.js") if keeps.search(file.read_text())]
    assert sorted(file.name for file in scripts) == ["choices.js", "drafts.js", "player.js"]
