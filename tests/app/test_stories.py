"""What visitors do and see, told as stories on the real pages."""

import pytest

from tests.app.conftest import Visitor, joined


def test_a_newcomer_sees_the_quote_and_the_two_ways_in() -> None:
    newcomer = Visitor()
    assert "no such thing as a small act of kindness" in newcomer.sees
    assert "Scott Adams" in newcomer.sees
    assert [button.label for button in newcomer.tab.button] == ["I have an invitation", "Start a group"]
    assert not newcomer.tab.text_input
    newcomer.press("I have an invitation")
    assert [field.label for field in newcomer.tab.text_input] == ["Code", "Your name in this group"]
    newcomer.press("Start a group")
    assert [field.label for field in newcomer.tab.text_input] == ["Name of the group", "Your name"]


def test_an_empty_group_invites_the_first_drop(ada: Visitor) -> None:
    assert "Maple Street" in ada.sees
    assert "Nothing here yet" in ada.sees


def test_what_one_posts_the_other_sees(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Ben carried my shopping").press("Share")
    assert "Ben carried my shopping" in ada.sees
    assert ada.press("Share a kindness").tab.text_area[0].value == ""
    assert "Ben carried my shopping" in ben.look().sees


def test_the_first_drop_of_a_group_is_welcomed_with_the_way_to_others(ada: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    assert 'The first drop of <bdi dir="auto">Maple Street</bdi> is in the pond' in ada.sees
    ada.press("Invite your group")
    assert "Send them the link or read out the code. They choose a name and are in." in ada.sees
    assert ada.group.live.secret in "".join(code.value for code in ada.tab.code)
    assert "is in the pond" not in ada.new_tab().sees


def test_whoever_read_of_the_first_drop_sends_that_away(ada: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    assert "is in the pond" not in ada.press("All right").sees


def test_whoever_passes_an_act_on_hears_where_theirs_stands(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Ben carried my *heavy* shopping").press("Share")
    ben.look().press("Pass it on")
    ben.writes("So I watered the plants").press("Share")
    assert "Yours is step 1 of the ripple that began with “" in ben.sees
    assert "step 1" not in ada.look().sees
    ada.press("Pass it on").writes("And I the trees").press("Share")
    assert "Yours is step 2 of the ripple that began with “" in ada.sees
    assert "step 2" not in ada.press("See its ripple").sees
    assert ada.tab.query_params["act"]


def test_a_drop_of_its_own_is_complete(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    ben.writes("Sang").press("Share")
    assert "Yours is in the pond now." in ben.sees


def test_what_was_shared_falls_in_with_nothing_lit(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    held = ada.group.live.pond.acts[0].id
    ben.new_tab(act=held).press("Pass it on")
    ben.writes("Sang").press("Share")
    assert "act" not in ben.tab.query_params
    assert "Yours is step 1" in ben.sees


def test_what_was_shared_on_another_page_is_confirmed_there_once(ada: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    ada.tab.query_params["act"] = ada.group.live.pond.acts[0].id
    ada.open("ripple").press("Pass it on").writes("Sang").press("Share")
    assert [toast.value for toast in ada.tab.toast] == ["Shared"]
    assert not ada.look().tab.toast


def test_passing_on_names_what_inspired_it(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Ben carried my shopping").press("Share")
    ben.look().press("Pass it on")
    assert "Ben carried my shopping" in ben.sees
    dialog_words = ben.tab.text_area[-1]
    dialog_words.set_value("So I watered the plants")
    ben.press("Share")
    assert "passed on" in ben.sees
    assert "See its ripple (2 acts)" in [link.proto.label for link in ada.look().tab.get("page_link")]


def test_others_news_leaves_half_typed_words_alone(ada: Visitor, ben: Visitor) -> None:
    ben.writes("I was just about to say")
    ada.writes("Ben carried my shopping").press("Share")
    ben.look()
    assert "Ben carried my shopping" in ben.sees
    assert ben.tab.text_area[0].value == "I was just about to say"


def test_an_act_without_words_gets_a_kind_sentence_and_is_not_posted(ada: Visitor) -> None:
    ada.writes("   ").press("Share")
    assert "Please write a few words" in ada.sees
    assert "Nothing here yet" in ada.sees


def test_too_long_an_act_says_by_how_much_and_loses_nothing(ada: Visitor) -> None:
    story = "x" * 2_345
    ada.writes(story).press("Share")
    assert "2,345" in ada.sees
    assert ada.tab.text_area[0].value == story


def test_what_was_typed_survives_a_visit_to_another_page(ada: Visitor) -> None:
    ada.writes("half a story").look()
    ada.open("group").open("home").press("Share a kindness")
    assert ada.tab.text_area[0].value == "half a story"


def test_a_second_press_on_the_same_button_posts_once(ada: Visitor) -> None:
    ada.writes("Held the door")
    share = next(button for button in ada.tab.button if button.label == "Share **as Ada**")
    share.click()
    ada.look()
    share.click()
    ada.look()
    assert len(ada.group.live.history.acts) == 1


def test_an_unsigned_act_shows_no_name_to_anybody(ada: Visitor, ben: Visitor) -> None:
    ben.press("Share a kindness")
    next(toggle for toggle in ben.tab.toggle if toggle.label == "Leave my name out").set_value(True)
    ben.writes("Left flowers on the bench").press("Share")
    assert "Unsigned" in ada.look().sees
    assert "Ben" not in ada.sees


def test_names_of_members_are_meant_as_those_members(ada: Visitor, ben: Visitor) -> None:
    ada.press("Share a kindness")
    givers, receivers = ada.tab.text_input[0], ada.tab.text_input[1]
    givers.set_value("ben, Emil")
    receivers.set_value("Cleo; Dora,, ")
    ada.writes("Carried the shopping").press("Share")
    (act,) = ada.tab.session_state["here"].live.history.acts.values()
    ben_is = ben.tab.session_state["here"].member.id
    assert [(by.name, by.member) for by in act.givers] == [("Ben", ben_is), ("Emil", None)]
    assert [(to.name, to.member) for to in act.receivers] == [("Cleo", None), ("Dora", None)]


def test_signing_in_holds_for_a_new_tab_and_a_reload(ada: Visitor) -> None:
    ada.writes("Held the door").press("Share")
    assert "Held the door" in ada.new_tab().sees


def test_a_forged_cookie_shows_the_welcome_page(ada: Visitor) -> None:
    forger = Visitor()
    forger.cookies = dict.fromkeys(ada.cookies, "forged")
    assert "Scott Adams" in forger.new_tab().sees
    assert "Maple Street" not in forger.sees


def test_a_wrong_code_gets_a_kind_sentence_and_keeps_the_name() -> None:
    newcomer = Visitor().press("I have an invitation")
    newcomer.tab.text_input[0].set_value("WRONG-CODE")
    newcomer.tab.text_input[1].set_value("Ben")
    newcomer.press("Join the group")
    assert "typing slip" in newcomer.sees
    assert newcomer.tab.text_input[1].value == "Ben"
    assert newcomer.sent_to is None


def test_an_invitation_names_the_group_and_asks_only_for_a_name(code: str) -> None:
    invited = Visitor().new_tab(code=code)
    assert "Maple Street" in invited.sees
    assert [field.label for field in invited.tab.text_input] == ["Your name in this group"]


def test_a_member_who_follows_the_invitation_again_is_just_in(ada: Visitor, code: str) -> None:
    assert "Nothing here yet" in ada.new_tab(code=code).sees


def test_a_member_of_one_group_can_join_another_and_choose(ben: Visitor) -> None:
    host = Visitor().starts("Class 4b", "Cleo")
    assert host.sent_to
    host.follow(host.sent_to)
    ben.cookies |= host.cookies
    ben.new_tab()
    groups = ben.tab.sidebar.selectbox[0]
    assert groups.options == ["Maple Street", "Class 4b"]
    assert "Class 4b" in ben.sees


def test_who_is_in_a_group_is_not_silently_replaced(ben: Visitor, code: str) -> None:
    ben.open("welcome").press("I have an invitation")
    ben.tab.text_input[0].set_value(code)
    ben.tab.text_input[1].set_value("Cleo")
    ben.press("Join the group")
    assert "You are in that group already, as Ben" in ben.sees
    assert ben.sent_to is None


def test_a_mistyped_invitation_says_so_and_can_be_corrected() -> None:
    newcomer = Visitor().new_tab(code="ZZZZZZZZ")
    assert "typing slip" in newcomer.sees
    assert newcomer.tab.text_input[0].value == "ZZZZZZZZ"


INVITE, SHARE = "You are the first one here", "Share a first act"
CHOOSE = "everybody in the group sees at once"


def offered(visitor: Visitor) -> list[str]:
    return [step for step in (INVITE, SHARE, CHOOSE) if step in visitor.sees]


def test_a_host_s_first_steps_come_one_by_one_and_go_when_done(ada: Visitor, code: str) -> None:
    assert offered(ada) == [INVITE]
    ben = joined(code, "Ben")
    assert offered(ada.look()) == [SHARE]
    assert offered(ben) == []
    ada.press("Share the first act").writes("Held the door").press("Share")
    assert offered(ada) == []  # where it fell is said first
    assert offered(ada.press("All right")) == [CHOOSE]
    ada.open("group").open("home")
    assert offered(ada) == []


def test_first_steps_are_put_away_for_good(ada: Visitor) -> None:
    assert offered(ada.press("Not now")) == [SHARE]
    assert offered(ada.press("Not now")) == [CHOOSE]
    assert offered(ada.press("Not now").new_tab()) == []


def test_another_device_is_signed_in_with_a_link(ada: Visitor) -> None:
    ada.open("you").press("Make the link").look()
    path = ada.tab.code[-1].value
    phone = Visitor().follow(path[path.index("enter/") :])
    assert phone.tab.session_state["here"].member == ada.tab.session_state["here"].member


def test_leaving_a_computer_asks_first_and_goes_where_it_is_forgotten(ada: Visitor) -> None:
    ada.open("you").press("Sign out here")
    assert "This browser will forget you" in ada.sees
    ada.press("Sign out")
    assert ada.sent_to
    assert ada.sent_to.startswith("leave/")


def test_the_group_page_shows_link_code_and_members(ada: Visitor, ben: Visitor, code: str) -> None:
    ada.open("group")
    codes = [element.value for element in ada.tab.code]
    assert [link for link in codes if link.startswith("join/") and code not in link]  # but a secret
    assert f"{code[:4]}-{code[4:]}" in codes
    named = [menu.label for menu in ada.menus]
    assert named == ["Ben"]  # there is nothing that the only host can do with herself
    assert "Ada" in ada.sees
    ben.open("group")
    assert "Ada" in ben.sees
    assert "Ben" in ben.sees


@pytest.mark.parametrize("page", ["about", "kept", "people", "group", "welcome", "you"])
def test_every_page_opens_for_a_member(ada: Visitor, page: str) -> None:
    ada.open(page)


def test_a_used_up_link_is_explained() -> None:
    assert "used already" in Visitor().new_tab(spent="1").sees


def test_older_acts_come_on_demand(ada: Visitor, ben: Visitor) -> None:
    for number in range(11):
        ada.writes(f"Kindness number {number:02}").press("Share")
    assert "Kindness number 00" in ada.sees  # it was there when the page was opened, and stays
    assert "Kindness number 00" not in ada.new_tab().sees
    ben.writes("One that comes meanwhile").press("Share")
    assert "Kindness number 01" in ada.look().sees  # what is read stays, though something came above it
    assert "Kindness number 00" in ada.press("Older acts").sees


def test_hostile_words_are_shown_to_the_letter(ada: Visitor) -> None:
    ada.writes("<script>alert(1)</script> **bold** :tada: $x$ [a](https://example.com)").press("Share")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; **bold** :tada: $x$ [a](https://example.com)" in ada.sees
    assert "<script>" not in ada.sees


@pytest.mark.parametrize("page", ["people", "group", "home", "you"])
def test_a_bookmark_leads_a_stranger_to_the_welcome_page(page: str) -> None:
    assert "Scott Adams" in Visitor().open(page).sees
