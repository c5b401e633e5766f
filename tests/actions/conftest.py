"""A group with a host and a member, on a store in memory or in files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from ripple.actions.groups import enter, join_group, start_group
from ripple.domain.entries import Entry
from ripple.live import Groups, LiveGroup
from ripple.store import open_store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOON = NOON + timedelta(hours=1)
Files = Callable[[], str]  # all that is in the store's files


@pytest.fixture
def groups() -> Groups:
    return Groups(open_store("memory:"))


@pytest.fixture
def live(groups: Groups) -> LiveGroup:
    """Ada (the host, id ``ada``) and Ben (``ben``) in one group whose id is ``ada``."""
    return with_ada_and_ben(groups)


def with_ada_and_ben(groups: Groups) -> LiveGroup:
    enter(groups, start_group(groups, "Class 4b", "Ada", nonce="ada", now=NOON), now=NOON)
    group = groups.group("ada")
    join_group(groups, group.history.code, "Ben", asker="ben's phone", nonce="ben", now=NOON)
    return group


@pytest.fixture
def in_files(tmp_path: Path) -> LiveGroup:
    """The same group, on a store in files."""
    return with_ada_and_ben(Groups(open_store(f"tinydb:{tmp_path / 'store'}")))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """What stands in all files of the store."""

    def read() -> str:
        return "".join(path.read_text("utf-8", "replace") for path in tmp_path.rglob("*") if path.is_file())

    return read


@contextmanager
def losing_to(live: LiveGroup, rival: Entry) -> Iterator[None]:
    """Let another writer append ``rival`` just before what is appended next."""
    append = live.log.append

    def late(group: str, *entries: Entry) -> int:
        append(group, rival)
        return append(group, *entries)

    with patch.object(live.log, "append", late):
        yield
