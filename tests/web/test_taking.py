"""The pond as a file: for members who ask for it, in their time zone, kept nowhere."""

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ripple.actions.groups import COOKIE, enter, start_group
from ripple.actions.pace import TAKING
from ripple.actions.posting import share_act
from ripple.domain.model import Act
from ripple.live import Groups
from ripple.store import open_store
from ripple.web.routes import routes

LATE = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)
NAME = 'Class "4b" / Füchse'


@pytest.fixture
def groups() -> Groups:
    groups = Groups(open_store("memory:"))
    start_group(groups, NAME, "Ada", nonce="fox", now=LATE)
    act = Act(id="a", text="Held the door", posted_at=LATE)
    share_act(groups.group("fox"), "fox", act, now=LATE)
    return groups


def anybody(groups: Groups) -> TestClient:
    return TestClient(Starlette(routes=routes(lambda: groups)), follow_redirects=False)


@pytest.fixture
def ada(groups: Groups) -> TestClient:
    client = anybody(groups)
    link = start_group(groups, NAME, "Ada", nonce="fox", now=datetime.now(UTC))
    client.cookies[COOKIE + "fox"] = enter(groups, link, now=datetime.now(UTC))
    return client


def taken(client: TestClient, form: str = "html", zone: str = "Europe/Berlin") -> Response:
    return client.get(f"/keepsake/fox/{form}?zone={quote(zone)}")


@pytest.mark.parametrize(
    ("form", "mime", "begins"),
    [
        ("html", "text/html; charset=utf-8", b"<!doctype html>"),
        ("svg", "image/svg+xml", b"<svg"),
        ("png", "image/png", b"\x89PNG"),
    ],
)
def test_a_member_takes_the_pond_along(ada: TestClient, form: str, mime: str, begins: bytes) -> None:
    answer = taken(ada, form)
    assert answer.content.startswith(begins)
    assert answer.headers["content-type"] == mime
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == (
        f"attachment; filename=\"pond.{form}\"; filename*=UTF-8''Class%20%224b%22%20%2F%20F%C3%BCchse.{form}"
    )


def test_the_days_in_it_are_those_where_the_member_is(ada: TestClient) -> None:
    assert "5 May 2026 · 1 act of kindness" in taken(ada).text
    assert "4 May 2026 · 1 act of kindness" in taken(ada, zone="no such zone").text


def test_it_is_as_new_as_the_pond(ada: TestClient, groups: Groups) -> None:
    assert "1 act of kindness" in taken(ada).text
    act = Act(id="b", text="Held it again", posted_at=LATE)
    share_act(groups.group("fox"), "fox", act, now=LATE)
    assert "2 acts of kindness" in taken(ada).text


def test_nobody_else_learns_even_that_the_group_is_there(ada: TestClient, groups: Groups) -> None:
    stranger = anybody(groups)
    for path in ("fox/html", "fox/exe", "none/html"):
        answer = stranger.get(f"/keepsake/{path}")
        assert (answer.status_code, answer.headers["location"]) == (303, "../../"), path
    assert ada.get("/keepsake/fox/exe").status_code == 303


def test_a_preview_makes_nothing(ada: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.taking.group_keepsake", None)
    answer = ada.head("/keepsake/fox/png")
    assert (answer.status_code, answer.content) == (200, b"")


def test_who_asks_again_and_again_is_asked_to_wait(ada: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.taking.FORMS", {"html": ("text/html", lambda kept, zone: b"")})
    answers = [taken(ada) for _ in range(int(TAKING.one.split("/")[0]) + 1)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert 0 < int(answers[-1].headers["retry-after"]) <= 60
