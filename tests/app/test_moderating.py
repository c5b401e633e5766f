"""Stories of two and three: editing, taking back, thanks, approval and reports on the real pages."""

from datetime import UTC, datetime
from typing import Any

import pytest

from ripple.actions.joining import join_group
from ripple.actions.leaving import leave_group
from ripple.actions.members import name_host
from ripple.actions.moderating import report_act
from ripple.actions.posting import edit_act
from ripple.actions.rate_limits import HIDING_NEW, check_rate
from ripple.app import session
from ripple.app.acts.review_queue import REASONS
from ripple.domain.events.group import SettingsChanged
from ripple.domain.model import Kind, Settings, replace
from ripple.domain.moderation import Asker
from tests.app.conftest import Visitor

HELD = "Held the door"


def choose_settings(host: Visitor, **settings: Any) -> None:
    live = host.group.live
    entry = SettingsChanged(
        id=f"set {live.version}",
        at=datetime.now(UTC),
        by=host.group.member.id,
        settings=Settings(**settings),
    )
    live.log.append(live.id, entry)
    host.look()


def without_a_name(visitor: Visitor) -> Visitor:
    visitor.opens_form()
    next(one for one in visitor.tab.toggle if one.label == "Leave my name out").set_value(True)
    return visitor.look()


def words_of(visitor: Visitor) -> list[str | None]:
    """What stands in the fields for an act's words."""
    return [area.value for area in visitor.tab.text_area]


# --- One's own ---


def test_an_edit_is_seen_by_all_and_says_that_it_is_one(ada: Visitor, ben: Visitor) -> None:
    ben.writes("Held a dor").press("Share")
    ben.choose("more", "edit")
    assert "Held a dor" in words_of(ben)
    ben.tab.text_area[-1].set_value(HELD)
    ben.press("Save")
    for visitor in (ben, ada.look()):
        assert HELD in visitor.sees
        assert "edited" in visitor.sees
        assert "Held a dor" not in visitor.sees


def test_an_edit_changes_only_what_was_touched(ada: Visitor, ben: Visitor) -> None:
    ben.opens_form().tab.text_input[0].set_value("Ada")
    ben.tab.text_input[1].set_value("Cleo, Dora")
    ben.writes(HELD).press("Share")
    (before,) = ben.group.live.history.acts.values()
    ben.choose("more", "edit")
    ben.tab.text_area[-1].set_value("Held it for long")
    ben.press("Save")
    (after,) = ben.group.live.history.acts.values()
    assert after.people == before.people
    assert after.text == "Held it for long"


def test_several_can_be_kind_together_and_an_edit_leaves_them_so(ada: Visitor, ben: Visitor) -> None:
    ada.opens_form().tab.text_input[0].set_value("Ben, Cleo")
    ada.writes(HELD).press("Share")
    assert "tells what" in ada.sees
    ada.choose("more", "edit")
    assert (ada.chips("members givers").value, ada.tab.text_input[0].value) == ([ben.group.member.id], "Cleo")
    ada.tab.text_area[-1].set_value("Held it for long")
    ada.press("Save")
    (act,) = ada.group.live.history.acts.values()
    assert [(giver.name, giver.member) for giver in act.givers] == [
        ("Ben", ben.group.member.id),
        ("Cleo", None),
    ]


def test_an_edit_without_words_says_so_and_keeps_the_act(ben: Visitor) -> None:
    ben.writes(HELD).press("Share").choose("more", "edit")
    ben.tab.text_area[-1].set_value("  ")
    ben.press("Save")
    assert "Please write a few words" in ben.sees
    assert HELD in ben.sees


def test_taking_back_asks_first_leaves_a_drop_and_can_be_undone(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD).press("Share").choose("more", "take back")
    assert "gone for good" in ben.sees
    ben.press("Take it back")
    assert HELD not in ben.sees
    assert HELD not in ada.look().sees
    ben.press("Undo")
    assert HELD in ben.sees
    assert HELD in ada.look().sees
    assert "The act is gone" not in ben.sees


