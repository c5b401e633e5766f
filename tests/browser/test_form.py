"""The form in a hand: the way to send stays in sight, and no name that was typed or chosen is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from ripple.actions.posting import share_act
from ripple.app.acts.people_fields import TAPPED
from ripple.domain.events.members import MemberJoined
from ripple.domain.model import Act
from ripple.live import LiveGroup
from tests.browser.conftest import Visitor, groups_of, words_on
from tests.browser.test_access import violations
from tests.browser.test_main_job import opens_form

PHONE: ViewportSize = {"width": 360, "height": 740}
ABOVE_THE_KEYBOARD: ViewportSize = {"width": 360, "height": 420}
TOPMOST = """one => { const { x, y, width, height } = one.getBoundingClientRect()
    return one.contains(document.elementFromPoint(x + width / 2, y + height / 2)) }"""


def in_a_group_with(visitor: Visitor, *names: str) -> Page:
    at = datetime.now(UTC)
    joined = (MemberJoined(id=f"join {name}", at=at, member=name, name=name) for name in names)
    return visitor.starts(filled=lambda live: live.append(*joined))


def in_hand(page: Page, button: Locator) -> None:
    """Whoever types sees the button, and nothing lies over it."""
    expect(button).to_be_in_viewport(ratio=1)
    assert button.evaluate(TOPMOST)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_way_to_send_is_in_sight_above_the_keyboard(
    new_visitor: Callable[..., Visitor], dark: bool
) -> None:
    visitor = new_visitor(width=360, touch=True, dark=dark)
    page = in_a_group_with(visitor, "Ben", "Cleo")
    page.set_viewport_size(PHONE)
    words = opens_form(page)
    dialog = page.get_by_role("dialog")
    choices = dialog.get_by_role("radiogroup").first.get_by_role("radio")
    expect(choices).to_have_count(3)
    assert (
        len({one.evaluate("one => Math.round(one.getBoundingClientRect().width)") for one in choices.all()})
        == 1
    )
    page.set_viewport_size(ABOVE_THE_KEYBOARD)
    words.tap()
    page.keyboard.type("Ben waited with an old dog")
    share = dialog.get_by_role("button", name="Share as Ada")
    in_hand(page, share)
    for side in ("Who was kind?", "To whom?"):
        dialog.get_by_role("textbox", name=side).tap()
        in_hand(page, share)
    page.keyboard.type("an old dog")
    page.keyboard.press("Tab")
    expect(dialog.get_by_text("Which of these is not one person")).to_be_visible()
    assert violations(visitor.settled().page) == []
    dialog.get_by_role("textbox", name="To whom?").tap()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".st-key-feed").get_by_text("Ada tells what was done for an old dog")).to_be_visible()
    assert visitor.errors == []


def test_who_was_chosen_is_chosen_still_after_a_reload(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor(width=360, touch=True)
    page = in_a_group_with(visitor, "Ben", "Cleo")
    opens_form(page).fill("Carried my bag")
    dialog = page.get_by_role("dialog")
    givers = dialog.get_by_role("textbox", name="Who was kind?")
    ben = dialog.get_by_role("button", name="Ben", exact=True).first
    ben.tap()
    expect(ben).to_have_attribute("aria-pressed", "true")
    givers.fill("Emil")
    visitor.settled()
    page.reload()
    visitor.settled()
    opens_form(page)
    expect(givers).to_have_value("Emil, Ben")
    dialog.get_by_role("button", name="Share").tap()
    expect(dialog).to_have_count(0)
    with groups_of(visitor.server) as groups:
        (act,) = groups.group(visitor.group).history.acts.values()
    assert [(one.name, one.member) for one in act.givers] == [("Emil", None), ("Ben", "Ben")]
    assert visitor.errors == []


def test_a_name_that_no_member_has_is_not_lost_in_the_list_of_members(
    new_visitor: Callable[..., Visitor],
) -> None:
    visitor = new_visitor(width=360)
    page = in_a_group_with(visitor, *(f"Member {n}" for n in range(TAPPED + 1)))
    words = opens_form(page)
    dialog = page.get_by_role("dialog")
    find, givers = dialog.get_by_role("combobox").first, dialog.get_by_role("textbox", name="Who was kind?")
    find.click()
    page.keyboard.type("Zora")
    words.click()
    expect(givers).to_have_value("Zora")
    find.click()
    page.keyboard.type("member 7")
    page.get_by_role("option", name="Member 7").click()
    expect(dialog.locator("[data-tag]")).to_have_text(["Member 7"])
    words.click()
    expect(givers).to_have_value("Zora")
    assert visitor.errors == []


def with_a_ripple(live: LiveGroup) -> None:
    """Eight acts, all but the first inspired by it."""
    now, host = datetime.now(UTC), live.history.hosts[0].id
    for nth in range(8):
        first = "early 0" if nth else None
        early = Act(id=f"early {nth}", text="Held the door", posted_at=now, author=host, inspired_by=first)
        share_act(live, host, early, now=now)


@pytest.mark.parametrize("width", [360, 1280])
def test_in_a_busy_pond_what_was_shared_is_told_without_the_rest(
    new_visitor: Callable[..., Visitor], width: int
) -> None:
    visitor = new_visitor(width=width)
    page = visitor.starts(filled=with_a_ripple)
    expect(page.get_by_text("All acts as a table")).to_be_attached()
    opens_form(page).fill("Carried my bag")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    fallen = page.locator(".st-key-pond_fallen")
    expect(fallen).to_be_focused()
    expect(words_on(page.locator(".st-key-feed"), "Carried my bag")).to_be_attached()
    expect(page.locator(".st-key-pond_newest bdi").filter(has_text="Carried my bag")).to_be_attached()
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("8")  # it follows with the whole page
    expect(opens_form(page)).to_have_value("")
    assert violations(visitor.settled().page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Share a kindness")).to_be_focused()
    assert visitor.errors == []
