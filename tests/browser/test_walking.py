"""The pond walked by keys alone, and by touch: told as a screen reader would have it."""

import re
from collections.abc import Callable
from datetime import UTC
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from ripple.charts.export.keepsake import as_html, keepsake_of
from ripple.domain.model import Act
from ripple.language import speaking
from ripple.network.pond import Pond
from tests.browser.conftest import Visitor
from tests.browser.test_access import RULES
from tests.browser.test_keepsake import Opened, errors, opened, part
from tests.browser.test_large_pond import Large, comes_to_the_pond, large
from tests.browser.test_pond import comes_to_the_pond as comes_to_a_pond
from tests.network.ponds import act, pond_of, pond_under, random_parents

__all__ = ["errors", "large", "opened"]  # fixtures

RING = "figure[data-plate] ~ span, span:has(+ figure[data-plate])"
ISOLATES = re.compile("[\u2068\u2069]")


def family() -> Pond:
    """Act 0 led to 1 and 2, and 1 to 3; 4 stands alone; 2 is unsigned."""
    return pond_of([act(0), act(1, 0), act(2, 0), act(3, 1), act(4)])


def teller(one: Act) -> str:
    return {"a0": "Ada", "a1": "Ben", "a2": "Unsigned", "a3": "Cem", "a4": "Dot"}[one.id]


def walked(opened: Opened, pond: Pond | None = None, **look: Any) -> Page:
    """The keepsake of a pond, of which somebody has come to the picture by keys."""
    page = opened(
        as_html(keepsake_of(pond or family(), "Us", teller if pond is None else lambda one: "Ada"), UTC),
        **look,
    )
    expect(part(page, "walk")).to_be_visible()
    page.keyboard.press("Tab")
    expect(picture(page)).to_be_focused()
    return page


def picture(page: Page) -> Locator:
    return page.get_by_role("application", name=re.compile("^The pond: "))


def presses(page: Page, *keys: str) -> str:
    """Press the keys one after the other: what is said last."""
    for key in keys:
        page.keyboard.press(key)
    return heard(page)


def heard(page: Page) -> str:
    """What a screen reader is told: the polite live region in the browser's accessibility tree."""
    browser = page.context.new_cdp_session(page)
    nodes = browser.send("Accessibility.getFullAXTree")["nodes"]
    browser.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def words(node: Any) -> str:
        own = node["name"]["value"] if node.get("role", {}).get("value") == "StaticText" else ""
        return own + "".join(words(by_id[child]) for child in node.get("childIds", []) if child in by_id)

    polite = [
        node
        for node in nodes
        if {"name": "live", "value": {"type": "token", "value": "polite"}} in node.get("properties", [])
        and node["role"]["value"] == "generic"
    ]
    return ISOLATES.sub("", "".join(map(words, polite))).strip()


def test_there_is_a_button_to_walk_once_there_is_somewhere_to_go(opened: Opened) -> None:
    page = opened(as_html(keepsake_of(pond_of([act(0)]), "Us", teller), UTC))
    page.keyboard.press("Tab")
    expect(picture(page)).to_be_focused()
    expect(part(page, "walk")).to_be_hidden()


def test_keys_alone_find_an_act_what_led_to_it_and_what_grew(
    opened: Opened,
) -> None:
    page = walked(opened)
    expect(picture(page)).to_have_accessible_name("The pond: 5 acts of kindness in 2 ripples")
    expect(picture(page)).to_have_accessible_description(re.compile("^The arrow keys walk: .* Escape leaves"))
    expect(page.locator(RING)).to_have_count(0)  # who only passes by sees the picture as it was
    assert heard(page) == ""

    start = "Ada, the start of a ripple, it reaches 2 steps, 2 acts grew from it directly: kindness 0"
    assert presses(page, "ArrowDown") == start  # the first key says where one is
    first = "Ben, step 1 of 2, 1 of 2 from the same act, 1 act grew from it directly: kindness 1"
    assert presses(page, "ArrowDown") == first
    assert presses(page, "ArrowDown") == "Cem, step 2 of 2, nothing grew from it yet: kindness 3"
    assert presses(page, "ArrowDown") == "Nothing grew from it yet."
    assert presses(page, "ArrowUp") == first
    unsigned = "Unsigned, step 1 of 2, 2 of 2 from the same act, nothing grew from it yet: kindness 2"
    assert presses(page, "ArrowRight") == unsigned
    assert presses(page, "ArrowRight") == "It is the last of those beside it."
    assert presses(page, "Shift+ArrowUp") == start
    assert presses(page, "ArrowUp") == "Nothing led to it: it is the start of its ripple."
    assert presses(page, "Shift+ArrowRight") == first
    assert presses(page, "End") == "Dot, nothing led to it and nothing grew from it yet: kindness 4"
    assert presses(page, "Shift+ArrowLeft", "Home", " ") == start
    assert presses(page, "?").startswith("The arrow keys walk: ")


def test_where_one_is_is_ringed_also_where_one_looks_from_nearby(opened: Opened) -> None:
    page = walked(opened, pond_under(random_parents(100)))  # where not all words have room
    canvas = page.locator("canvas.marks").bounding_box()
    assert canvas
    for _ in range(3):
        part(page, "nearer").click()
    picture(page).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "End"):
        page.keyboard.press(key)
        ring = page.locator(RING).first.bounding_box()
        assert ring
        assert canvas["x"] < ring["x"] < ring["x"] + ring["width"] < canvas["x"] + canvas["width"]
        assert canvas["y"] < ring["y"] < ring["y"] + ring["height"] < canvas["y"] + canvas["height"]
    page.keyboard.press("Tab")
    expect(page.locator(RING).first).to_be_hidden()


