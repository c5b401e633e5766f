"""A journal's file written anew, and what lies beside one while that is done or after a crash."""

from __future__ import annotations

from pathlib import Path

from ripple.store.disk import ROOM, File, is_there, only_maker_in, refusals, remove, rename, sync_folder
from ripple.store.lines import Progress, Reading, Tables, crc_of, lines_of, silently


def beside(path: Path, what: str) -> Path:
    """The file beside the journal at ``path`` that holds ``what`` of it."""
    return path.with_name(f"{path.name}.{what}")


def cut_from(path: Path) -> list[Path]:
    """The files with what was cut off the journal at ``path``."""
    begins = beside(path, "cut-").name
    return [other for other in path.parent.iterdir() if other.name.startswith(begins)]


def write_fresh(path: Path, tables: Tables, schema: int, progress: Progress) -> Reading:
    """A journal of ``tables`` beside ``path``, called ``new``: synced, and locked before it has its name."""
    fresh = Reading(File(beside(path, "new"), new=True))
    fresh.file.lock()
    fresh.tables, fresh.schema = tables, schema
    lines = list(lines_of(tables, schema, progress))
    data = b"\n".join([*lines, b""])
    fresh.end, fresh.crc = len(data), crc_of(lines[-1])
    fresh.start = fresh.end - len(lines[-1]) - 1
    try:
        if path.exists():
            fresh.file.belong_like(path)
        else:
            fresh.file.belong_in(path.parent)
        fresh.file.write_pages(data + bytes(ROOM), 0)
        fresh.file.sync()
    except OSError:
        remove(beside(path, "new"))
        raise
    return fresh


def begin(path: Path, schema: int) -> None:
    """Make an empty journal at ``path`` where there is none. Raises `StoreReadOnly`, `StoreUnreadable`."""
    if is_there(path):
        return
    with refusals(), only_maker_in(path.parent):
        if not is_there(path):  # else another process just made it
            fresh = write_fresh(path, {}, schema, silently)
            rename(beside(path, "new"), path)
            sync_folder(path.parent)
            fresh.file.unlock()  # not before: who writes to it is told that it is stored


def start_over(path: Path, tables: Tables, schema: int) -> None:
    """Put a journal of ``tables`` in the place of whatever is at ``path``, which nobody can read."""
    with refusals(), only_maker_in(path.parent):
        write_fresh(path, tables, schema, silently)
        rename(beside(path, "new"), path)
        for cut in cut_from(path):
            remove(cut)
        sync_folder(path.parent)
