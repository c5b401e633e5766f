"""Python's search for garbage, kept away from where there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 1_000  # entries among which nobody needs to look


@contextmanager
def no_garbage(entries: int = MANY) -> Iterator[None]:
    """So many ``entries`` that are just being read are no garbage; looking for it there doubles the time to
    open. Of a few nothing changes."""
    if entries < MANY:
        yield
        return
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # together: all that there is counts as old, without being looked at
        if was_on:
            gc.enable()
