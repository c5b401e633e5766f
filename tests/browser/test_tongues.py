"""The words of an act are in the language they were written in, wherever a browser shows or says them."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from ripple.actions.posting import share_act
from ripple.domain.model import Act
from tests.browser.conftest import Visitor, groups_of
from tests.browser.test_keepsake import Opened, errors, opened, part
from tests.browser.test_walking import heard, presses, walked
from tests.network.ponds import act, pond_of

__all__ = ["errors", "opened"]  # fixtures

PLATE = "figure[data-plate] blockquote"
WORDS = {"de": "Suppe für alle", "ar": "حساء للجميع", "": "soup"}


def shared(visitor: Visitor) -> None:
    """An act in each of the languages, in the visitor's group."""
    with groups_of(visitor.server) as groups:
        live, now = groups.group(visitor.group), datetime.now(UTC)
        host = next(iter(live.history.members))
        for language, text in WORDS.items():
            share_act(
                live,
                host,
                Act(id=f"in {language}", text=text, posted_at=now, author=host, language=language),
                now=now,
            )


def test_on_cards_and_in_stories_each_act_is_in_its_language(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor()
    page = visitor.starts()
    shared(visitor)
    visitor.goes_to()
    for language, text in WORDS.items():
        expect(page.locator(f"[class*=st-key-card] bdi[lang='{language}']")).to_have_text(text)
    assert directions(page) == {"de": "ltr", "ar": "rtl", "": "ltr"}
    visitor.goes_to("ripple?act=in%20ar")
    expect(page.locator("bdi[lang=ar]").first).to_have_text(WORDS["ar"])


def directions(page: Page) -> dict[str, str]:
    """From where to where the words on each card are written."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[class*=st-key-card] bdi[lang]")].map(
            (words) => [words.lang, getComputedStyle(words).direction]))"""
    )
    return found


def test_each_act_is_heard_in_its_language_walked_to_or_told(opened: Opened) -> None:
    acts = [act(0, author="Ada", language="de"), act(1, 0, author="Ada"), act(2, author="Ada", language="ar")]
    page = walked(opened, pond_of(acts))
    for keys, nth, language in ((("Home",), 0, "de"), (("ArrowDown",), 1, ""), (("End",), 2, "ar")):
        assert f"kindness {nth}" in presses(page, *keys)
        expect(page.locator(PLATE)).to_have_attribute("lang", language)
        expect(part(page, "told").locator("span")).to_have_attribute("lang", language)
        expect(part(page, "told").locator("span")).to_contain_text(f"kindness {nth}")
    assert heard(page).endswith("kindness 2")
    part(page, "tell").click()
    expect(part(page, "told").locator("span")).to_have_attribute("lang", "de")
    written = page.locator("#stories .words bdi").evaluate_all("all => all.map(({ lang }) => lang)")
    assert written == ["de", "", "ar"]
