"""The pond in a real browser: it plays, it is lit by a click, it stays as one left it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import product

from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from ripple.actions.joining import new_id
from ripple.actions.posting import share_act
from ripple.domain.model import Act
from ripple.web.news import NEWS
from tests.browser.conftest import (
    Server,
    Visitor,
    groups_of,
    looks_for,
    rests,
    turns_to,
    two_frames_pass,
    words_on,
)

NewVisitor = Callable[..., Visitor]
DRAWN = "[class*=_water] canvas.marks"
HEIGHT = f"() => document.querySelector('{DRAWN}').getBoundingClientRect().height"


def comes_to_the_pond(visitor: Visitor, link: str) -> Page:
    page = visitor.comes_in(link).page
    expect(page.locator(".st-key-pond_water canvas.marks")).to_be_visible()
    expect(player(page, "play")).to_be_visible()
    rests(page)
    return page


def player(page: Page, part: str) -> Locator:
    return page.locator(f"[data-part={part}]")


def passes_on(page: Page) -> Locator:
    """The button beside the story of what is picked."""
    return page.locator(".st-key-pond_told").get_by_role("button", name="Pass it on")


def told(page: Page) -> list[str]:
    """What the player told the chart last: now, fade, centre, how wide and how high, shown; nothing for
    today's pond."""
    return page.locator("input[name=player]").input_value().split()


def shows_all(page: Page) -> None:
    """Wait until the whole pond of today is seen, of which the player tells nothing."""
    expect(page.locator("input[name=player]")).to_have_value("")


def canvas(page: Page) -> Locator:
    """The large picture of the page: of its pond, or its people."""
    return page.locator("[class*=_water] canvas.marks")


def picture(page: Page) -> str:
    """What is drawn, as text."""
    drawn: str = canvas(page).evaluate("canvas => canvas.toDataURL()")
    return drawn


def draws_anew(page: Page, before: str) -> None:
    """Wait until the picture is no longer the one before."""
    drawn = "document.querySelector('[class*=_water] canvas.marks').toDataURL()"
    page.wait_for_function(f"before => {drawn} !== before", arg=before)


def click_at(page: Page, x: float, y: float) -> None:
    """Click the picture, or tap it on a touch screen, at these parts of its width and height; the first act
    stands in the middle."""
    rests(page)
    width, height = size(canvas(page))
    press(canvas(page), width * x, height * y)


def size(picture: Locator) -> tuple[float, float]:
    """Its width and height, in pixels."""
    box = picture.bounding_box()
    assert box
    return box["width"], box["height"]


def press(picture: Locator, right: float, down: float) -> None:
    """Click or tap it so many pixels from its upper left corner."""
    fingers = picture.page.evaluate("matchMedia('(pointer: coarse)').matches")
    does = picture.tap if fingers else picture.click
    does(position={"x": right, "y": down})


def press_last_week(page: Page) -> None:
    """Click or tap the newest of eight weeks in the strip under the pond."""
    rests(page)
    weeks = page.locator(".st-key-weeks_chart canvas.marks")
    press(weeks, size(weeks)[0] * 7.5 / 8, 40)


def drag(page: Page, right: float, down: float) -> None:
    """Take the water near the upper left corner and move it by so many pixels."""
    rests(page)
    canvas(page).hover(position={"x": 30, "y": 30})
    box = canvas(page).bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 30 + right / 2, box["y"] + 30 + down / 2)
    page.mouse.move(box["x"] + 30 + right, box["y"] + 30 + down)
    page.mouse.up()


def scrub(page: Page, part: float) -> None:
    """Move to this part of the pond's time."""
    player(page, "scrub").evaluate(
        "(bar, part) => { bar.value = bar.max * part; bar.dispatchEvent(new Event('input')) }", part
    )


def has_told(page: Page, condition: str) -> None:
    """Wait until what the player told the chart, as numbers ``said``, meets a condition in JavaScript."""
    said = "(document.querySelector('input[name=player]')?.value ?? '').split(' ').map(Number)"
    page.wait_for_function(f"() => (({{said}}) => {condition})({{said: {said}}})")


def plays_without_the_server(page: Page) -> None:
    shows_all(page)
    whole, at_rest = picture(page), player(page, "caption").inner_text()
    page.context.set_offline(True)
    player(page, "play").click()
    has_told(page, "said[0] > 2")
    draws_anew(page, whole)
    expect(player(page, "caption")).to_contain_text("starts a ripple")
    player(page, "speed").click()
    expect(player(page, "speed")).to_have_text("2×")
    player(page, "play").click()
    stopped = told(page)
    scrub(page, 0.9)
    assert float(told(page)[0]) > float(stopped[0])
    player(page, "scrub").press("ArrowLeft")
    assert float(told(page)[0]) > float(stopped[0])
    player(page, "today").click()
    expect(player(page, "caption")).to_have_text(at_rest)
    shows_all(page)


