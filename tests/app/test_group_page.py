"""The group's page: what hosts can do there, and what members see of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ripple.actions.invitations import format_code, invited_to
from ripple.actions.joining import join_group, new_id
from ripple.actions.members import change_settings, name_host
from ripple.actions.posting import share_act
from ripple.app import session
from ripple.app.group.members import AT_A_GLANCE
from ripple.domain.errors import UnknownCode
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act, Kind, Settings
from ripple.language import COOKIE, speaking
from tests.app.conftest import Visitor
from tests.app.test_coming_and_going import at
from tests.tongues import speaking_only


def lets(host: Visitor, **chosen: Any) -> None:
    """The host chose these settings, elsewhere."""
    change_settings(at(host).live, at(host).member.id, Settings(**chosen), now=session.now())


def comes(host: Visitor, name: str) -> str:
    """Somebody follows the host's invitation; their id."""
    member = new_id()
    code = at(host).live.history.code
    join_group(session.groups(), code, name, asker=name, nonce=member, now=session.now())
    return member


def chooses(host: Visitor, name: str, choice: str) -> Visitor:
    """Open the menu at a name, and choose."""
    menu = next(menu for menu in host.menus if menu.label.split(" · ")[0] == name)
    menu.click(choice)
    return host.look()


def switch(visitor: Visitor, label: str) -> Visitor:
    toggle = next(toggle for toggle in visitor.tab.toggle if toggle.label == label)
    toggle.set_value(not toggle.value)
    return visitor.look()


def switches(visitor: Visitor) -> list[str]:
    return [toggle.label for toggle in visitor.tab.toggle]


def texts(visitor: Visitor) -> list[str]:
    return [subheader.value for subheader in visitor.tab.header]


# --- The invitation ---


def test_a_new_invitation_asks_first_and_the_old_one_stops_working(ada: Visitor, code: str) -> None:
    ada.open("group").press("Make a new invitation …")
    assert "stop working at once" in ada.sees
    ada.press("Make a new one")
    new = at(ada).live.history.code
    assert new != code
    assert any(format_code(new) in shown.value for shown in ada.tab.code)
    with pytest.raises(UnknownCode):
        invited_to(session.groups(), code, asker="a")


def test_a_member_sees_the_invitation_and_no_way_to_change_it(ada: Visitor, ben: Visitor, code: str) -> None:
    ben.open("group")
    assert any(format_code(code) in shown.value for shown in ben.tab.code)
    assert not ben.tab.button
    assert not ben.menus
    assert switches(ben) == []


# --- Newcomers ---


def test_a_host_lets_newcomers_in_and_the_list_goes_away(ada: Visitor) -> None:
    lets(ada, approve_newcomers=True)
    wanda = comes(ada, "Wanda")
    ada.open("group")
    assert texts(ada)[0] == "Would like to come in"
    ada.press("Let Wanda in")
    assert wanda in at(ada).live.history.members
    assert texts(ada)[0] == "Invite somebody"


def test_a_host_says_not_now(ada: Visitor) -> None:
    lets(ada, approve_newcomers=True)
    comes(ada, "Wanda")
    ada.open("group").press("Not now")
    assert not at(ada).live.history.waiting
    assert "Wanda" not in ada.sees


def test_members_do_not_see_who_waits(ada: Visitor, ben: Visitor) -> None:
    lets(ada, approve_newcomers=True)
    comes(ada, "Wanda")
    assert "Wanda" not in ben.open("group").sees
    assert "A host lets newcomers in." in ben.sees


def test_many_newcomers_come_a_few_at_a_time(ada: Visitor) -> None:
    lets(ada, approve_newcomers=True)
    live = at(ada).live
    live.log.append(
        live.id,
        *(
            MemberJoined(id=f"join {n}", at=session.now(), member=f"n{n}", name=f"Child {n}", waits=True)
            for n in range(30)
        ),
    )
    ada.open("group")
    assert sum(button.label.startswith("Let Child") for button in ada.tab.button) == 20
    assert "More people are waiting" in ada.sees


# --- Who is here ---


