"""Looking after a store's folder: whether it is sound, and tidying.

All of it works while the app runs, and what is wrong with one file keeps nothing from the others.
Progress is told in bytes of the store's files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ripple.domain.errors import NoStoreThere, RippleError, StoreDamaged, StoreReadOnly
from ripple.domain.events.directory import DIRECTORY, GroupListed, GroupUnlisted
from ripple.domain.events.log import Stored
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.rules import broken_rule
from ripple.store.codec import UPGRADES, from_document
from ripple.store.disk import (
    File,
    Replaced,
    is_there,
    make_folder,
    only_maker_in,
    open_file,
    refusals,
    remove,
    unreadable,
)
from ripple.store.group_db import TABLE
from ripple.store.journal import Journal
from ripple.store.lines import Progress, silently
from ripple.store.locks import BESIDE
from ripple.store.reading import Broken, Reading, upgraded
from ripple.store.tiny import SUFFIX

DIRECTORY_FILE = f"{DIRECTORY}{SUFFIX}"
LISTED = "the directory lists its group, and it is not there"


@dataclass(frozen=True, slots=True)
class Findings:
    """What `check` saw: how much there is, what is wrong with it, and what lies beside it.

    ``damage`` names file, byte and reason. ``beside`` are files that a crash left: what was
    cut off because nobody was told that it is stored, and what was not finished. ``newer`` are files that
    a newer version of the app changed: sound, as far as this one can tell.
    """

    groups: int
    entries: int
    damage: tuple[StoreDamaged, ...]
    beside: tuple[str, ...]
    newer: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything is as it was written and follows the rules."""
        return not self.damage


def check(folder: str | Path, progress: Progress = silently) -> Findings:
    """Read every file and verify checksums and rules; changes nothing.

    The rules: versions 1, 2, 3, ...; entries that the domain accepts, each id once; acts
    inspired by earlier ones; listed groups that are there.
    Raises `NoStoreThere` when there is no such folder, or no store in it.
    """
    paths, entries, damage = journals(Path(folder)), 0, list[StoreDamaged]()
    newer = dict[str, None]()
    for path, part in with_progress(paths, progress):
        try:
            reading = verified(path)
            for entry in entries_in(reading, path, part):
                entries += 1
                if isinstance(entry, UnknownEvent):
                    newer[str(path)] = None
            damage += missing_beside(reading, path)
        except StoreDamaged as error:
            damage.append(error)
    left = (path for path in Path(folder).glob(f"*{SUFFIX}.*") if path.suffix != BESIDE)
    beside = sorted(map(str, left))
    return Findings(len(paths), entries, tuple(damage), tuple(beside), tuple(newer))


def compact(folder: str | Path, progress: Progress = silently) -> tuple[int, list[RippleError]]:
    """Write each journal afresh, without what was replaced or cut off.

    Returns the bytes won, and what is wrong with the files that stayed as they were.
    Raises what `check` raises.
    """
    paths, wrong = journals(Path(folder)), list[RippleError]()
    before = bytes_in(paths)
    for path, part in with_progress(paths, progress):
        try:
            Journal(path, UPGRADES).rewrite(progress=part)
        except (StoreDamaged, StoreReadOnly) as error:
            wrong.append(error)
    drop_unfinished(Path(folder))
    return before - bytes_in(paths), wrong


def drop_unfinished(folder: Path) -> None:
    """Remove the beginnings of files that nobody finishes any more: who made them was killed."""
    with refusals(), only_maker_in(folder):
        for begun in folder.glob(f"*{SUFFIX}.new"):
            if not begun.with_suffix("").exists():
                remove(begun)


def must_be_usable(folder: Path) -> None:
    """Make the store's folder where there is none. Raises OSError where that, or a look at it, is refused."""
    make_folder(folder)
    next(folder.iterdir(), None)


def journals(folder: Path) -> list[Path]:
    """The store's files, by name.

    Raises `NoStoreThere` when there is no such folder, or none of them in it.
    """
    if not folder.exists():
        raise NoStoreThere(str(folder))
    paths = sorted(path for path in folder.iterdir() if path.suffix == SUFFIX)
    if not paths:
        raise NoStoreThere(str(folder))
    return paths


def size_of(path: Path) -> int:
    """How many bytes the file takes; none when nobody can tell, or it is gone."""
    try:
        return path.stat().st_size
    except OSError:  # who reads it will say why
        return 0


def bytes_in(paths: Sequence[Path]) -> int:
    """How many bytes the files take together."""
    return sum(map(size_of, paths))


def with_progress(paths: Sequence[Path], progress: Progress) -> Iterator[tuple[Path, Progress]]:
    """Each of the ``paths``, and what to tell its own progress to."""
    sizes = [size_of(path) for path in paths]
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
    try:
        file = open_file(path)
        with suppress(Broken):  # or only a writer at work: look again when nobody is
            return upgraded(Reading(file).load(), UPGRADES)
        file.lock()
        try:
            return _read_alone(file, path)
        finally:
            file.unlock()
    except Replaced:
        return verified(path)
    except OSError as error:
        raise unreadable(path, error) from error


def sound_part(path: Path) -> list[Stored]:
    """The entries of a damaged journal that lie before its damage. Raises `StoreUnreadable`."""
    try:
        reading = Reading(open_file(path))
        with suppress(Broken):
            reading.load()
        with suppress(Broken):
            upgraded(reading, UPGRADES)
    except OSError as error:
        raise unreadable(path, error) from error
    found = list[Stored]()
    with suppress(StoreDamaged):
        for entry in entries_in(reading, path, silently):
            found.append(entry)  # those before the damage stay
    return found


def _read_alone(file: File, path: Path) -> Reading:
    reading = Reading(file)
    try:
        return upgraded(reading.load(), UPGRADES)
    except Broken as broken:
        sound = len(reading.tables.get(TABLE, ()))
        reason = f"{broken.reason}; the {sound} entries before it are sound"
        raise StoreDamaged(str(path), broken.byte, reason) from broken


def missing_beside(reading: Reading, path: Path) -> list[StoreDamaged]:
    """The files of groups that ``path`` lists, if it is the directory, and that are not beside it."""
    if path.name != DIRECTORY_FILE:
        return []
    listed = dict[str, Path]()
    for entry in entries_in(reading, path, silently):
        match entry:
            case GroupListed(group=group):
                listed[group] = path.with_name(f"{group}{SUFFIX}")
            case GroupUnlisted(group=group):
                listed.pop(group, None)
    return [StoreDamaged(str(file), 0, LISTED) for file in listed.values() if not is_there(file)]


def entries_in(reading: Reading, path: Path, progress: Progress) -> Iterator[Stored]:
    """The entries of a log, in order. Raises StoreDamaged at the first that breaks a rule.

    After one of a newer version of the app no rule between them is known: what it wrote may go by others.
    """
    docs, ids, newer = reading.tables.get(TABLE, {}), set[str](), False
    for version in range(1, len(docs) + 1):
        try:
            entry = from_document(docs[str(version)])
            newer = newer or isinstance(entry, UnknownEvent)
            broken = "" if newer else broken_rule(entry, ids)
        except (KeyError, ValueError, RippleError) as error:
            broken = f"it cannot be read: {error!r}"
        if broken:
            byte = reading.file.read(reading.end, 0).rfind(b'"%d":{' % version)
            raise StoreDamaged(str(path), max(0, byte), f"entry {version}: {broken}")
        ids.add(entry.id)
        yield entry
        if version % 1000 == 0:
            progress(version, len(docs))
