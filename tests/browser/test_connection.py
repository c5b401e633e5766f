"""A browser whose app is away for a while."""

from playwright.sync_api import expect

from tests.browser.test_main_job import WORDS, NewVisitor, card, opens_form, shares


def test_a_lost_connection_loses_neither_acts_nor_half_typed_words(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "Held the door")
    visitor.settled()  # the tab has heard that these words were sent
    ada.reload()
    opens_form(ada).click()
    ada.keyboard.type("I was just about to say")
    visitor.server.stop()
    expect(ada.get_by_placeholder(WORDS)).to_be_disabled()
    visitor.server.start()
    expect(ada.locator("[data-testid=stApp]")).to_have_attribute("data-test-connection-state", "CONNECTED")
    visitor.settled()
    expect(opens_form(ada)).to_have_value("I was just about to say")  # a new start closes it
    ada.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(ada.get_by_role("button", name="Pass it on")).to_have_count(2)
    expect(card(ada, "I was just about to say")).to_be_visible()
    expect(card(ada, "Held the door")).to_be_visible()
