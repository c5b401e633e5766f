"""Looking after a store's folder: whether it is sound, a copy of it, the copy back, and tidying.

All of it works while the app runs. Progress is told in bytes of the store's files.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ripple.domain.entries import Entry, GroupListed
from ripple.domain.errors import RippleError, StoreDamaged
from ripple.domain.rules import broken_rule
from ripple.store.codec import UPGRADES, from_document
from ripple.store.disk import File, make_folder, refusals, rename, sync_folder
from ripple.store.journal import Journal, silently, upgraded
from ripple.store.lines import BLOCK, Broken, Progress, Reading
from ripple.store.tiny import SUFFIX, TABLE


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check` saw: how much there is, what is wrong with it, and what lies beside it.

    ``damage`` names file, byte and reason. ``beside`` are files that a crash left: what was
    cut off because nobody was told that it is stored, and what was not finished.
    """

    groups: int
    entries: int
    damage: tuple[StoreDamaged, ...]
    beside: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written and follows the rules."""
        return not self.damage


def check(folder: str | Path, progress: Progress = silently) -> Findings:
    """Read every file and verify checksums and rules; changes nothing.

    The rules: versions 1, 2, 3, ...; entries that the domain accepts, each id once; acts
    inspired by earlier ones; listed groups that are there.
    Raises FileNotFoundError when there is no such folder.
    """
    paths, entries, damage = journals(Path(folder)), 0, list[StoreDamaged]()
    for path, part in told(paths, progress):
        try:
            for entry in entries_in(verified(path), path, part):
                if isinstance(entry, GroupListed) and not path.with_name(f"{entry.group}{SUFFIX}").exists():
                    raise StoreDamaged(str(path), 0, f"it lists the group {entry.group}, which is not there")
                entries += 1
        except StoreDamaged as error:
            damage.append(error)
    beside = sorted(str(path) for path in Path(folder).glob(f"*{SUFFIX}.*"))
    return Findings(len(paths), entries, tuple(damage), tuple(beside))


def backup(folder: str | Path, target: str | Path, progress: Progress = silently) -> int:
    """Copy every journal to the folder ``target``, which must be new or empty; return how many.

    Each copy holds what was acknowledged when it was made, and is verified. Every group that
    the copied directory lists is among them. ``target`` is there as a whole or not at all:
    raises `StoreDamaged` rather than copy damage, `StoreReadOnly` when it cannot be written,
    and FileExistsError rather than mix with what is there.
    """
    source, target = Path(folder), Path(target).resolve()
    if target.exists() and any(target.iterdir()):
        raise FileExistsError(errno.EEXIST, "there are files already", str(target))
    making, copied = target.with_name(f"{target.name}.new"), set[Path]()
    try:
        with refusals():
            shutil.rmtree(making, ignore_errors=True)
            make_folder(making)
            # A group is there before it is listed: who comes while we copy is found by looking again.
            while fresh := [path for path in journals(source) if path not in copied]:
                for path, _ in told(fresh, progress):
                    copy(Journal(path, UPGRADES).refresh(), making / path.name)
                copied.update(fresh)
            sync_folder(making)
            rename(making, target)
            sync_folder(target.parent)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return len(copied)


def restore(source: str | Path, folder: str | Path, progress: Progress = silently) -> int:
    """Copy a backup's journals to ``folder``, which must be new or empty; return how many.

    Raises as `backup` does, and `StoreDamaged` when the backup breaks a rule.
    """
    for error in check(source).damage:
        raise error
    return backup(source, folder, progress)


def compact(folder: str | Path, progress: Progress = silently) -> int:
    """Write each journal afresh, without what was replaced or cut off; return the bytes won in them."""
    paths = journals(Path(folder))
    before = bytes_in(paths)
    for path, part in told(paths, progress):
        Journal(path, UPGRADES).rewrite(progress=part)
    return before - bytes_in(paths)


def journals(folder: Path) -> list[Path]:
    """The store's files, by name. Raises FileNotFoundError when there is no such folder."""
    return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)


def bytes_in(paths: Sequence[Path]) -> int:
    """How many bytes the files take together."""
    return sum(path.stat().st_size for path in paths)


def told(paths: Sequence[Path], progress: Progress) -> Iterator[tuple[Path, Progress]]:
    """Each of the ``paths``, and what to tell its own progress to."""
    sizes = [path.stat().st_size for path in paths]
    whole, before = max(1, sum(sizes)), 0
    for path, size in zip(paths, sizes, strict=True):

        def part(done: int, total: int, before: int = before, size: int = size) -> None:
            if done < total:
                progress(before + size * done // total, whole)

        yield path, part
        before += size
        progress(before, whole)


def verified(path: Path) -> Reading:
    """What the journal at ``path`` says, in today's schema. Raises StoreDamaged."""
    file = File(path)
    with suppress(Broken):  # or only a writer at work: look again when nobody is
        return upgraded(Reading(file).load(), UPGRADES)
    file.lock()
    reading = Reading(file)
    try:
        return upgraded(reading.load(), UPGRADES)
    except Broken as broken:
        sound = len(reading.tables.get(TABLE, ()))
        reason = f"{broken.reason}; the {sound} entries before it are sound"
        raise StoreDamaged(str(path), broken.byte, reason) from broken
    finally:
        file.unlock()


def entries_in(reading: Reading, path: Path, progress: Progress) -> Iterator[Entry]:
    """The entries of a log, in order. Raises StoreDamaged at the first that breaks a rule."""
    docs, ids = reading.tables.get(TABLE, {}), set[str]()
    for version in range(1, len(docs) + 1):
        try:
            entry = from_document(docs[str(version)])
            broken = broken_rule(entry, ids)
        except (KeyError, ValueError, RippleError) as error:
            broken = f"it cannot be read: {error!r}"
        if broken:
            byte = reading.file.read(reading.end, 0).rfind(b'"%d":{' % version)
            raise StoreDamaged(str(path), max(0, byte), f"entry {version}: {broken}")
        ids.add(entry.id)
        yield entry
        if version % 1000 == 0:
            progress(version, len(docs))


def copy(reading: Reading, target: Path) -> None:
    """Write what ``reading`` has seen of its file to ``target``, durably."""
    file = File(target, new=True)
    for at in range(0, reading.end, BLOCK):
        file.write(reading.file.read(min(BLOCK, reading.end - at), at), at)
    file.make_room(reading.end)
    file.sync()
