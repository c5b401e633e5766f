"""A journal's file written anew, and what lies beside one while that is done or after a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ripple.domain.errors import StoreDamaged
from ripple.store.disk import (
    ROOM,
    File,
    is_there,
    keep_beside,
    only_maker_in,
    open_file,
    refusals,
    remove,
    sync_folder,
)
from ripple.store.lines import MIDDLE, REPLACED, Progress, Tables, crc_of, is_whole, lines_of, silently
from ripple.store.reading import Reading


def beside(path: Path, what: str) -> Path:
    """The file beside the journal at ``path`` that holds ``what`` of it."""
    return path.with_name(f"{path.name}.{what}")


def remove_cut_from(path: Path) -> None:
    """Remove the files with what was cut off the journal at ``path``, durably."""
    begins = beside(path, "cut-").name
    cut = [other for other in path.parent.iterdir() if other.name.startswith(begins)]
    for other in cut:
        remove(other)
    if cut:
        sync_folder(path.parent)


def cut_off(path: Path, reading: Reading) -> bytes:
    """The whole line that lies after the last one without a newline, if there is one; all else is cut off.

    A power cut can leave a line whole whose newline never reached the disk, and pieces of
    the next one behind it. But what has a newline was acknowledged: `StoreDamaged`.
    """
    rest = reading.beyond()
    if b"\n" in rest:
        raise StoreDamaged(str(path), reading.end, MIDDLE)
    line = rest.partition(b"\0")[0]
    kept = len(line) if is_whole(line, reading.crc) else 0
    if litter := rest[kept:]:
        if litter != REPLACED:
            keep_beside(litter, beside(path, f"cut-{reading.end + kept}"))
        reading.file.write(bytes(len(litter)), reading.end + kept)
    return line[:kept]


def write_fresh(path: Path, tables: Tables, schema: int, progress: Progress) -> Reading:
    """A journal of ``tables`` beside ``path``, called ``new``, synced."""
    fresh = Reading(open_file(beside(path, "new"), new=True, name=path))
    fresh.made_of(tables)
    fresh.schema = schema
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


def replace(path: Path, old: Reading, fresh: Reading, go_on: Callable[[Reading], object]) -> None:
    """Put ``fresh`` in the place of ``old``, and drop that; ``go_on`` is told once it is there. Raises
    `StoreReadOnly`."""
    with refusals():
        old.file.make_room(old.end + 1)
        old.file.write(REPLACED, old.end)
        fresh.file.lock(old.file)
        try:
            fresh.file.rename(path)
        except BaseException:
            fresh.file.unlock()
            raise
        go_on(fresh)
        remove_cut_from(path)
        sync_folder(path.parent)


def begin(path: Path, schema: int) -> None:
    """Make an empty journal at ``path`` where there is none. Raises `StoreReadOnly`, `StoreUnreadable`."""
    if is_there(path):
        return
    with refusals(), only_maker_in(path.parent):
        if not is_there(path):  # else another process just made it
            fresh = write_fresh(path, {}, schema, silently)
            with _locked(fresh.file):  # to the end: who writes to it is told that it is stored
                fresh.file.rename(path)
                sync_folder(path.parent)


def start_over(path: Path, tables: Tables, schema: int) -> None:
    """Put a journal of ``tables`` in the place of whatever is at ``path``, which nobody can read."""
    with refusals(), only_maker_in(path.parent):
        fresh = write_fresh(path, tables, schema, silently)
        with _locked(fresh.file):
            fresh.file.rename(path)
            remove_cut_from(path)
            sync_folder(path.parent)


@contextmanager
def _locked(file: File) -> Iterator[None]:
    file.lock()
    try:
        yield
    finally:
        file.unlock()
