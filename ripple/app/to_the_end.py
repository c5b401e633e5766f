"""Work that is done to its end, also when the page is left on the way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import TypeVar

from ripple.live import Progress

SHOWN_EVERY_S = 0.1

T = TypeVar("T")


def to_the_end(work: Callable[[Progress], T], show: Progress) -> T:
    """What ``work`` returns, or raises; ``show`` is told how far it has come.

    Whoever leaves a page ends its script at the next thing that it draws. So another thread does the work,
    and the script only shows it: ended, it waits for that all the same.
    """
    reached: list[tuple[int, int]] = []
    with ThreadPoolExecutor(1) as beside:
        done = beside.submit(copy_context().run, work, lambda *step: reached.append(step))
        while not done.done():
            wait([done], SHOWN_EVERY_S)
            if reached:
                show(*reached[-1])
        return done.result()
