"""Taking along what is one's own, leaving, and the end of a group: as its people meet them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ripple.actions.joining import COOKIE
from ripple.actions.members import name_host
from ripple.app import session
from ripple.app.group import ending
from ripple.live import LiveGroup
from tests.app.conftest import Visitor

WORDS = "Held the door for everybody"


def group_of(visitor: Visitor) -> LiveGroup:
    return session.groups().group(next(iter(visitor.cookies)).removeprefix(COOKIE))


def shares(visitor: Visitor) -> None:
    visitor.open("home").writes(WORDS).press("Share")


def test_leaving_keeps_the_words_here_if_one_likes(ada: Visitor, ben: Visitor) -> None:
    shares(ben)
    ben.open("you").press("Leave the group …").press("Leave the group")
    assert "Start a group" in [button.label for button in ben.tab.button]
    assert "You have left Maple Street." in ben.sees
    ada.open("home")
    assert WORDS in ada.sees
    assert "Ben" in ada.sees


def test_leaving_takes_words_and_name_away_if_one_likes(ada: Visitor, ben: Visitor) -> None:
    shares(ben)
    ben.open("you").press("Leave the group …")
    ben.tab.checkbox(key="leaving_erases").check()
    ben.press("Leave the group")
    ada.open("home")
    assert WORDS not in ada.sees
    assert list(group_of(ada).history.members) == [ada.group.member.id]
    assert "Ben" not in str(group_of(ada).history)


def find_who_was_here(visitor: Visitor) -> list[str]:
    return [label for one in visitor.tab.selectbox if one.key == "find_former" for label in one.options]


def test_a_host_takes_words_and_name_of_who_is_gone_away_if_they_wish(ada: Visitor, ben: Visitor) -> None:
    shares(ben)
    assert find_who_was_here(ada.open("group")) == []
    member = ben.group.member.id
    ben.open("you").press("Leave the group …").press("Leave the group")
    assert find_who_was_here(ada.open("group")) == ["Ben"]
    ada.tab.selectbox(key="find_former").select(member)
    ada.look().press("Take their words and name away …")
    assert "Ben" in ada.sees
    assert "unsigned stays too" in ada.sees
    ada.press("Take it away for good")
    assert find_who_was_here(ada) == []
    assert WORDS not in ada.open("home").sees
    assert "Ben" not in str(group_of(ada).history)


def test_only_hosts_see_who_was_here(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    cleo.open("you").press("Leave the group …").press("Leave the group")
    assert find_who_was_here(ada.open("group")) == ["Cleo"]
    assert find_who_was_here(ben.open("group")) == []
    assert "Cleo" not in ben.sees


def test_the_only_host_is_told_why_they_cannot_go(ada: Visitor) -> None:
    ada.open("you").press("Leave the group …").press("Leave the group")
    assert "always has a host" in ada.sees


def test_a_group_is_deleted_only_when_its_name_was_written(ada: Visitor) -> None:
    group = group_of(ada)
    ada.open("group").press("Delete the group …")
    ada.tab.text_input(key="delete_name").set_value("Maple")
    ada.press("Delete it for good")
    assert "not the name of this group" in ada.sees
    assert session.groups().group(group.id)
    ada.tab.text_input(key="delete_name").set_value(" maple  street ")
    ada.press("Delete it for good")
    assert "Start a group" in [button.label for button in ada.tab.button]
    assert session.groups().listed() == []


def asks_to_delete(host: Visitor) -> None:
    host.open("group").press("Delete the group …")
    host.tab.text_input(key="delete_name").set_value("Maple Street")
    host.press("Delete it in seven days")


def made_host(by: Visitor, visitor: Visitor) -> None:
    name_host(group_of(by), by.group.member.id, visitor.group.member.id, host=True, now=session.now())


def test_where_others_are_all_see_for_a_week_that_the_group_goes(ada: Visitor, ben: Visitor) -> None:
    asks_to_delete(ada)
    assert "The group will be deleted in seven days" in str([toast.value for toast in ada.tab.toast])
    for page in ("home", "you", "group"):
        assert "Ada asked to delete this group" in ada.open(page).sees
        assert "A host asked to delete this group" in ben.open(page).sees
        assert "Ada asked" not in ben.sees
    assert not [one for one in ben.tab.button if one.label in ("Keep the group", "Delete it now …")]
    assert not [one for one in ada.tab.button if one.label == "Delete the group …"]


def test_any_host_keeps_the_group(ada: Visitor, ben: Visitor) -> None:
    made_host(ada, ben)
    asks_to_delete(ada)
    ben.look().press("Keep the group")
    assert "The group stays" in str([toast.value for toast in ben.tab.toast])
    assert "asked to delete" not in ada.look().sees
    assert ada.group.live.history.ending is None


def test_a_second_host_who_is_here_for_long_lets_it_go_at_once(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_host(ada, ben)
    asks_to_delete(ada)
    assert not [one for one in ben.look().tab.button if one.label == "Delete it now …"]  # came today
    monkeypatch.setattr(ending, "now", lambda: session.now() + timedelta(days=7))
    ben.look().press("Delete it now …")
    assert "Another host asked for this" in ben.sees
    ben.tab.text_input(key="delete_name").set_value("Maple Street")
    ben.press("Delete it for good")
    assert "Maple Street is no more" in ada.look().sees
    assert session.groups().listed() == []


def test_a_member_sees_no_way_to_take_or_delete_the_whole_group(ben: Visitor) -> None:
    ben.open("group")
    assert not [one for one in ben.tab.button if "Delete" in one.label]
    assert not [one for one in ben.tab.get("link_button") if "group" in one.proto.label]


def test_copies_are_links_to_who_checks_who_asks(ada: Visitor, ben: Visitor) -> None:
    group = group_of(ada).id
    links = [one.proto for one in ada.open("group").tab.get("link_button")]
    assert [(one.label, one.url) for one in links] == [
        ("Download the papers", f"copy/{group}/papers"),
        ("Download a copy of the group", f"copy/{group}/all"),
    ]
    (mine,) = [one.proto for one in ben.open("you").tab.get("link_button")]
    assert (mine.label, mine.url) == ("Download my copy", f"copy/{group}/mine")