def test_a_host_reads_why_the_words_of_who_left_with_them_stay_away(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD).press("Share")
    ada.look().choose("more", "take away").press("Take it away for good")
    leave_group(ben.group.live, ben.group.asker, erase=True, now=datetime.now(UTC))
    ada.press("Undo")
    assert "These words cannot come back" in ada.sees
    assert HELD not in ada.look().sees


def test_only_the_tab_that_took_it_back_undoes_and_while_it_is_open(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD).press("Share").choose("more", "take back").press("Take it back")
    for visitor in (ada.look(), ben.new_tab()):
        assert "Undo" not in [button.label for button in visitor.tab.button]


def test_an_unsigned_act_is_its_poster_s_in_that_browser_alone(ada: Visitor, ben: Visitor) -> None:
    without_a_name(ben).writes(HELD).press("Share")
    assert ben.new_tab().can_choose("more") == [["Edit", "Take it back"]]
    assert ada.look().can_choose("more") == [["Hide", "Take it away for good"]]
    ben.open("you")
    assert HELD in ben.sees
    ben.choose("more", "take back").press("Take it back")
    assert HELD not in ada.look().sees


def test_the_button_says_as_whom_and_stands_after_the_choice(ben: Visitor) -> None:
    ben.opens_form()
    share = next(one for one in ben.tab.button if (one.key or "").startswith("share "))
    assert share.label == "Share **as Ben**"
    without_a_name(ben)
    widgets = [
        one
        for one in (*ben.tab.toggle, *ben.tab.button)
        if (one.key or "").startswith(("share ", "unsigned"))
    ]
    assert [one.label for one in widgets] == ["Leave my name out", "Share **unsigned**"]


def leaves_name_out(visitor: Visitor) -> bool:
    visitor.opens_form()
    return next(one.value for one in visitor.tab.toggle if one.label == "Leave my name out")


def test_leaving_the_name_out_holds_in_every_tab_of_the_browser(ada: Visitor, ben: Visitor) -> None:
    without_a_name(ben).writes(HELD).press("Share")
    assert leaves_name_out(ben)
    assert leaves_name_out(ben.new_tab())
    assert not leaves_name_out(ada.new_tab())
    next(one for one in ben.tab.toggle if one.label == "Leave my name out").set_value(False)
    ben.look().writes("Carried the bags").press("Share")
    assert not leaves_name_out(ben)
    assert not leaves_name_out(ben.new_tab())


