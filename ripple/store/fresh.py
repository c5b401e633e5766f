"""A journal's file written anew, and what lies beside one while that is done or after a crash."""

from __future__ import annotations

from pathlib import Path

from ripple.store.disk import ROOM, File, remove
from ripple.store.lines import Progress, Reading, Tables, crc_of, lines_of


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
