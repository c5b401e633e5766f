"""A group with a host and a member, on a store in memory."""

from datetime import UTC, datetime

import pytest

from ripple.actions.groups import enter, join_group, start_group
from ripple.live import Groups, LiveGroup
from ripple.store import open_store

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture
def groups() -> Groups:
    return Groups(open_store("memory:"))


@pytest.fixture
def live(groups: Groups) -> LiveGroup:
    """Ada (the host, id ``ada``) and Ben (``ben``) in one group whose id is ``ada``."""
    enter(groups, start_group(groups, "Class 4b", "Ada", nonce="ada", now=NOON), now=NOON)
    group = groups.group("ada")
    join_group(groups, group.history.code, "Ben", asker="ben's phone", nonce="ben", now=NOON)
    return group
