"""Files as programs write them: what each becomes, and what is no table is named kindly."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from ripple.actions.files.foreign import tables
from ripple.actions.files.foreign.moments import Order
from ripple.actions.files.foreign.reading import as_guessed, rows_as_chosen
from ripple.actions.files.foreign.tables import TableRow, open_table
from ripple.domain.errors import ImportRefused

WRITTEN = Path(__file__).with_name("written")
BERLIN = ZoneInfo("Europe/Berlin")
WORDS = (
    "Marek shared his lunch with me when I forgot mine. 😊",
    "Die Großeltern von Jonas haben uns Äpfel gebracht",
    "I helped Ms. O’Brien carry the books, then she said “thank you”",
    'Someone left a note on my desk: "you can do this"\nIt made my day.',
    "=) smiled at the new kid, -- he smiled back",
)
TELLERS = ("Sofía", "Anna-Lena Müller", "Jonas", "Unsigned", "Tuấn Nguyễn")
DAYS = (3, 3, 14, 20, 27)
TIMES = ((8, 15), (13, 2), (9, 30), (15, 4), (10, 0))
# What each file is, and what it lacks: a column of who tells, or the time of day.
TAKEN = {
    "01_google_forms_download.csv": (),
    "03_excel_csv_utf8.csv": ("time",),
    "06_padlet_posts.csv": (),
    "07_padlet.zip": (),
    "08_slack_2026-11-03.json": (),
    "10_whatsapp_android.txt": (),
    "12_kudoboard.csv": ("time",),
    "13_microsoft_forms.xlsx": (),
    "15_libreoffice.ods": ("teller",),
    "16_apple_numbers.csv": (),
    "20_best_effort_teacher.csv": ("teller",),
    "21_after_reading_readme.csv": ("teller",),
}


def rows_of(file: str) -> list[dict[str, object]]:
    table = open_table((WRITTEN / file).read_bytes())
    return [dict(row.cells) for row in rows_as_chosen(table, as_guessed(table, BERLIN))]


@pytest.mark.parametrize("file", TAKEN)
def test_the_words_of_a_file_come_in_to_the_character(file: str) -> None:
    assert [row["text"] for row in rows_of(file)] == list(WORDS)


@pytest.mark.parametrize("file", [file for file in TAKEN if "teller" not in TAKEN[file]])
def test_whoever_tells_it_is_a_mere_name_or_nobody(file: str) -> None:
    assert [row.get("told_by", "Unsigned") for row in rows_of(file)] == list(TELLERS)


@pytest.mark.parametrize("file", TAKEN)
def test_the_day_and_the_time_are_those_that_were_written(file: str) -> None:
    moments = [datetime.fromisoformat(str(row["posted_at"])) for row in rows_of(file)]
    assert [(at.month, at.day) for at in moments] == [(11, day) for day in DAYS]
    if "time" in TAKEN[file]:
        assert [row["happened_on"] for row in rows_of(file)] == [f"2026-11-{day:02}" for day in DAYS]
    else:
        assert [(at.hour, at.minute) for at in moments] == list(TIMES)


def test_a_column_of_receivers_comes_in_as_names():
    assert [row["to"] for row in rows_of("03_excel_csv_utf8.csv")] == [["Marek"]] * 5


def test_a_cell_of_which_nothing_is_seen_is_empty():
    table = open_table("Time,Name,What was kind?\n\u200b,\u2800,Held the door for me\n".encode())
    [row] = rows_as_chosen(table, as_guessed(table, otherwise=datetime(2026, 11, 3, 9, tzinfo=UTC)))
    assert {*row.cells} == {"id", "text", "posted_at"}


def test_letters_of_an_older_encoding_are_read_as_they_were_meant():
    table = open_table((WRITTEN / "04_excel_semicolon_cp1252.csv").read_bytes())
    assert table.encoding == "Windows-1252"
    assert table.rows[1].cells == ("03.11.2026", WORDS[1], "Anna-Lena Müller")


def test_an_answer_in_a_chat_is_inspired_by_what_it_answers():
    rows = rows_of("08_slack_2026-11-03.json")
    assert [row.get("inspired_by") for row in rows] == [None, None, rows[0]["id"], None, None]


@pytest.mark.parametrize(
    "chat",
    [
        '[{"ts": "1", "text": "a"}, {"text": "a"}]',
        '[{"ts": "soon", "text": "a"}]',
        '[{"ts": "1e300", "text": "a"}]',
        '[{"ts": "1", "text": "a", "user": "u", "user_profile": "x"}]',
        '[{"ts": "1", "text": "a", "user": ["u"]}]',
    ],
)
def test_a_chat_that_is_none_is_a_table_as_any_other(chat: str) -> None:
    assert "a" in open_table(chat.encode()).rows[0].cells


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("told", "separator"), [("sep=|", "|"), ("SEP=", ","), ('sep="', ",")])
def test_a_table_may_tell_itself_what_separates_its_cells(told: str, separator: str, end: str):
    rows = [told, separator.join(["When", "Words"]), separator.join(["3 Nov 2026", "Bo waved"])]
    assert open_table(end.join(rows).encode()).rows == (TableRow(3, ("3 Nov 2026", "Bo waved")),)


def test_the_order_of_days_is_told_by_all_rows_together():
    american = open_table((WRITTEN / "03_excel_csv_utf8.csv").read_bytes())
    assert as_guessed(american).order is Order.MONTH_FIRST
    chat = open_table((WRITTEN / "10_whatsapp_android.txt").read_bytes())
    assert as_guessed(chat).order is Order.DAY_FIRST


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("19_old_excel.xls", "workbook of an old kind"),
        ("23_empty.csv", "no acts in this file"),
        ("24_header_only.csv", "no acts in this file"),
        ("26_folder_is.pdf", "a document, not a table"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(file: str, said: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        open_table((WRITTEN / file).read_bytes())
    assert [said in problem.reason for problem in refused.value.problems] == [True]


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", ".", 1), data)
    return out.getvalue()


def test_of_several_tables_packed_together_one_has_to_be_chosen():
    with pytest.raises(ImportRefused, match="2"):
        open_table(packed(a_csv=b"text\nkind\n", b_csv=b"text\nkind\n"))


def test_a_packed_file_in_a_packed_file_is_not_opened():
    with pytest.raises(ImportRefused):
        open_table(packed(a_csv=packed(b_csv=b"text\nkind\n")))


def test_what_is_packed_too_small_is_counted_while_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(tables, "PACKED_LIMIT", 100_000)
    bomb = packed(xl__workbook_xml=b"<x/>", b_xml=b" " * 200_000)
    assert len(bomb) < 1_000
    for data in (bomb, packed(a_csv=b"a" * 200_000)):
        with pytest.raises(ImportRefused, match="larger than"):
            open_table(data)


def test_a_broken_packed_file_is_named():
    with pytest.raises(ImportRefused, match="cannot be opened"):
        open_table(packed(a_csv=b"text\nkind\n" * 50)[:60])


def workbook(*rows: tuple[str | float | datetime | None, ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def test_a_workbook_s_days_and_numbers_are_told_as_people_write_them():
    when = datetime(2026, 11, 3, 8, 15)
    table = open_table(workbook(("Date", "Text", "Class"), (when, "held the door", 5.0), (None, "soup", 1.5)))
    assert [row.cells for row in table.rows] == [
        ("2026-11-03 08:15:00", "held the door", "5"),
        ("", "soup", "1.5"),
    ]
    assert [row.line for row in table.rows] == [2, 3]


def test_a_formula_that_was_never_reckoned_is_just_words():
    table = open_table(workbook(("Date", "Text"), ("2026-11-03", '=HYPERLINK("http://x.example")')))
    assert table.rows[0].cells[1] == '=HYPERLINK("http://x.example")'


def test_a_sheet_of_too_many_columns_ends_in_a_sentence():
    wide = workbook(tuple(f"c{at}" for at in range(tables.COLUMNS_LIMIT + 50)), ("a",))
    with pytest.raises(ImportRefused, match="too many columns"):
        open_table(wide)


def test_a_workbook_that_is_broken_ends_in_a_sentence():
    broken = packed(xl__workbook_xml=b"<not xml")
    with pytest.raises(ImportRefused, match="cannot be read"):
        open_table(broken)


def test_an_ods_that_repeats_a_cell_a_million_times_is_bounded():
    names = {"o": "office", "t": "table", "x": "text"}
    of = "urn:oasis:names:tc:opendocument:xmlns"
    ns = " ".join(f'xmlns:{short}="{of}:{name}:1.0"' for short, name in names.items())
    row = '<t:table-row t:number-rows-repeated="1048576"><t:table-cell t:number-columns-repeated="1048576">'
    content = f"<o:d {ns}><t:table>{row}<x:p>kind</x:p></t:table-cell></t:table-row></t:table></o:d>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    with pytest.raises(ImportRefused, match="too many columns"):
        open_table(out.getvalue())


def test_more_rows_than_go_in_at_once_are_refused_with_the_line(monkeypatch):
    monkeypatch.setattr(tables, "ROWS_LIMIT", 3)
    with pytest.raises(ImportRefused) as refused:
        open_table(b"text\n" + b"kind\n" * 4)
    assert refused.value.problems[0].line == 5


def test_lines_that_were_pasted_are_an_act_each():
    table = open_table(b"held the door, twice\nmade soup\n\nlistened")
    assert [row.cells for row in table.rows] == [("held the door, twice",), ("made soup",), ("listened",)]
    rows = list(rows_as_chosen(table, as_guessed(table, otherwise=datetime(2026, 11, 3, 9, tzinfo=UTC))))
    assert {row.cells["posted_at"] for row in rows} == {"2026-11-03T09:00:00+00:00"}
