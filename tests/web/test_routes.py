"""The routes: an invitation leads to the page that asks for a name, a link signs in once and asks first."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from httpx2 import Response
from PIL import Image
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from ripple.actions.joining import COOKIE, SignInLink, issue_link, join_group, signed_in, start_group
from ripple.domain.errors import StoreDamaged, StoreReadOnly
from ripple.domain.events.directory import GroupUnlisted
from ripple.domain.events.log import GroupEvent
from ripple.live import Groups
from ripple.store import open_store
from ripple.web.routes import AT_THE_ROOT, BEFORE, routes
from ripple.web.same_origin import SameOriginOnly


@pytest.fixture
def groups() -> Groups:
    return Groups(open_store("memory:"))


@pytest.fixture
def link(groups: Groups) -> SignInLink:
    return start_group(groups, "Class 4b", "Ada", nonce="ada", now=datetime.now(UTC))


def browser(groups: Groups, scheme: str = "http") -> TestClient:
    app = Starlette(routes=routes(lambda: groups), middleware=[Middleware(SameOriginOnly)])
    return TestClient(app, base_url=f"{scheme}://testserver", follow_redirects=False)


def presses(client: TestClient, path: str) -> Response:
    """What a button on a page of ours does."""
    return client.post(f"/{path}", headers={"origin": str(client.base_url).rstrip("/")})


def test_an_invitation_leads_to_the_page_that_asks_for_a_name(groups: Groups) -> None:
    answer = browser(groups).get("/join/ABCD2345")
    assert (answer.status_code, answer.headers["location"]) == (303, "../?code=ABCD2345")


@pytest.mark.parametrize(("name", "size"), [("icon.png", (180, 180)), ("preview.png", (1200, 630))])
def test_the_pictures_of_the_app_are_small_and_kept_for_a_day(
    groups: Groups, name: str, size: tuple[int, int]
) -> None:
    answer = browser(groups).get(f"/{name}")
    assert answer.headers["content-type"] == "image/png"
    assert "max-age=86400" in answer.headers["cache-control"]
    assert Image.open(BytesIO(answer.content)).size == size
    assert len(answer.content) < 50_000


@pytest.mark.parametrize("page", AT_THE_ROOT + BEFORE)
def test_a_page_that_stands_at_the_root_is_found_by_its_name(groups: Groups, page: str) -> None:
    client = browser(groups)
    assert client.get(f"/{page}").headers["location"] == "./"
    assert client.get(f"/{page}?group=a%26b").headers["location"] == "./?group=a%26b"


def test_an_invitation_cannot_lead_elsewhere(groups: Groups) -> None:
    answer = browser(groups).get("/join/x%26group=y%23@evil.example")
    assert answer.headers["location"] == "../?code=x%26group%3Dy%23%40evil.example"


def test_a_link_asks_before_it_signs_in(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    answer = client.get(f"/{link.path}")
    assert 'Come in as <bdi dir="auto">Ada</bdi>?' in answer.text
    assert "Class 4b" in answer.text
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_the_answer_sets_a_cookie_that_signs_in(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    answer = presses(client, link.path)
    assert (answer.status_code, answer.headers["location"]) == (303, "../../")
    member = signed_in(groups.group("ada"), client.cookies[f"{COOKIE}ada"])
    assert member is not None
    assert member.name == "Ada"


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example"])
def test_no_other_site_can_sign_anybody_in(groups: Groups, link: SignInLink, origin: str | None) -> None:
    client = browser(groups)
    answer = client.post(f"/{link.path}", headers={"origin": origin} if origin else {})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert presses(client, link.path).headers["location"] == "../../"  # and the link is still good


def test_whoever_is_there_already_hears_whose_place_the_link_takes(groups: Groups, link: SignInLink) -> None:
    now, client = datetime.now(UTC), browser(groups)
    code = groups.group("ada").history.code
    bens = join_group(groups, code, "Ben", asker="here", nonce="ben", now=now)
    presses(client, bens.path)
    assert 'you are <bdi dir="auto">Ben</bdi>' in client.get(f"/{link.path}").text
    again = issue_link(groups.group("ada"), "ben", now=now)
    assert "In this browser you are" not in client.get(f"/{again.path}").text


def test_names_on_the_doorstep_are_shown_to_the_letter(groups: Groups) -> None:
    link = start_group(groups, "$title {name} <b>4b</b>", "<i>{group}", nonce="x", now=datetime.now(UTC))
    page = browser(groups).get(f"/{link.path}").text
    assert "$title {name} &lt;b&gt;4b&lt;/b&gt;" in page
    assert "&lt;i&gt;{group}" in page


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(groups: Groups, link: SignInLink) -> None:
    cookie = presses(browser(groups), link.path).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_clear(groups: Groups, link: SignInLink) -> None:
    assert "secure" in presses(browser(groups, "https"), link.path).headers["set-cookie"].lower()


def test_leaving_takes_the_cookie_away(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    presses(client, "leave/ada")
    assert f"{COOKIE}ada" not in client.cookies


def test_a_browser_that_forgets_somebody_keeps_every_other_cookie(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    origin = str(client.base_url).rstrip("/")
    answer = client.post("/leave/ada", headers={"origin": origin}, follow_redirects=False)
    assert answer.headers["clear-site-data"] == '"cache", "storage"'


def test_a_copy_of_the_cookie_signs_nobody_in_after_leaving(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    copy = client.cookies[f"{COOKIE}ada"]
    presses(client, "leave/ada")
    assert signed_in(groups.group("ada"), copy) is None


def test_a_cookie_of_a_group_that_is_gone_can_be_left(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    groups.log.forget("ada")
    presses(client, "leave/ada")
    assert f"{COOKIE}ada" not in client.cookies


def test_nobody_can_be_made_to_leave_by_a_link_or_another_site(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    client.get("/leave/ada")
    client.post("/leave/ada", headers={"origin": "https://evil.example"})
    presses(client, "leave/somewhere%0d%0aelse")
    assert f"{COOKIE}ada" in client.cookies


@pytest.mark.parametrize("path", ["enter/ada/made-up", "enter/nowhere/made-up", "enter/..%2Fada/x"])
def test_a_made_up_link_sets_no_cookie(groups: Groups, link: SignInLink, path: str) -> None:
    assert "set-cookie" not in presses(browser(groups), path).headers


def test_a_used_link_leads_to_a_page_that_says_so(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    presses(client, link.path)
    for answer in (client.get(f"/{link.path}"), presses(client, link.path)):
        assert answer.headers["location"] == "../../?spent=1"
        assert "set-cookie" not in answer.headers


def test_a_link_that_ran_out_is_a_used_one(groups: Groups, link: SignInLink) -> None:
    old = issue_link(groups.group("ada"), "ada", now=datetime.now(UTC) - timedelta(hours=2))
    assert browser(groups).get(f"/{old.path}").headers["location"] == "../../?spent=1"


def test_looking_at_a_link_does_not_use_it_up(groups: Groups, link: SignInLink) -> None:
    client = browser(groups)
    for look in (client.head, client.get, client.get):
        assert look(f"/{link.path}").status_code == 200
    assert presses(client, link.path).headers["location"] == "../../"


def refuses(groups: Groups, monkeypatch: pytest.MonkeyPatch, trouble: Exception) -> None:
    """Until the patch is undone, nothing can be written."""

    def refuse(*_entries: object, **_after: object) -> int:
        raise trouble

    monkeypatch.setattr(groups.log, "append", refuse)


@pytest.mark.parametrize(
    "trouble", [StoreReadOnly("<no> space left"), StoreDamaged("ada.journal", 60, "<no> such line")]
)
def test_a_link_that_cannot_be_followed_just_now_is_not_called_used(
    groups: Groups, link: SignInLink, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    client = browser(groups)
    with monkeypatch.context() as patch:
        refuses(groups, patch, trouble)
        answer = presses(client, link.path)
    assert (answer.status_code, answer.headers["cache-control"]) == (503, "no-store")
    assert "&lt;no&gt; s" in answer.text
    assert "it was not used up" in answer.text
    assert "set-cookie" not in answer.headers
    assert presses(client, link.path).headers["location"] == "../../"
    assert f"{COOKIE}ada" in client.cookies


def test_a_link_into_a_group_that_a_newer_version_changed_is_kept(groups: Groups, link: SignInLink) -> None:
    groups.log.append("ada", GroupUnlisted(id="new", at=datetime.now(UTC), group="x"))
    answer = presses(browser(groups), link.path)
    assert answer.status_code == 503
    assert "changed by a newer version of the app" in answer.text
    assert groups.group("ada").history.sign_ins.links


def test_a_link_to_a_damaged_group_is_not_called_used(
    groups: Groups, link: SignInLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(_group: str) -> int:
        raise StoreDamaged("ada.journal", 60, "a line is not what was written")

    monkeypatch.setattr(groups.log, "version", damaged)
    answer = browser(groups).get(f"/{link.path}")
    assert answer.status_code == 503
    assert "ada.journal is damaged from byte 60" in answer.text


# --- Coming in by an organisation's word ---


def arrives(client: TestClient, query: str) -> Response:
    return presses(client, f"arrive?{query}")


def test_without_an_organisation_nobody_arrives(groups: Groups, link: SignInLink) -> None:
    assert arrives(browser(groups), f"in={link.group}/{link.secret}").status_code in (403, 404)


@pytest.fixture
def client(groups: Groups) -> TestClient:
    """A browser of an app where an organisation signs people in, with what it said."""
    app = Starlette(routes=routes(lambda: groups, organisation=True), middleware=[Middleware(SameOriginOnly)])
    client = TestClient(app, base_url="http://testserver", follow_redirects=False)
    for name in ("_streamlit_user", "_streamlit_user_1", "_streamlit_user_tokens"):
        client.cookies.set(name, "what it said", domain="testserver.local", path="/")
    return client


def signs_in(groups: Groups, client: TestClient, group: str) -> str | None:
    found = signed_in(groups.group(group), client.cookies.get(COOKIE + group) or "")
    return found.name if found else None


def test_who_arrives_is_in_all_groups_and_what_was_said_is_forgotten(
    groups: Groups, link: SignInLink, client: TestClient
) -> None:
    other = start_group(groups, "Maple Street", "Ada L.", nonce="l", now=datetime.now(UTC))
    answer = arrives(client, f"in={link.group}/{link.secret}&in={other.group}/{other.secret}")
    assert (answer.status_code, answer.headers["location"]) == (303, "./")
    assert [signs_in(groups, client, group) for group in ("ada", "l")] == ["Ada", "Ada L."]
    assert not [name for name in client.cookies if name.startswith("_streamlit_user")]


def test_who_was_somebody_else_there_is_so_no_more(
    groups: Groups, link: SignInLink, client: TestClient
) -> None:
    arrives(client, f"in={link.group}/{link.secret}")
    token = client.cookies[COOKIE + "ada"]
    answer = arrives(client, "out=ada&stay=1&code=ABCD2345")
    assert answer.headers["location"] == "./?code=ABCD2345"
    assert COOKIE + "ada" not in client.cookies
    assert signed_in(groups.group("ada"), token) is None


def test_what_was_said_is_kept_while_nobody_can_come_in(
    groups: Groups, link: SignInLink, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = f"in={link.group}/{link.secret}"
    with monkeypatch.context() as patch:
        refuses(groups, patch, StoreReadOnly("no space left"))
        answer = arrives(client, query)
    assert answer.status_code == 503
    assert "Nothing can be saved at the moment (no space left)" in answer.text
    assert "_streamlit_user" in client.cookies
    assert arrives(client, query).headers["location"] == "./"
    assert signs_in(groups, client, "ada") == "Ada"
    assert "_streamlit_user" not in client.cookies


def test_a_damaged_group_keeps_nobody_who_arrives_out_of_their_others(
    groups: Groups, link: SignInLink, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = start_group(groups, "Maple Street", "Ada L.", nonce="l", now=datetime.now(UTC))
    append = groups.log.append

    def damaged(group: str, *entries: GroupEvent, after: int | None = None) -> int:
        if group == "ada":
            raise StoreDamaged("ada.journal", 60, "a line is not what was written")
        return append(group, *entries, after=after)

    monkeypatch.setattr(groups.log, "append", damaged)
    answer = arrives(client, f"in={link.group}/{link.secret}&in={other.group}/{other.secret}")
    assert answer.headers["location"] == "./"
    assert signs_in(groups, client, "l") == "Ada L."


def test_who_stays_is_still_known(client: TestClient) -> None:
    arrives(client, "stay=1")
    assert "_streamlit_user" in client.cookies


@pytest.mark.parametrize(
    "said", ["in=nowhere/x", "in=", "in=ada", "in=directory/x", "in=../x/y", "out=nowhere"]
)
def test_what_was_made_up_signs_nobody_in(link: SignInLink, client: TestClient, said: str) -> None:
    assert arrives(client, said).headers["location"] == "./"
    assert not [name for name in client.cookies if name.startswith(COOKIE)]


def test_another_site_makes_nobody_arrive(link: SignInLink, client: TestClient) -> None:
    for headers in ({}, {"origin": "https://evil.example"}):
        answer = client.post(f"/arrive?in={link.group}/{link.secret}", headers=headers)
        assert answer.status_code == 403
    assert client.get(f"/arrive?in={link.group}/{link.secret}").status_code == 405


def test_leaving_a_computer_forgets_what_was_said_too(client: TestClient) -> None:
    presses(client, "leave/ada")
    assert "_streamlit_user" not in client.cookies