def test_enter_reads_the_story_and_escape_leads_back_and_out(opened: Opened) -> None:
    page = walked(opened)
    presses(page, "ArrowDown", "ArrowDown", "Enter")
    story = page.locator("#picked [data-told='1']")
    expect(story).to_be_focused()
    expect(story).to_contain_text("kindness 1")
    page.keyboard.press("Escape")
    expect(picture(page)).to_be_focused()
    assert heard(page).startswith("Ben, step 1 of 2")
    assert presses(page, "ArrowUp").startswith("Ada, the start")
    page.keyboard.press("Escape")
    expect(part(page, "walk")).to_be_focused()
    expect(page.locator(RING).first).to_be_hidden()
    assert heard(page) == ""


def test_arrows_walk_in_the_picture_and_tell_the_story_elsewhere(opened: Opened) -> None:
    page = walked(opened, reduced_motion="reduce")
    part(page, "tell").click()
    page.keyboard.press("ArrowRight")
    expect(part(page, "caption")).to_contain_text("Act 2 of 5")
    picture(page).focus()
    page.keyboard.press("ArrowUp")
    expect(part(page, "tell")).to_have_attribute("aria-pressed", "false")
    assert heard(page).startswith("Ben, step 1 of 2")  # from the act that the story told
    part(page, "scrub").focus()
    page.keyboard.press("ArrowLeft")
    expect(part(page, "today")).to_be_enabled()  # it scrubs


def test_buttons_walk_by_touch(opened: Opened) -> None:
    pond = as_html(keepsake_of(family(), "Us", teller), UTC)
    page = opened(pond, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    walk = page.get_by_role("button", name="Walk", exact=True)
    walk.tap()
    expect(walk).to_have_attribute("aria-expanded", "true")
    for name in ("What grew from it", "Beside it, after"):
        page.get_by_role("button", name=name).tap()
    assert heard(page).startswith("Unsigned, step 1 of 2, 2 of 2")
    expect(page.locator("figure[data-plate]")).to_contain_text("kindness 2")
    expect(page.locator(RING).first).to_be_visible()
    sizes = part(page, "ways").locator("button").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert len(sizes) == 10
    assert min(sizes) >= 44
    page.context.set_offline(False)
    found = Axe().run(page, options=RULES).response["violations"]
    assert [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]] == []
    page.get_by_role("button", name="Read its story").tap()
    expect(page.locator("#picked [data-told='2']")).to_be_focused()
    walk.tap()
    expect(part(page, "ways")).to_be_hidden()
    expect(page.locator(RING).first).to_be_hidden()


def test_a_fold_is_one_and_enter_opens_it(opened: Opened) -> None:
    page = walked(opened, pond_under(random_parents(1_500)))
    folded = re.compile(r"^\d+ acts in .*, drawn as one drop")
    presses(page, "Home")
    while not folded.match(heard(page)):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(part(page, "told")).not_to_contain_text("drawn as one drop")
    within = heard(page)
    assert within.startswith("Ada, ")
    expect(picture(page)).to_be_focused()
    expect(page.locator(RING).first).to_be_visible()


def test_in_the_app_one_walks_to_the_story_beside_the_picture(
    new_visitor: Callable[..., Visitor], demo: str
) -> None:
    page = comes_to_a_pond(new_visitor(), demo)
    picture(page).focus()
    page.keyboard.press("Home")
    expect(part(page, "told")).to_contain_text("sweeps the leaves off my steps")
    page.keyboard.press("Enter")
    story = page.locator(".st-key-pond_told").get_by_role("article")
    expect(story).to_be_focused()
    expect(story).to_contain_text("sweeps the leaves off my steps")
    page.keyboard.press("Escape")
    expect(picture(page)).to_be_focused()


def test_of_ten_thousand_acts_a_fold_opens_in_the_app(
    new_visitor: Callable[..., Visitor], large: Large
) -> None:
    page = comes_to_the_pond(new_visitor(), large.link)
    picture(page).focus()
    page.keyboard.press("Home")
    told = part(page, "told")
    expect(told).not_to_be_empty()
    openable = re.compile(r"^[1-9]\d? acts in .*, drawn as one drop")
    while not openable.match(heard(page)):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    expect(told).not_to_contain_text("drawn as one drop")
    expect(picture(page)).to_be_focused()
    expect(page.locator(RING).first).to_be_visible()


def test_read_from_the_right_the_arrows_go_as_the_bar_of_time_runs(opened: Opened) -> None:
    with speaking("ar"):
        made = as_html(keepsake_of(family(), "Us", teller), UTC)
    page = opened(made)
    expect(part(page, "walk")).to_be_visible()
    page.keyboard.press("Tab")
    told = [presses(page, *keys) for keys in (["ArrowDown"], ["ArrowDown"], ["ArrowRight"], ["ArrowLeft"])]
    assert [words.rpartition(" ")[2] for words in told] == ["0", "1", "2", "1"]  # the words of each act
    part(page, "walk").click()
    before, after = (part(page, f"walk-{way}").bounding_box() for way in ("before", "after"))
    assert before
    assert after
    assert before["x"] < after["x"]  # as the arrows on them point
