"""A copy of a store, and the copy back; both while the app runs.

What is wrong with one file keeps no other from being copied. Nothing is removed that was not made here.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ripple.domain.database_errors import WouldOverwrite
from ripple.domain.errors import StoreDamaged, StoresTouch
from ripple.store import Log
from ripple.store.codec import UPGRADES
from ripple.store.disk import (
    make_folder,
    new_folder_in,
    only_maker_in,
    open_file,
    refusals,
    remove,
    rename,
    sync_folder,
)
from ripple.store.journal import Journal
from ripple.store.lines import BLOCK, Progress, silently
from ripple.store.locks import BESIDE
from ripple.store.moving import move
from ripple.store.reading import Reading
from ripple.store.tiny import TinyLog
from ripple.store.upkeep import DIRECTORY_FILE, entries_in, journals, missing_beside, with_progress

Finish = Callable[[Path], object]  # what is done to a copy before it gets its place


@dataclass(slots=True)
class Copied:
    """What a copy holds: how many ``files``, and what is wrong with the store or backup it was made of.

    ``left_out`` are files that cannot be read. ``doubtful`` ones can, and break a rule: they are copied as
    they are. ``missing`` are those that the directory lists, and that were not there.
    """

    files: int = 0
    left_out: list[StoreDamaged] = field(default_factory=list)
    doubtful: list[StoreDamaged] = field(default_factory=list)
    missing: list[StoreDamaged] = field(default_factory=list)

    @property
    def wrong(self) -> list[StoreDamaged]:
        """All that is wrong."""
        return [*self.left_out, *self.doubtful, *self.missing]


def backup(folder: str | Path, target: str | Path, progress: Progress = silently) -> Copied:
    """Copy every journal that can be read to the folder ``target``, which must be new or empty.

    Each copy holds what was acknowledged when it was made, and is verified. Every sound group that the
    copied directory lists is among them. A new ``target`` is there as a whole or not at all; one that is
    there is filled file by file at the end, the directory last.
    Raises `StoresTouch`, `NoStoreThere`, `StoreReadOnly` when it cannot be written, `StoreDamaged` when
    not one file can be read, and FileExistsError rather than mix with what is there.
    """
    return _copied(Path(folder), Path(target), progress, lambda _copy: None)


def restore(
    source: str | Path, folder: str | Path, progress: Progress = silently, finish: Finish = lambda _copy: None
) -> Copied:
    """Copy a backup's journals to ``folder``, which must be new or empty.

    ``finish`` is done to the copy before anybody finds it at its place. Raises as `backup` does.
    """
    return _copied(Path(source), Path(folder), progress, finish)


def backup_log(log: Log, target: str | Path, progress: Progress = silently) -> Copied:
    """Copy all that ``log`` keeps, as a database does, to the folder ``target``, as `backup` copies files.

    Raises what the log raises, and as `backup` does.
    """
    target = Path(target).resolve()
    _must_be_empty(target)
    with refusals():
        make_folder(target.parent)
    with _made_for(target) as making:
        with closing(TinyLog(making)) as copy:
            done = move(log, copy, progress)
        _give_place(making, target)
    return Copied(done.groups, done.damaged)


def restore_log(
    source: str | Path, log: Log, progress: Progress = silently, finish: Finish = lambda _copy: None
) -> Copied:
    """Copy a backup's journals into ``log``, which must be empty: raises `WouldOverwrite`.

    ``finish`` is done to a copy beforehand. Raises what the log raises, and as `backup` does.
    """
    if log.groups():
        raise WouldOverwrite
    with TemporaryDirectory() as place:
        copy = Path(place, "copy")
        done = restore(source, copy, silently, finish)
        with closing(TinyLog(copy)) as made:
            move(made, log, progress)
    return done


def _copied(source: Path, target: Path, progress: Progress, finish: Finish) -> Copied:
    source, target = source.resolve(), target.resolve()
    if source.is_relative_to(target) or target.is_relative_to(source):
        raise StoresTouch(str(source), str(target))
    _must_be_empty(target)
    paths = journals(source)
    with refusals():
        make_folder(target.parent)
    with _made_for(target) as making:
        done = _copy_all(source, paths, making, progress)
        finish(making)
        _give_place(making, target)
    return done


def _must_be_empty(target: Path, besides: Path | None = None) -> None:
    """Raises FileExistsError. What a file system puts into its own root is no content."""
    there = {path for path in target.iterdir() if path.suffix != BESIDE} if target.exists() else set()
    if there - {target / "lost+found", besides}:
        raise FileExistsError(errno.EEXIST, "there are files already", str(target))


@contextmanager
def _made_for(target: Path) -> Iterator[Path]:
    """A folder on the disk of ``target``: in it when it is there (another disk may be), else beside it."""
    with refusals():
        making = new_folder_in(target if target.exists() else target.parent)
    try:
        yield making
    finally:
        shutil.rmtree(making, ignore_errors=True)  # gone already when all went well


def _copy_all(source: Path, paths: list[Path], making: Path, progress: Progress) -> Copied:
    """Copy journal by journal. Raises what is wrong with the first when not one can be read."""
    done, seen, fresh = Copied(), set[Path](), paths
    while fresh:  # a group is there before it is listed: who comes while we copy is found by looking again
        for path, _part in with_progress(fresh, progress):
            try:
                _copy_one(path, making, done)
            except StoreDamaged as damage:
                done.left_out.append(damage)
        seen.update(fresh)
        fresh = [path for path in journals(source) if path not in seen]
    if not done.files:
        raise done.left_out[0]
    return done


def _copy_one(path: Path, making: Path, done: Copied) -> None:
    target, journal = making / path.name, Journal(path, UPGRADES)
    with refusals():
        reading = _copy(journal, target)
    try:
        for _entry in entries_in(reading, path, silently):
            pass
        done.missing += missing_beside(reading, path)
    except StoreDamaged as damage:
        if path.name == DIRECTORY_FILE:  # it can be made anew from the groups
            remove(target)
            raise
        done.doubtful.append(damage)
    done.files += 1


def _copy(journal: Journal, target: Path) -> Reading:
    """Write what the ``journal`` holds to ``target``, durably; what that is."""
    file = open_file(target, new=True)
    file.belong_in(target.parent)
    with journal.unchanging() as reading:  # or we might copy a document that is half overwritten
        for at in range(0, reading.end, BLOCK):
            file.write_pages(reading.read(min(BLOCK, reading.end - at), at), at)
    file.make_room(reading.end)
    file.sync()
    return reading


def _give_place(making: Path, target: Path) -> None:
    """Let what was made be found at ``target``. Raises FileExistsError where another was quicker."""
    with refusals():
        for lock in making.glob(f"*{BESIDE}"):
            remove(lock)
        sync_folder(making)
        if making.parent == target:
            with only_maker_in(target):
                _must_be_empty(target, besides=making)
                _move_in(making, target)
        else:
            try:
                rename(making, target)
            except OSError:
                _must_be_empty(target)
                raise
            sync_folder(target.parent)


def _move_in(making: Path, target: Path) -> None:
    """Give each file its place in ``target``, the directory's last; all, or none when one is refused."""
    moved = list[Path]()
    try:
        for path in sorted(making.iterdir(), key=lambda path: (path.name == DIRECTORY_FILE, path.name)):
            rename(path, target / path.name)
            moved.append(target / path.name)
        making.rmdir()
        sync_folder(target)
    except OSError:
        for path in moved:
            with suppress(OSError):  # what is refused is told by the first refusal
                remove(path)
        raise
