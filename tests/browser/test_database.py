"""The app on PostgreSQL, which other processes write to, and which is away for a while."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

from ripple.actions.posting import share_act
from ripple.domain.model import Act
from tests.browser.conftest import Server, groups_of, running, server_in
from tests.browser.test_main_job import NewVisitor, card, opens_form
from tests.store.postgresql import Server as Database
from tests.store.postgresql import made_server

A_WHILE_MS = 5_000  # between two tries


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database that the tests may stop; each leaves it running."""
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    with made_server() as database:
        yield database


@pytest.fixture
def server(database: Database, tmp_path: Path) -> Iterator[Server]:
    """The app on a store of its own there."""
    app = server_in(tmp_path)
    app.store = database.new_store()
    with running(app):
        yield app
    print(app.said_after(0))


def test_while_the_database_is_away_nothing_is_lost(
    new_visitor: NewVisitor, server: Server, database: Database
) -> None:
    visitor = new_visitor()
    ada = visitor.starts(acts=["Held the door"])
    away = ada.get_by_text("The database cannot be reached just now")
    visitor.settled()
    field = opens_form(ada)
    field.click()
    ada.keyboard.type("I was just about to say")
    database.stop()
    share = ada.get_by_role("dialog").get_by_role("button", name="Share")
    share.click()
    expect(ada.get_by_text("Nothing can be saved at the moment")).to_be_visible()
    expect(field).to_have_value("I was just about to say")
    database.start()
    shares_until_it_is_saved(ada, "I was just about to say")
    database.stop()
    expect(away).to_be_visible()  # by itself
    expect(card(ada, "Held the door")).to_be_visible()
    database.start()
    expect(away).to_have_count(0)
    with groups_of(server) as groups:  # as another process has them
        live = groups.group(visitor.group)
        act = Act(
            id="1", text="Lent an umbrella", posted_at=datetime.now(UTC), author=live.history.hosts[0].id
        )
        share_act(live, live.history.hosts[0].id, act, now=datetime.now(UTC))
    expect(card(ada, "Lent an umbrella")).to_be_visible()


def shares_until_it_is_saved(page: Page, words: str) -> None:
    """Press *Share* again and again, as somebody would who is told that nothing can be saved."""
    share = page.get_by_role("dialog").get_by_role("button", name="Share")
    for _time in range(30):
        with suppress(AssertionError, TookTooLong):  # refused once more, or the form has just gone
            share.click(timeout=A_WHILE_MS)
            expect(card(page, words)).to_be_visible(timeout=A_WHILE_MS)
        if card(page, words).is_visible():
            return
    raise AssertionError("the app did not find its database again")
