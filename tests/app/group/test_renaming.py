"""Other names, as the pages offer them."""

from __future__ import annotations

from tests.app.conftest import Visitor


def renames(visitor: Visitor, page: str, button: str, name: str) -> Visitor:
    visitor.open(page).tab.text_input(key=f"name {button}").set_value(name)
    return visitor.look().press(button)


def test_a_member_goes_under_another_name_everywhere(ada: Visitor, ben: Visitor) -> None:
    ben.writes("Held the door").press("Share")
    renames(ben, "you", "Change my name", "Benno")
    assert ben.group.member.name == "Benno"
    assert "Benno" in ada.look().sees
    assert ben.look().tab.text_input(key="name Change my name").value == "Benno"


def test_a_name_that_is_another_s_says_so_and_stays_in_its_field(ada: Visitor, ben: Visitor) -> None:
    renames(ben, "you", "Change my name", "ADA")
    assert "somebody" in ben.sees.lower()
    assert ben.group.member.name == "Ben"
    assert ben.tab.text_input(key="name Change my name").value == "ADA"


def test_a_host_renames_the_group_and_a_member_does_not(ada: Visitor, ben: Visitor) -> None:
    renames(ada, "group", "Change the name", "Elm Street")
    assert "Elm Street" in ben.look().sees
    assert "Change the name" not in [button.label for button in ben.open("group").tab.button]
