"""Around Streamlit's doors for an organisation's sign-in: the way back, a kind sentence, nothing logged."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from ripple.actions import rate_limits
from ripple.web.organisation_login import ANSWER, CALLBACK, INVITED, LOGIN, OrganisationLogin

SCHOOL = "https://school.example/authorize?state=abc"


class Streamlit:
    """Streamlit's two doors, as far as somebody outside can tell."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.sends_to, self.signs_in, self.breaks = SCHOOL, True, False

    def go(self, request: Request) -> Response:
        self.asked.append(str(request.url))
        return Response("broken", 400) if self.breaks else RedirectResponse(self.sends_to, 302)

    def come_back(self, request: Request) -> Response:
        self.asked.append(str(request.url))
        answer = RedirectResponse("/", 302)
        if self.signs_in:
            for name in (USER_COOKIE_NAME, f"{USER_COOKIE_NAME}_1", TOKENS_COOKIE_NAME):
                answer.set_cookie(name, "signed", httponly=True, samesite="lax", max_age=30 * 24 * 3600)
        else:
            answer.delete_cookie(USER_COOKIE_NAME)
        return answer


@pytest.fixture
def streamlit() -> Streamlit:
    return Streamlit()


@pytest.fixture
def client(streamlit: Streamlit) -> TestClient:
    rate_limits._limiter.storage.reset()
    routes = [Route(LOGIN, streamlit.go), Route(CALLBACK, streamlit.come_back)]
    app = Starlette(routes=routes, middleware=[Middleware(OrganisationLogin)])
    return TestClient(app, base_url="https://ripple.example", follow_redirects=False)


def goes(client: TestClient, page: str = "") -> str:
    return client.get(LOGIN, headers={"referer": f"https://ripple.example/{page}"}).headers["location"]


def comes_back(client: TestClient, query: str = "state=abc&code=xyz") -> str:
    return client.get(f"{CALLBACK}?{query}").headers["location"]


def test_one_goes_to_the_organisation_and_back_to_the_first_page(client: TestClient) -> None:
    assert goes(client) == SCHOOL
    assert comes_back(client) == "./"
    assert client.cookies.get(USER_COOKIE_NAME) == "signed"


def test_a_browser_keeps_only_who_it_is_and_not_for_long(client: TestClient) -> None:
    cookies = client.get(f"{CALLBACK}?state=abc&code=xyz").headers.get_list("set-cookie")
    assert [each.partition("=")[0] for each in cookies] == [USER_COOKIE_NAME, f"{USER_COOKIE_NAME}_1"]
    for cookie in cookies:
        assert "Max-Age=3600" in cookie
        assert all(word in cookie for word in ("HttpOnly", "SameSite=lax", "Secure"))


def test_without_encryption_a_cookie_comes_all_the_same(client: TestClient) -> None:
    plain = TestClient(client.app, base_url="http://localhost:8501", follow_redirects=False)
    plain.get(f"{CALLBACK}?state=abc&code=xyz")
    assert plain.cookies.get(USER_COOKIE_NAME) == "signed"


def test_an_invitation_is_not_lost_on_the_way(client: TestClient) -> None:
    goes(client, "?code=ABCD2345")
    assert comes_back(client) == "./?code=ABCD2345"
    assert INVITED not in client.cookies
    assert comes_back(client) == "./"


def test_the_last_invitation_counts(client: TestClient) -> None:
    goes(client, "?code=ABCD2345")
    goes(client)
    assert comes_back(client) == "./"


def test_scripts_and_other_sites_do_not_get_the_invitation(client: TestClient) -> None:
    answer = client.get(LOGIN, headers={"referer": "https://ripple.example/?code=ABCD2345"})
    said = answer.headers["set-cookie"].lower()
    assert all(word in said for word in ("httponly", "samesite=lax", "secure", "max-age=600"))


@pytest.mark.parametrize("code", ["x&sign_in=failed", "//evil.example", "\r\nSet-Cookie: a=b", "A" * 999])
def test_an_invitation_leads_nowhere_else(client: TestClient, code: str) -> None:
    client.get(LOGIN, headers={"referer": str(client.build_request("GET", "/", params={"code": code}).url)})
    back = comes_back(client)
    assert back.startswith("./?code=")
    assert len(back) < 60
    assert "evil.example/" not in back.replace("%2F", "")
    assert back.count("&") == 0


def test_who_thinks_better_of_it_is_told_and_nothing_is_logged(
    client: TestClient, streamlit: Streamlit
) -> None:
    goes(client, "?code=ABCD2345")
    streamlit.asked.clear()
    back = comes_back(client, "error=access_denied&error_description=Cleo+cried&state=abc")
    assert back == "./?code=ABCD2345&sign_in=failed"
    assert streamlit.asked == []


def test_an_answer_that_streamlit_does_not_believe_is_told_too(
    client: TestClient, streamlit: Streamlit
) -> None:
    streamlit.signs_in = False
    assert comes_back(client, "state=forged&code=xyz") == "./?sign_in=failed"
    assert USER_COOKIE_NAME not in client.cookies


@pytest.mark.parametrize("sends_to", ["/", ""])
def test_who_did_not_come_from_our_page_is_sent_to_it(
    client: TestClient, streamlit: Streamlit, sends_to: str
) -> None:
    streamlit.sends_to = sends_to
    assert goes(client) == "../?sign_in=failed"


def test_an_organisation_that_cannot_be_reached_is_told(client: TestClient, streamlit: Streamlit) -> None:
    streamlit.breaks = True
    assert goes(client, "?code=ABCD2345") == "../?code=ABCD2345&sign_in=failed"


def test_nobody_keeps_what_is_said_there(client: TestClient) -> None:
    for path in (LOGIN, CALLBACK):
        assert client.get(path).headers["cache-control"] == "no-store"


def test_nobody_sends_hundreds_there(client: TestClient, streamlit: Streamlit) -> None:
    answers = [client.get(LOGIN) for _ in range(200)]
    assert answers[0].status_code == 302
    assert answers[-1].status_code == 429
    assert "That was a lot in a short time." in answers[-1].text
    assert len(streamlit.asked) == 150
    rate_limits._limiter.storage.reset()


def test_the_cookies_with_the_answer_are_streamlit_s() -> None:
    assert USER_COOKIE_NAME == ANSWER
    assert TOKENS_COOKIE_NAME.startswith(ANSWER)
