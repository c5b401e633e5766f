"""What goes wrong with news, or with tidying, is tried again: no database is needed for it."""

from threading import Event
from types import SimpleNamespace
from unittest.mock import MagicMock

import psycopg
import pytest

from ripple.store.postgres import sql
from ripple.store.postgres.follower import Follower


def test_news_go_on_after_a_listener_that_failed() -> None:
    connection, told = MagicMock(), Event()
    connection.__enter__.return_value = connection
    connection.notifies.side_effect = lambda **_how: [SimpleNamespace(payload=w) for w in ("bad", "good")]

    def listen(word: str) -> None:
        if word == "bad":
            raise RuntimeError(word)
        told.set()

    follower = Follower(lambda: connection)
    follower.hear(listen)
    assert told.wait(5)
    follower.close()


def test_tidying_that_failed_is_asked_for_again() -> None:
    connection = MagicMock()
    connection.__enter__.return_value = connection
    connection.execute.side_effect = [psycopg.OperationalError, None]
    follower = Follower(lambda: connection)
    follower.tidy_soon()
    with pytest.raises(psycopg.Error):
        follower._tidy(connection)
    follower.close()
    assert [call.args for call in connection.execute.call_args_list] == [(sql.TIDY,)] * 2
