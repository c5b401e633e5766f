"""Folders that are made for something, and do not stay without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ripple.store.disk import make_folder


@contextmanager
def made_for(folder: Path) -> Iterator[None]:
    """Around what is made in ``folder``, which is made first where it is missing.

    Where that fails, the folders that were made for it go again, unless somebody put something there.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        make_folder(folder)
        yield
    except BaseException:
        with suppress(OSError):  # it is not empty, or not there
            for one in missing:
                one.rmdir()
        raise
