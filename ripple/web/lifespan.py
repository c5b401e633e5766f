"""What happens when the server starts, while it runs and when it stops."""

import gc
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from ripple.actions.keeping import keep_everywhere
from ripple.actions.rate_limits import guessed_elsewhere
from ripple.live import Groups

COLLECT_EVERY_S = 20
RESTS = 100  # times as long as a round took: everybody waits for it, the longer the more pages are open
KEEP_EVERY_S = 3600
SCRIPTS = "ScriptRunner.scriptThread"  # what Streamlit calls the threads that run pages
FINISHED_WITHIN_S = 5.0

log = logging.getLogger(__name__)


def warmed(
    groups: Callable[[], Groups], prepare: Callable[[], object]
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan that opens the store before the first visitor and closes it after the last.

    ``prepare`` makes what the pages share, so that the first visitor does not wait for it.

    Streamlit would collect garbage in full after every run (50 ms of everybody's time); the
    config turns that off (``runner.postScriptGC``). Instead what is loaded at the start is
    frozen, so that collections stay small, and one thread collects every `COLLECT_EVERY_S`; more
    seldom where that would take more than a hundredth of the time.
    Another lets go whatever is not kept any longer, at once and every `KEEP_EVERY_S`.
    """

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        groups().log.hear(guessed_elsewhere)
        prepare()
        gc.collect()
        gc.freeze()
        stopped = threading.Event()

        def keep() -> None:
            keep_everywhere(groups(), datetime.now(UTC), stopped)

        works = {"collector": (COLLECT_EVERY_S, gc.collect), "keeper": (KEEP_EVERY_S, keep)}
        workers = [
            threading.Thread(target=_again_and_again, args=(stopped, *work), name=name, daemon=True)
            for name, work in works.items()
        ]
        for worker in workers:
            worker.start()
        try:
            yield
        finally:
            stopped.set()
            _let_finish(workers)
            groups().log.close()

    return lifespan


def _let_finish(workers: list[threading.Thread]) -> None:
    """Wait for the workers, and for what is being posted: it would be cut off with its thread. A run of a
    page takes a moment, and none begins any more, for all sockets are closed."""
    for worker in workers:
        worker.join()
    deadline = time.monotonic() + FINISHED_WITHIN_S
    for thread in threading.enumerate():
        if thread.name == SCRIPTS:
            thread.join(max(0.0, deadline - time.monotonic()))


def _again_and_again(stopped: threading.Event, every_s: float, work: Callable[[], object]) -> None:
    """Work first, since a server may run for one lesson alone; trouble in one round stops no later one."""
    while True:
        began = time.monotonic()
        try:
            work()
        except Exception:
            log.exception("a round could not be finished")
        if stopped.wait(max(every_s, RESTS * (time.monotonic() - began))):
            return
