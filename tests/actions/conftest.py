"""A group with a host and a member, on a store in memory or in files."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from ripple.actions.joining import enter, issue_link, join_group, start_group
from ripple.actions.members import change_settings
from ripple.domain.events.log import GroupEvent
from ripple.domain.model import replace
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
    enter(groups, start_group(groups, "Class 4b", "Ada", nonce="ada", founder="ada", now=NOON), now=NOON)
    group = groups.group("ada")
    come_in(groups, group, "Ben")
    return group


def come_in(groups: Groups, live: LiveGroup, *names: str) -> None:
    """Come into the group, each under their name in small letters as their id."""
    for name in names:
        nonce = name.lower()
        join_group(groups, live.history.code, name, asker=f"{nonce}'s phone", nonce=nonce, now=NOON)


def come_before_the_door(groups: Groups, live: LiveGroup, name: str) -> str:
    """Ask to come in where hosts approve newcomers from now on; the token of a browser that waits."""
    change_settings(live, "ada", replace(live.history.settings, approve_newcomers=True), now=NOON)
    come_in(groups, live, name)
    return token_of(groups, live, name.lower())


def token_of(groups: Groups, live: LiveGroup, member: str) -> str:
    """A browser of theirs, signed in."""
    return enter(groups, issue_link(live, member, now=NOON), now=NOON)


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
def losing_to(live: LiveGroup, rival: GroupEvent) -> Iterator[None]:
    """Let another writer append ``rival`` just before what is appended next."""
    append = live.log.append

    def late(group: str, *entries: GroupEvent, after: int | None = None) -> int:
        append(group, rival)
        return append(group, *entries, after=after)

    with patch.object(live.log, "append", late):
        yield


@contextmanager
def cut_off_after(steps: int, live: LiveGroup) -> Iterator[None]:
    """Let the log do as many steps more; after the last the power is out."""
    log, left = live.log, iter(range(steps))

    def until_then(step: Callable[..., object]) -> Callable[..., object]:
        def go(*what: object, **more: object) -> object:
            if next(left, None) is None:
                raise ConnectionAbortedError
            return step(*what, **more)

        return go

    with (
        patch.object(log, "append", until_then(log.append)),
        patch.object(log, "erase", until_then(log.erase)),
    ):
        yield
