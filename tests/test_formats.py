"""Days, times, numbers and lists, as each language writes them."""

import json
from datetime import UTC, date, datetime

import pytest

from ripple import formats
from ripple.language import speaking
from tests.tongues import speaking_only

DAY = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def tongues(tmp_path):
    """Languages that say nothing of their own, and so write days and numbers alone."""
    with speaking_only(tmp_path, {tongue: {} for tongue in ("de", "es", "pl", "ar", "zh_Hans")}):
        yield


@pytest.mark.parametrize(
    ("tongue", "said"),
    {
        "en": ["5 March 2026", "5 March", "5 Mar 2026", "14:05", "12,345", "Ada, Ben, Cleo"],
        "de": ["5. März 2026", "5. März", "05.03.2026", "14:05", "12.345", "Ada, Ben, Cleo"],
        "es": ["5 de marzo de 2026", "5 de marzo", "5 mar 2026", "14:05", "12.345", "Ada, Ben, Cleo"],
        "pl": ["5 marca 2026", "5 marca", "5 mar 2026", "14:05", "12\u00a0345", "Ada, Ben, Cleo"],
        "zh_Hans": ["2026年3月5日", "3月5日", "2026年3月5日", "14:05", "12,345", "Ada、Ben、Cleo"],
    }.items(),
)
def test_days_numbers_and_lists_are_written_as_each_language_does(tongue, said):
    with speaking(tongue):
        assert [
            formats.day(DAY),
            formats.day_of_the_year(DAY),
            formats.short_day(DAY),
            formats.time_of_day(datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
            f"{formats.Number(12_345):,}",
            formats.listed(["Ada", "Ben", "Cleo"]),
        ] == said


def test_a_list_takes_names_as_they_are():
    assert formats.listed(iter(["{0}", "{", "%s"])) == "{0}, {, %s"
    assert (formats.listed([]), formats.listed(["Ada"])) == ("", "Ada")


def test_a_number_is_one_whichever_way_it_is_filled_in():
    number = formats.Number(1_000)
    assert f"{number} {number:,} {number:d}" == "1,000 1,000 1,000"
    assert (str(number), number + 1) == ("1,000", 1_001)


@pytest.mark.parametrize(
    ("tongue", "field", "pattern"),
    [
        ("en", "DD/MM/YYYY", "%-d %B %Y"),
        ("de", "DD.MM.YYYY", "%-d. %B %Y"),
        ("es", "DD/MM/YYYY", "%-d de %B de %Y"),
        ("ar", "DD/MM/YYYY", "%-d %B %Y"),
        ("zh_Hans", "YYYY/MM/DD", "%Y年%-m月%-d日"),
    ],
)
def test_fields_and_charts_write_a_day_in_its_order(tongue, field, pattern):
    with speaking(tongue):
        assert (formats.calendar(), formats.day_in_charts()) == (field, pattern)


def test_charts_know_the_months_as_they_stand_in_a_day():
    with speaking("pl"):
        told = formats.of_charts()
    assert (told["time"]["months"][2], told["time"]["days"][0]) == ("marca", "niedziela")
    assert told["number"] == {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", ""]}
    json.dumps(told)


def test_browsers_write_days_as_the_app_does():
    assert formats.in_browsers() == "en-GB-u-nu-latn"
    with speaking("zh_Hans"):
        assert formats.in_browsers() == "zh-Hans-u-nu-latn"