def test_a_host_makes_another_host_who_can_do_the_same(ada: Visitor, ben: Visitor) -> None:
    chooses(ada.open("group"), "Ben", "host")
    assert "Ben · host" in [menu.label for menu in ada.menus]
    chooses(ben.open("group"), "Ada", "no host")
    assert [host.name for host in at(ben).live.history.hosts] == ["Ben"]
    assert switches(ada.look()) == []


def test_the_only_host_finds_no_way_to_stop_being_one(ada: Visitor) -> None:
    ada.open("group")
    assert not ada.menus
    assert "Ada" in ada.sees


def test_removing_is_asked_once_more_and_takes_the_invitation_along(
    ada: Visitor, ben: Visitor, code: str
) -> None:
    ben.open("group")
    chooses(ada.open("group"), "Ben", "remove")
    assert "They cannot come in any more" in ada.sees
    ada.press("Remove")
    assert "Ben" in [member.name for member in at(ada).live.history.former.values()]
    assert at(ada).live.history.code != code
    assert "You are not in Maple Street any more" in ben.look().sees


def test_the_invitation_can_stay_when_somebody_is_removed(ada: Visitor, ben: Visitor, code: str) -> None:
    chooses(ada.open("group"), "Ben", "remove")
    switch(ada, "Make a new invitation too: they know the old one").press("Remove")
    assert at(ada).live.history.code == code
    assert len(at(ada).live.history.members) == 1


def test_a_link_for_somebody_is_shown_to_its_maker_and_signs_them_in(ada: Visitor, ben: Visitor) -> None:
    chooses(ada.open("group"), "Ben", "link")
    path = next(shown.value for shown in ada.tab.code if "enter/" in shown.value)
    phone = Visitor().follow(path[path.index("enter/") :])
    assert at(phone).member == at(ben).member
    ada.tab.session_state["visit"].dialog = None  # the cross of the dialog, which AppTest has not
    assert not [shown for shown in ada.open("you").tab.code if "enter/" in shown.value]


def test_in_a_large_group_one_looks_for_somebody_by_name(ada: Visitor, ben: Visitor) -> None:
    live = at(ada).live
    live.log.append(
        live.id,
        *(
            MemberJoined(id=f"join {n}", at=session.now(), member=f"m{n}", name=f"Pupil {n:03}")
            for n in range(AT_A_GLANCE)
        ),
    )
    ada.open("group")
    assert not ada.menus
    finder = ada.tab.selectbox(key="find_member")
    finder.select("m7")
    ada.look()
    assert [menu.label for menu in ada.menus] == ["Pupil 007"]
    assert "Pupil 049" in ben.open("group").sees


# --- Settings ---


@pytest.mark.parametrize(
    ("label", "holds"),
    [
        ("Let newcomers in one by one", lambda settings: settings.approve_newcomers),
        ("Hosts read acts first", lambda settings: settings.approve_acts),
        ("Acts without a name", lambda settings: not settings.unsigned),
        ("The page People", lambda settings: not settings.people_page),
        ("Ask whether it is kind", lambda settings: settings.ask_kindly),
        ("Ask about what is private", lambda settings: not settings.ask_private),
    ],
)
def test_a_switch_holds_at_once_and_for_everybody(
    ada: Visitor, label: str, holds: Callable[[Settings], bool]
) -> None:
    switch(ada.open("group"), label)
    assert holds(at(ada).live.history.settings)
    switch(ada, label)
    assert at(ada).live.history.settings == Settings(language="en", ask_private=True)


def test_a_group_s_language_is_its_host_s_until_one_chooses_another(tmp_path: Path) -> None:
    with speaking_only(tmp_path, {"de": {}}), speaking("de"):  # `AppTest` too asks what a language is called
        host = Visitor()
        host.cookies[COOKIE] = "de"
        host.new_tab().starts("Maple Street", "Ada")
        host.follow(str(host.sent_to)).open("group")
        chosen = host.tab.selectbox(key="set language")
        assert (chosen.value, at(host).live.history.settings.language) == ("de", "de")
        assert chosen.options == ["English", "Deutsch", "The language of whoever takes a file along"]
        for language in ("en", "", "de"):
            host.tab.selectbox(key="set language").set_value(language)
            assert at(host.look()).live.history.settings == Settings(language=language, ask_private=True)


