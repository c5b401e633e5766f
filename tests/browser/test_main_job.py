"""The main job in real browsers: come in, share, see it appear, pass it on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor, rests, stops_time, words_on

NewVisitor = Callable[..., Visitor]
NEWS_WITHIN_MS = 1_500  # about a second
OPENS = "Share a kindness"  # the button that opens the form
WORDS = "Something you received"  # how the form's field begins


def starts_group(visitor: Visitor, group: str = "Maple Street", name: str = "Ada") -> Page:
    page = visitor.goes_to().page
    page.get_by_role("button", name="Start a group").click()
    page.get_by_role("textbox", name="Name of the group").fill(group)
    page.get_by_role("textbox", name="Your name", exact=True).fill(name)
    page.get_by_text("A team").click()  # into which everybody comes
    page.get_by_role("button", name="Start the group").click()
    expect(page.get_by_role("button", name=OPENS)).to_be_visible()
    return page


def invitation_of(page: Page) -> str:
    page.get_by_role("link", name="Group", exact=True).click()
    link = page.get_by_text(re.compile(r"http://127.*/join/")).first.inner_text()
    page.get_by_role("link", name="Pond", exact=True).click()
    return link


def joins(visitor: Visitor, link: str, name: str = "Ben") -> Page:
    page = visitor.page
    page.goto(link)
    page.get_by_role("textbox", name="Your name in this group").fill(name)
    page.get_by_role("button", name="Join the group").click()
    expect(page.get_by_role("button", name=OPENS)).to_be_visible()
    return page


def shares(page: Page, words: str) -> None:
    opens_form(page).fill(words)
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def opens_form(page: Page) -> Locator:
    """Open the form; its field for the words."""
    page.get_by_role("button", name=OPENS).click()
    return page.get_by_role("dialog").get_by_placeholder(WORDS)


def test_two_people_share_and_pass_on_in_two_browsers(new_visitor: NewVisitor) -> None:
    visitors = [new_visitor(), new_visitor(width=390, dark=True)]
    ada = starts_group(visitors[0])
    ben = joins(visitors[1], invitation_of(ada))
    field = opens_form(ben)
    field.click()
    ben.keyboard.type("I was just abo")

    shares(ada, "Ben carried my shopping up four floors")
    ben.keyboard.type("ut to say")
    expect(field).to_have_value("I was just about to say")
    expect(field).to_be_focused()
    ben.keyboard.press("Escape")  # the news waits until then
    expect(card(ben, "Ben carried my shopping")).to_be_visible()

    ben.get_by_role("button", name="Pass it on").click()
    dialog = ben.get_by_role("dialog")
    expect(words_on(dialog, "Ben carried my shopping")).to_be_visible()
    dialog.get_by_placeholder(WORDS).fill("So I watered the plants of the whole floor")
    dialog.get_by_role("button", name="Share").click()
    expect(card(ada, "So I watered the plants")).to_be_visible()
    expect(ada.get_by_role("link", name="See its ripple (2 acts)").last).to_be_visible()
    expect(ben.get_by_text("Yours is step 1 of the ripple that began with")).to_be_visible()
    expect(opens_form(ben)).to_have_value("I was just about to say")
    assert [visitor.errors for visitor in visitors] == [[], []]


def test_a_page_asks_for_news_as_often_as_the_product_promises(new_visitor: NewVisitor) -> None:
    """In the page's own time, of which a busy machine has less."""
    page = new_visitor().starts()
    rests(page)
    lets_pass = stops_time(page)
    rests(page)
    with page.expect_request("**/news/**") as asked:
        lets_pass(NEWS_WITHIN_MS)
    assert "&wait" in asked.value.url  # so that it is answered as soon as something happens


def test_a_double_click_posts_once(new_visitor: NewVisitor) -> None:
    ada = new_visitor().starts()
    opens_form(ada).fill("Held the door")
    ada.get_by_role("dialog").get_by_role("button", name="Share").dblclick()
    expect(ada.get_by_role("dialog")).to_have_count(0)
    ada.reload()
    expect(card(ada, "Held the door")).to_have_count(1)


def test_ctrl_and_enter_shares_what_is_typed(new_visitor: NewVisitor) -> None:
    ada = new_visitor().starts()
    opens_form(ada).press_sequentially("Held the door")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_text("The first drop of")).to_be_visible()
    expect(card(ada, "Held the door")).to_have_count(1)


# The page covers neither the middle nor the foot of an element of the player, which has a root of its own.
UNCOVERED = """one => {
  const { x, y, width, height } = one.getBoundingClientRect()
  return [0.5, 0.95].every((part) =>
    one.getRootNode().host.contains(document.elementFromPoint(x + width / 2, y + height * part)))
}"""


