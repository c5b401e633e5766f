"""What each column of a table is taken for."""

import pytest

from ripple.actions.files.foreign.columns import guessed
from ripple.actions.files.foreign.tables import Table, TableRow


def table(columns: str, *rows: str) -> Table:
    cells = [TableRow(at, tuple(row.split("|"))) for at, row in enumerate(rows, 2)]
    return Table(tuple(columns.split("|")), tuple(cells))


@pytest.mark.parametrize(
    "columns",
    [
        "Timestamp|What kindness happened?|Your name",
        "Zeitstempel|Was ist passiert?|Dein Name",
        "Marca temporal|¿Qué pasó?|Tu nombre",
        "Horodateur|Que s’est-il passé ?|Ton nom",
        "Carimbo de data/hora|O que aconteceu?|Seu nome",
        "Sygnatura czasowa|Co się stało?|Twoje imię",
        "Позначка часу|Що сталося?|Ім’я",
        "طابع زمني|ماذا حدث؟|الاسم",
        "时间戳记|发生了什么？|姓名",
    ],
)
def test_a_form_s_answers_are_known_in_every_language(columns: str) -> None:
    answers = table(columns, "2026-11-03|held the door for me|Ada")
    assert guessed(answers) == ("posted_at", "text", "told_by")


def test_columns_without_names_are_known_by_what_is_in_them():
    lines = table("||", "Ada|3.11.2026|held the door for me", "Ben|4.11.2026|made soup for all of us")
    assert guessed(lines) == ("", "posted_at", "text")


@pytest.mark.parametrize(
    ("columns", "known"),
    [
        ("What happened, and who?|Text", ("told_by", "text")),
        ("What happened, and who?|Your name", ("text", "told_by")),
    ],
)
def test_a_question_that_names_two_things_is_the_one_that_is_left(columns, known):
    assert guessed(table(columns, "held the door|Ada")) == known


def test_an_address_is_left_out():
    assert guessed(table("Email|Text", "ada@example.org|held the door"))[0] == ""


def test_the_time_when_a_form_was_sent_counts_and_not_its_begin():
    sent = table("Start time|Completion time|Kindness", "2026-11-03|2026-11-04|soup")
    assert guessed(sent) == ("", "posted_at", "text")


def test_a_column_called_date_that_holds_none_is_no_date():
    assert guessed(table("Date|Text", "with Ada|held the door"))[0] == ""


def test_a_row_s_number_is_kept_where_others_name_it():
    numbered = table("id|text|inspired_by", "1|held the door|", "2|made soup|1")
    assert guessed(numbered) == ("id", "text", "inspired_by")
    assert guessed(table("Number|Text", "1|held the door")) == ("", "text")
