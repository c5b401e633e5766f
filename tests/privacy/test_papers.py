"""Papers say what the table of all fields and the real settings say, in every language and form."""

import ast
import dataclasses
import io
import re
import zipfile
from datetime import date

import pytest

from ripple.domain.model import Settings, replace
from ripple.environment import CHECKOUT
from ripple.language import languages, speaking
from ripple.privacy.categories import row_in_words
from ripple.privacy.fields import IN_THE_LOG, OUTSIDE
from ripple.privacy.keeper import Keeper
from ripple.privacy.papers.as_html import as_html
from ripple.privacy.papers.as_markdown import as_markdown
from ripple.privacy.papers.as_pdf import FONTS, as_pdf, can_be_drawn
from ripple.privacy.papers.criteria import CRITERIA, Holds
from ripple.privacy.papers.every_paper import PAPERS, every_paper, in_one_file
from ripple.privacy.papers.paper import About

SCHOOL = Keeper("Maple Street School", "office@school.example", "the cellar")
ABOUT = About("Class 4b", Settings(keep_days=365), SCHOOL, date(2026, 11, 29))


def text_of(about: About, paper: int) -> str:
    """The paper as Markdown, without its signs."""
    return as_markdown(PAPERS[paper](about)).decode().replace("\\", "")


def test_the_record_names_everything_that_is_kept() -> None:
    record = text_of(ABOUT, 0)
    for row in (*IN_THE_LOG, *OUTSIDE):
        assert row_in_words(row).what in record
        assert row_in_words(row).until in record


def test_each_paper_says_that_it_is_no_legal_advice() -> None:
    for paper in range(len(PAPERS)):
        assert "This is no legal advice." in text_of(ABOUT, paper)


def test_they_say_who_runs_it_and_leave_open_what_nobody_said() -> None:
    assert "Who runs it: Maple Street School" in text_of(ABOUT, 3)
    assert "Who runs it: (please fill in)" in text_of(dataclasses.replace(ABOUT, keeper=Keeper()), 3)


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ({"keep_days": 30}, "Words are kept: 30 days."),
        ({"approve_newcomers": True}, "A host lets newcomers in."),
        ({"approve_acts": True}, "A host reads each act before everybody sees it."),
        ({"unsigned": False}, "Every act carries a name."),
        ({"ask_private": True}, "Where a telephone number, an address or a full name stands in the words"),
        ({"ask_private": False}, "The form does not ask about it"),
    ],
)
def test_the_assessment_follows_what_the_hosts_chose(setting: dict[str, object], says: str) -> None:
    assert says in text_of(dataclasses.replace(ABOUT, settings=replace(Settings(), **setting)), 1)


@pytest.mark.parametrize("language", languages())
def test_every_paper_is_made_in_every_language(language: str) -> None:
    with speaking(language):
        made = dict(every_paper(ABOUT))
        drawn = can_be_drawn()
    assert drawn is (language not in {"ar", "zh_Hans"})
    endings = {"md", "html", "pdf"} if drawn else {"md", "html"}
    assert {name.partition(".")[2] for name in made} == endings
    assert len(made) == len(PAPERS) * len(endings)
    assert all(content.startswith(b"%PDF-") for name, content in made.items() if name.endswith(".pdf"))


def test_the_fonts_have_every_letter_of_the_languages_that_are_drawn() -> None:
    from fontTools.ttLib import TTFont

    letters = set(TTFont(FONTS / "regular.ttf").getBestCmap()) & set(TTFont(FONTS / "bold.ttf").getBestCmap())
    for language in languages():
        with speaking(language):
            if can_be_drawn():
                said = "".join(as_markdown(make(ABOUT)).decode() for make in PAPERS)
                assert {sign for sign in said if ord(sign) not in letters | {0x0A, 0x202F}} == set(), language


def test_a_page_to_print_stands_alone_and_says_its_language() -> None:
    with speaking("ar"):
        page = as_html(PAPERS[3](ABOUT)).decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert not re.search(r"<script|https?:|src=|url\(", page)


def test_from_the_right_what_was_filled_in_stands_apart() -> None:
    with speaking("ar"):
        said = text_of(ABOUT, 3)
    assert "\u2068Class 4b\u2069" in said
    assert "\u2068Maple Street School\u2069" in said


HOSTILE = "4b <script>alert(1)</script> **x** | [a](b)\n# y"


def test_what_people_typed_stays_as_it_is_in_every_form() -> None:
    letter = PAPERS[3](dataclasses.replace(ABOUT, group=HOSTILE))
    assert "<script>" not in as_html(letter).decode()
    written = as_markdown(letter).decode()
    assert "<script>" not in re.sub(r"\\.", "", written)
    assert "\n# y" not in written
    assert as_pdf(letter).startswith(b"%PDF-")


def test_a_name_in_letters_that_no_font_has_breaks_no_pdf() -> None:
    assert as_pdf(PAPERS[3](dataclasses.replace(ABOUT, group="四年级 الصف 🥟"))).startswith(b"%PDF-")


def test_all_of_them_come_as_one_file() -> None:
    with zipfile.ZipFile(io.BytesIO(in_one_file(ABOUT))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 3 * len(PAPERS)


def test_each_criterion_that_holds_names_a_test_that_there_is() -> None:
    named = {test for one in CRITERIA for test in one.tests}
    for test in sorted(named):
        file, _, name = test.partition(":")
        tree = ast.parse((CHECKOUT / "tests" / file).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    for one in CRITERIA:
        assert bool(one.tests) is (one.holds in {Holds.YES, Holds.PARTLY}), one.number


def test_the_report_has_every_criterion_of_the_levels_a_and_aa() -> None:
    assert [one.level for one in CRITERIA].count("A") == 31
    assert [one.level for one in CRITERIA].count("AA") == 24
    assert len({one.number for one in CRITERIA}) == 55