def test_clicks_and_the_list_light_ripples_and_tell_their_stories(new_visitor: NewVisitor, demo: str) -> None:
    visitor, hears = new_visitor(), True

    def connected(socket: WebSocketRoute) -> None:
        app = socket.connect_to_server()
        socket.on_message(lambda told: app.send(told) if hears else None)

    visitor.page.route_web_socket("**/_stcore/stream", connected)
    page = comes_to_the_pond(visitor, demo)
    lights_a_ripple_and_tells_its_story(page)
    after_a_choice_from_the_list_every_click_counts(page)
    click_at(page, 0.5, 0.5)
    expect(passes_on(page)).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(passes_on(page)).to_be_hidden()
    assert visitor.errors == []
    rests(page)
    clear, hears = picture(page), False
    click_at(page, 0.5, 0.5)
    draws_anew(page, clear)  # at once
    plays_without_the_server(page)


def lights_a_ripple_and_tells_its_story(page: Page) -> None:
    whole = picture(page)
    click_at(page, 0.5, 0.5)
    expect(passes_on(page)).to_be_visible()
    expect(page.get_by_role("combobox", name="Find an act")).not_to_have_value("")
    draws_anew(page, whole)

    drag(page, 60, 40)
    assert [float(part) < 0 for part in told(page)[2:4]] == [True, False]
    expect(passes_on(page)).to_be_visible()  # moving is not clicking
    player(page, "whole").click()

    click_at(page, 0.02, 0.02)  # the water
    expect(passes_on(page)).to_be_hidden()

    # The same without a mouse, from the list.
    choose(page, "umbrella")
    expect(passes_on(page)).to_be_visible()
    expect(player(page, "caption")).to_contain_text("umbrella")
    expect(player(page, "on")).to_be_hidden()  # the story is beside the picture
    player(page, "play").click()
    expect(player(page, "caption")).to_contain_text("starts a ripple")
    player(page, "today").click()
    expect(player(page, "caption")).to_contain_text("umbrella")
    passes_on(page).click()
    expect(page.get_by_role("dialog")).to_contain_text("umbrella")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def after_a_choice_from_the_list_every_click_counts(page: Page) -> None:
    listed, chosen = page.get_by_role("combobox", name="Find an act"), page.url
    click_at(page, 0.5, 0.5)
    expect(page).not_to_have_url(chosen)
    expect(page).to_have_url(re.compile("act="))
    expect(listed).not_to_have_value(re.compile("umbrella|^$"))
    clicked = listed.input_value()
    choose(page, "umbrella")
    click_at(page, 0.5, 0.5)  # the same drop as before
    expect(listed).to_have_value(clicked)
    for _ in range(2):  # the same choice, and the same water
        choose(page, "umbrella")
        click_at(page, 0.02, 0.02)
        expect(listed).to_have_value("")
        expect(page.locator("input[name=lit]")).to_have_value(re.compile("^-1,[0-9]+ -1 0 $"))

    # Also where the picture is new, and knows of no click.
    choose(page, "umbrella")
    expect(page).to_have_url(re.compile("act="))
    page.reload()
    expect(listed).to_have_value(re.compile("umbrella"))
    page.get_by_role("link", name="You", exact=True).click()
    expect(listed).to_be_hidden()
    page.get_by_role("link", name="Pond", exact=True).click()
    expect(listed).to_have_value(re.compile("umbrella"))
    is_lit(page)
    click_at(page, 0.02, 0.02)
    expect(listed).to_have_value("")
    expect(page).not_to_have_url(re.compile("act="))


def choose(page: Page, words: str) -> None:
    """Choose an act from the list that is not lit yet."""
    rests(page)
    two_frames_pass(page)  # what was lit before may still come into sight
    before = page.locator("input[name=lit]").input_value()
    listed = page.get_by_role("combobox", name="Find an act")
    folded = page.get_by_text("Find and filter", exact=True)
    expect(listed.or_(folded).filter(visible=True).first).to_be_visible()
    if not listed.is_visible():  # in a hand
        folded.click()
    looks_for(words, listed)
    page.keyboard.press("Enter")
    expect(listed).to_have_value(re.compile(words))
    # Until the answer is here the page still moves, and a click would miss its drop.
    expect(page.locator("input[name=lit]")).not_to_have_value(before)
    is_lit(page)
    expect(canvas(page)).to_be_in_viewport(ratio=0.9)  # it comes there by itself


