"""A page that somebody left open tells nothing of them to who signs in there in another tab."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect

from ripple.actions.joining import join_group, new_id
from tests.browser.conftest import Visitor, groups_of, words_on
from tests.browser.test_main_job import OPENS, NewVisitor, opens_form

WHISPERED = "What nobody is to know of me"
TYPED = "What I did not dare to share"


def test_a_page_left_open_is_loaded_anew_for_who_signed_in_since(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    page = visitor.starts(name="Balthasar")
    opens_form(page).fill(WHISPERED)
    page.get_by_text("Leave my name out").click()
    page.get_by_role("dialog").get_by_role("button", name="Share").click()
    expect(words_on(page, WHISPERED).first).to_be_visible()
    typed = opens_form(page)
    typed.fill(TYPED)
    typed.blur()
    visitor.settled()
    signs_in_in_another_tab(visitor, "Cleo")
    visitor.server.stop()
    visitor.server.start()
    expect(page.get_by_text("Thank you")).to_be_visible()
    expect(opens_form(page)).to_have_value("")
    expect(page.get_by_role("button", name="Share as Cleo")).to_be_visible()
    assert TYPED not in page.content() + page.evaluate("JSON.stringify({...sessionStorage})")


def signs_in_in_another_tab(visitor: Visitor, name: str) -> None:
    with groups_of(visitor.server) as groups:
        code, now = groups.group(visitor.group).history.code, datetime.now(UTC)
        link = join_group(groups, code, name, asker="a test", nonce=new_id(), now=now)
    tab = visitor.page.context.new_page()
    tab.goto(visitor.server.address(link.path))
    tab.get_by_role("button", name="Come in").click()
    expect(tab.get_by_role("button", name=OPENS)).to_be_visible()
