"""In a real browser, too, whatever people type is shown to the letter and does nothing."""

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime

from playwright.sync_api import expect

from ripple.actions.groups import start_group
from ripple.actions.posting import share_act
from ripple.domain.errors import TextMissing
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.conftest import Server, Visitor
from tests.naughty import naughty_strings

# What could become something else than words; the whole list is checked without a browser.
SUSPECTS = [words for words in naughty_strings() if any(sign in words for sign in "<[:$`*{&=\u202e")][:60]


def test_suspicious_words_are_shown_to_the_letter_and_do_nothing(
    server: Server, new_visitor: Callable[..., Visitor]
) -> None:
    with closing(open_store(server.store)) as log:
        groups = Groups(log)
        link = start_group(groups, "<b>**Maple**</b>", "Ada", nonce="maple", now=datetime.now(UTC))
        live = groups.group("maple")
        for number, words in enumerate(SUSPECTS):
            with suppress(TextMissing):
                act = Act(id=str(number), text=words, posted_at=datetime.now(UTC), inspired_by=None)
                share_act(live, "maple", act, now=datetime.now(UTC))
        kept = [act.text for act in live.history.acts.values()]

    visitor = new_visitor()
    page = visitor.comes_in(link.path).page
    cards = page.locator("[class*=st-key-card] bdi")
    older = page.get_by_role("button", name="Older acts")
    while cards.count() < len(kept):
        seen = cards.count()
        older.click()
        expect(cards).not_to_have_count(seen)
        visitor.settled()
    assert sorted(cards.all_text_contents()) == sorted(kept)
    assert page.locator("main img, main script, main a[href*=example]").count() == 0
    page.get_by_role("link", name="Pond").click()
    expect(page.locator("canvas.marks, svg.marks").first).to_be_visible()
    assert visitor.errors == []