def test_a_choice_to_leave_the_name_out_holds_while_a_host_reads(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    without_a_name(ben.look()).writes(HELD).press("Share")
    assert leaves_name_out(ben.new_tab())


def test_another_browser_of_the_same_member_has_no_claim(ada: Visitor, ben: Visitor) -> None:
    without_a_name(ben).writes(HELD).press("Share")
    ben.open("you").press("Make the link").look()
    link = ben.tab.code[-1].value
    phone = Visitor().follow(link[link.index("enter/") :])
    assert phone.can_choose("more") == [["Ask a host to look"]]
    assert HELD not in phone.open("you").sees


# --- Thanks ---


def test_the_poster_sees_who_thanks_and_nobody_else_does(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ben.writes(HELD).press("Share")
    assert ben.can_choose("thank") == []
    cleo.look().choose("thank", "smiled")
    assert "“It made me smile” says" in ben.look().sees
    assert "Cleo" in ben.sees
    assert "Cleo" not in ada.look().sees
    assert "Take my thanks back" in cleo.can_choose("thank")[0]
    assert "Take my thanks back" not in ada.can_choose("thank")[0]
    assert "Cleo" in ben.open("you").sees
    cleo.choose("thank", "no more")
    assert "It made me smile" not in ben.look().sees


def test_buttons_say_which_act_they_are_about(ada: Visitor, ben: Visitor) -> None:
    for words in (HELD, "Carried *the*\n\n[bags](x)"):
        ben.writes(words).press("Share")
    labels = [menu.label for menu in ada.look().tab.menu_button if (menu.key or "").startswith("thank")]
    assert labels == [
        r"Thank you *Carried \*the\* \[bags\](x)*",
        "Thank you *Held the door*",
    ]


# --- Where an act came from that is out of sight ---


def passes_on(visitor: Visitor, words: str) -> Visitor:
    visitor.look().press("Pass it on")
    visitor.tab.text_area[-1].set_value(words)
    return visitor.press("Share")


def first_act(visitor: Visitor) -> str:
    return next(iter(visitor.group.live.history.acts))


def test_a_hidden_act_that_led_to_another_is_not_called_taken_back(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    ben.writes(HELD).press("Share")
    passes_on(cleo, "Held it for three more")
    ada.look().choose(f"more {first_act(ada)}", "hide")
    assert "↳ passed on: an act that is not shown now" in cleo.look().sees
    ada.press("Take it away for good").press("Take it away for good", nth=1)
    assert "↳ passed on: an act that is no longer here" in cleo.open("home").sees
    assert "“”" not in cleo.sees


def test_an_act_whose_edit_waits_is_not_called_taken_back(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ben.writes(HELD).press("Share")
    passes_on(cleo, "Held it for three more")
    choose_settings(ada, approve_acts=True)
    ben.look().choose(f"more {first_act(ben)}", "edit")
    ben.tab.text_area[-1].set_value("Held it for Cleo")
    ben.press("Save")
    assert "↳ passed on: an act that is not shown now" in cleo.look().sees
    assert HELD not in cleo.sees


# --- Because of you ---


def test_what_grew_from_ones_acts_is_told_to_whom_it_grew_from(ada: Visitor, ben: Visitor) -> None:
    without_a_name(ben).writes(HELD).press("Share")
    ada.look().press("Pass it on")
    ada.tab.text_area[-1].set_value("Held it for three more")
    ada.press("Share")
    assert "1 more act grew from yours." in ben.open("you").sees
    assert "grew from yours" not in ada.open("you").sees


# --- A host reads first ---


def test_where_a_host_reads_first_an_act_waits_for_them(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    assert "A host reads it first" not in ada.sees
    assert "A host reads it first" in ben.look().press("Share a kindness").sees
    ben.writes(HELD).press("Share")
    assert [toast.value for toast in ben.tab.toast] == ["Thank you. A host reads it first."]
    assert HELD not in ben.sees
    assert "Something of yours waits for a host" in [link.value for link in ben.tab.page_link]
    assert "Waiting for a host" in ben.open("you").sees
    assert HELD in ben.sees
    assert HELD not in cleo.look().sees
    assert HELD in ada.look().sees
    ada.press("Let it through")
    assert HELD in cleo.look().sees
    assert "To look at" not in [heading.value for heading in ada.tab.header]


def test_a_host_lets_several_through_as_they_were_read(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    for words in (HELD, "Made soup", "Cleo is kind"):
        ben.look().writes(words).press("Share")
    ada.look()
    assert "Let all 3 acts above through" in [button.label for button in ada.tab.button]
    changed = next(act for act in ben.group.live.history.awaiting.values() if act.text == "Cleo is kind")
    author = Asker(ben.group.member.id)
    edit_act(ben.group.live, author, replace(changed, text="Cleo is silly"), now=datetime.now(UTC))
    ada.press("Let all 3 acts above through")
    assert "Cleo is silly" not in cleo.look().sees  # which nobody has read yet
    assert "Let it through" in [button.label.split(" *")[0] for button in ada.look().tab.button]


def test_what_a_host_declines_is_gone_and_can_be_undone(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share")
    ada.look().press("Decline")
    assert HELD not in ada.sees
    assert HELD not in ben.open("you").sees
    assert "The act is gone, before everybody saw it." in ada.sees
    assert "What grew from it" not in ada.sees
    assert [toast.value for toast in ada.tab.toast] == [
        "It was not let through. Whoever shared it is told on their page “You”."
    ]
    ada.press("Undo")
    assert "did not let something" not in ben.look().sees
    assert "Waiting for a host" in ben.look().sees


@pytest.mark.parametrize("signed", [True, False])
def test_to_whom_a_host_said_no_it_is_told_kindly_and_to_nobody_else(
    ada: Visitor, ben: Visitor, cleo: Visitor, signed: bool
) -> None:
    choose_settings(ada, approve_acts=True)
    (ben.look() if signed else without_a_name(ben.look())).writes(HELD).press("Share")
    ada.look().press("Decline")
    assert "A host did not let something of yours through (today" in ben.open("you").sees
    for other in (ada, cleo):
        assert "did not let something" not in other.open("you").sees


def test_what_one_took_back_while_it_waited_nobody_declined(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share").open("you").choose("more", "take back").press("Take it back")
    assert HELD not in ben.sees
    assert "did not let something" not in ben.sees


def test_who_waits_can_edit_and_the_host_lets_through_what_they_read(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share")
    ada.look()
    ben.open("you").choose("more", "edit")
    ben.tab.text_area[-1].set_value("Held it for Cleo")
    ben.press("Save")
    ada.press("Let it through")
    assert "Held it for Cleo" in ada.sees
    assert "Held it for Cleo" not in [act.text for act in ada.group.live.history.acts.values()]
    ada.look().press("Let it through")
    assert "Held it for Cleo" in [act.text for act in ada.group.live.history.acts.values()]


# --- Reports ---


def test_a_report_reaches_the_hosts_with_words_and_reason(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ben.writes(HELD).press("Share")
    cleo.look().choose("more", "report")
    cleo.tab.text_area[-1].set_value("It was my door")
    cleo.press("Ask a host to look")
    assert HELD not in cleo.sees
    assert "Something of yours waits for a host" in [link.value for link in ben.look().tab.page_link]
    assert "Out of sight until a host has looked" in ben.open("you").sees
    assert "It was my door" not in ben.sees
    assert "Cleo" not in ben.sees
    for said in (HELD, "Somebody asks you to look", "It was my door"):
        assert said in ada.look().sees
    assert "Cleo" not in ada.sees
    ada.press("Show it again")
    assert HELD in cleo.look().sees
    cleo.choose("more", "report").press("Ask a host to look")
    assert "a host has looked at it and let it stand" in cleo.sees


def asks_to_look(visitor: Visitor, why: str = "", *, named: bool = False) -> Visitor:
    visitor.look().choose("more", "report")
    visitor.tab.text_area[-1].set_value(why)
    if named:
        visitor.tab.toggle[-1].set_value(True)
    return visitor.press("Ask a host to look")


def test_who_does_not_want_to_ask_after_all_asks_nobody(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ben.writes(HELD).press("Share")
    cleo.look().choose("more", "report").press("Cancel")
    assert "Ask a host to look" not in [one.label for one in cleo.tab.button]
    assert HELD in cleo.sees
    assert "Somebody asks you to look" not in ada.look().sees


def test_who_asks_is_told_only_if_they_wish_it(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ben.writes(HELD).press("Share")
    asks_to_look(cleo, named=True)
    assert "asks you to look" in ada.look().sees
    assert "Cleo" in ada.sees


def test_hosts_are_told_with_the_words_what_became_of_a_report(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    ben.writes(HELD).press("Share")
    asks_to_look(cleo, "It was my door")
    ben.open("you").choose("more", "edit")
    ben.tab.text_area[-1].set_value("Held it for Cleo")
    ben.press("Save")
    for said in (HELD, "It was changed since", "Held it for Cleo"):
        assert said in ada.look().sees
    ben.open("you").choose("more", "take back").press("Take it back")
    for said in (HELD, "It was my door", "It was taken back since"):
        assert said in ada.look().sees
    ben.press("Undo")
    assert "It was changed since" in ada.look().sees
    ben.open("you").choose("more", "take back").press("Take it back")
    ada.look().press("I have seen it")
    assert HELD not in ada.sees
    assert "To look at" not in [heading.value for heading in ada.tab.header]


def test_a_report_too_many_does_not_say_that_an_act_is_out_of_sight(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    for number in range(7):
        ben.writes(f"Act {number}").press("Share")
    for _ in range(5):
        asks_to_look(cleo)
    cleo.look().choose("more", "report")
    assert "Everybody still sees it" in cleo.sees
    cleo.press("Ask a host to look")
    assert [toast.value for toast in cleo.tab.toast] == [
        "Thank you. The hosts are asked to look; until then everybody still sees it."
    ]
    assert "Act 1" in ada.look().sees
    ada.press("Show all 6 acts again that this person asked about")
    assert "To look at" not in [heading.value for heading in ada.tab.header]
    assert "Act 6" in cleo.look().sees


def test_about_a_host_another_decides_and_an_only_one_is_said_before(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    ada.writes(HELD).press("Share")
    cleo.look().choose("more", "report")
    assert "is the only host here and will read what you write" in cleo.sees
    name_host(ada.group.live, ada.group.member.id, ben.group.member.id, host=True, now=datetime.now(UTC))
    cleo.look()
    assert "another host looks at it" in cleo.sees
    cleo.tab.text_area[-1].set_value("She is unfair")
    cleo.press("Ask a host to look")
    assert "She is unfair" not in ada.look().sees
    assert "To look at" not in [heading.value for heading in ada.tab.header]
    assert "She is unfair" in ben.look().sees


def test_a_host_hides_and_takes_away_for_good(ada: Visitor, ben: Visitor) -> None:
    ben.writes(HELD).press("Share")
    ada.look().choose("more", "hide")
    assert HELD not in ben.look().sees
    assert "A host took it out of sight" in ben.open("you").sees
    ada.press("Take it away for good")
    ada.press("Take it away for good", nth=1)
    assert HELD not in ada.sees
    assert HELD not in ben.look().sees


def test_nobody_but_hosts_is_asked_to_look(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    choose_settings(ada, approve_acts=True)
    ben.look().writes(HELD).press("Share")
    assert "To look at" not in [heading.value for heading in cleo.look().tab.header]
    assert cleo.can_choose("more") == []


# --- What the hosts chose ---


def test_the_form_offers_what_the_hosts_chose(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, unsigned=False, kinds=(Kind.SMILE,))
    ben.look().opens_form()
    assert "Leave my name out" not in [toggle.label for toggle in ben.tab.toggle]
    offered = next(group for group in ben.tab.pills if (group.key or "").startswith("kind"))
    assert len(offered.options) == 1
    choose_settings(ada, kinds=())
    assert not [group for group in ben.look().tab.pills if (group.key or "").startswith("kind")]


@pytest.mark.parametrize("asks", [True, False])
def test_words_that_may_hurt_are_asked_about_once_where_hosts_wish_it(
    ada: Visitor, ben: Visitor, asks: bool
) -> None:
    choose_settings(ada, ask_kindly=asks)
    ben.look().writes("Even that idiot Dora helped").press("Share")
    assert ("Is this kind to everybody it names?" in ben.sees) is asks
    assert ("idiot" in ada.look().sees) is not asks
    if asks:
        ben.press("Share")
        assert "idiot" in ada.look().sees


def test_kind_words_are_not_asked_about(ada: Visitor, ben: Visitor) -> None:
    choose_settings(ada, ask_kindly=True)
    ben.look().writes("Somebody from Scunthorpe gave me assistance").press("Share")
    assert "Scunthorpe" in ada.look().sees


def test_a_crowd_that_asks_buries_no_reason_of_who_is_here_for_long(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    ben.writes("Something unkind").press("Share")
    live = ada.group.live
    act, code = next(iter(live.history.acts)), live.history.code
    for _ in range(5):  # all that newcomers may hide
        check_rate(HIDING_NEW, one=live.id, asker="a crowd")
    for number in range(REASONS + 1):
        member = f"new{number}"
        join_group(session.groups(), code, f"Newcomer {number}", asker="x", nonce=member, now=session.now())
        live.catch_up()
        report_act(live, Asker(member), act, f"nonsense {number}", now=session.now())
    asks_to_look(cleo, "it is about my brother")
    ada.open("home")
    assert "it is about my brother" in ada.sees
    assert ada.sees.count("nonsense") == REASONS - 1
    assert "… and 2 more" in ada.sees
