"""The attacked pages as a real browser draws them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from playwright.sync_api import Dialog, Page

from ripple.actions.joining import COOKIE
from tests.browser.chromium import find, started
from tests.browser.conftest import AT_REST, HERE

if TYPE_CHECKING:
    from tests.attack.world import Person

# Everything that typed words could have become, in the page and in our components inside it.
STRANGE = """() => {
  const inside = (one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]
  const deep = (root) => [...root.querySelectorAll("*")].flatMap(inside)
  const all = deep(document.querySelector("[data-testid=stMain]"))
  const count = (selector) => all.filter((one) => one.matches(selector)).length
  const reacts = (one) => one.getAttributeNames().some((name) => name.startsWith("on"))
  return {
    scripts: count("script"),
    frames: count("iframe, object, embed"),
    links: count("a[href*='evil'], a[href^='javascript']"),
    images: count("img[src*='evil'], img[src='x']"),
    forms: count("form[action*='evil']"),
    styles: count("link, base, meta"),
    formulas: count(".katex"),
    names: count("button :is(a, code, del, img)") + count("button em [role=img]"),
    badges: count(".stMarkdownBadge, .stMarkdownColoredText"),
    handlers: all.filter(reacts).length,
    bold: count("bdi strong, bdi em, bdi code, bdi h1, bdi li, bdi table, bdi del"),
  }
}"""
PAGES = ("", "people", "you", "group")
ANYTHING = "[data-testid=stMain] [data-testid=stHtml], [data-testid=stMain] h2"
FEED = ".st-key-feed h2"  # comes once the picture is drawn


@dataclass
class Rendered:
    """What came of the words: counts by kind, hosts that were asked, dialogs, marks left by scripts."""

    became: dict[str, int] = field(default_factory=dict)
    hosts: set[str] = field(default_factory=set)
    ran: bool = False
    dialogs: int = 0
    errors: list[str] = field(default_factory=list)

    @staticmethod
    def checks() -> dict[str, Callable[[Rendered], object]]:
        """What must be empty or false, by the name of the attack."""
        kinds = (
            "scripts",
            "frames",
            "links",
            "images",
            "forms",
            "styles",
            "formulas",
            "names",
            "badges",
            "handlers",
            "bold",
        )
        counted = {kind: (lambda came, kind=kind: came.became.get(kind, -1)) for kind in kinds}
        return {
            **counted,
            "anything that runs": lambda came: came.ran or came.dialogs,
            "anything from elsewhere": lambda came: came.hosts - {HERE, ""},
            "anything that the policy had to stop": lambda came: [
                error for error in came.errors if "Content Security Policy" in error
            ],
        }

    def turns_away(self, dialog: Dialog) -> None:
        self.dialogs += 1
        dialog.dismiss()

    def look_at(self, page: Page) -> None:
        for kind, count in page.evaluate(STRANGE).items():
            self.became[kind] = self.became.get(kind, 0) + count
        self.ran = self.ran or bool(page.evaluate("'got' in window"))


@cache
def rendered(reader: Person) -> Rendered:
    """Walk through the reader's group with a real browser, once."""
    came = Rendered()
    cookies = [
        {"name": name, "value": value, "url": reader.world.url}
        for name, value in reader.cookies.items()
        if name.startswith(COOKIE)
    ]
    program = find()
    assert program, "no browser was found"
    with started(program) as browser:
        context = browser.new_context()
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        page.on("request", lambda asked: came.hosts.add(asked.url.split("/")[2].split(":")[0]))
        page.on("console", lambda said: came.errors.append(said.text) if said.type == "error" else None)
        page.on("dialog", came.turns_away)
        for path in PAGES:
            page.goto(reader.world.url + path)
            page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
            page.wait_for_selector(ANYTHING if path else FEED)
            while (older := page.get_by_role("button", name="Older acts")).count():
                cards = page.locator("[class*=st-key-card]").count()
                older.click()
                page.wait_for_function(
                    "n => document.querySelectorAll('[class*=st-key-card]').length > n", arg=cards
                )
                page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
                page.wait_for_function(AT_REST)  # the button goes last, when there are no older ones
            came.look_at(page)
    return came