@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800)])
def test_the_picture_its_player_and_the_way_to_share_are_in_sight(
    new_visitor: NewVisitor, demo: str, width: int, height: int
) -> None:
    visitor = new_visitor(width=width, touch=width < 640)
    visitor.page.set_viewport_size({"width": width, "height": height})
    page = visitor.comes_in(demo).page
    share = page.get_by_role("button", name=OPENS)
    for one in (page.locator(".st-key-pond_water canvas.marks"), page.locator("[data-part=play]"), share):
        expect(one).to_be_in_viewport(ratio=1)
    assert page.locator("[data-part=play]").evaluate(UNCOVERED)
    opens_form(page).focus()
    page.set_viewport_size({"width": width, "height": height - 320})  # a keyboard
    expect(page.get_by_role("dialog").get_by_role("button", name="Share")).to_be_in_viewport(ratio=1)


def card(page: Page, words: str) -> Locator:
    """The act in the feed, that is told beside the picture as well."""
    return words_on(page.locator(".st-key-feed"), words)


def test_a_reload_and_a_new_tab_still_know_who_one_is(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    shares(ada, "Held the door")
    ada.reload()
    expect(card(ada, "Held the door")).to_be_visible()
    tab = ada.context.new_page()
    tab.goto(visitor.server.url)
    expect(card(tab, "Held the door")).to_be_visible()
    assert ada.evaluate("document.cookie").find("ripple_") == -1


def test_another_device_is_asked_first_and_leaving_forgets(new_visitor: NewVisitor) -> None:
    laptop, phone = new_visitor(), new_visitor(width=360, dark=True)
    ada = laptop.starts()
    ada.get_by_role("link", name="You", exact=True).click()
    ada.get_by_role("button", name="Make the link").click()
    link = ada.get_by_text(re.compile(r"http://127.*/enter/")).inner_text()

    page = phone.page
    page.goto(link)
    expect(page.get_by_role("heading", name="Come in as Ada?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.context.cookies() == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=OPENS)).to_be_visible()
    every = (
        page.locator(".st-key-pages")
        .get_by_role("link")
        .evaluate_all("links => links.map(link => link.getBoundingClientRect())")
    )
    assert len(every) == 4
    assert len({link["y"] for link in every}) == 1  # the way to every page, in one row
    assert min(link["height"] for link in every) >= 40

    page.get_by_role("link", name="You", exact=True).click()
    page.get_by_role("button", name="Sign out here").click()
    page.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("button", name="Start a group")).to_be_visible()
    assert [cookie for cookie in page.context.cookies() if cookie["name"].startswith("ripple_")] == []
    assert [visitor.errors for visitor in (laptop, phone)] == [[], []]


def test_words_that_look_like_code_stay_words(new_visitor: NewVisitor) -> None:
    hostile = "<img src=x onerror=alert(1)> **bold** :tada: $x^2$ [a](https://example.com) ![b](https://example.com/b.png)"
    visitor = new_visitor()
    ada = visitor.starts(group=hostile[:50], name="<b>Ada</b>")
    shares(ada, hostile)
    expect(card(ada, hostile)).to_be_visible()
    expect(ada.get_by_text("<b>Ada</b>").first).to_be_visible()
    assert visitor.errors == []


def test_a_conversation_with_the_dialog_open_loses_nothing(new_visitor: NewVisitor) -> None:
    host = new_visitor()
    ada, ben = host.starts(), new_visitor().joins(host)
    shares(ada, "Held the door")
    ben.get_by_role("button", name="Pass it on").click()
    field = ben.get_by_role("dialog").get_by_placeholder(WORDS)
    field.click()
    ben.keyboard.type("Held it for")
    shares(ada, "And the next one")
    ben.get_by_role("dialog").wait_for()
    ben.wait_for_timeout(NEWS_WITHIN_MS)  # the time in which the news would have arrived
    ben.keyboard.type(" three more")
    expect(field).to_have_value("Held it for three more")
    ben.keyboard.press("Escape")
    expect(card(ben, "And the next one")).to_be_visible()


def test_taking_back_removes_the_words_for_everybody(new_visitor: NewVisitor) -> None:
    host = new_visitor()
    ada, ben = host.starts(), new_visitor().joins(host)
    shares(ada, "Something I regret")
    expect(card(ben, "Something I regret")).to_be_visible()
    ada.get_by_role("button", name="More").click()
    ada.get_by_role("menuitem", name="Take it back").click()
    ada.get_by_role("dialog").get_by_role("button", name="Take it back").click()
    expect(card(ben, "Something I regret")).to_have_count(0)
