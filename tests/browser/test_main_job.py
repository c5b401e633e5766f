"""The main job in real browsers: come in, share, see it appear, pass it on."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from ripple.actions.joining import new_id, start_group
from tests.browser.conftest import Visitor, groups_of, words_on

NewVisitor = Callable[..., Visitor]
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


def invitation_to(host: Visitor) -> str:
    """The address that invites to the host's group."""
    with groups_of(host.server) as groups:
        return host.server.address(f"join/{groups.group(host.group).secret}")


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
    field = dialog.get_by_placeholder(WORDS)
    field.click()
    ben.keyboard.type("So I watered the pl")
    with ben.expect_response(lambda answer: "/news/" in answer.url):
        shares(ada, "And the next one")
    ben.keyboard.type("ants of the whole floor")
    expect(field).to_have_value("So I watered the plants of the whole floor")
    dialog.get_by_role("button", name="Share").click()
    expect(card(ada, "So I watered the plants")).to_be_visible()
    expect(card(ben, "And the next one")).to_be_visible()
    expect(ada.get_by_role("link", name="See its ripple (2 acts)").last).to_be_visible()
    expect(ben.get_by_text("Yours is step 1 of the ripple that began with")).to_be_visible()
    expect(opens_form(ben)).to_have_value("I was just about to say")
    assert [visitor.errors for visitor in visitors] == [[], []]


def test_a_double_click_posts_words_that_look_like_code_once(new_visitor: NewVisitor) -> None:
    hostile = "<img src=x onerror=alert(1)> **bold** :tada: $x^2$ [a](https://example.com) ![b](https://example.com/b.png)"
    visitor = new_visitor()
    ada = visitor.starts(group=hostile[:50], name="<b>Ada</b>")
    opens_form(ada).fill(hostile)
    ada.get_by_role("dialog").get_by_role("button", name="Share").dblclick()
    expect(ada.get_by_role("dialog")).to_have_count(0)
    expect(card(ada, hostile)).to_be_visible()
    ada.reload()
    expect(card(ada, hostile)).to_have_count(1)
    expect(ada.get_by_text("<b>Ada</b>").first).to_be_visible()
    assert visitor.errors == []


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


def test_ctrl_and_enter_shares_and_a_reload_and_a_new_tab_know_who(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    ada = visitor.starts()
    opens_form(ada).press_sequentially("Held the door")
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_text("The first drop of")).to_be_visible()
    expect(card(ada, "Held the door")).to_have_count(1)
    ada.reload()
    expect(card(ada, "Held the door")).to_be_visible()
    tab = ada.context.new_page()
    tab.goto(visitor.server.url)
    expect(card(tab, "Held the door")).to_be_visible()
    assert ada.evaluate("document.cookie").find("ripple_") == -1


def test_another_device_is_asked_first_and_leaving_forgets(new_visitor: NewVisitor) -> None:
    phone = new_visitor(width=360, dark=True)
    page = phone.page
    with groups_of(phone.server) as groups:
        link = start_group(groups, "Maple Street", "Ada", nonce=new_id(), now=datetime.now(UTC))
    page.goto(phone.server.address(link.path))
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
    assert phone.errors == []
