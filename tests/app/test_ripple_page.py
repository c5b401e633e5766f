"""The page of one ripple: what it says, what it draws, and who may come."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from ripple.domain.events.acts import ActPosted
from ripple.domain.model import Act
from tests.app.conftest import Visitor
from tests.app.pond.test_downloads import links
from tests.app.test_pond_page import a_pond_with_a_ripple, acts, news


def act_id(visitor: Visitor, words: str) -> str:
    acts: dict[str, Act] = visitor.tab.session_state["here"].live.history.acts
    return next(act.id for act in acts.values() if act.text == words)


def comes_to(visitor: Visitor, act: str) -> Visitor:
    """Open the address of one ripple in a tab of its own, and go there."""
    visitor.new_tab(act=act)
    visitor.tab.query_params["act"] = act
    visitor.open("ripple")
    return visitor


def pages(visitor: Visitor) -> list[str]:
    """The names of the links in the page."""
    return [link.proto.label for link in visitor.tab.get("page_link")]


def test_it_draws_the_whole_ripple_with_the_act_lit(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    comes_to(ada, act_id(ada, "So I watered the plants"))
    assert [act["words"] for act in acts(ada)] == [
        "Ben carried my shopping",
        "So I watered the plants",
    ]
    assert news(ada)["lit"]["i"] == 1
    assert "One ripple" in pages(ada)


def test_in_a_very_large_ripple_the_act_one_came_for_is_drawn(
    ada: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The page is run from its file: what it imports is replaced where it comes from.
    monkeypatch.setattr("ripple.charts.pond.scene.RIPPLE_DRAWN", 2)
    ada.writes("Held the door").press("Share")
    held = act_id(ada, "Held the door")
    for number in range(4):
        act = Act(id=f"more{number}", text=f"More {number}", posted_at=datetime.now(UTC), inspired_by=held)
        here = ada.tab.session_state["here"]
        here.live.log.append(here.live.id, ActPosted(at=act.posted_at, act=act))
    comes_to(ada, "more3")
    assert [act["words"] for act in acts(ada)] == ["Held the door", "More 0", "More 3"]
    assert "The picture shows its first 2 acts and the way to this one" in ada.sees


def test_its_story_is_told_from_the_root_with_links_to_each_act(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    child, root = (act_id(ada, words) for words in ("So I watered the plants", "Ben carried my shopping"))
    comes_to(ada, child)
    story = next(str(html.value) for html in ada.tab.html if "<ul>" in str(html.value))
    assert story.index(f'href="ripple?act={root}"') < story.index(f'href="ripple?act={child}"')
    assert f'data-act="{child}" aria-current="true"' in story
    assert "passed on" in story
    assert "The bus driver waited" not in ada.sees


def test_it_can_be_taken_along_without_the_rest_of_the_pond(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    child, root = (act_id(ada, words) for words in ("So I watered the plants", "Ben carried my shopping"))
    offered = links(comes_to(ada, child))
    assert list(offered) == ["A page that plays", "A picture (PNG)", "A drawing (SVG)"]
    assert {parse_qs(urlsplit(link).query)["act"][0] for link in offered.values()} == {root}


def test_its_numbers_are_said_in_words_and_a_drop_is_complete(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    comes_to(ada, act_id(ada, "Ben carried my shopping"))
    assert "2 acts, one after the other, over 1 step." in ada.sees
    assert "Still moving" in ada.sees
    comes_to(ada, act_id(ada, "The bus driver waited"))
    assert "One act so far" in ada.sees


def test_an_act_is_passed_on_from_there(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    comes_to(ada, act_id(ada, "So I watered the plants")).press("Pass it on")
    ada.tab.text_area[0].set_value("And I the trees")
    ada.press("Share")
    comes_to(ada, act_id(ada, "And I the trees"))
    assert "3 acts, one after the other, over 2 steps." in ada.sees


def test_its_table_holds_its_acts_alone(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    comes_to(ada, act_id(ada, "Ben carried my shopping"))
    ada.tab.session_state["ripple_table"] = True
    table = ada.look().tab.dataframe[0].value
    assert list(table["What happened"]) == ["So I watered the plants", "Ben carried my shopping"]
    assert list(table["Step"]) == [1, 0]


def test_an_act_that_is_not_there_is_answered_kindly(ada: Visitor) -> None:
    ada.writes("Something to forget").press("Share")
    act = act_id(ada, "Something to forget")
    for unknown in ("nonsense", ""):
        assert "is not in the group’s pond" in comes_to(ada, unknown).sees
    comes_to(ada, act)
    assert "Something to forget" in ada.sees
    ada.tab.session_state["here"].live.pond.erase(act)
    assert "is not in the group’s pond" in ada.look().sees


def test_cards_lead_there(ada: Visitor, ben: Visitor) -> None:
    a_pond_with_a_ripple(ada, ben)
    link = next(
        one.proto for one in ada.look().tab.get("page_link") if one.proto.label == "See its ripple (2 acts)"
    )
    assert link.page == "ripple"
    assert act_id(ada, "So I watered the plants") in str(link)  # the newest card, and all of its ripple


def test_somebody_else_lands_on_the_welcome_page(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share")
    stranger = comes_to(Visitor(), act_id(ada, "Held a door"))
    assert "Held a door" not in stranger.sees
    assert "Start a group" in [button.label for button in stranger.tab.button]


def test_a_member_of_several_groups_is_led_to_the_one_with_the_act(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share")
    act = act_id(ada, "Held a door")
    ada.open("welcome")
    ada.starts("Choir", "Ada")
    assert ada.sent_to
    ada.follow(ada.sent_to)
    comes_to(ada, act)
    assert "Held a door" in ada.sees
    assert "Maple Street" in ada.sees
