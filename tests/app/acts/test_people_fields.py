"""Who was kind and to whom: members as chips, any other name typed, and what is not one person."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ripple.app.acts.people_fields import TAPPED
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act, Person
from tests.app.conftest import Visitor

DOG, STAIRS = "an old dog", "everybody on the stairs"


def the_act(visitor: Visitor) -> Act:
    (act,) = visitor.group.live.history.acts.values()
    return act


def more_join(visitor: Visitor, count: int) -> None:
    at = datetime.now(UTC)
    joined = (MemberJoined(id=f"join m{n}", at=at, member=f"m{n}", name=f"Member {n}") for n in range(count))
    visitor.group.live.append(*joined)


def choose(visitor: Visitor, chips: str, *wanted: str) -> Visitor:
    """Tap the chips so that those are chosen, and let the form hear of it."""
    visitor.chips(chips).set_value(list(wanted))
    return visitor.look()


def test_members_are_chips_and_any_other_name_can_be_typed(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    ada.writes("Carried the shopping")
    assert ada.chips("members givers").options == ["Ben", "Cleo"]
    choose(ada, "members givers", ben.group.member.id)
    choose(ada, "members receivers", cleo.group.member.id).tab.text_input[1].set_value("Emil, cleo")
    ada.press("Share")
    assert the_act(ada).givers == (Person("Ben", ben.group.member.id),)
    assert the_act(ada).receivers == (Person("Cleo", cleo.group.member.id), Person("Emil"))
    assert "tells what <bdi" in ben.look().sees


def test_chips_and_names_stay_after_an_error_and_in_a_closed_form(ada: Visitor, ben: Visitor) -> None:
    choose(ada.writes("  "), "members givers", ben.group.member.id).tab.text_input[0].set_value("Emil")
    ada.press("Share")
    assert "Please write a few words" in ada.sees
    ada.open("group").open("home").press("Share a kindness")
    assert ada.chips("members givers").value == [ben.group.member.id]
    assert ada.tab.text_input[0].value == "Emil"


def test_who_leaves_or_joins_meanwhile_changes_no_choice(ada: Visitor, ben: Visitor, cleo: Visitor) -> None:
    choose(ada.writes("Sang"), "members givers", ben.group.member.id, cleo.group.member.id)
    ben.open("you").press("Leave the group …").press("Leave the group")
    more_join(ada, TAPPED)
    ada.look().press("Share")
    assert [one.member for one in the_act(ada).givers] == [ben.group.member.id, cleo.group.member.id]


def test_in_a_large_group_members_are_chosen_from_a_list(ada: Visitor) -> None:
    more_join(ada, TAPPED + 1)
    ada.look().writes("Sang")
    givers, _receivers = ada.tab.multiselect
    assert "Ada" not in givers.options
    givers.select("m7")
    ada.press("Share")
    assert the_act(ada).givers == (Person("Member 7", "m7"),)


def test_nobody_is_asked_who_is_one_person_while_all_are_members(ada: Visitor, ben: Visitor) -> None:
    choose(ada.writes("Sang"), "members receivers", ben.group.member.id).tab.text_input[0].set_value("ben")
    assert not any((one.key or "").startswith("uncounted") for one in ada.look().tab.button_group)


def test_a_pet_is_named_by_the_act_and_is_not_among_the_people(ada: Visitor, ben: Visitor) -> None:
    ada.writes("Waited through a whole green light").tab.text_input[0].set_value(f"Emil, {STAIRS}")
    ada.tab.text_input[1].set_value(DOG)
    ada.look()
    assert ada.chips("uncounted").options == ["Emil", STAIRS, DOG]
    choose(ada, "uncounted", STAIRS, DOG).press("Share")
    assert DOG in ben.look().sees
    assert ada.group.live.pond.people.names == ["", "Emil"]
    ben.open("people")
    (find,) = ben.tab.selectbox[-1:]
    assert sorted(find.options) == ["Ada", "Emil"]


def test_what_counts_as_one_person_can_be_mended(ada: Visitor) -> None:
    ada.writes("Waved").tab.text_input[1].set_value(f"{DOG}, Emil")
    ada.press("Share")
    assert len(ada.group.live.pond.people.here()) == 3
    choose(ada.choose("more", "edit"), "uncounted", DOG).press("Save")
    assert the_act(ada).receivers == (Person(DOG, counts=False), Person("Emil"))
    assert len(ada.group.live.pond.people.here()) == 2
    ada.choose("more", "edit")
    assert ada.chips("uncounted").value == [DOG]
    choose(ada, "uncounted").press("Save")
    assert len(ada.group.live.pond.people.here()) == 3


@pytest.mark.parametrize(
    "name", ["*dog*", ":material/pets:", "[a](https://b.example)", "1. dog", "<b>dog</b>"]
)
def test_a_name_on_a_chip_is_shown_to_the_letter_and_found_again(ada: Visitor, name: str) -> None:
    ada.writes("Waved").tab.text_input[1].set_value(name)
    choose(ada.look(), "uncounted", name).press("Share")
    assert the_act(ada).receivers == (Person(name, counts=False),)
