"""Whether there is news for a page: told to who is in the group, and nothing besides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ripple.actions.joining import COOKIE, enter, issue_link, join_group, start_group
from ripple.actions.members import change_settings, remove
from ripple.actions.posting import share_act
from ripple.domain.database_errors import StoreUnreachable
from ripple.domain.model import Act, Settings
from ripple.live import Groups, LiveGroup
from ripple.store import Log, open_store
from ripple.web.news import NEWS, NOT_HERE, NOTHING, TOLD
from ripple.web.routes import routes


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def log() -> Log:
    return open_store("memory:")


@pytest.fixture
def groups(log: Log) -> Groups:
    groups = Groups(log)
    start_group(groups, "Class 4b", "Ada", nonce="fox", founder="ada", now=now())
    return groups


@pytest.fixture
def ben(groups: Groups) -> Iterator[TestClient]:
    """A browser in which Ben, a member, is signed in."""
    code = groups.group("fox").history.code
    link = join_group(groups, code, "Ben", asker="here", nonce="ben", now=now())
    with TestClient(Starlette(routes=routes(lambda: groups))) as client:
        client.cookies[COOKIE + "fox"] = enter(groups, link, now=now())
        yield client


def test_what_is_small_is_told_to_who_is_in_the_group_alone(groups: Groups, ben: TestClient) -> None:
    fox = groups.group("fox")

    def tell(live: LiveGroup, token: str, page: str, seen: int) -> bytes:
        return json.dumps([live is fox, token == ben.cookies[COOKIE + "fox"], page, seen]).encode()

    seen = fox.version
    with TestClient(Starlette(routes=routes(lambda: groups, tell))) as client:
        client.cookies = ben.cookies
        assert client.get(f"/news/fox?page=p&seen={seen}").status_code == NOTHING
        shares(groups)
        answer = client.get(f"/news/fox?page=p&seen={seen}")
        assert (answer.status_code, answer.json()) == (TOLD, [True, True, "p", seen])
        assert client.get(f"/news/fox?page=p&seen={seen}&away").content == b""  # that it is not is to be seen
        remove(fox, "ada", "ben", now=now())
        assert client.get(f"/news/fox?page=p&seen={seen}").content == b""


def heard(client: TestClient, seen: int | str, more: str = "") -> int:
    answer = client.get(f"/news/fox?seen={seen}{more}")
    assert answer.content == b""
    return answer.status_code


def shares(groups: Groups, act: str = "1") -> None:
    share_act(groups.group("fox"), "ada", Act(id=act, text="Held the door", posted_at=now()), now=now())


def test_an_act_is_news_until_it_was_seen(groups: Groups, ben: TestClient) -> None:
    seen = groups.group("fox").version
    assert heard(ben, seen) == NOTHING
    shares(groups)
    assert heard(ben, seen) == NEWS
    assert heard(ben, groups.group("fox").version) == NOTHING


WAITS = "&wait"

HAPPENS = {
    "an act": (shares, NEWS),
    "that one is out": (lambda groups: remove(groups.group("fox"), "ada", "ben", now=now()), NOT_HERE),
    "that the group is gone": (lambda groups: groups.log.forget("fox"), NOT_HERE),
}


@pytest.mark.parametrize("what", HAPPENS)
def test_who_waits_for_news_is_told_what_happens(groups: Groups, ben: TestClient, what: str) -> None:
    happens, told = HAPPENS[what]
    seen = groups.group("fox").version
    with ThreadPoolExecutor(1) as pool:
        waits = pool.submit(heard, ben, seen, WAITS)
        with pytest.raises(TimeoutError):
            waits.result(0.3)
        issue_link(groups.group("fox"), "ada", now=now())  # which is none of theirs
        with pytest.raises(TimeoutError):
            waits.result(0.5)
        happens(groups)
        assert waits.result(10) == told


def test_nobody_waits_for_ever(groups: Groups, ben: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ripple.web.news.HOLD_S", 0.1)
    assert heard(ben, groups.group("fox").version, WAITS) == NOTHING


def test_what_another_process_stored_is_news_a_moment_later(
    log: Log, groups: Groups, ben: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = groups.group("fox").version
    monkeypatch.setattr("ripple.web.news.LOOK_EVERY_S", 0)
    shares(Groups(log))
    assert heard(ben, seen) == NEWS


def test_what_others_have_among_themselves_is_no_news(groups: Groups, ben: TestClient) -> None:
    seen = groups.group("fox").version
    issue_link(groups.group("fox"), "ada", now=now())
    assert heard(ben, seen) == NOTHING


def test_who_waits_is_told_too_and_who_is_out_is_not(groups: Groups, ben: TestClient) -> None:
    fox = groups.group("fox")
    change_settings(fox, "ada", Settings(approve_newcomers=True), now=now())
    link = join_group(groups, fox.history.code, "Cleo", asker="here", nonce="cleo", now=now())
    with TestClient(ben.app) as cleo:
        assert heard(cleo, 0) == NOT_HERE
        cleo.cookies[COOKIE + "fox"] = enter(groups, link, now=now())
        assert heard(cleo, fox.version) == NOTHING
    remove(fox, "ada", "ben", now=now())
    assert heard(ben, fox.version) == NOT_HERE


def test_a_group_that_is_gone_is_not_here(
    groups: Groups, ben: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ripple.web.news.LOOK_EVERY_S", 0)
    groups.log.forget("fox")
    assert heard(ben, 0) == NOT_HERE


@pytest.mark.parametrize("seen", ["", "x", "-1", "1e9", "9" * 5_000, "\u0661"])
def test_whatever_somebody_says_that_they_saw_is_answered(ben: TestClient, seen: str) -> None:
    assert heard(ben, seen) in (NEWS, NOTHING)


def test_that_the_store_is_away_is_news_to_who_does_not_know(
    groups: Groups, ben: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_away(_group: str) -> int:
        raise StoreUnreachable("postgresql", 0, "it does not answer")

    version = groups.group("fox").version
    for asked in ("glance", "version"):
        monkeypatch.setattr(groups.log, asked, is_away)
    monkeypatch.setattr("ripple.web.news.LOOK_EVERY_S", 0)
    assert heard(ben, version) == NEWS
    assert heard(ben, version, "&away") == NOTHING


def test_while_one_looks_into_a_slow_store_others_hear_what_is_known(
    groups: Groups, ben: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    version, looks, goes_on = groups.group("fox").version, Event(), Event()

    def slowly(_group: str) -> int:
        looks.set()
        goes_on.wait(60)
        return version

    monkeypatch.setattr(groups.log, "glance", slowly)
    monkeypatch.setattr("ripple.web.news.LOOK_EVERY_S", 0)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(heard, ben, version)
        assert looks.wait(60)
        assert heard(ben, version) == NOTHING
        goes_on.set()
        assert first.result(60) == NOTHING
