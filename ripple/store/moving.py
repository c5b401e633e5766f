"""All that one store keeps, copied into another: exactly, and on from where an earlier try ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from ripple.domain.database_errors import WouldOverwrite
from ripple.domain.errors import StoreDamaged, StoreUnreadable, UnknownGroup
from ripple.domain.events.directory import DIRECTORY
from ripple.domain.events.log import Stored
from ripple.store import Log
from ripple.store.lines import Progress, silently

AT_ONCE = 500  # entries in one step: what was taken over stays when the next one fails


@dataclass(slots=True)
class Moved:
    """What is in both stores now: how many ``groups``, with the directory, and how many ``entries``.

    ``damaged`` are groups that could not be read, and are not among them.
    """

    groups: int = 0
    entries: int = 0
    damaged: list[StoreDamaged] = field(default_factory=list)


def move(source: Log, target: Log, progress: Progress = silently) -> Moved:
    """Copy every entry under its version; the directory last, so that no group is listed before it is there.

    ``target`` may hold what an earlier try brought, and nothing else: raises `WouldOverwrite` before anything
    is written. What was erased since that try is erased there too. Nothing is taken from ``source``, and what
    is added to it meanwhile comes along. Raises what the stores raise, but for a damaged group of ``source``.
    """
    for group, ids in {group: _to_be_erased(source, target, group) for group in target.groups()}.items():
        if ids:
            target.erase(group, *ids)
    while True:
        done = Moved()
        sizes = _sizes(source, done)
        if not _copy_all(source, target, sizes, done, progress):
            return done
        progress = silently  # what comes now came meanwhile


def _to_be_erased(source: Log, target: Log, group: str) -> list[str]:
    """Whose words the target has and the source no more. Raises `WouldOverwrite` for any other difference."""
    there = target.since(group, 0)
    here = source.since(group, 0)[: len(there)] if there else []
    if len(here) < len(there):
        raise WouldOverwrite
    differ = [(old, new) for (_, old), (_, new) in zip(there, here, strict=True) if old != new]
    if any(old.without_words() != new for old, new in differ):
        raise WouldOverwrite
    return [old.id for old, _new in differ]


def _sizes(source: Log, done: Moved) -> dict[str, int]:
    """How many entries each group has, the directory last."""
    sizes = dict[str, int]()
    for group in sorted(source.groups(), key=lambda group: (group == DIRECTORY, group)):
        with _noting(done):
            if newest := source.version(group):
                sizes[group] = newest
    return sizes


def _copy_all(source: Log, target: Log, sizes: dict[str, int], done: Moved, progress: Progress) -> bool:
    """Copy what is missing; whether anything was."""
    before, whole, found = 0, sum(sizes.values()), False
    for group, size in sizes.items():
        there = target.version(group)
        with _noting(done):
            news = source.since(group, there)
            for reached in _appended(target, group, news):
                progress(before + min(reached, size - 1), whole)
                found = True
            done.groups += 1
            done.entries += there + len(news)
        before += size
        progress(before, whole)
        for log in (source, target):
            log.release(group)
    return found


@contextmanager
def _noting(done: Moved) -> Iterator[None]:
    """Around what is done with a group of the source: that it is damaged keeps no other from being copied."""
    try:
        yield
    except StoreUnreadable:
        raise  # it may be read the next time
    except StoreDamaged as damage:
        done.damaged.append(damage.facts())


def _appended(target: Log, group: str, news: Sequence[tuple[int, Stored]]) -> Iterator[int]:
    """Store the entries step by step; the versions that are reached."""
    for begin in range(0, len(news), AT_ONCE):
        some = news[begin : begin + AT_ONCE]
        (first, _), (last, _) = some[0], some[-1]
        try:
            reached = target.append(group, *(entry for _, entry in some), after=first - 1)
        except UnknownGroup:  # deleted there
            raise WouldOverwrite from None
        if reached != last:  # somebody else writes to it
            raise WouldOverwrite
        yield last
