"""Pages that everybody can use: checked by axe against WCAG 2.2 AA, in light and dark."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, WebSocket, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ripple.domain.model import Kind
from ripple.kinds import PROMPTS
from tests.browser.conftest import Visitor, rests, turns_to, two_frames_pass
from tests.browser.test_main_job import OPENS, WORDS, opens_form, shares, starts_group

A_DAY = re.compile(rb"\d{4}-\d\d-\d\d")  # how Streamlit tells it
NARROWEST = 320
Look = tuple[int, Literal["light", "dark"]]  # how wide a page is, and how it is lit
PHONE: Look = (390, "dark")
LOOKS: tuple[Look, ...] = ((1280, "light"), PHONE)
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


def seen_as(visitor: Visitor, look: Look) -> Visitor:
    """Let their window be so wide, and in the light or in the dark from the app's next answer on: at once
    only in the pond, whose picture asks for it."""
    width, scheme = look
    visitor.page.set_viewport_size({"width": width, "height": 844})
    visitor.page.emulate_media(color_scheme=scheme)
    return visitor


def is_lit(page: Page, look: Look) -> None:
    expect(page.locator(f"html[data-scheme={look[1]}]")).to_be_attached()


def test_every_page_keeps_to_wcag_and_none_scrolls_sideways(new_visitor: Callable[..., Visitor]) -> None:
    visitor, found = new_visitor(reduced_motion=True), list[str]()

    def look_at(what: str) -> None:
        found.extend(f"{what}, {look}: {each}" for each in violations(visitor.settled().page))

    for look in reversed(LOOKS):
        seen_as(visitor, look).goes_to()
        look_at("the first page")
    shares(starts_group(visitor), "Held the door")
    expect(visitor.page.get_by_test_id("stToast")).to_have_count(0)  # it lies over what is there
    for look in LOOKS:
        is_lit(seen_as(visitor, look).page, look)
        look_at("what was just shared")
    for look in LOOKS:
        for place in places(seen_as(visitor, look), look):
            look_at(place)
            if look == PHONE and not visitor.page.get_by_role("dialog").count():
                found += scrolls_sideways(visitor, place)
    turns_to(visitor.page, "You")
    visitor.page.get_by_role("button", name="Make the link").click()
    visitor.page.goto(visitor.page.get_by_text(re.compile("http.*/enter/")).inner_text())
    expect(visitor.page.get_by_role("button", name="Come in")).to_be_visible()
    for look in LOOKS:
        found += violations(seen_as(visitor, look).page)
    assert found == []


def places(visitor: Visitor, look: Look) -> Iterator[str]:
    """Where somebody with one act comes in their group, and what they open there, one after the other."""
    page = visitor.page
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket))
    is_lit(visitor.goes_to().page, look)
    opens_form(page)
    page.get_by_role("radio", name="A hug").check()
    expect(page.get_by_text(PROMPTS[Kind.HUG])).to_be_visible()  # it moves what is below it
    page.get_by_text("More about it").click()
    page.get_by_placeholder(WORDS).hover()
    yield "the form"
    if look == PHONE:
        chooses_an_earlier_day(page, sockets[-1])
        yield "the form with another day"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.get_by_role("dialog").get_by_placeholder(WORDS)).to_be_visible()
    yield "passing it on"
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    for name in ("People", "Group", "You"):
        turns_to(page, name)
        yield name
    for path in ("about", "kept"):
        visitor.goes_to(path)
        yield path


def chooses_an_earlier_day(page: Page, socket: WebSocket) -> None:
    page.get_by_role("radio", name="Another day").click()
    page.get_by_role("button", name="Choose date").click()
    with socket.expect_event(
        "framesent", lambda told: bool(A_DAY.search(told))
    ):  # the page is drawn again for it
        page.locator("[role=gridcell] [role=button]:not([aria-disabled=true])").first.click()
    expect(page.get_by_role("button", name="Clear date")).to_be_visible()


def scrolls_sideways(visitor: Visitor, what: str) -> list[str]:
    """The page, if it does on the narrowest screen: as on one of 1280 pixels that shows everything four times
    as large (WCAG 2.2, 1.4.10)."""
    page, before = visitor.page, visitor.page.viewport_size
    assert before
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    wide = visitor.settled().page.get_by_test_id("stMain").evaluate("main => main.scrollWidth")
    page.set_viewport_size(before)
    return [f"{what} is {wide} wide"] if wide > NARROWEST else []


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


def test_every_dialog_keeps_to_wcag_and_the_narrowest_screen(new_visitor: Callable[..., Visitor]) -> None:
    visitor, found = new_visitor(width=NARROWEST, reduced_motion=True), list[str]()
    page = visitor.starts()
    shares(page, "Held the door")
    expect(page.get_by_test_id("stToast")).to_have_count(0)
    found += scrolls_sideways(visitor, "the pond")
    looks: tuple[Look, ...] = ((NARROWEST, "light"), PHONE)
    for look in looks:
        turns_to(seen_as(visitor, look).page, "Pond")
        is_lit(page, look)
        for dialog in dialogs(page):
            said = dialog.inner_text()
            if min(dialog.evaluate(ROOM)) < 0:
                found.append(f"{look}: no room for {said}")
            if "More about it" in said:
                dialog.get_by_role("radio", name="A hug").check()
                expect(dialog.get_by_text(PROMPTS[Kind.HUG])).to_be_visible()
                rests(page)
            found += [f"{look}, {said}: {each}" for each in violations(page)]
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
            rests(page)
    assert found == []


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


def test_no_letter_alone_does_anything(new_visitor: Callable[..., Visitor]) -> None:
    visitor, told = new_visitor(width=390, reduced_motion=True), list[str | bytes]()
    visitor.page.on("websocket", lambda socket: socket.on("framesent", lambda said: told.append(said)))
    page = visitor.goes_to().page
    expect(page.locator("html[data-hears=keys]")).to_be_attached()
    before = len(told)
    for key in "rc":  # Streamlit would run the page anew, or offer to forget what it keeps
        page.keyboard.press(key)
        two_frames_pass(page)
        assert told[before:] == [], key
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_keyboard_is_where_one_expects_it(new_visitor: Callable[..., Visitor]) -> None:
    page = new_visitor(dark=True, reduced_motion=True).starts()
    page.get_by_role("button", name=OPENS).focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("dialog").get_by_placeholder(WORDS)
    expect(field).to_be_visible()
    rests(page)  # once it stands, it takes the focus
    field.focus()
    page.keyboard.type("Held the door")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "Share as Ada" in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-pond_fallen")).to_be_focused()  # what became of it
    more = page.get_by_role("button", name="More")
    colour = more.evaluate("button => getComputedStyle(button).color")
    for choice in ("Edit", "Take it back"):
        more.focus()
        page.keyboard.press("Enter")
        expect(more).to_have_attribute("aria-expanded", "true")
        expect(more).to_have_css("color", colour)  # it can be read while it is open
        page.get_by_role("menuitem", name=choice).press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        rests(page)
        page.keyboard.press("Escape")
        expect(more).to_be_focused()  # what opened it
    page.get_by_role("button", name="Pass it on").click()
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
