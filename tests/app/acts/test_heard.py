"""What is told wherever one is: that one's act was passed on, and what waits for a host."""

from datetime import UTC, datetime

from ripple.actions.joining import COOKIE, enter, issue_link
from ripple.actions.members import change_settings
from ripple.app import session
from ripple.domain.model import Settings
from tests.app.conftest import Visitor

PAGES = ("home", "people", "you", "group")
WAITS = "Group **1** *waits for you*"


def posts(visitor: Visitor, words: str, *, unsigned: bool = False) -> str:
    """Share an act, with the form that is open if one is; return its id."""
    visitor.opens_form()
    if unsigned:
        next(one for one in visitor.tab.toggle if one.label == "Leave my name out").set_value(True)
    visitor.writes(words).press("Share")
    return next(reversed(visitor.group.live.history.acts))


def passes_on(visitor: Visitor, words: str, *, unsigned: bool = False, nth: int = 0) -> str:
    """Pass on one of the acts of the feed, the nth from the newest."""
    visitor.look().press("Pass it on", nth=nth)
    return posts(visitor, words, unsigned=unsigned)


def label_of_group(visitor: Visitor) -> str:
    labels: list[str] = [link.proto.label for link in visitor.tab.get("page_link")]
    return next(label for label in labels if label.startswith("Group"))


def test_a_pass_on_is_told_on_every_page_with_the_way_to_its_ripple(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    child = passes_on(ben, "Carried the bags")
    for page in PAGES[:2]:
        said = '<bdi dir="auto">Ben</bdi> passed yours on.'
        assert said in ada.open(page).sees
    links = {link.proto.label: link.proto for link in ada.tab.get("page_link")}
    assert (links["See its ripple (2 acts)"].page, links["See its ripple (2 acts)"].query_string) == (
        "ripple",
        f"act={child}",
    )
    assert "passed yours on" not in ben.look().sees
    ada.tab.query_params["act"] = child
    assert "passed yours on" not in ada.open("ripple").sees
    del ada.tab.query_params["act"]
    assert not any("passed yours on" in ada.open(page).sees for page in PAGES)


def test_what_was_read_on_you_or_sent_away_comes_back_in_no_tab(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    passes_on(ben, "Carried the bags")
    phone = Visitor()
    phone.cookies = ada.cookies
    phone.new_tab()
    assert "passed yours on." in phone.sees
    phone.press("All right")
    assert "passed yours on" not in phone.sees
    assert "passed yours on" not in ada.look().sees
    passes_on(ben, "Cooked", nth=1)
    assert "passed yours on" not in ada.open("you").sees
    assert "passed yours on" not in ada.open("home").sees


def test_of_several_the_last_is_told_and_all_are_found_on_you(
    ada: Visitor, ben: Visitor, cleo: Visitor
) -> None:
    posts(ada, "Held the door")
    passes_on(ben, "Carried the bags")
    passes_on(cleo, "Cooked", nth=1)
    assert '<bdi dir="auto">Cleo</bdi> passed yours on, and there is more.' in ada.look().sees
    assert "you" in [
        link.proto.page for link in ada.tab.get("page_link") if link.proto.label == "See what grew from yours"
    ]


def test_nobody_is_told_who_left_their_name_out(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    passes_on(ben, "Carried the bags", unsigned=True)
    assert "Somebody passed yours on." in ada.look().sees
    assert "Ben" not in ada.sees


def test_of_an_unsigned_act_no_line_comes_by_itself(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Left flowers", unsigned=True)
    passes_on(ben, "Watered them")
    assert not any("passed yours on" in ada.open(page).sees for page in PAGES)
    assert "1 more act grew from yours." in ada.open("you").sees


def test_one_hears_nothing_of_what_one_passes_on_oneself(ada: Visitor) -> None:
    posts(ada, "Held the door")
    passes_on(ada, "Held the next one")
    passes_on(ada, "And one more", unsigned=True, nth=1)
    assert "passed yours on" not in ada.look().sees


def in_another_browser(visitor: Visitor) -> Visitor:
    """Somebody who signs in as the same member with a link, as a host can."""
    live, now = visitor.group.live, datetime.now(UTC)
    elsewhere = Visitor()
    elsewhere.cookies[COOKIE + live.id] = enter(
        session.groups(), issue_link(live, visitor.group.member.id, now=now), now=now
    )
    return elsewhere.new_tab()


def test_a_browser_hears_the_same_whoever_of_two_left_their_name_out(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    elsewhere = in_another_browser(ada)
    for who, nth in ((ada, 0), (ben, 1)):
        passes_on(who, f"Passed on {nth}", unsigned=True, nth=nth)
        who.look()
        assert "Somebody passed yours on." in elsewhere.look().sees
        elsewhere.press("All right")


def test_what_is_gone_is_not_told(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    passes_on(ben, "Carried the bags")
    ben.choose("more", "take back").press("Take it back")
    assert "passed yours on" not in ada.look().sees
    assert "passed yours on." in (ben.press("Undo"), ada.look())[1].sees


def test_what_a_host_reads_first_is_told_once_it_is_let_through(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    ada.open("group")
    next(one for one in ada.tab.toggle if "read" in one.label.lower()).set_value(True)
    ada.look()
    passes_on(ben, "Carried the bags")
    assert "passed yours on" not in ada.open("home").sees
    assert "passed yours on." in ada.press("Let it through").sees


def test_nothing_is_told_of_another_group(ada: Visitor, ben: Visitor) -> None:
    posts(ada, "Held the door")
    passes_on(ben, "Carried the bags")
    ada.new_tab().open("welcome").starts("Oak Street", "Ada")
    assert ada.sent_to
    ada.follow(ada.sent_to)
    assert "Oak Street" in ada.sees
    assert "passed yours on" not in ada.sees


def test_only_a_host_sees_on_every_page_how_much_waits(ada: Visitor, ben: Visitor, code: str) -> None:
    posts(ada, "Held the door")
    assert label_of_group(ada) == "Group"
    ben.look().choose("more", "report").press("Ask a host to look")
    settings = Settings(approve_newcomers=True, approve_acts=True)
    change_settings(ada.group.live, ada.group.member.id, settings, now=datetime.now(UTC))
    posts(ben, "Carried the bags")
    newcomer = Visitor().new_tab(code=code)
    newcomer.tab.text_input[0].set_value("Cleo")
    newcomer.press("Join the group")
    for page in PAGES:
        assert label_of_group(ada.open(page)) == "Group **3** *wait for you*"
        assert label_of_group(ben.open(page)) == "Group"
    assert "To look at" in [heading.value for heading in ada.tab.header]
    ada.press("Let it through")
    assert label_of_group(ada) == "Group **2** *wait for you*"
    ada.press("Let Cleo in")
    assert label_of_group(ada) == WAITS
