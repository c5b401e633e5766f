"""Signing in with an organisation, in real browsers, with a provider of OpenID Connect on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import httpx2
import pytest
from playwright.sync_api import expect

from ripple.actions.ending import end_group
from ripple.actions.joining import SignInLink, new_id
from ripple.actions.members import remove
from ripple.actions.organisation_identity import Identity, identified, join_as, start_as
from tests.browser import provider
from tests.browser.conftest import Server, Visitor, groups_of, running, server_in, turns_to, words_on
from tests.browser.test_access import LOOKS, seen_as, violations
from tests.browser.test_main_job import OPENS, shares

ADA, BEN = provider.NAMES
FAILED = "Maple School did not sign you in this time"
NewVisitor = Callable[..., Visitor]


@pytest.fixture(scope="module")
def school() -> Iterator[str]:
    with provider.school() as address:
        yield address


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, school: str) -> Iterator[Server]:
    """The app, with the school to sign people in."""
    folder = tmp_path_factory.mktemp("school")
    app = server_in(folder, STREAMLIT_SECRETS_FILES=str(folder / "secrets.toml"))
    (folder / "secrets.toml").write_text(provider.secrets(app.url, school))
    with running(app):
        yield app


@pytest.fixture(autouse=True)
def everybody_is_new(server: Server) -> Iterator[None]:
    """The school knows the same people in every test; no test leaves them in a group."""
    yield
    with groups_of(server) as groups:
        for group in groups.listed():
            end_group(groups, group, now=datetime.now(UTC))


def known(school: str, who: str) -> Identity:
    """Whom the school signs in, as the app knows them again."""
    now = datetime.now(UTC)
    claims = {"iss": school, "sub": who, "iat": now.timestamp()}
    known = identified(claims, provider.KEY, now=now)
    assert known
    return known


@pytest.fixture
def street(server: Server, school: str) -> SignInLink:
    """Ada's way into Maple Street, which she started signed in with the school."""
    with groups_of(server) as groups:
        now = datetime.now(UTC)
        return start_as(groups, "Maple Street", "Ada Lovelace", known(school, ADA), nonce=new_id(), now=now)


@pytest.fixture
def invitation(server: Server, street: SignInLink) -> str:
    with groups_of(server) as groups:
        return f"join/{groups.group(street.group).secret}"


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
    signs_in(visitor, who).page.get_by_role("button", name="Come in", exact=True).click()
    return is_in(visitor)


def is_in(visitor: Visitor) -> Visitor:
    expect(visitor.page.get_by_role("button", name=OPENS)).to_be_visible()
    return visitor.settled()


def starts(visitor: Visitor, who: str) -> Visitor:
    """Start Maple Street, signed in with the school."""
    signs_in(visitor.goes_to(), who)
    visitor.page.get_by_role("button", name="Start a group").click()
    visitor.page.get_by_label("Name of the group").fill("Maple Street")
    visitor.page.get_by_role("button", name="Start the group").click()
    return is_in(visitor)


def joins(visitor: Visitor, invitation: str, who: str, name: str) -> Visitor:
    signs_in(visitor.goes_to(invitation), who)
    expect(visitor.page.get_by_text("You are invited to Maple Street")).to_be_visible()
    visitor.page.get_by_label("Your name in this group").fill(name)
    visitor.page.get_by_role("button", name="Join the group").click()
    return is_in(visitor)


def telling(cookies: Mapping[str, str]) -> dict[str, str]:
    """Those of the cookies that tell who somebody is."""
    return {
        name: value
        for name, value in cookies.items()
        if name.startswith(("ripple_", "_streamlit_user", "invited"))
    }


def cookies(visitor: Visitor) -> dict[str, str]:
    kept = visitor.page.context.cookies(visitor.server.url)
    return telling({cookie["name"]: cookie["value"] for cookie in kept})


def test_the_school_brings_people_back_on_any_device_and_nobody_in(
    new_visitor: NewVisitor, invitation: str
) -> None:
    laptop, phone = new_visitor(), new_visitor(width=390, dark=True)
    joins(laptop, invitation, BEN, "Ben")
    assert len(cookies(laptop)) == 1  # what the school said is gone from the browser
    shares(laptop.page, "Ada held the door")
    signs_in(phone.goes_to(), ADA).page.get_by_role("button", name="This is not me").click()
    expect(phone.page.get_by_text("Maple School can sign you in")).to_be_visible()
    assert cookies(phone) == {}
    turns_to(comes_back(phone, BEN).page, "You")
    expect(words_on(phone.page, "Ada held the door")).to_be_visible()


