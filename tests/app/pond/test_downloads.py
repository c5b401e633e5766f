"""Taking the pond along: three links, shown with a word of kindness once there is something to take."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from ripple.language import COOKIE
from tests.app.conftest import Visitor
from tests.tongues import speaking_only


def links(visitor: Visitor) -> dict[str, str]:
    """What the page offers to take along, and where that leads."""
    buttons = [element.proto for element in visitor.tab.get("link_button")]
    return {button.label: button.url for button in buttons}


def test_there_is_nothing_to_take_along_from_still_water(ada: Visitor) -> None:
    assert links(ada.open("home")) == {}


def test_three_forms_are_offered_in_the_visitor_s_time_zone(ada: Visitor) -> None:
    offered = links(ada.writes("Held a door").press("Share").open("home"))
    assert list(offered) == ["A page that plays", "A picture (PNG)", "A drawing (SVG)"]
    group = ada.tab.session_state["here"].live.id
    for form, link in zip(("html", "png", "svg"), offered.values(), strict=True):
        address = urlsplit(link)
        assert address.path.endswith(f"keepsake/{group}/{form}")
        plain = {"shape": ["landscape"], "look": ["light"], "words": ["no"]}
        assert parse_qs(address.query) == {"zone": ["UTC"]} | ({} if form == "html" else plain)
    assert "Please give them only to people of this group" in ada.sees


def test_files_can_be_taken_in_one_s_own_language(ada: Visitor, ben: Visitor, tmp_path: Path) -> None:
    ada.writes("Held a door").press("Share")
    with speaking_only(tmp_path, {"de": {}}):
        ben.cookies[COOKIE] = "de"
        ben.new_tab()
        chosen = ben.tab.button_group(key="file_language")
        assert chosen.value == "en"
        assert parse_qs(urlsplit(links(ben)["A page that plays"]).query)["language"] == ["en"]
        chosen.set_value("de")
        ben.look()
        for link in links(ben).values():
            assert parse_qs(urlsplit(link).query)["language"] == ["de"]
    assert not [one for one in ada.open("home").tab.button_group if one.key == "file_language"]


def test_a_picture_s_shape_look_and_words_can_be_chosen(ada: Visitor) -> None:
    ada.writes("Held a door").press("Share").open("home")
    for key, value in {"shape": "portrait", "paper": "dark", "words_too": "yes"}.items():
        ada.tab.button_group(key=key).set_value(value)
    ada.look()
    chosen = parse_qs(urlsplit(links(ada)["A picture (PNG)"]).query)
    assert chosen == {"zone": ["UTC"], "shape": ["portrait"], "look": ["dark"], "words": ["yes"]}
