"""Editing, thanking, taking back, asking a host to look, and what hosts decide, in real browsers."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from ripple.domain.model import ACT_LIMIT, REPORT_LIMIT
from tests.browser.conftest import Visitor, words_on
from tests.browser.test_access import violations
from tests.browser.test_main_job import WORDS, NewVisitor, shares
from tests.browser.test_news import another_shares

HELD = "Held the door"
CARRIED = "Carried a bag"


@pytest.fixture
def ada(new_visitor: NewVisitor) -> Visitor:
    """The host, at a laptop."""
    visitor = new_visitor(reduced_motion=True)
    visitor.starts()
    return visitor


@pytest.fixture
def ben(ada: Visitor, new_visitor: NewVisitor) -> Visitor:
    """A member, with a phone in the dark."""
    visitor = new_visitor(width=390, dark=True, reduced_motion=True)
    visitor.joins(ada)
    return visitor


def chooses(page: Page, menu: str, choice: str) -> None:
    """Open an act's menu and choose, by keyboard alone."""
    page.get_by_role("button", name=menu).first.focus()
    page.keyboard.press("Enter")
    item = page.get_by_role("menuitem", name=choice)
    expect(item).to_be_visible()
    for _ in range(6):
        expect(page.locator("[role=menuitem]:focus")).to_have_count(1)
        if item.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def opens(visitor: Visitor, menu: str, choice: str) -> Locator:
    """The dialog behind a choice: everybody can use it, Escape closes it and gives the focus back, and
    it opens again."""
    page, dialog = visitor.page, visitor.page.get_by_role("dialog")
    chooses(page, menu, choice)
    expect(dialog).to_be_visible()
    page.wait_for_function("document.querySelector('[role=dialog]').contains(document.activeElement)")
    assert violations(visitor.settled().page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name=menu).first).to_be_focused()
    chooses(page, menu, choice)
    expect(dialog).to_be_visible()
    return dialog


def presses(dialog: Locator, button: str) -> None:
    """Go to the button, which may tell of its keys, and press it by keyboard."""
    dialog.get_by_role("button", name=re.compile(rf"^{re.escape(button)}( Shortcut .*)?$")).focus()
    dialog.page.keyboard.press("Enter")


def sees(visitor: Visitor, words: str) -> None:
    # While something above it goes, it stands there twice for a moment.
    expect(words_on(visitor.page, words).first).to_be_visible()


def sees_no_more(visitor: Visitor, words: str) -> None:
    expect(words_on(visitor.page, words)).to_have_count(0)


