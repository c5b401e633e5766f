"""What happens when the server starts, while it runs and when it stops."""

import gc
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from ripple.live import Groups

COLLECT_EVERY_S = 20


def warmed(
    groups: Callable[[], Groups], prepare: Callable[[], object]
) -> Callable[[Any], AbstractAsyncContextManager[None]]:
    """A lifespan that opens the store before the first visitor and closes it after the last.

    ``prepare`` makes what the pages share, so that the first visitor does not wait for it.

    Streamlit would collect garbage in full after every run (50 ms of everybody's time); the
    config turns that off (``runner.postScriptGC``). Instead what is loaded at the start is
    frozen, so that collections stay small, and one thread collects every `COLLECT_EVERY_S`.
    """

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        log = groups().log
        prepare()
        gc.collect()
        gc.freeze()
        stopped = threading.Event()
        collector = threading.Thread(target=_collect_until, args=(stopped,), name="collector", daemon=True)
        collector.start()
        try:
            yield
        finally:
            stopped.set()
            collector.join()
            log.close()

    return lifespan


def _collect_until(stopped: threading.Event) -> None:
    while not stopped.wait(COLLECT_EVERY_S):
        gc.collect()