def test_files_of_an_old_group_are_in_the_taker_s_language(ada: Visitor) -> None:
    lets(ada, language="")
    assert ada.open("group").tab.selectbox(key="set language").value == ""


def test_what_another_host_chose_is_shown_and_both_choices_hold(ada: Visitor, ben: Visitor) -> None:
    name_host(at(ada).live, at(ada).member.id, at(ben).member.id, host=True, now=session.now())
    ada.open("group")
    switch(ben.open("group"), "Hosts read acts first")
    switch(ada, "Acts without a name")  # pressed before the page of Ada knew of Ben's choice
    chosen = Settings(approve_acts=True, unsigned=False, language="en", ask_private=True)
    assert at(ada).live.history.settings == chosen
    shown = {toggle.label: toggle.value for toggle in ada.tab.toggle}
    assert shown["Hosts read acts first"] is True
    assert shown["Acts without a name"] is False


def test_the_hosts_choose_which_ways_are_offered(ada: Visitor) -> None:
    ada.open("group")
    ways = next(group for group in ada.tab.button_group if "Kinds" in group.label)
    ways.set_value([Kind.SMILE, Kind.MUSIC])
    ada.look()
    assert at(ada).live.history.settings.kinds == (Kind.MUSIC, Kind.SMILE)


def test_how_long_words_are_kept_is_asked_once_more(ada: Visitor) -> None:
    ada.writes("Held the door").press("Share").open("group")
    ada.tab.selectbox(key="set keep_days").select(30)
    ada.look()
    assert "From now on words are kept: 30 days." in ada.sees
    assert "0 acts here are older." in ada.sees
    assert at(ada).live.history.settings.keep_days is None
    ada.press("Keep words this long")
    assert at(ada).live.history.settings.keep_days == 30
    ada.tab.selectbox(key="set keep_days").select(0)
    ada.look()
    assert "for good" not in ada.sees.partition("From now on words are kept")[0]
    ada.press("Keep words this long")
    assert at(ada).live.history.settings.keep_days is None


def test_older_words_go_the_moment_it_is_chosen(ada: Visitor) -> None:
    long_ago = session.now() - timedelta(days=31)
    share_act(
        at(ada).live, at(ada).member.id, Act(id="1", text="Held the door", posted_at=long_ago), now=long_ago
    )
    ada.open("group")
    ada.tab.selectbox(key="set keep_days").select(30)
    ada.look()
    assert "1 act here is older." in ada.sees
    ada.press("Keep words this long")
    assert at(ada).live.history.acts["1"].erased


def test_the_days_show_what_holds_when_the_question_is_closed(ada: Visitor) -> None:
    ada.open("group")
    ada.tab.selectbox(key="set keep_days").select(30)
    ada.look()
    # AppTest has no cross to close a dialog with; what it does is this.
    ada.tab.session_state["visit"].given.pop("set keep_days")
    ada.tab.session_state["visit"].dialog = None
    ada.look()
    assert ada.tab.selectbox(key="set keep_days").value == 0


def test_members_read_what_holds_for_them(ada: Visitor, ben: Visitor) -> None:
    lets(ada, approve_acts=True, unsigned=False, keep_days=90)
    ben.open("group")
    for sentence in (
        "Every act carries a name.",
        "A host reads each act before everybody sees it.",
        "Words are kept: 90 days.",
    ):
        assert sentence in ben.sees


# --- Signing out ---


def test_signing_out_elsewhere_keeps_this_browser(ada: Visitor, ben: Visitor) -> None:
    chooses(ada.open("group"), "Ben", "link")
    path = next(shown.value for shown in ada.tab.code if "enter/" in shown.value)
    phone = Visitor().follow(path[path.index("enter/") :])
    ben.open("you").press("Sign out everywhere else").press("Sign out")
    assert "This browser was signed out of Maple Street" in phone.look().sees
    assert "In this browser you are" in ben.look().sees


def test_a_link_lives_for_an_hour_and_is_shown_with_its_page(ada: Visitor) -> None:
    ada.open("you").press("Make the link")
    (link,) = at(ada).live.history.sign_ins.links.values()
    assert timedelta(minutes=59) < link.expires_at - session.now() <= timedelta(hours=1)
