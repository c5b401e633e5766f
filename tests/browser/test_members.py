"""Coming in, being removed, and what a host does about both, in real browsers."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from ripple.actions.joining import join_group, new_id, start_group
from tests.browser.conftest import groups_of, turns_to, words_on
from tests.browser.test_access import violations
from tests.browser.test_main_job import OPENS, NewVisitor, invitation_to


def asks_to_come_in(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.get_by_role("textbox", name="Your name in this group").fill(name)
    page.get_by_role("button", name="Join the group").click()


def chooses(page: Page, name: str, choice: str) -> None:
    """Open the menu at somebody's name on the group's page, and choose."""
    page.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("menuitem", name=choice).click()


def switches(page: Page, label: str) -> None:
    page.get_by_text(label, exact=True).click()


def test_a_newcomer_waits_until_a_host_lets_them_in(new_visitor: NewVisitor) -> None:
    host, newcomer = new_visitor(reduced_motion=True), new_visitor(width=390, dark=True, reduced_motion=True)
    ada = host.starts()
    turns_to(ada, "Group")
    switches(ada, "Let newcomers in one by one")
    expect(ada.get_by_text("read out the code. A host lets them in.")).to_be_visible()

    wanda = newcomer.page
    asks_to_come_in(wanda, invitation_to(host), "Wanda")
    expect(wanda.get_by_text("You have asked to come into")).to_be_visible()
    assert violations(newcomer.settled().page) == []

    let_in = ada.get_by_role("button", name="Let Wanda in")
    expect(let_in).to_be_visible()
    assert violations(host.settled().page) == []
    let_in.click()
    expect(wanda.get_by_role("button", name=OPENS)).to_be_visible()
    expect(ada.get_by_role("button", name="Wanda", exact=True)).to_be_visible()


def test_who_is_removed_is_out_of_every_tab_and_the_invitation_is_new(
    new_visitor: NewVisitor,
) -> None:
    host, member = new_visitor(width=390, dark=True, reduced_motion=True), new_visitor(reduced_motion=True)
    ada = host.starts(acts=["Held the door"])
    link = invitation_to(host)
    ben = member.joins(host)
    expect(words_on(ben, "Held the door")).to_be_visible()
    tab = ben.context.new_page()
    tab.goto(member.server.address("group"))
    expect(tab.get_by_text("Who is here")).to_be_visible()
    ben.get_by_role("button", name="Pass it on").click()  # an open dialog holds back news, but not this
    expect(ben.get_by_role("dialog")).to_be_visible()

    ada.get_by_role("link", name="Group", exact=True).click()
    chooses(ada, "Ben", "Remove")
    expect(ada.get_by_role("dialog").get_by_role("button", name="Remove")).to_be_visible()
    assert violations(host.settled().page) == []
    ada.get_by_role("dialog").get_by_role("button", name="Remove").click()

    for page in (ben, tab):
        expect(page.get_by_text("You are not in Maple Street any more")).to_be_visible()
        expect(words_on(page, "Held the door")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)
    ben.reload()
    expect(ben.get_by_text("was signed in to a group and is not any more")).to_be_visible()
    ben.get_by_role("button", name="All right").click()
    expect(ben.get_by_role("button", name="All right")).to_have_count(0)
    ben.goto(link)
    expect(ben.get_by_text("Could there be a typing slip?")).to_be_visible()


def test_signing_out_elsewhere_and_leaving_hold_in_both_browsers(new_visitor: NewVisitor) -> None:
    laptop, phone = new_visitor(reduced_motion=True), new_visitor(width=390, reduced_motion=True)
    ada = laptop.starts()
    ada.get_by_role("link", name="You", exact=True).click()
    ada.get_by_role("button", name="Make the link").click()
    phone.page.goto(ada.get_by_text("/enter/").inner_text())
    phone.page.get_by_role("button", name="Come in").click()
    expect(phone.page.get_by_role("button", name=OPENS)).to_be_visible()

    with ada.expect_download() as copy:  # in a tab that closes by itself
        ada.get_by_role("link", name="Download my copy").click()
    assert '"name": "Ada"' in copy.value.path().read_text("utf-8")

    ada.get_by_role("button", name="Sign out everywhere else").click()
    expect(ada.get_by_role("dialog")).to_be_visible()
    assert violations(laptop.settled().page) == []
    ada.get_by_role("button", name="Sign out", exact=True).click()
    expect(phone.page.get_by_text("This browser was signed out of Maple Street")).to_be_visible()
    ada.reload()
    expect(ada.get_by_text("In this browser you are")).to_be_visible()

    ada.get_by_role("button", name="Sign out here").click()
    ada.get_by_role("dialog").get_by_role("button", name="Sign out").click()
    expect(ada.get_by_role("button", name="Start a group")).to_be_visible()


def test_who_leaves_reads_goodbye_however_far_down_they_were(new_visitor: NewVisitor) -> None:
    member, now = new_visitor(width=390, reduced_motion=True), datetime.now(UTC)
    with groups_of(member.server) as groups:
        street = groups.group(start_group(groups, "Maple Street", "Ada", nonce=new_id(), now=now).group)
        link = join_group(groups, street.history.code, "Ben", asker="a test", nonce=new_id(), now=now)
    page = member.comes_in(link.path).page
    turns_to(page, "You")
    page.get_by_role("button", name="Leave the group").click()
    page.get_by_role("dialog").get_by_role("button", name="Leave the group").click()
    expect(page.get_by_text("You have left Maple Street.")).to_be_in_viewport()