def is_lit(page: Page) -> None:
    """Wait until the player was told to light an act."""
    expect(page.locator("input[name=lit]")).not_to_have_value(re.compile("^[^ ]* -1|^$"))


def test_a_look_for_news_takes_no_click_back(new_visitor: NewVisitor) -> None:
    visitor, held, holds = new_visitor(reduced_motion=True), list[str | bytes](), False

    def connected(socket: WebSocketRoute) -> None:
        """While the page ``holds``, it hears of nothing until it has looked for news."""
        app = socket.connect_to_server()

        def look(told: str | bytes) -> None:
            nonlocal holds
            app.send(told)
            assert isinstance(told, bytes)
            said = BackMsg.FromString(told).rerun_script.widget_states.widgets
            if holds and any(one.json_trigger_value for one in said):
                holds = False
                for each in held:
                    socket.send(each)
                held.clear()

        socket.on_message(look)
        app.on_message(lambda told: held.append(told) if holds else socket.send(told))

    def is_asked(route: Route) -> None:
        """There is news, says whoever is asked while the page ``holds``."""
        route.fulfill(status=NEWS) if holds else route.continue_()

    visitor.page.route_web_socket("**/_stcore/stream", connected)
    visitor.page.route("**/news/*", is_asked)
    page = visitor.starts(acts=["Held the door", "And again"])
    # The drop, and the water beside it.
    clicks = ((0.5, "Ada"), (0.02, "^$"))
    for way, (place, chosen) in product(("Pond", "People"), clicks):
        turns_to(page, way)
        listed = page.get_by_role("combobox", name="Find")
        expect(listed).to_be_visible()
        rests(page)
        holds = True
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # it asks at once
        click_at(page, place, place)
        expect(listed, way).to_have_value(re.compile(chosen))
        page.get_by_role("link", name="You", exact=True).click()
        expect(listed).to_be_hidden()
        page.get_by_role("link", name=way).click()
        expect(listed).to_be_visible()
        expect(listed, way).to_have_value(re.compile(chosen))


def test_full_screen_shows_plays_tells_and_leads_back_where_one_was(
    new_visitor: NewVisitor, demo: str
) -> None:
    page = comes_to_the_pond(new_visitor(reduced_motion=True), demo)
    canvas(page).hover()
    offered = page.locator(".st-key-pond_water .stElementToolbar")
    expect(offered.get_by_role("button")).to_have_count(1)
    box, water = offered.bounding_box(), canvas(page).bounding_box()
    assert box
    assert water
    assert box["y"] >= water["y"]  # in the picture, and not over the list

    main = page.get_by_test_id("stMain")
    main.evaluate("main => main.scrollTo(0, 250)")
    canvas(page).hover()
    offered.get_by_role("button", name="Fullscreen: The pond").click()
    close = page.get_by_role("button", name="Close fullscreen: The pond")
    expect(close).to_be_in_viewport()
    at = main.evaluate("main => main.scrollTop")
    close.click()
    expect(close).to_have_count(0)
    expect(canvas(page)).to_be_in_viewport()
    assert main.evaluate("main => main.scrollTop") == at
    main.evaluate("main => main.scrollTo(0, 0)")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function(f"width => document.querySelector('{DRAWN}').clientWidth <= width", arg=width)
        two_frames_pass(page)
        sees_plays_and_reads(page)


def sees_plays_and_reads(page: Page) -> None:
    """And is back at the picture as it was."""
    rests(page)
    before = size(canvas(page))
    canvas(page).hover()
    page.get_by_role("button", name="Fullscreen: The pond").click()
    page.wait_for_function(f"{HEIGHT} > 844 * 0.7")
    expect(canvas(page)).to_be_in_viewport(ratio=1)

    # Below it the player; beside it, or over its lower part, the story of what is clicked.
    for part in ("play", "scrub", "caption", "nearer"):
        expect(player(page, part)).to_be_in_viewport(ratio=1)
    water, bar = canvas(page).bounding_box(), player(page, "play").bounding_box()
    assert water
    assert bar
    assert bar["y"] >= water["y"] + water["height"]
    player(page, "play").click()
    has_told(page, "said[0] > 0")
    player(page, "today").click()
    click_at(page, 0.5, 0.5)
    story = page.locator(".st-key-pond_told")
    expect(story).to_be_in_viewport(ratio=1)
    story.get_by_role("button", name="Close", exact=True).click()
    expect(story).to_have_count(0)
    page.get_by_role("button", name="Close fullscreen: The pond").click()
    page.wait_for_function(f"{HEIGHT} === {before[1]}")
    assert size(canvas(page)) == before


