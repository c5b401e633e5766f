"""A system that treats files as Windows does, where the store uses them by calls that every system has."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from ripple.store import disk

_replace = os.replace


def treat_files_as_windows_does(patch: pytest.MonkeyPatch, whose: str = "self") -> None:
    """Here; the processes that are started open and lock the store's files so too.

    ``whose`` open files keep others from taking their place: those of this process, or ``*``.
    """

    def replace(new: Path, path: Path) -> None:
        for file in (new, path):
            if file.is_file() and _is_open(file, whose):
                raise PermissionError(13, "somebody has it open", str(file))
        _replace(new, path)

    patch.setenv("RIPPLE_PORTABLE_FILES", "1")
    patch.setattr(disk, "PORTABLE", True)
    patch.setattr(os, "replace", replace)


def _is_open(file: Path, whose: str) -> bool:
    asked = file.stat()
    for fd in Path("/proc").glob(f"{whose}/fd/*"):
        with suppress(OSError):
            if os.path.samestat(fd.stat(), asked):
                return True
    return False
