"""Waiting before the door, coming in, and being out of a group, on the pages."""

from datetime import UTC, datetime

import pytest

from ripple.actions.ending import end_group
from ripple.actions.joining import issue_link, sign_out_elsewhere
from ripple.actions.members import admit, change_settings, remove
from ripple.actions.posting import share_act
from ripple.app import session
from ripple.app.session import Here
from ripple.app.ui import keeping_up
from ripple.domain.model import Act, Settings
from tests.app.conftest import Visitor


def at(visitor: Visitor) -> Here:
    """Where the tab is, and as whom."""
    here: Here = visitor.tab.session_state["here"]
    return here


@pytest.fixture
def wanda(ada: Visitor, code: str) -> Visitor:
    """Wanda, who followed the invitation where newcomers wait."""
    change_settings(at(ada).live, at(ada).member.id, Settings(approve_newcomers=True), now=session.now())
    visitor = Visitor().new_tab(code=code)
    visitor.tab.text_input[0].set_value("Wanda")
    visitor.press("Join the group")
    assert visitor.sent_to
    return visitor.follow(visitor.sent_to)


def test_who_waits_is_told_so_and_sees_nothing_of_the_group(ada: Visitor, wanda: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    for page in ("waiting", "home", "you", "group"):
        wanda.open(page)
        assert "Almost there" in [header.value for header in wanda.tab.title]
        assert "You have asked to come into" in wanda.sees
        assert "Held the door" not in wanda.sees


def test_the_page_of_who_waits_becomes_the_group_once_they_are_let_in(ada: Visitor, wanda: Visitor) -> None:
    admit(at(ada).live, at(ada).member.id, at(wanda).member.id, now=session.now())
    wanda.look()
    assert "Nothing here yet" in wanda.sees
    assert "You have asked to come into" not in wanda.open("waiting").sees


def test_who_is_not_let_in_is_told_kindly(ada: Visitor, wanda: Visitor) -> None:
    remove(at(ada).live, at(ada).member.id, at(wanda).member.id, now=session.now())
    assert "Maple Street could not let you in this time" in wanda.look().sees
    assert "Scott Adams" in wanda.sees


def test_a_host_sees_whom_a_newcomer_looks_like_and_renames_them(
    ada: Visitor, ben: Visitor, code: str, wanda: Visitor
) -> None:
    other = Visitor().new_tab(code=code)
    assert "one of them lets you in, or says not now" in other.sees
    other.tab.text_input[0].set_value("Ben")
    other.press("Join the group")
    assert other.sent_to  # nothing tells that there is one already
    assert "It looks like" in ada.open("group").sees
    ada.press("Let Ben in")
    assert "Somebody here is called" in ada.sees
    next(one for one in ada.tab.text_input if (one.key or "").startswith("name ")).set_value("Ben K.")
    ada.look().press("Let Ben K. in")
    names = [member.name for member in at(ada).live.history.members.values()]
    assert names == ["Ada", "Ben", "Ben K."]


def test_a_host_lets_all_in_but_who_looks_like_somebody(ada: Visitor, code: str, wanda: Visitor) -> None:
    for name in ("Xaver", "wanda"):
        other = Visitor().new_tab(code=code)
        other.tab.text_input[0].set_value(name)
        other.press("Join the group")
    ada.open("group").press("Let all 3 in")
    assert [member.name for member in at(ada).live.history.members.values()] == ["Ada", "Wanda", "Xaver"]
    assert [member.name for member in at(ada).live.history.waiting.values()] == ["wanda"]
    assert "It looks like" in ada.sees
    assert "Nothing here yet" in wanda.look().sees


def test_a_host_sends_all_away_who_wait(ada: Visitor, code: str, wanda: Visitor) -> None:
    assert "Say “not now” to all of these" not in [button.label for button in ada.open("group").tab.button]
    for name in ("Wanda", "Xaver"):  # two of one name may wait
        other = Visitor().new_tab(code=code)
        other.tab.text_input[0].set_value(name)
        other.press("Join the group")
    ada.open("group").press("Say “not now” to all of these")
    assert not at(ada).live.history.waiting
    assert "Maple Street could not let you in this time" in wanda.look().sees


def test_who_waits_can_think_better_of_it(ada: Visitor, wanda: Visitor) -> None:
    wanda.press("Never mind")
    history = at(ada).live.history
    assert wanda.sent_to == f"leave/{at(ada).live.id}"
    assert "Wanda" not in [member.name for member in (history.waiting | history.former).values()]


def test_who_waits_for_one_group_still_has_the_other(ben: Visitor, wanda: Visitor) -> None:
    host = Visitor().starts("Class 4b", "Cleo")
    assert host.sent_to
    host.follow(host.sent_to)
    host.cookies |= wanda.cookies
    host.new_tab(group=at(wanda).live.id)
    assert "You have asked to come into" in host.sees
    host.new_tab(group=next(iter(session.groups().listed()[1:])))
    assert "Nothing here yet" in host.sees


def test_who_is_removed_is_out_of_an_open_page_and_told_kindly(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    assert "Held the door" in ben.look().sees
    remove(at(ada).live, at(ada).member.id, at(ben).member.id, now=session.now())
    ben.look()
    assert "You are not in Maple Street any more" in ben.sees
    assert "Held the door" not in ben.sees
    assert "Scott Adams" in ben.sees


def test_an_open_dialog_keeps_nobody_in(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    ben.look().press("Pass it on")
    remove(at(ada).live, at(ada).member.id, at(ben).member.id, now=session.now())
    assert not at(ben).holds
    assert "Held the door" not in ben.look().sees
    assert ben.tab.session_state["visit"].dialog is None


def test_who_was_signed_out_elsewhere_is_told_how_to_come_back(ben: Visitor) -> None:
    link = issue_link(at(ben).live, at(ben).member.id, now=session.now())
    phone = Visitor().follow(link.path)
    sign_out_elsewhere(at(phone).live, at(phone).token, now=session.now())
    assert "This browser was signed out of Maple Street" in ben.look().sees
    assert "Maple Street" in phone.look().sees


def test_the_members_of_a_group_that_is_deleted_are_told(ada: Visitor, ben: Visitor) -> None:
    end_group(session.groups(), at(ada).live.id, now=session.now())
    assert "Maple Street is no more" in ben.look().sees


def test_who_is_in_another_group_too_goes_on_there_and_is_told(ada: Visitor, ben: Visitor) -> None:
    host = Visitor().starts("Class 4b", "Cleo")
    assert host.sent_to
    host.follow(host.sent_to)
    ben.cookies |= host.cookies
    ben.new_tab(group=at(ada).live.id)
    remove(at(ada).live, at(ada).member.id, at(ben).member.id, now=session.now())
    assert "You are not in Maple Street any more" in ben.look().sees
    assert "Class 4b" in ben.sees
    assert "Maple Street" not in ben.look().sees


def test_a_browser_that_comes_back_later_is_told_without_a_name(ada: Visitor, ben: Visitor) -> None:
    remove(at(ada).live, at(ada).member.id, at(ben).member.id, now=session.now())
    ben.new_tab()
    assert "was signed in to a group and is not any more" in ben.sees
    assert "Maple Street" not in ben.sees
    ben.press("All right")
    assert ben.sent_to == f"leave/{at(ada).live.id}"


def test_a_press_is_heard_though_something_happens_just_then(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = Act(id="just then", text="Held the door", posted_at=datetime.now(UTC))
    marked = keeping_up.mark_seen

    def and_then_ada_shares() -> None:
        marked()
        share_act(ada.group.live, ada.group.member.id, act, now=datetime.now(UTC))

    ben.open("you")
    monkeypatch.setattr(keeping_up, "mark_seen", and_then_ada_shares)
    ben.press("Make the link")
    assert "enter/" in ben.tab.code[-1].value
