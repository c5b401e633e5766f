"""Who may start a group here, and whether there is room for one more; as whoever runs the page set it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from ripple.app.session import groups
from ripple.domain.errors import KeeperStarts, NoRoom
from ripple.installation import store_url

MOST_GROUPS = 2_000  # in all, unless RIPPLE_MOST_GROUPS says otherwise
MOST_MB = 10_000  # of all groups together, unless RIPPLE_MOST_MB does
SPARE_MB = 200  # that stay free on the disk, for the acts of those who are here
MB = 1_000_000


def keeper_starts() -> bool:
    """Whether groups are started and brought by the command line alone."""
    return os.environ.get("RIPPLE_STARTING") == "keeper"


def room_for_a_group(size: int = 0) -> None:
    """Let a visitor start a group, or bring one of so many bytes.

    Raises `KeeperStarts` where that is not for visitors, and `NoRoom`.
    """
    if keeper_starts():
        raise KeeperStarts
    if len(groups().listed()) >= _most("RIPPLE_MOST_GROUPS", MOST_GROUPS):
        raise NoRoom
    scheme, _, place = store_url().partition(":")
    folder = Path(place)
    if scheme != "tinydb" or not folder.is_dir():  # in memory, or nothing was written yet
        return
    most = _most("RIPPLE_MOST_MB", MOST_MB) * MB
    if _bytes_in(folder) + size > most or shutil.disk_usage(folder).free - size < SPARE_MB * MB:
        raise NoRoom


def _bytes_in(folder: Path) -> int:
    """How much all files in the folder take; one that goes in this moment takes nothing."""
    used = 0
    for entry in os.scandir(folder):
        with suppress(FileNotFoundError):
            used += entry.stat().st_size if entry.is_file() else 0
    return used


def _most(name: str, otherwise: int) -> int:
    return int(os.environ.get(name) or otherwise)
