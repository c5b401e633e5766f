"""An invitation can be copied also where browsers have no clipboard: over plain HTTP, as in a class."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.chromium import FLAGS, find
from tests.browser.conftest import Server, Visitor, groups_of
from tests.browser.test_main_job import opens_form, shares

NAME = "pc.local"


@pytest.fixture
def elsewhere(chromium: Browser) -> Iterator[Browser]:
    """A browser that finds the app under a name of the own network."""
    rule = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"
    browser = chromium.browser_type.launch(executable_path=find(), args=[*FLAGS, rule])
    yield browser
    browser.close()


def test_the_invitation_is_copied_over_plain_http(elsewhere: Browser, server: Server) -> None:
    port = urlsplit(server.url).port
    away = Server(f"http://{NAME}:{port}/", server.store, server.log)
    context = elsewhere.new_context()
    visitor = Visitor(context.new_page(), away)
    page = visitor.starts()
    assert page.evaluate("isSecureContext") is False
    page.get_by_role("link", name="Group", exact=True).click()
    link = page.get_by_text(f"http://{NAME}:{port}/join/").first
    link.hover()
    page.get_by_test_id("stCode").first.get_by_role("button").click()
    page.get_by_role("link", name="Pond", exact=True).click()
    field = opens_form(page)
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value(f"http://{NAME}:{port}/join/{secret_of(visitor)}")
    assert [error for error in visitor.errors if "clipboard" in error or "Content Security" in error] == []
    context.close()


def test_the_first_drop_leads_to_an_invitation_to_copy_or_send(elsewhere: Browser, server: Server) -> None:
    port = urlsplit(server.url).port
    context = elsewhere.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    visitor = Visitor(context.new_page(), Server(f"http://{NAME}:{port}/", server.store, server.log))
    page = visitor.starts()
    shares(page, "Held the door")
    invite = page.get_by_role("button", name="Invite your group")
    expect(invite).to_have_count(1)  # the first step's has gone
    invite.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("img", name="The link as a QR code")).to_be_visible()
    dialog.get_by_role("button", name="Copy the link").click()
    expect(dialog.get_by_role("button", name="Copied", exact=True)).to_be_focused()
    page.evaluate("navigator.share = async (link) => { window.sent = link }")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Invite your group").click()
    dialog.get_by_role("button", name="Send the invitation").click()
    link = f"http://{NAME}:{port}/join/{secret_of(visitor)}"
    page.wait_for_function("link => window.sent?.url === link", arg=link)
    page.keyboard.press("Escape")
    field = opens_form(page)
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value(link)
    assert [error for error in visitor.errors if "Content Security" in error] == []
    context.close()


def test_a_browser_that_refuses_is_gone_round_or_said_kindly(new_visitor: Callable[..., Visitor]) -> None:
    visitor = new_visitor(width=390, reduced_motion=True)
    visitor.page.add_init_script(
        "Clipboard.prototype.writeText = async () => { throw new DOMException('no', 'NotAllowedError') }"
    )
    page = visitor.starts()
    page.get_by_role("link", name="Group", exact=True).click()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_focused()
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copied", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="did not copy the link")).to_be_visible()
    expect(page.get_by_role("button", name="Copy the link")).to_be_focused()
    link = page.get_by_text(f"/join/{secret_of(visitor)}").first
    link.click(click_count=3)
    assert secret_of(visitor) in page.evaluate("getSelection().toString()")
    assert visitor.errors == []


def secret_of(visitor: Visitor) -> str:
    with groups_of(visitor.server) as groups:
        return groups.group(visitor.group).secret
