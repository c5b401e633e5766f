"""The routes: an invitation leads to the page that asks for a name, a link signs in once."""

from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ripple.actions.groups import COOKIE, SignInLink, proof_of, signed_in, start_group
from ripple.live import Groups
from ripple.store import open_store
from ripple.web.routes import routes


@pytest.fixture
def groups() -> Groups:
    return Groups(open_store("memory:"))


@pytest.fixture
def link(groups: Groups) -> SignInLink:
    return start_group(groups, "Class 4b", "Ada", nonce="ada", now=datetime.now(UTC))


def browser(groups: Groups, scheme: str = "http") -> TestClient:
    app = Starlette(routes=routes(lambda: groups))
    return TestClient(app, base_url=f"{scheme}://testserver", follow_redirects=False)


def test_an_invitation_leads_to_the_page_that_asks_for_a_name(groups: Groups) -> None:
    answer = browser(groups).get("/join/ABCD2345")
    assert (answer.status_code, answer.headers["location"]) == (303, "../?code=ABCD2345")


def test_an_invitation_cannot_lead_elsewhere(groups: Groups) -> None:
    answer = browser(groups).get("/join/x%26group=y%23@evil.example")
    assert answer.headers["location"] == "../?code=x%26group%3Dy%23%40evil.example"


def test_a_link_sets_a_cookie_that_signs_in(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    answer = client.get(f"/{link.path}")
    assert (answer.status_code, answer.headers["location"]) == (303, "../../")
    token = client.cookies[f"{COOKIE}ada"]
    member = signed_in(groups.group("ada"), token)
    assert member is not None
    assert member.name == "Ada"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(groups: Groups, link: SignInLink) -> None:
    cookie = browser(groups).get(f"/{link.path}").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_clear(groups: Groups, link: SignInLink) -> None:
    assert "secure" in browser(groups, "https").get(f"/{link.path}").headers["set-cookie"].lower()


def test_leaving_takes_the_cookie_away(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    client.get(f"/{link.path}")
    client.get(f"/leave/ada/{proof_of(client.cookies[f'{COOKIE}ada'])}")
    assert f"{COOKIE}ada" not in client.cookies


@pytest.mark.parametrize("proof", ["made-up", proof_of("")[:-1], "x" * 64])
def test_nobody_can_be_made_to_leave_by_a_link(groups: Groups, link: SignInLink, proof: str) -> None:
    client = browser(groups)
    client.get(f"/{link.path}")
    client.get(f"/leave/ada/{proof}")
    assert f"{COOKIE}ada" in client.cookies


@pytest.mark.parametrize("path", ["enter/ada/made-up", "enter/nowhere/made-up", "enter/..%2Fada/x"])
def test_a_made_up_link_sets_no_cookie(groups: Groups, link: SignInLink, path: str) -> None:
    answer = browser(groups).get(f"/{path}")
    assert "set-cookie" not in answer.headers


def test_a_used_link_leads_to_a_page_that_says_so(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    client.get(f"/{link.path}")
    answer = client.get(f"/{link.path}")
    assert answer.headers["location"] == "../../?spent=1"
    assert "set-cookie" not in answer.headers


def test_asking_whether_a_link_is_there_does_not_use_it_up(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    client.head(f"/{link.path}")
    assert client.get(f"/{link.path}").headers["location"] == "../../"
