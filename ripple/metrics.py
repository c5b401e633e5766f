"""Figures for whoever runs the app, as Prometheus reads them: how much is done, and how long it takes.

They say nothing of anybody. Their labels are words of this file alone, never a group, a name or an address.
This room is entered only where somebody asked for figures.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from prometheus_client import Counter, Gauge, Histogram, start_http_server

from ripple.domain.events.acts import ActPosted
from ripple.domain.events.log import Stored
from ripple.store import Log

THIS_MACHINE = "127.0.0.1"  # nobody else may read them: how many are there tells when a class is
TIMED = ("since", "version", "erase")  # of a log's methods, besides `append`

T = TypeVar("T")

ACTS = Counter("ripple_acts_shared", "Acts that this process stored.")
PAGES = Gauge("ripple_pages_open", "Pages that are open: the sockets of browsers.")
RUNS = Histogram(
    "ripple_run_seconds",
    "From what a browser asked to the end of its run, with the waiting for its turn; of a page or a part.",
    ["of"],
    buckets=(0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
STORE = Histogram(
    "ripple_store_seconds",
    "How long the store takes.",
    ["operation"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5),
)
FAILURES = Counter("ripple_store_failures", "What the store could not do.", ["operation"])


def measured(log: Log) -> Log:
    """The same log, which from now on tells how long it takes and how many acts it stores."""
    store = _timed("append", log.append)

    def append(group: str, *entries: Stored, after: int | None = None) -> int:
        reached = store(group, *entries, after=after)
        ACTS.inc(sum(isinstance(entry, ActPosted) for entry in entries))
        return reached

    log.append = append  # type: ignore[method-assign]
    for name in TIMED:
        setattr(log, name, _timed(name, getattr(log, name)))
    return log


def _timed(operation: str, do: Callable[..., T]) -> Callable[..., T]:
    seconds, failures = STORE.labels(operation), FAILURES.labels(operation)

    def timed(*args: object, **more: object) -> T:
        with seconds.time(), failures.count_exceptions():
            return do(*args, **more)

    return timed


def export(port: int) -> None:
    """Let programs of this machine read the figures on the port. Raises `OSError` when somebody has it."""
    start_http_server(port, addr=THIS_MACHINE)
