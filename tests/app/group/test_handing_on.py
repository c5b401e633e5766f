"""A host starts a group with the settings of another, and hands their groups over with one press."""

from typing import Any

import pytest

from ripple.app import session
from tests.app.conftest import Visitor, joined
from tests.app.group.test_desk import hosts_of_two
from tests.app.test_moderating import choose_settings

COPY, HAND = "Start a group with these settings …", "Hand over my groups …"


def labels(visitor: Visitor) -> list[str]:
    return [one.label for one in visitor.tab.button]


def test_a_host_starts_a_group_with_the_settings_of_this_one(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True, keep_days=90, language="en")
    ada.open("group").press(COPY)
    assert "No words and no people come along." in ada.sees
    assert "A host reads each act before everybody sees it." in ada.sees
    ada.tab.text_input(key="like_name").set_value("Class 5b")
    ada.press("Start the group")
    assert ada.sent_to
    ada.follow(ada.sent_to)
    history = ada.group.live.history
    assert (history.name, [one.name for one in history.members.values()]) == ("Class 5b", ["Ada"])
    assert (history.settings.approve_acts, history.settings.keep_days) == (True, 90)
    assert COPY not in labels(ben.open("group"))


def test_a_host_who_was_asked_need_not_start_it(ada: Visitor) -> None:
    ada.open("group").press(COPY).press("Cancel")
    assert "Start the group" not in labels(ada)
    assert ada.sent_to is None


def test_a_group_without_a_name_is_not_started(ada: Visitor) -> None:
    ada.open("group").press(COPY).press("Start the group")
    assert ada.sent_to is None
    assert "Please give the group a name." in ada.sees


def test_where_the_keeper_starts_groups_no_host_does(ada: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPPLE_STARTING", "keeper")
    assert COPY not in labels(ada.open("group"))


def test_who_is_alone_has_nobody_to_hand_over_to(ada: Visitor) -> None:
    assert HAND not in labels(ada.open("group"))


def test_all_groups_are_handed_over_at_once() -> None:
    cleo = hosts_of_two()
    lives = {mine: session.groups().group(mine) for mine in session.groups().listed()}
    for live in lives.values():
        joined(live.history.code, "Dora")
    cleo.open("group").press(HAND)
    fields: list[Any] = [one for one in cleo.tab.selectbox if (one.key or "").startswith("to ")]
    assert sorted(one.label for one in fields) == ["Choir", "Class 4b"]
    for field in fields:
        field.set_value(
            next(one.id for one in lives[field.key[3:]].history.members.values() if one.name == "Dora")
        )
    cleo.press("Hand over")
    for live in lives.values():
        assert [host.name for host in live.history.hosts] == ["Dora"]
        assert {one.name for one in live.history.members.values()} == {"Cleo", "Dora"}
    assert HAND not in labels(cleo.look())


def test_a_group_for_which_nobody_is_chosen_stays_as_it_is(ada: Visitor, ben: Visitor) -> None:
    ada.open("group").press(HAND).press("Hand over")
    assert ada.group.live.history.is_host(ada.group.member.id)
