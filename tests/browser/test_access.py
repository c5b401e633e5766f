"""Pages that everybody can use: checked by axe against WCAG 2.2 AA, in light and dark."""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocket, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ripple.domain.model import Kind
from ripple.kinds import PROMPTS
from tests.browser.conftest import Visitor, rests, two_frames_pass
from tests.browser.test_main_job import OPENS, WORDS, opens_form, shares, starts_group

A_DAY = re.compile(rb"\d{4}-\d\d-\d\d")  # how Streamlit tells it
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # of what is well it names one example only, which is soon told
}


ROOM = """one => {
    const { left, right } = one.getBoundingClientRect()
    return [left, innerWidth - right, one.clientWidth - one.scrollWidth]
}"""  # beside a dialog, and for all that is in it


def violations(page: Page) -> list[str]:
    # While a dialog is open Streamlit lets the page scroll no more, and axe takes what is in it for cut off.
    page.evaluate("document.documentElement.style.setProperty('overflow', 'visible', 'important')")
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)], ids=["laptop light", "phone dark"])
def test_every_page_keeps_to_wcag(new_visitor: Callable[..., Visitor], width: int, dark: bool) -> None:
    visitor = new_visitor(width=width, dark=dark, reduced_motion=True)
    assert violations(visitor.goes_to().page) == []
    page = starts_group(visitor)
    shares(page, "Held the door")
    assert violations(visitor.settled().page) == []
    opens_form(page)
    page.get_by_role("radio", name="A hug").click()
    expect(page.get_by_text(PROMPTS[Kind.HUG])).to_be_visible()  # it moves what is below it
    page.get_by_text("More about it").click()
    page.get_by_placeholder(WORDS).hover()
    expect(page.get_by_test_id("stToast")).to_have_count(0)  # it lies over what is there
    assert violations(visitor.settled().page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_role("dialog").get_by_placeholder(WORDS)).to_be_visible()
    assert violations(visitor.settled().page) == []
    for path in ("people", "group", "about", "kept", "you"):
        assert violations(visitor.goes_to(path).page) == [], path
    page.get_by_role("button", name="Make the link").click()
    page.goto(page.get_by_text(re.compile("http.*/enter/")).inner_text())
    expect(page.get_by_role("button", name="Come in")).to_be_visible()
    assert violations(page) == []


def dialogs(page: Page) -> Iterator[Locator]:
    """Every dialog that a host alone with one act can open, one after the other."""
    yield opened(page, page.get_by_role("button", name="Pass it on"))
    for choice in ("Edit", "Take it back"):
        page.get_by_role("button", name="More").click()
        yield opened(page, page.get_by_role("menuitem", name=choice))
    for link, buttons in {
        "You": ("Sign out here", "Sign out everywhere else", "Leave the group …"),
        "Group": ("Make a new invitation …", "Delete the group …"),
    }.items():
        page.get_by_role("link", name=link, exact=True).click()
        for button in buttons:
            yield opened(page, page.get_by_role("button", name=button))


def opened(page: Page, button: Locator) -> Locator:
    button.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    rests(page)
    return dialog


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_dialog_keeps_to_wcag(new_visitor: Callable[..., Visitor], dark: bool) -> None:
    page = new_visitor(width=390, dark=dark, reduced_motion=True).starts()
    shares(page, "Held the door")
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    for dialog in dialogs(page):
        said = dialog.inner_text()
        if "More about it" in said:
            dialog.get_by_role("radio", name="A hug").click()
            expect(dialog.get_by_text(PROMPTS[Kind.HUG])).to_be_visible()
            rests(page)
        assert violations(page) == [], said
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        rests(page)


def test_words_do_not_pale_while_the_page_works(new_visitor: Callable[..., Visitor]) -> None:
    visitor, stands, held = new_visitor(), False, False

    def pass_on(told: str | bytes, socket: WebSocketRoute) -> None:
        """Pass on what the app tells. Once the page ``stands``, of its next run only that it goes on."""
        nonlocal held
        assert isinstance(told, bytes)
        message = ForwardMsg.FromString(told)
        if not held or message.session_status_changed.script_is_running:
            socket.send(told)
        held = held or (stands and message.HasField("new_session") and not message.metadata.run.fragment_ids)

    visitor.page.route_web_socket(
        "**/_stcore/stream",
        lambda socket: socket.connect_to_server().on_message(partial(pass_on, socket=socket)),
    )
    page = visitor.starts()
    stands = True
    page.get_by_role("button", name="Not now").click()
    stale = page.locator("[data-stale=true]")
    expect(stale.filter(has_text="Nothing here yet").last).to_have_css("opacity", "1")
    assert set(stale.evaluate_all("all => all.map(one => getComputedStyle(one).opacity)")) == {"1"}