def test_a_refused_edit_and_one_in_another_tab_lose_no_words(ada: Visitor, ben: Visitor) -> None:
    shares(ben.page, "Held a dor")
    sees(ada, "Held a dor")
    field = opens(ben, "More", "Edit").get_by_placeholder(WORDS)
    expect(field).to_have_value("Held a dor")
    too_long = "Held the door and " * (ACT_LIMIT // 18 + 1)
    field.fill(too_long)
    presses(ben.page.get_by_role("dialog"), "Save")
    expect(ben.page.get_by_text("Could you shorten it a little?")).to_be_visible()
    expect(field).to_have_value(too_long)
    ben.page.keyboard.press("Escape")
    expect(ben.page.get_by_role("dialog")).to_have_count(0)
    chooses(ben.page, "More", "Edit")
    expect(field).to_have_value(too_long)  # closing loses nothing
    field.fill(HELD)
    presses(ben.page.get_by_role("dialog"), "Save")
    expect(ben.page.get_by_role("dialog")).to_have_count(0)
    for visitor in (ben, ada):
        sees(visitor, HELD)
        expect(visitor.page.get_by_text("edited")).to_be_visible()
        sees_no_more(visitor, "Held a dor")

    # Of two tabs that edit it, the second sees what the first did.
    first, second = ben.page, ben.page.context.new_page()
    second.goto(ben.server.url)
    expect(words_on(second, HELD)).to_be_visible()
    for tab, words in ((second, "Held the doors"), (first, "Held it all morning")):
        chooses(tab, "More", "Edit")
        tab.get_by_role("dialog").get_by_role("textbox").first.fill(words)
    presses(first.get_by_role("dialog"), "Save")
    expect(words_on(first, "Held it all morning")).to_be_visible()

    dialog = second.get_by_role("dialog")
    presses(dialog, "Save")
    expect(dialog.get_by_text("That changed while you were looking")).to_be_visible()
    expect(dialog.get_by_text("Held it all morning")).to_be_visible()
    expect(dialog.get_by_role("textbox").first).to_have_value("Held the doors")
    presses(dialog, "Save")  # who read it may
    expect(words_on(first, "Held the doors")).to_be_visible()


def test_thanks_reach_the_poster_at_once_and_can_be_taken_back(
    ada: Visitor, ben: Visitor, new_visitor: NewVisitor
) -> None:
    cleo = new_visitor(reduced_motion=True)
    cleo.joins(ada, "Cleo")
    shares(ada.page, HELD)
    sees(ben, HELD)
    chooses(ben.page, "Thank you", "It made me smile")
    expect(ada.page.get_by_text("“It made me smile” says")).to_be_visible()
    sees(ada, "Ben")
    given = ben.page.get_by_role("button", name="You: It made me smile")
    expect(given).to_be_visible()
    expect(cleo.page.get_by_text("It made me smile")).to_have_count(0)
    assert violations(ben.settled().page) == []
    chooses(ben.page, "You: It made me smile", "Take my thanks back")
    expect(ada.page.get_by_text("It made me smile")).to_have_count(0)
    expect(given).to_have_count(0)


def test_what_is_taken_back_and_undone_goes_and_comes_for_everybody(ada: Visitor, ben: Visitor) -> None:
    shares(ben.page, HELD)
    sees(ada, HELD)
    for n in range(6):  # Undo is in sight though the act was far down a phone's page
        another_shares(ada, f"Carried bag number {n}", f"bag{n}")
    for visitor in (ben, ada):
        visitor.goes_to()
        for n in range(6):
            sees(visitor, f"Carried bag number {n}")
    presses(opens(ben, f"More {HELD}", "Take it back"), "Take it back")
    for visitor in (ben, ada):
        sees_no_more(visitor, HELD)
    expect(ben.page.get_by_text("What grew from it stays.")).to_be_in_viewport()
    expect(ben.page.get_by_role("button", name="Share a kindness")).to_be_in_viewport(ratio=1)
    expect(ben.page.get_by_role("button", name="Undo")).to_be_in_viewport()
    assert violations(ben.settled().page) == []
    ben.page.get_by_role("button", name="Undo").press("Enter")
    for visitor in (ben, ada):
        sees(visitor, HELD)
    expect(ben.page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(ada.page.get_by_role("button", name="Undo")).to_have_count(0)


def test_what_is_reported_hidden_or_taken_away_is_so_for_all(ada: Visitor, ben: Visitor) -> None:
    shares(ada.page, HELD)
    sees(ben, HELD)
    dialog = opens(ben, "More", "Ask a host to look")
    too_long = "o" * (REPORT_LIMIT + 1)
    dialog.get_by_role("textbox").fill(too_long)
    expect(dialog.get_by_test_id("InputInstructions")).to_be_hidden()  # Streamlit's, in English everywhere
    presses(dialog, "Ask a host to look")
    expect(dialog.get_by_text("Could you shorten it a little?")).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_have_value(too_long)
    dialog.get_by_role("textbox").fill("It was my door")
    presses(dialog, "Ask a host to look")
    sees_no_more(ben, HELD)
    expect(ada.page.get_by_role("heading", name="To look at")).to_be_visible()
    sees(ada, "It was my door")
    assert violations(ada.settled().page) == []
    ada.page.get_by_role("button", name="Show it again").press("Enter")
    expect(ada.page.get_by_role("heading", name="To look at")).to_have_count(0)
    sees(ben, HELD)

    chooses(ben.page, "More", "Ask a host to look")
    dialog.get_by_role("textbox").fill("It still was my door")
    presses(dialog, "Ask a host to look")
    expect(dialog.get_by_text("a host has looked at it and let it stand")).to_be_visible()
    expect(dialog.get_by_role("textbox")).to_have_value("It still was my door")
    sees(ada, HELD)

    ben.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    shares(ben.page, CARRIED)
    sees(ada, CARRIED)
    chooses(ada.page, "More", "Hide")
    sees_no_more(ben, CARRIED)
    expect(ben.page.get_by_role("link", name="Something of yours waits for a host")).to_be_visible()
    ada.page.get_by_role("button", name="Show it again").press("Enter")
    sees(ben, CARRIED)

    presses(opens(ada, "More", "Take it away for good"), "Take it away for good")
    for visitor in (ada, ben):
        sees_no_more(visitor, CARRIED)
    ada.page.get_by_role("button", name="Undo").press("Enter")
    for visitor in (ada, ben):
        sees(visitor, CARRIED)
