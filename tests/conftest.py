"""How every test runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from limits.storage import MemoryStorage

from ripple.actions import rate_limits
from ripple.cli.commands import main

if TYPE_CHECKING:
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling

    from tests.store.postgresql import Server

# What one worker runs from end to end, as it shares what takes long to make: an app, a wheel, a large pond.
# The browser tests have an app and a browser a worker, so they are shared out file by file.
BROWSER = "tests/browser/"
TOGETHER = (
    "tests/attack/",
    "tests/charts/test_reference.py",
    "tests/test_benchmarks.py",
    "tests/test_package.py",
)

# No deadline: a busy machine is not a bug. The same examples everywhere: what passes here passes there.
settings.register_profile(
    "ripple",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ripple")


def pytest_addoption(parser: pytest.Parser) -> None:
    """What a run can do without, if it is told so."""
    says = "do without the tests that need a PostgreSQL server"
    parser.addoption("--without-postgresql", action="store_true", help=says)
    parser.addoption("--without-nginx", action="store_true", help="do without the tests that need an nginx")


@pytest.fixture(scope="session")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A PostgreSQL server, one for each worker; where none can be started, the run fails."""
    if request.config.getoption("--without-postgresql"):
        pytest.skip("--without-postgresql")
    from tests.store.postgresql import made_server

    with made_server() as server:
        yield server


@pytest.fixture(autouse=True)
def rested() -> None:
    """No test has to wait because of what the ones before it did."""
    forget_limits()


def forget_limits() -> None:
    """Nobody has done anything yet. What lets old counts go is waited for: it fails on what it finds gone."""
    counts = rate_limits._limiter.storage
    assert isinstance(counts, MemoryStorage)
    counts.timer.join()
    counts.reset()


@pytest.fixture
def often() -> Iterator[None]:
    """Let threads take turns a thousand times as often as they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 1000)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def ripple(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Call it with a command's arguments: what it said, or why it did not do it."""

    def run(command: str, *arguments: object, fails: bool = False) -> str:
        code = main([command, "--store", f"tinydb:{tmp_path / 'store'}", *map(str, arguments)])
        said = capsys.readouterr()
        assert code == (1 if fails else 0), said.err
        return said.err if fails else said.out

    return run


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What stays together comes first: what is over in a moment then keeps every worker busy to the end."""
    items.sort(key=lambda item: not item.nodeid.startswith((BROWSER, *TOGETHER)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """One worker runs what stays together, or a file of browser tests; the rest goes to who is free."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            if nodeid.startswith(BROWSER):
                return nodeid.partition("::")[0]
            return next((part for part in TOGETHER if nodeid.startswith(part)), nodeid)

    config.option.loadscopereorder = False  # as they were collected
    return Scheduling(config, log)