def test_a_menu_s_button_can_be_read_while_it_is_open(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor(dark=True, reduced_motion=True).starts()
    shares(page, "Held the door")
    more = page.get_by_role("button", name="More")
    colour = "button => getComputedStyle(button).color"
    before = more.evaluate(colour)
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(more).to_have_css("color", before)


def test_any_earlier_day_can_be_chosen(new_visitor: Callable[..., Visitor]) -> None:
    visitor, sockets = new_visitor(width=390, reduced_motion=True), list[WebSocket]()
    visitor.page.on("websocket", lambda socket: sockets.append(socket))
    page = visitor.starts()
    opens_form(page)
    page.get_by_text("More about it").click()
    page.get_by_role("radio", name="Another day").click()
    page.get_by_role("button", name="Choose date").click()
    with sockets[-1].expect_event(
        "framesent", lambda told: bool(A_DAY.search(told))
    ):  # the page is drawn again for it
        page.locator("[role=gridcell] [role=button]:not([aria-disabled=true])").first.click()
    expect(page.get_by_role("button", name="Clear date")).to_be_visible()
    assert violations(visitor.settled().page) == []


def test_an_act_can_be_shared_by_keyboard_alone(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    page.get_by_role("button", name=OPENS).focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_placeholder(WORDS)
    expect(field).to_be_visible()
    visitor.settled()  # once it stands, it takes the focus
    field.focus()
    page.keyboard.type("Held the door")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "Share as Ada" in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pass it on")).to_be_visible()


@pytest.mark.parametrize("key", ["r", "c"])
def test_no_letter_alone_does_anything(new_visitor: Callable[..., Visitor], key: str) -> None:
    visitor, told = new_visitor(width=390, reduced_motion=True), list[str | bytes]()
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda said: told.append(said)))
    page = visitor.goes_to().page
    expect(page.locator("html[data-hears=keys]")).to_be_attached()
    before = len(told)
    page.keyboard.press(key)  # Streamlit would run the page anew, or offer to forget what it keeps
    two_frames_pass(page)
    assert told[before:] == []
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_no_page_scrolls_sideways_on_the_narrowest_screen(new_visitor: Callable[..., Visitor]) -> None:
    """As on a screen of 1280 pixels that shows everything four times as large (WCAG 2.2, 1.4.10)."""
    visitor = new_visitor(width=320, reduced_motion=True)
    page = visitor.starts()
    shares(page, "Held the door")
    for path in ("home", "people", "you", "group", "about", "kept"):
        visitor.goes_to(path)
        assert page.get_by_test_id("stMain").evaluate("main => main.scrollWidth") <= 320, path
    visitor.goes_to()
    for dialog in dialogs(page):
        said = dialog.inner_text()
        assert min(dialog.evaluate(ROOM)) >= 0, said
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        rests(page)


def test_the_keyboard_is_where_one_expects_it(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor(reduced_motion=True).starts()
    opens_form(page).fill("Held the door")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".st-key-pond_fallen")).to_be_focused()  # what became of it
    more = page.get_by_role("button", name="More")
    for choice in ("Edit", "Take it back"):
        more.focus()
        page.keyboard.press("Enter")
        page.get_by_role("menuitem", name=choice).press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        rests(page)
        page.keyboard.press("Escape")
        expect(more).to_be_focused()  # what opened it
    page.get_by_role("button", name="Pass it on").click()
    field = page.get_by_role("dialog").get_by_placeholder(WORDS)
    field.fill("Left flowers")
    field.press("Control+Enter")
    expect(page.locator(".st-key-pond_fallen")).to_be_focused()
    link = page.get_by_role("link", name=re.compile("^See its ripple")).first
    link.focus()
    link.press("Enter")
    expect(page.get_by_role("heading", name="One ripple")).to_be_focused()  # the page that came
    page.get_by_role("link", name="Pond", exact=True).press("Enter")
    expect(page.get_by_role("heading", name="What was shared")).to_be_visible()
    expect(page.get_by_role("link", name="Pond", exact=True)).to_be_focused()
    page.get_by_role("button", name="More Left flowers").press("Enter")
    page.get_by_role("menuitem", name="Take it back").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Take it back").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()  # the card is gone
