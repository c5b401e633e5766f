"""Bringing in acts from elsewhere, on the page of the group."""

from pathlib import Path

from ripple.actions.members import name_host
from ripple.app import session
from tests.app.conftest import Visitor
from tests.app.test_group_page import comes

WRITTEN = Path(__file__).parents[2] / "actions" / "files" / "foreign" / "written"


def a_host() -> Visitor:
    ada = Visitor().starts("Maple Street", "Ada")
    assert ada.sent_to
    return ada.follow(ada.sent_to).open("group")


def uploads(host: Visitor, name: str, data: bytes) -> Visitor:
    host.tab.file_uploader[0].upload(name, data)
    return host.look()


def test_a_form_s_answers_are_looked_at_and_then_come_in() -> None:
    ada = uploads(a_host(), "answers.csv", (WRITTEN / "01_google_forms_download.csv").read_bytes())
    assert "Marek shared his lunch" in ada.sees
    assert not ada.group.live.history.acts
    ada.press("Bring in 5 acts")
    assert "5 acts came in." in ada.sees
    assert len(ada.group.live.history.acts) == 5


def test_what_a_column_is_can_be_put_right() -> None:
    ada = uploads(a_host(), "list.csv", b"Date,Kindness,Who\n2026-11-03,held the door,Ben\n")
    assert "held the door" in ada.sees
    next(one for one in ada.tab.selectbox if one.label == "Who").set_value("to")
    ada.look().press("Bring in 1 act")
    (act,) = ada.group.live.history.acts.values()
    assert (act.told_by, [one.name for one in act.receivers]) == ("", ["Ben"])


def test_thousands_of_lines_can_be_pasted() -> None:
    ada = a_host()
    (field,) = (one for one in ada.tab.text_area if one.label == "Or paste lines, one act each")
    assert not field.max_chars  # past these a browser would take no paste, and say nothing
    field.set_value("\n".join(f"I held the door for {nth} people who came behind me" for nth in range(2_500)))
    ada.look().press("Bring in 2,500 acts")
    assert len(ada.group.live.history.acts) == 2_500


def test_a_day_that_could_be_two_is_asked_for_first() -> None:
    ada = uploads(a_host(), "list.csv", b"Date,Kindness\n3/11/2026,soup\n4/11/2026,tea\n")
    assert not [button for button in ada.tab.button if button.key == "bring_in"]
    (asked,) = (one for one in ada.tab.radio if "3/11/2026" in one.label)
    asked.set_value("month first")
    ada.look().press("Bring in 2 acts")
    assert {act.posted_at.month for act in ada.group.live.history.acts.values()} == {3, 4}


def test_a_name_is_a_member_only_where_the_host_says_so() -> None:
    table = b"Date,Kindness,To whom\n2026-11-03,soup,Ada\n2026-11-04,tea,Ada\n"
    ada = uploads(a_host(), "list.csv", table)
    same = next(one for one in ada.tab.button_group if "same person" in one.label)
    assert not same.value
    same.set_value(["ada"])
    ada.look().press("Bring in 2 acts")
    receivers = [one for act in ada.group.live.history.acts.values() for one in act.receivers]
    assert {one.member for one in receivers} == {ada.group.member.id}


def test_rows_that_cannot_come_in_are_named_and_can_be_taken_to_mend() -> None:
    ada = uploads(a_host(), "list.csv", f"Date,Kindness\n2026-11-03,soup\n2026-11-04,{'x' * 2001}\n".encode())
    assert "1 row cannot come in:" in ada.sees
    assert "line 3" in ada.sees
    ada.press("Bring in 1 act")
    assert len(ada.group.live.history.acts) == 1


def test_the_good_ones_or_none() -> None:
    ada = uploads(a_host(), "list.csv", b"Date,Kindness\n2026-11-03,soup\n")
    ada.press("None of them")
    assert "soup" not in ada.sees
    assert not ada.group.live.history.acts


def test_a_file_that_came_in_brings_nothing_a_second_time() -> None:
    table = b"Date,Kindness\n2026-11-03,soup\n2026-11-04,tea\n"
    ada = uploads(a_host(), "list.csv", table)
    ada.press("Bring in 2 acts")
    uploads(ada, "again.csv", table)
    assert "2 were there already and stayed as they are." in ada.sees
    assert not [button for button in ada.tab.button if button.key == "bring_in"]


def test_all_of_an_import_is_taken_back_and_can_come_again() -> None:
    table = b"Date,Kindness\n2026-11-03,soup\n2026-11-04,tea\n"
    ada = uploads(a_host(), "list.csv", table)
    ada.press("Bring in 2 acts").press("Take back …")
    assert "2 acts will be gone for good, with their words and names." in ada.sees
    ada.press("Take all of it back")
    assert "2 acts were taken back." in ada.sees
    assert all(act.erased for act in ada.group.live.history.acts.values())
    assert "Take back" not in ada.sees
    uploads(ada, "again.csv", table).press("Bring in 2 acts")
    assert sorted(act.text for act in ada.group.live.history.acts.values()) == ["soup", "tea"]


def test_a_file_that_is_no_table_is_refused_in_one_sentence_beside_it() -> None:
    ada = uploads(a_host(), "page.pdf", (WRITTEN / "26_folder_is.pdf").read_bytes())
    assert "a document, not a table" in ada.sees
    assert not [button for button in ada.tab.button if button.key == "bring_in"]


def test_only_hosts_see_the_way_in() -> None:
    ada = a_host()
    assert len(ada.tab.file_uploader) == 1
    live = ada.group.live
    name_host(live, ada.group.member.id, comes(ada, "Ben"), host=True, now=session.now())
    name_host(live, ada.group.member.id, ada.group.member.id, host=False, now=session.now())
    assert not ada.look().tab.file_uploader