def test_on_a_phone_legend_zoom_and_what_is_told_stay_in_sight(new_visitor: NewVisitor, demo: str) -> None:
    page = comes_to_the_pond(new_visitor(width=360, dark=True, reduced_motion=True), demo)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    player(page, "legend").get_by_role("button", name="Inspiration").click()
    assert told(page)[6] == ",inspire,"
    player(page, "nearer").click()
    nearer = float(told(page)[4])
    player(page, "farther").click()
    assert float(told(page)[4]) > nearer
    player(page, "whole").click()
    player(page, "legend").get_by_role("button", name="Inspiration").click()
    shows_all(page)

    width, height = size(canvas(page))
    canvas(page).hover(position={"x": width / 2, "y": height / 2})
    tip = page.locator("#vg-tooltip-element")
    expect(tip).to_be_visible()
    left, right = tip.evaluate("tip => [tip.getBoundingClientRect().left, tip.getBoundingClientRect().right]")
    assert left >= 0
    assert right <= 360
    choose(page, "umbrella")
    expect(canvas(page)).to_be_in_viewport(ratio=0.9)


def other_shares(server: Server, link: str, words: str) -> None:
    """Let somebody else share an act in another process of the app."""
    now = datetime.now(UTC)
    with groups_of(server) as groups:
        live = groups.group(link.split("/")[-2])
        other = next(iter(live.history.members))
        share_act(live, other, Act(id=new_id(), text=words, posted_at=now, author=other), now=now)


def test_another_s_act_comes_in_and_everything_stays(
    new_visitor: NewVisitor, demo: str, server: Server
) -> None:
    visitor = new_visitor()
    page = comes_to_the_pond(visitor, demo)
    player(page, "nearer").click()
    scrub(page, 0.6)
    click_at(page, 0.5, 0.5)
    expect(passes_on(page)).to_be_visible()
    rests(page)
    left = told(page)
    canvas(page).evaluate("chart => { chart.dataset.same = 'yes' }")

    other_shares(server, demo, "Wrote this while you watched")

    expect(page.get_by_test_id("stMetricValue").first).to_have_text("65")
    rests(page)
    expect(page.locator(".st-key-pond_water canvas.marks[data-same=yes]")).to_be_visible()  # not built anew
    assert told(page) == left
    expect(passes_on(page)).to_be_visible()

    expect(words_on(page.locator(".st-key-feed"), "Wrote this while you watched")).to_be_visible()
    page.get_by_role("link", name="You", exact=True).click()
    expect(canvas(page)).to_have_count(0)
    page.get_by_role("link", name="Pond").click()
    has_told(page, f"Math.abs(said[0] - {left[0]}) < 1e-3 && Math.abs(said[4] - {left[4]}) < 1e-3")
    expect(passes_on(page)).to_be_visible()

    player(page, "today").click()
    player(page, "whole").click()
    click_at(page, 0.02, 0.02)
    weeks = page.locator(".st-key-weeks_chart")
    weeks.locator("canvas.marks").evaluate("chart => { chart.dataset.same = 'yes' }")
    counted = weeks.locator("input[name=facts]").input_value()
    player(page, "caption").evaluate(
        """caption => {
          window.said = []
          const note = () => said.push(caption.textContent)
          new MutationObserver(note).observe(caption, { childList: true, characterData: true, subtree: true })
        }"""
    )
    other_shares(server, demo, "And this")
    page.wait_for_function("() => said.some(words => words.includes('And this'))")  # it comes in like a drop
    others = "said.filter(words => !words.includes('And this') && !words.includes('acts of kindness in'))"
    assert page.evaluate(others) == []  # and nobody else's words before it
    plate = page.locator(".st-key-pond_water figure[data-plate]")
    expect(plate).to_contain_text("And this")  # which stands beside it once it has landed
    expect(plate).to_be_visible()
    expect(player(page, "caption")).to_contain_text("66 acts of kindness")
    expect(plate).to_have_count(0)
    expect(weeks.locator("input[name=facts]")).not_to_have_value(counted)  # the strip is told, not built anew
    expect(weeks.locator("canvas.marks[data-same=yes]")).to_be_visible()

    page.emulate_media(reduced_motion="reduce")
    other_shares(server, demo, "And one without movement")
    expect(plate).to_contain_text("And one without movement")
    expect(plate).to_be_visible()
    assert visitor.errors == []
