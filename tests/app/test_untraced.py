"""What somebody makes in one tab has nothing in common that would tell that they made it."""

from __future__ import annotations

from datetime import UTC, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from ripple.actions.joining import COOKIE, SignInLink, enter
from ripple.actions.members import change_settings, link_for
from ripple.app import session
from ripple.app.session import Here
from ripple.domain.model import Voice, replace
from tests.app.conftest import Visitor, joined

WORDS = "PRIVATE TO MAPLE STREET"


def follows_and_goes_back(visitor: Visitor) -> Visitor:
    """Come in, and be in the same tab as before: as a browser does that kept the page for *Back*."""
    assert visitor.sent_to
    _, group, secret = visitor.sent_to.split("/")
    visitor.cookies[COOKIE + group] = enter(
        session.groups(), SignInLink(group, secret), now=datetime.now(UTC)
    )
    return visitor.look()


def shares_unsigned(visitor: Visitor, words: str) -> None:
    visitor.open("home").writes(words)
    next(one for one in visitor.tab.toggle if one.label == "Leave my name out").set_value(True)
    visitor.look().press("Share")


def ids_in(here: Here) -> list[str]:
    history = here.live.history
    return [here.live.id, *history.members, *history.acts]


def test_who_comes_in_and_goes_back_shares_under_a_fresh_id(code: str) -> None:
    ben = Visitor().new_tab(code=code)
    ben.tab.text_input[0].set_value("Ben")
    follows_and_goes_back(ben.press("Join the group"))
    shares_unsigned(ben, WORDS)
    assert len(set(ids_in(ben.group))) == len(ids_in(ben.group)) == 4


def test_a_group_its_founder_and_their_first_act_have_an_id_each() -> None:
    ada = follows_and_goes_back(Visitor().starts("Maple Street", "Ada"))
    shares_unsigned(ada, WORDS)
    assert len(set(ids_in(ada.group))) == len(ids_in(ada.group)) == 3


def test_two_groups_that_one_tab_starts_or_joins_do_not_tell_so(ada: Visitor, code: str) -> None:
    ben = Visitor().new_tab(code=code)
    ben.tab.text_input[0].set_value("Ben")
    follows_and_goes_back(ben.press("Join the group"))
    here = ben.group
    ben.tab.query_params["code"] = session.groups().group(in_elm_street().group.live.id).history.code
    ben.look().tab.text_input[0].set_value("Ben")
    follows_and_goes_back(ben.press("Join the group"))
    members = [set(session.groups().group(key.removeprefix(COOKIE)).history.members) for key in ben.cookies]
    assert len(members) == 2
    assert here.member.id in members[0] - members[1]


def in_elm_street() -> Visitor:
    eve = Visitor().starts("Elm Street", "Eve")
    assert eve.sent_to
    return eve.follow(eve.sent_to)


def in_both(ada: Visitor, ben: Visitor) -> Visitor:
    """Ben, who is in Elm Street too, and looks at Maple Street."""
    elm = session.groups().group(in_elm_street().group.live.id)
    ben.cookies |= joined(elm.history.code, "Ben").cookies
    return ben.new_tab(group=ada.group.live.id)


def goes_to_elm_street(ada: Visitor, ben: Visitor) -> None:
    elm = next(each for each in ben.cookies if each != COOKIE + ada.group.live.id)
    ben.tab.sidebar.selectbox[0].select(elm.removeprefix(COOKIE))
    ben.look().look()


def test_what_is_typed_for_one_group_is_in_no_form_of_another(ada: Visitor, ben: Visitor) -> None:
    in_both(ada, ben).writes(WORDS)
    ben.tab.text_input[0].set_value("Mrs Private")
    next(one for one in ben.tab.toggle if one.label == "Leave my name out").set_value(True)
    chosen = {one.label: one.value for one in (*ben.look().tab.toggle, *ben.tab.text_area)}
    goes_to_elm_street(ada, ben)
    assert ben.group.live.history.name == "Elm Street"
    ben.opens_form()
    assert [one.value for one in (*ben.tab.text_area, *ben.tab.text_input)] == ["", "", ""]
    assert not any(one.value for one in ben.tab.toggle)
    ben.tab.sidebar.selectbox[0].select(ada.group.live.id)
    ben.look()
    assert {one.label: one.value for one in (*ben.tab.toggle, *ben.tab.text_area)} == chosen


def test_a_habit_of_one_group_is_none_of_another(ada: Visitor, ben: Visitor) -> None:
    in_both(ada, ben)
    shares_unsigned(ben, WORDS)
    assert any(one.value for one in ben.opens_form().tab.toggle)
    goes_to_elm_street(ada, ben)
    assert not any(one.value for one in ben.tab.toggle)


def test_how_an_act_was_known_begins_the_next_but_no_pass_on(ben: Visitor) -> None:
    ben.writes(WORDS).chips("voice").set_value(Voice.RECEIVED)
    ben.press("Share")
    assert ben.opens_form().chips("voice").value is Voice.RECEIVED
    ben.look().press("Pass it on")
    assert ben.chips("voice").value is None


