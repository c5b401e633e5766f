"""Bringing in what a group has elsewhere: looked at first, and the same file brings nothing twice."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripple.actions.files.bringing import bring_in, is_own, look, open_file, to_mend
from ripple.actions.files.foreign.reading import Chosen, as_guessed, unclear_day
from ripple.actions.files.sifting import Sifted
from ripple.actions.joining import start_group
from ripple.actions.members import change_settings
from ripple.domain.errors import NotAllowed
from ripple.domain.model import Settings
from ripple.live import Groups, LiveGroup
from ripple.store import open_store

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
WRITTEN = Path(__file__).with_name("foreign") / "written"
FORM = (WRITTEN / "01_google_forms_download.csv").read_bytes()


def a_group() -> LiveGroup:
    groups = Groups(open_store("memory:"))
    return groups.group(start_group(groups, "Brook", "June", nonce="g", founder="june", now=NOW).group)


def looked(live: LiveGroup, data: bytes, now: datetime = NOW) -> Sifted:
    opened = open_file(data)
    return look(live, opened, as_guessed(opened.table, ZoneInfo("Europe/Berlin"), now), now=now)


def test_a_look_keeps_nothing():
    live = a_group()
    before = live.version
    assert len(looked(live, FORM).acts) == 5
    assert live.log.version(live.id) == before


def test_what_a_host_looked_at_comes_in_and_nobody_signs_it():
    live = a_group()
    assert bring_in(live, "june", looked(live, FORM), now=NOW) == 5
    acts = list(live.history.acts.values())
    assert [act.author for act in acts] == [None] * 5
    assert [act.told_by for act in acts] == ["Sofía", "Anna-Lena Müller", "Jonas", None, "Tuấn Nguyễn"]


@pytest.mark.parametrize("file", sorted(WRITTEN.glob("[012]*.[cjotxz][hsdilx]*")), ids=lambda file: file.name)
def test_the_same_file_brings_nothing_a_second_time(file: Path) -> None:
    if file.name[:2] in {"19", "23", "24"}:
        return
    live, data = a_group(), file.read_bytes()
    came = bring_in(live, "june", looked(live, data), now=NOW)
    again = looked(live, data, datetime(2026, 12, 24, tzinfo=UTC))
    assert (came, again.acts, again.known) == (5, [], 5)


def test_lines_without_a_time_are_known_again_on_another_day():
    live = a_group()
    bring_in(live, "june", looked(live, b"held the door\nmade soup\nheld the door\n"), now=NOW)
    more = b"held the door\nmade soup\nheld the door\nlistened\n"
    later = looked(live, more, datetime(2026, 12, 1, tzinfo=UTC))
    assert (len(live.history.acts), [act.text for act in later.acts], later.known) == (3, ["listened"], 3)


def test_what_came_in_meanwhile_in_another_tab_is_passed_over():
    live = a_group()
    one, other = looked(live, FORM), looked(live, FORM)
    assert bring_in(live, "june", one, now=NOW) == 5
    assert bring_in(live, "june", other, now=NOW) == 0
    assert len(live.history.acts) == 5


def test_only_a_host_brings_in():
    live = a_group()
    with pytest.raises(NotAllowed):
        bring_in(live, "ben", looked(live, FORM), now=NOW)
    assert not live.history.acts


TOO_LONG = (
    f"Date,Kindness,Name\n3.11.2026,held the door,Ada\n4.11.2026,{'x' * 2_001},Ben\nsome day,=soup(),Cleo\n"
)


def test_rows_that_cannot_come_in_are_named_and_the_others_can():
    sifted = looked(a_group(), TOO_LONG.encode())
    assert [act.text for act in sifted.acts] == ["held the door"]
    assert [problem.line for problem in sifted.problems] == [3, 4]
    assert all("2,001" in problem.reason or "some day" in problem.reason for problem in sifted.problems)


def test_the_rows_to_mend_are_a_file_that_can_be_brought_once_it_is():
    live = a_group()
    opened = open_file(TOO_LONG.encode())
    sifted = looked(live, TOO_LONG.encode())
    bring_in(live, "june", sifted, now=NOW)
    mend = to_mend(opened.table, sifted.problems)
    rows = list(csv.DictReader(io.StringIO(mend.decode("utf-8-sig"))))
    assert [row["Line"] for row in rows] == ["3", "4"]
    assert rows[1]["Kindness"] == "'=soup()"  # no formula for whoever opens it
    mended = mend.replace(b"x" * 2_001, b"made soup").replace(b"some day", b"5.11.2026")
    assert [act.text for act in looked(live, mended).acts] == ["made soup", "=soup()"]


def test_words_older_than_the_group_keeps_them_do_not_come_in():
    live = a_group()
    change_settings(live, "june", Settings(keep_days=20), now=NOW)
    sifted = looked(live, FORM)
    assert [act.posted_at.day for act in sifted.acts] == [14, 20, 27]
    assert all("20 days" in problem.reason for problem in sifted.problems)


def test_a_reply_to_what_cannot_come_in_cannot_either():
    rows = f"id,text,inspired_by\n1,{'x' * 2_001},\n2,soup,1\n3,tea,2\n4,bread,\n"
    sifted = looked(a_group(), rows.encode())
    assert [act.text for act in sifted.acts] == ["bread"]
    assert [problem.line for problem in sifted.problems] == [2, 3, 4]


def test_a_file_of_ours_is_read_as_it_says():
    assert is_own(b"id;text;posted_at;by\n1;soup;2026-11-03;Ada\n")
    assert is_own(b'[{"id": "1", "text": "soup", "posted_at": "2026-11-03"}]')
    assert not is_own(FORM)
    opened = open_file(b"id;text;posted_at;by\n1;soup;2026-11-03;Ada\n")
    assert opened.own is not None


def test_a_day_that_could_be_two_is_found_and_one_that_cannot_is_not():
    unclear = open_file(b"Date,Kindness\n3/11/2026,soup\n4/11/2026,tea\n").table
    assert unclear_day(unclear, ("posted_at", "text")) == "3/11/2026"
    clear = open_file(b"Date,Kindness\n3/11/2026,soup\n14/11/2026,tea\n").table
    assert unclear_day(clear, ("posted_at", "text")) == ""


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_each_row_comes_in_is_known_or_is_named(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("Kindness", "Name"), *rows, ("soup", "Ada")])
    opened = open_file(out.getvalue().encode())
    chosen = Chosen(("text", "told_by"), as_guessed(opened.table).order, UTC, NOW)
    sifted = look(a_group(), opened, chosen, now=NOW)
    assert len(sifted.acts) + sifted.known + len(sifted.problems) == len(opened.table.rows)
