"""Alive and ready, in one word."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ripple.actions.joining import start_group
from ripple.domain.database_errors import StoreUnreachable
from ripple.live import DIRECTORY, Groups
from ripple.store import open_store
from ripple.web import health
from ripple.web.routes import routes

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def groups() -> Groups:
    groups = Groups(open_store("memory:"))
    start_group(groups, "Class 4b", "Ada", nonce="class", now=NOON)
    return groups


@pytest.fixture
def asked(groups: Groups, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[int, str]]:
    monkeypatch.setattr(health, "LOOKS_EVERY_S", 0)
    client = TestClient(Starlette(routes=routes(lambda: groups)))

    def ask(path: str) -> tuple[int, str]:
        answer = client.get(path)
        return answer.status_code, answer.text

    with client:  # one loop for all that is asked
        yield ask


def test_an_app_that_answers_is_alive_whatever_its_store_does(asked, groups, monkeypatch) -> None:
    monkeypatch.setattr(groups.log, "version", away)
    assert asked("/healthz") == (200, "alive")


def away(*_asked: object) -> int:
    raise StoreUnreachable("", 0, "no answer from the host db.example.org")


def test_it_is_ready_while_its_store_can_be_read(asked, groups, monkeypatch) -> None:
    assert asked("/readyz") == (200, "ready")
    with monkeypatch.context() as broken:
        broken.setattr(groups.log, "version", away)
        assert asked("/readyz") == (503, "store")
    assert asked("/readyz") == (200, "ready")


def test_it_is_not_ready_before_it_knows_all_that_is_stored(asked, groups, monkeypatch) -> None:
    monkeypatch.setattr(groups.log, "since", lambda *_asked: [])
    groups.directory.version = 0
    assert asked("/readyz") == (503, "behind")


def test_a_store_that_does_not_answer_keeps_nobody_waiting(asked, groups, monkeypatch) -> None:
    answers = threading.Event()
    monkeypatch.setattr(health, "ANSWERS_WITHIN_S", 0.01)
    monkeypatch.setattr(groups.log, "version", lambda _group: answers.wait() and 1)
    assert asked("/readyz") == (503, "store")
    answers.set()


def test_however_often_it_is_asked_the_store_is_looked_at_once(asked, groups, monkeypatch) -> None:
    looks, version = list[str](), groups.log.version
    monkeypatch.setattr(health, "LOOKS_EVERY_S", 60)
    monkeypatch.setattr(groups.log, "version", lambda group: looks.append(group) or version(group))
    assert {asked("/readyz") for _time in range(50)} == {(200, "ready")}
    assert looks == [DIRECTORY] * 2  # once itself, once for what it knows