def test_who_signs_in_over_an_open_page_sees_nothing_of_its_owner(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    shares_unsigned(ben, WORDS)
    ben.writes("half-typed").look().choose("more ", "edit")
    assert "Save" in [each.label for each in ben.tab.button]
    ben.cookies = dict(cleo.cookies)  # as a socket has them that comes back after a while
    for _again in range(2):
        ben.look()
        assert [*ben.tab.text_area, *ben.tab.toggle, *ben.tab.button] == []
        assert ben.sees == ""
    assert WORDS in ben.new_tab().sees


FAR = "Pacific/Kiritimati"  # where it is tomorrow already for most of the day


def test_the_day_of_an_unsigned_act_does_not_tell_who_is_far_away(ada: Visitor, ben: Visitor) -> None:
    with patch("ripple.app.session.zone_called", lambda _name: ZoneInfo(FAR)):
        for unsigned in (False, True):
            fills_in(ben, WORDS, unsigned=unsigned)
            next(one for one in ben.tab.button_group if "Today" in one.options).select("today")
            ben.look().press("Share")
    today = datetime.now(ZoneInfo(FAR)).date()
    assert [act.happened_on for act in ben.group.live.history.acts.values()] == [today, None]


def test_home_says_of_no_unsigned_act_that_it_is_yours(ada: Visitor, ben: Visitor) -> None:
    said = []
    for unsigned in (True, False):
        fills_in(ben.open("home"), WORDS, unsigned=unsigned).press("Share")
        said.append(("Yours is in the pond" in ben.sees, [one.value for one in ben.tab.toast]))
    assert said == [(False, ["Shared"]), (True, [])]


def test_no_page_of_a_host_holds_when_an_unsigned_act_was_edited(ada: Visitor, ben: Visitor) -> None:
    live, me = ada.group.live, ada.group.member.id
    change_settings(live, me, replace(live.history.settings, approve_acts=True), now=datetime.now(UTC))
    fills_in(ben, WORDS, unsigned=True).press("Share")
    ben.open("you").choose("more ", "edit").tab.text_area[0].set_value(f"{WORDS} ANEW")
    ben.look().press("Save")
    edited = next(iter(live.history.awaiting.values())).edited_at
    keys = [one.key for one in ada.open("home").tab.button]
    assert any(f"approve {act}" in str(key) for act in live.history.awaiting for key in keys)
    assert edited
    assert not [key for key in keys if f"{edited:%H:%M}" in str(key)]


def test_who_signs_in_again_as_the_same_member_goes_on(ada: Visitor, ben: Visitor) -> None:
    ben.writes("half-typed").look()
    link = link_for(ben.group.live, ben.group.member.id, ben.group.member.id, now=datetime.now(UTC))
    ben.cookies[COOKIE + link.group] = enter(session.groups(), link, now=datetime.now(UTC))
    assert [each.value for each in ben.look().tab.text_area] == ["half-typed"]


def chooses_names(ada: Visitor, *, always: bool) -> None:
    live, me = ada.group.live, ada.group.member.id
    change_settings(live, me, replace(live.history.settings, unsigned=not always), now=datetime.now(UTC))


def fills_in(visitor: Visitor, words: str, *, unsigned: bool) -> Visitor:
    visitor.writes(words)
    next(one for one in visitor.tab.toggle if one.label == "Leave my name out").set_value(unsigned)
    return visitor.look()


def shared(visitor: Visitor) -> list[tuple[str, str]]:
    """The words of all acts, each with the name that stands under it."""
    history = visitor.group.live.history
    return [(act.text, history.name_of(act.author or "")) for act in history.acts.values()]


def test_a_name_left_out_stays_out_when_hosts_choose_names_meanwhile(ada: Visitor, ben: Visitor) -> None:
    fills_in(ben, WORDS, unsigned=True)
    chooses_names(ada, always=True)
    ben.press("Share")
    assert shared(ben) == []
    assert "Every act carries a name." in ben.sees
    assert [one.value for one in ben.tab.text_area] == [WORDS]
    ben.press("Share")
    assert shared(ben) == [(WORDS, "Ben")]


def test_what_a_form_says_is_heard_where_the_hosts_think_again(ada: Visitor, ben: Visitor) -> None:
    fills_in(ben, WORDS, unsigned=True)
    chooses_names(ada, always=True)
    ben.look()
    chooses_names(ada, always=False)
    ben.look().press("Share")
    assert shared(ben) == [(WORDS, "")]


def test_who_signs_after_all_is_not_asked_again(ada: Visitor, ben: Visitor) -> None:
    fills_in(ben, WORDS, unsigned=True)
    fills_in(ben, WORDS, unsigned=False)
    chooses_names(ada, always=True)
    ben.press("Share")
    assert shared(ben) == [(WORDS, "Ben")]
