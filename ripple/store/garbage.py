"""Python's search for garbage, kept away from where there is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

MANY = 1_000  # entries among which nobody needs to look


@dataclass(slots=True)
class _Readers:
    """How many threads read just now: the first switches the search off, the last switches it on again."""

    lock: Lock = field(default_factory=Lock)
    count: int = 0
    was_on: bool = True


_readers = _Readers()


@contextmanager
def no_garbage(entries: int = MANY) -> Iterator[None]:
    """So many ``entries`` that are just being read are no garbage; looking for it there doubles the time to
    open. Of a few nothing changes."""
    if entries < MANY:
        yield
        return
    with _readers.lock:
        if not _readers.count:
            _readers.was_on = gc.isenabled()
            gc.disable()
        _readers.count += 1
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()  # together: all that there is counts as old, without being looked at
        with _readers.lock:
            _readers.count -= 1
            if _readers.was_on and not _readers.count:
                gc.enable()
