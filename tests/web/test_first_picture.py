"""The first page shows a pond to who is in its group, and of no other is anything seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ripple.actions.joining import COOKIE, enter, join_group, start_group
from ripple.actions.members import change_settings, remove
from ripple.charts.theme import LOOKS as DRAWN
from ripple.domain.model import replace
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.web.first_picture import LOOKS, NOTHING, begins_at_a_pond
from ripple.web.routes import routes

NOW = datetime.now(UTC)


@pytest.fixture
def groups() -> Groups:
    groups = Groups(open_store("memory:"))
    for group, host in (("fox", "ada"), ("elm", "eve")):
        start_group(groups, f"Class {group}", host.title(), nonce=group, founder=host, now=NOW)
    return groups


def drawn(live: LiveGroup, look: str) -> str:
    return f"the pond of {live.id} in {look}"


@pytest.fixture
def client(groups: Groups) -> TestClient:
    return TestClient(Starlette(routes=routes(lambda: groups, still=drawn)))


def joins(groups: Groups, group: str = "fox") -> dict[str, str]:
    """The cookie of somebody who came into the group just now."""
    link = join_group(groups, groups.group(group).history.code, "Ben", asker="here", nonce="ben", now=NOW)
    return {COOKIE + group: enter(groups, link, now=NOW)}


def seen(client: TestClient, cookies: dict[str, str], look: str = "light") -> str:
    client.cookies.clear()
    client.cookies.update(cookies)
    answer = client.get(f"/first-picture/{look}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    return answer.text


@pytest.mark.parametrize("look", LOOKS)
def test_a_member_sees_the_pond_of_their_group(client: TestClient, groups: Groups, look: str) -> None:
    assert seen(client, joins(groups), look) == f"the pond of fox in {look}"


def test_all_looks_can_be_asked_for_and_no_other(client: TestClient, groups: Groups) -> None:
    assert set(LOOKS) == DRAWN.keys()
    assert seen(client, joins(groups), "sepia") == NOTHING


def is_removed(groups: Groups) -> dict[str, str]:
    cookies = joins(groups)
    remove(groups.group("fox"), "ada", "ben", now=NOW)
    return cookies


def waits_at_the_door(groups: Groups) -> dict[str, str]:
    fox = groups.group("fox")
    wanted = replace(fox.history.settings, approve_newcomers=True)
    change_settings(fox, "ada", wanted, now=NOW)
    return joins(groups)


NOBODY: dict[str, Callable[[Groups], dict[str, str]]] = {
    "a stranger": lambda _groups: {},
    "who made a cookie up": lambda _groups: {COOKIE + "fox": "made up"},
    "who shows what is another group's": lambda groups: {
        COOKIE + "fox": joins(groups, "elm")[COOKIE + "elm"]
    },
    "who was in a group that is gone": lambda _groups: {COOKIE + "gone": "once good"},
    "who is in two groups": lambda groups: joins(groups) | joins(groups, "elm"),
    "who was removed": is_removed,
    "who waits to be let in": waits_at_the_door,
}


@pytest.mark.parametrize("who", NOBODY)
def test_nothing_is_seen_by(client: TestClient, groups: Groups, who: str) -> None:
    assert seen(client, NOBODY[who](groups)) == NOTHING


BEGINS: dict[str, tuple[str, dict[str, str], bool]] = {
    "home": ("/", {COOKIE + "fox": "t"}, True),
    "home of a stranger": ("/", {}, False),
    "home with another's cookie": ("/", {"theme": "dark"}, False),
    "home of who has two groups": ("/", {COOKIE + "fox": "t", COOKIE + "elm": "t"}, False),
    "an act in the pond": ("/?act=1", {COOKIE + "fox": "t"}, False),
    "an invitation": ("/?code=AB", {COOKIE + "fox": "t"}, False),
    "another page": ("/you", {COOKIE + "fox": "t"}, False),
}


@pytest.mark.parametrize("page", BEGINS)
def test_a_page_that_begins_at_a_pond_is(page: str) -> None:
    address, cookies, begins = BEGINS[page]
    path, _, query = address.partition("?")
    shown = "; ".join(f"{name}={said}" for name, said in cookies.items()).encode()
    scope = {"type": "http", "path": path, "query_string": query.encode(), "headers": [(b"cookie", shown)]}
    assert begins_at_a_pond(scope) == begins
