"""Signing in with an organisation, in real browsers, with a provider of OpenID Connect on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from ripple.actions.ending import end_group
from tests.browser import provider
from tests.browser.conftest import Server, Visitor, groups_of, running, server_in, words_on
from tests.browser.test_access import violations
from tests.browser.test_main_job import OPENS, invitation_of, shares
from tests.browser.test_members import chooses

ADA, BEN = provider.NAMES
FAILED = "Maple School did not sign you in this time"
NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="module")
def school() -> Iterator[str]:
    with provider.school() as address:
        yield address


@pytest.fixture(scope="module")
def app(
    tmp_path_factory: pytest.TempPathFactory, school: str, request: pytest.FixtureRequest
) -> Iterator[Server]:
    """The app, with the school to sign people in, and what else its keeper chose about that."""
    folder, ours = tmp_path_factory.mktemp("school"), getattr(request, "param", {})
    app = server_in(folder, STREAMLIT_SECRETS_FILES=str(folder / "secrets.toml"))
    (folder / "secrets.toml").write_text(provider.secrets(app.url, school, **ours))
    with running(app):
        yield app


@pytest.fixture(autouse=True)
def everybody_is_new(server: Server) -> Iterator[None]:
    """The school knows the same people in every test; no test leaves them in a group."""
    yield
    with groups_of(server) as groups:
        for group in groups.listed():
            end_group(groups, group, now=datetime.now(UTC))


def goes_to_school(visitor: Visitor) -> Visitor:
    visitor.page.get_by_role("button", name="Sign in with Maple School").click()
    expect(visitor.page).to_have_title("Maple School")
    return visitor


def signs_in(visitor: Visitor, who: str) -> Visitor:
    """Let the school sign them in, from the page that they are on."""
    goes_to_school(visitor).page.get_by_role("button", name=who).first.click()
    expect(visitor.page.get_by_text("Signed in with Maple School as")).to_be_visible()
    return visitor.settled()


def comes_back(visitor: Visitor, who: str) -> Visitor:
    signs_in(visitor.goes_to(), who)
    visitor.page.get_by_role("button", name="Come in", exact=True).click()
    return is_in(visitor)


def is_in(visitor: Visitor) -> Visitor:
    expect(visitor.page.get_by_role("button", name=OPENS)).to_be_visible()
    return visitor.settled()


def starts(visitor: Visitor, who: str) -> str:
    """Start Maple Street, signed in with the school; the link that invites to it."""
    signs_in(visitor.goes_to(), who)
    visitor.page.get_by_role("button", name="Start a group").click()
    visitor.page.get_by_label("Name of the group").fill("Maple Street")
    visitor.page.get_by_text("A team").click()  # into which everybody comes
    visitor.page.get_by_role("button", name="Start the group").click()
    return invitation_of(is_in(visitor).page)


def joins(visitor: Visitor, invitation: str, who: str, name: str) -> Visitor:
    signs_in(visitor.goes_to(invitation), who)
    expect(visitor.page.get_by_text("You are invited to Maple Street")).to_be_visible()
    visitor.page.get_by_label("Your name in this group").fill(name)
    visitor.page.get_by_role("button", name="Join the group").click()
    return is_in(visitor)


def cookies(visitor: Visitor) -> set[str]:
    """The names of the cookies that tell who somebody is."""
    names = {cookie["name"] for cookie in visitor.page.context.cookies(visitor.server.url)}
    return {name for name in names if name.startswith(("ripple_", "_streamlit_user", "invited"))}


def test_the_school_brings_people_back_on_any_device_and_nobody_in(new_visitor: NewVisitor) -> None:
    ada, laptop, phone, eve = new_visitor(), new_visitor(), new_visitor(width=390, dark=True), new_visitor()
    invitation = starts(ada, ADA)
    joins(laptop, invitation, BEN, "Ben")
    assert len(cookies(laptop)) == 1  # what the school said is gone from the browser
    shares(laptop.page, "Ada held the door")
    comes_back(phone, BEN).goes_to("you")
    expect(words_on(phone.page, "Ada held the door")).to_be_visible()
    signs_in(eve.goes_to(), ADA).page.get_by_role("button", name="This is not me").click()
    expect(eve.page.get_by_text("Maple School can sign you in")).to_be_visible()
    assert cookies(eve) == set()


def test_what_is_shown_on_the_way_is_accessible(new_visitor: NewVisitor) -> None:
    for width, dark in ((390, True), (1280, False)):
        visitor = new_visitor(width=width, dark=dark)
        for page in (visitor.goes_to("?sign_in=failed"), signs_in(visitor, ADA)):
            assert violations(page.page) == []


def test_signing_out_holds_until_the_school_says_again_who_it_is(new_visitor: NewVisitor) -> None:
    laptop, phone = new_visitor(), new_visitor(width=390)
    starts(laptop, ADA)
    comes_back(phone, ADA).goes_to("you")
    phone.page.get_by_role("button", name="Sign out everywhere else").click()
    expect(phone.page.get_by_text("Whoever can sign in to Maple School as you")).to_be_visible()
    phone.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(laptop.page.get_by_text("This browser was signed out of Maple Street")).to_be_visible()
    comes_back(laptop, ADA).goes_to("you")
    laptop.page.get_by_role("button", name="Sign out here").click()
    expect(laptop.page.get_by_text("sign out of Maple School too")).to_be_visible()
    laptop.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(laptop.page.get_by_role("button", name="Sign in with Maple School")).to_be_visible()
    assert cookies(laptop) == set()


def test_who_is_removed_stays_out_whatever_the_school_says(new_visitor: NewVisitor) -> None:
    ada, ben = new_visitor(), new_visitor()
    invitation = starts(ada, ADA)
    joins(ben, invitation, BEN, "Ben")
    chooses(ada.goes_to("group").page, "Ben", "Remove")
    ada.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(ben.page.get_by_text("You are not in Maple Street any more")).to_be_visible()
    signs_in(ben.goes_to(), BEN)
    expect(ben.page.get_by_text("An invitation lets you in")).to_be_visible()
    expect(ben.page.get_by_role("button", name="Come in", exact=True)).to_have_count(0)


def test_two_at_one_browser_are_not_mixed_up(new_visitor: NewVisitor) -> None:
    shared = new_visitor()
    invitation = starts(shared, ADA)
    signs_in(shared.goes_to("welcome"), BEN)
    expect(
        shared.page.get_by_text("This browser is signed in to Maple Street as Ada Lovelace.")
    ).to_be_visible()
    expect(shared.page.get_by_role("button", name="Yes, that is me")).to_have_count(0)
    shared.page.get_by_role("button", name="Sign them out here").click()
    expect(shared.page.get_by_text("An invitation lets you in")).to_be_visible()
    shared.goes_to(invitation)
    expect(shared.page.get_by_label("Your name in this group")).to_have_value("Ben Bitdiddle")


def test_who_thinks_better_of_it_reads_one_kind_sentence(new_visitor: NewVisitor) -> None:
    ada, ben = new_visitor(), new_visitor()
    invitation = starts(ada, ADA)
    goes_to_school(ben.goes_to(invitation)).page.get_by_role("button", name="Deny").click()
    expect(ben.page.get_by_text(FAILED)).to_be_visible()
    expect(ben.page.get_by_text("You are invited to Maple Street")).to_be_visible()


def test_an_answer_that_was_forged_or_used_signs_nobody_in(new_visitor: NewVisitor, server: Server) -> None:
    ada, thief = new_visitor(), new_visitor()
    answers: list[str] = []
    ada.page.on("request", lambda asked: answers.append(asked.url))
    starts(ada, ADA)
    (used,) = [url for url in answers if url.startswith(f"{server.url}oauth2callback")]
    for answer in (used, f"{server.url}oauth2callback?state=forged&code=forged", f"{server.url}auth/login"):
        for visitor in (thief, ada):
            visitor.page.goto(answer)
            assert urlsplit(visitor.page.url).query == "sign_in=failed"
        assert cookies(thief) == set()
        expect(thief.page.get_by_text(FAILED)).to_be_visible()
        is_in(ada)
    said = server.log.read_text()
    assert "Missing provider for OAuth callback" in said
    secrets = [value for _name, value in parse_qsl(urlsplit(used).query)]
    assert not [word for word in (*secrets, ADA, "Lovelace", "forged") if word in said]


@pytest.mark.parametrize("app", [{"required": "true"}], indirect=True, ids=["required"])
def test_where_it_is_required_nobody_comes_in_without(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=390).goes_to()
    expect(visitor.page.get_by_text("To come in here, first sign in with Maple School.")).to_be_visible()
    expect(visitor.page.get_by_role("textbox")).to_have_count(0)
    starts(visitor, ADA)
    visitor.goes_to("you")
    expect(
        visitor.page.get_by_text("Sign in with Maple School there, and it brings you back.")
    ).to_be_visible()
    expect(visitor.page.get_by_role("button", name="Make the link")).to_have_count(0)
