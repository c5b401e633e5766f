"""The first page shows a pond to who is in its group, and of no other is anything seen."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient

from ripple.actions.joining import COOKIE, enter, join_group, start_group
from ripple.actions.members import change_settings, remove
from ripple.charts.theme import LOOKS as DRAWN
from ripple.domain.model import replace
from ripple.live import Groups, LiveGroup
from ripple.store import open_store
from ripple.web.first_picture import FIRST_DROP, LOOKS, NOTHING, seen_first
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


def seen(client: TestClient, cookies: dict[str, str], look: str = "light", group: str = "fox") -> str:
    client.cookies.clear()
    client.cookies.update(cookies)
    answer = client.get(f"/first-picture/{group}/{look}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    return answer.text


@pytest.mark.parametrize("look", LOOKS)
def test_a_member_sees_the_pond_of_their_group(client: TestClient, groups: Groups, look: str) -> None:
    assert seen(client, joins(groups), look) == f"the pond of fox in {look}"


def test_who_is_in_two_groups_sees_each(client: TestClient, groups: Groups) -> None:
    both = joins(groups) | joins(groups, "elm")
    assert [seen(client, both, group=group) for group in ("fox", "elm")] == [
        "the pond of fox in light",
        "the pond of elm in light",
    ]


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
    "who is in another group": lambda groups: joins(groups, "elm"),
    "who was removed": is_removed,
    "who waits to be let in": waits_at_the_door,
}


@pytest.mark.parametrize("who", NOBODY)
def test_nothing_is_seen_by(client: TestClient, groups: Groups, who: str) -> None:
    assert seen(client, NOBODY[who](groups)) == NOTHING


def test_of_a_group_that_is_gone_nothing_is_seen(client: TestClient) -> None:
    assert seen(client, {COOKIE + "gone": "once good"}, group="gone") == NOTHING


FOX, ELM = {COOKIE + "fox": "t"}, {COOKIE + "elm": "t"}
AT_FIRST: dict[str, tuple[str, dict[str, str], str]] = {
    "the group that one is in": ("", FOX, "fox"),
    "nothing for a stranger": ("", {}, ""),
    "nothing for another cookie": ("", {"theme": "dark"}, ""),
    "the group in the address of who has two": ("group=elm", FOX | ELM, "elm"),
    "nothing where it is not known which": ("", FOX | ELM, ""),
    "nothing of a group of others": ("group=elm", FOX, ""),
    "nothing before an act": ("group=elm&act=1", FOX | ELM, ""),
    "nothing before an invitation": ("code=AB", FOX, ""),
    "nothing else that is made up": ("", {COOKIE + 'a"><b': "t"}, "a%22%3E%3Cb"),
}


@pytest.mark.parametrize("what", AT_FIRST)
def test_at_first_one_sees(what: str) -> None:
    query, cookies, group = AT_FIRST[what]
    shown = "; ".join(f"{name}={said}" for name, said in cookies.items()).encode()
    headers = [(b"host", b"localhost"), (b"cookie", shown)]
    scope = {"type": "http", "path": "/", "query_string": query.encode(), "headers": headers}
    html = seen_first(Request(scope))
    assert FIRST_DROP in html
    asked_for = re.findall(r'"\./first-picture/([^"]*)"', html)
    assert asked_for == ([f"{group}/dark", f"{group}/light"] if group else [])
    assert ("beside-a-list" in html) == (group == "elm")
