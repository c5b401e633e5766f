"""In a real browser, too, whatever people type is shown to the letter and does nothing."""

from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime

from playwright.sync_api import expect

from ripple.actions.joining import join_group, new_id, start_group
from ripple.actions.posting import share_act
from ripple.app.tab_state import CARDS
from ripple.app.ui.widgets import WORD_JOINER
from ripple.domain.errors import TextMissing
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.store import open_store
from tests.browser.conftest import Server, Visitor
from tests.naughty import naughty_strings

# What Streamlit's Markdown makes more of in a button's name, escaped or not. Arrows become arrows.
TRICKY = [
    r"\[bank\](https\://evil.example)",
    r"!\[x\](https\://evil.example/x.png)",
    r"\*\*bold\*\* \_it\_ \~\~gone\~\~",
    r"\`code\` \$x^2\$ \<b\>",
    r"\:green-badge\[Verified\]",
    ":material/verified: :streamlit: :tada: :+1:",
    "https://evil.example www.evil.example",
    "me@evil.example &amp; &#60;",
    "1. one",
    "- one",
    "+ one",
    "# one",
    "> one",
    "a backslash \\",
]

# What could become something else than words; the whole list is checked without a browser.
SUSPECTS = [words for words in naughty_strings() if any(sign in words for sign in "<[:$`*{&=\u202e")][:60]


def test_suspicious_words_are_shown_to_the_letter_and_do_nothing(
    server: Server, new_visitor: Callable[..., Visitor]
) -> None:
    with closing(open_store(server.store)) as log:
        groups, host = Groups(log), new_id()
        link = start_group(groups, "<b>**Maple**</b>", "Ada", nonce=host, founder=host, now=datetime.now(UTC))
        live = groups.group(host)
        for number, words in enumerate(SUSPECTS):
            with suppress(TextMissing):
                act = Act(id=str(number), text=words, posted_at=datetime.now(UTC), inspired_by=None)
                share_act(live, host, act, now=datetime.now(UTC))
        kept = [act.text for act in live.history.acts.values()]

    visitor = new_visitor()
    page = visitor.comes_in(link.path).page
    cards = page.locator("[class*=st-key-card] bdi")
    older = page.get_by_role("button", name="Older acts")
    for shown in range(CARDS, len(kept), CARDS):
        expect(cards).to_have_count(shown)
        older.click()
    expect(cards).to_have_count(len(kept))
    assert sorted(cards.all_text_contents()) == sorted(kept)
    assert (
        page.locator("main img:not(.st-key-pond_glimpse *), main script, main a[href*=example]").count() == 0
    )
    page.get_by_role("link", name="Pond").click()
    expect(page.locator("canvas.marks, svg.marks").first).to_be_visible()
    assert visitor.errors == []


def test_words_in_the_names_of_buttons_are_words(server: Server, new_visitor: Callable[..., Visitor]) -> None:
    now = datetime.now(UTC)
    with closing(open_store(server.store)) as log:
        groups, host = Groups(log), new_id()
        link = start_group(groups, "Maple Street", "Ada", nonce=host, founder=host, now=now)
        live = groups.group(host)
        for number, words in enumerate(TRICKY):
            act = Act(id=str(number), text=words[:40], posted_at=now)
            share_act(live, host, act, now=now)
            join_group(groups, live.history.code, words[:40], asker="a", nonce=new_id(), now=now)
        kept = [act.text for act in live.history.acts.values()]
        names = [member.name for member in live.history.members.values()][1:]

    visitor = new_visitor(reduced_motion=True)
    page = visitor.comes_in(link.path).page
    page.get_by_role("button", name="Older acts").click()
    passing = page.locator("button em", has=page.locator("xpath=ancestor::*[contains(@class,'st-key-pass')]"))
    expect(passing).to_have_count(len(kept))
    assert [shown(words) for words in passing.all_text_contents()] == list(reversed(kept))
    page.get_by_role("link", name="Group", exact=True).click()
    people = page.locator(".st-key-people_here [data-testid=stMenuButtonButton] p")
    expect(people).to_have_count(len(names))
    assert [shown(name) for name in people.all_text_contents()] == names
    assert page.locator("button :is(a, code, del, img, .katex, .stMarkdownBadge)").count() == 0
    assert visitor.errors == []


def shown(text: str) -> str:
    """What people see of it: a word joiner is nothing."""
    return text.replace(WORD_JOINER, "")