def test_what_is_shown_on_the_way_is_accessible(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    for look in LOOKS:
        seen_as(visitor, look).goes_to("?sign_in=failed")
        expect(visitor.page.get_by_text(FAILED)).to_be_visible()
        assert violations(visitor.page) == [], look
    signs_in(visitor, ADA)
    for look in reversed(LOOKS):
        assert violations(seen_as(visitor, look).goes_to().page) == [], look
        expect(visitor.page.get_by_text("Signed in with Maple School as")).to_be_visible()


def test_signing_out_holds_until_the_school_says_again_who_it_is(
    new_visitor: NewVisitor, street: SignInLink
) -> None:
    laptop, phone = new_visitor().comes_in(street.path), new_visitor(width=390)
    turns_to(comes_back(phone.goes_to(), ADA).page, "You")
    phone.page.get_by_role("button", name="Sign out everywhere else").click()
    expect(phone.page.get_by_text("Whoever can sign in to Maple School as you")).to_be_visible()
    phone.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(laptop.page.get_by_text("This browser was signed out of Maple Street")).to_be_visible()
    turns_to(comes_back(laptop.goes_to(), ADA).page, "You")
    laptop.page.get_by_role("button", name="Sign out here").click()
    expect(laptop.page.get_by_text("sign out of Maple School too")).to_be_visible()
    laptop.page.get_by_role("button", name="Sign out", exact=True).click()
    expect(laptop.page.get_by_role("button", name="Sign in with Maple School")).to_be_visible()
    assert cookies(laptop) == {}


def test_who_is_removed_stays_out_whatever_the_school_says(
    new_visitor: NewVisitor, server: Server, school: str, street: SignInLink
) -> None:
    ben, id, now = new_visitor(), new_id(), datetime.now(UTC)
    with groups_of(server) as groups:
        live = groups.group(street.group)
        code = live.history.code
        link = join_as(groups, code, "Ben", known(school, BEN), asker="a test", nonce=id, now=now)
        ben.comes_in(link.path)
        live.catch_up()
        remove(live, live.history.hosts[0].id, id, now=datetime.now(UTC))
    expect(ben.page.get_by_text("You are not in Maple Street any more")).to_be_visible()
    signs_in(ben.goes_to(), BEN)
    expect(ben.page.get_by_text("An invitation lets you in")).to_be_visible()
    expect(ben.page.get_by_role("button", name="Come in", exact=True)).to_have_count(0)


def test_two_at_one_browser_are_not_mixed_up(new_visitor: NewVisitor) -> None:
    shared = new_visitor()
    starts(shared, ADA)
    with groups_of(shared.server) as groups:
        (group,) = groups.listed()
        invitation = f"join/{groups.group(group).secret}"
    signs_in(shared.goes_to("welcome"), BEN)
    expect(
        shared.page.get_by_text("This browser is signed in to Maple Street as Ada Lovelace.")
    ).to_be_visible()
    expect(shared.page.get_by_role("button", name="Yes, that is me")).to_have_count(0)
    shared.page.get_by_role("button", name="Sign them out here").click()
    expect(shared.page.get_by_text("An invitation lets you in")).to_be_visible()
    shared.goes_to(invitation)
    expect(shared.page.get_by_label("Your name in this group")).to_have_value("Ben Bitdiddle")


def test_who_thinks_better_of_it_reads_one_kind_sentence(new_visitor: NewVisitor, invitation: str) -> None:
    ben = new_visitor()
    goes_to_school(ben.goes_to(invitation)).page.get_by_role("button", name="Deny").click()
    expect(ben.page.get_by_text(FAILED)).to_be_visible()
    expect(ben.page.get_by_text("You are invited to Maple Street")).to_be_visible()


def test_an_answer_that_was_forged_or_used_signs_nobody_in(
    new_visitor: NewVisitor, server: Server, street: SignInLink
) -> None:
    ada, answers = new_visitor(), list[str]()
    ada.page.on("request", lambda asked: answers.append(asked.url))
    comes_back(ada.goes_to(), ADA)
    (used,) = [url for url in answers if url.startswith(f"{server.url}oauth2callback")]
    for answer in (used, f"{server.url}oauth2callback?state=forged&code=forged", f"{server.url}auth/login"):
        for before in ({}, cookies(ada)):  # a thief, and she herself
            with httpx2.Client(cookies=before) as browser:
                said = browser.get(answer)
                assert urlsplit(said.headers["location"]).query == "sign_in=failed"
                assert telling(browser.cookies) == before
    is_in(ada.goes_to("?sign_in=failed"))
    logged = server.log.read_text()
    assert "Missing provider for OAuth callback" in logged
    secrets = [value for _name, value in parse_qsl(urlsplit(used).query)]
    assert not [word for word in (*secrets, ADA, "Lovelace", "forged") if word in logged]
