"""Whether what a store says is sound, whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterator

from ripple.domain.database_errors import EntryDamaged
from ripple.domain.errors import StoreDamaged, StoreUnreadable
from ripple.domain.events.directory import DIRECTORY, GroupListed, GroupUnlisted
from ripple.domain.events.log import Stored
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.rules import broken_rule
from ripple.store import Log
from ripple.store.lines import Progress, silently
from ripple.store.upkeep import LISTED, Findings


def check_log(log: Log, progress: Progress = silently) -> Findings:
    """Read every group and verify its rules, as `upkeep.check` does for files; changes nothing.

    Raises `StoreUnreadable` where a group cannot be read just now.
    """
    groups, entries, damage, newer = log.groups(), 0, list[StoreDamaged](), list[str]()
    for done, group in enumerate(groups, 1):
        try:
            for entry in _sound(log, group):
                entries += 1
                if isinstance(entry, UnknownEvent) and group not in newer:
                    newer.append(group)
            if group == DIRECTORY:
                damage += [EntryDamaged(listed, 0, LISTED) for listed in _listed(log) if listed not in groups]
        except StoreUnreadable:
            raise
        except StoreDamaged as error:
            damage.append(error.facts())
        progress(done, len(groups))
        log.release(group)
    return Findings(len(groups), entries, tuple(damage), (), tuple(newer))


def _sound(log: Log, group: str) -> Iterator[Stored]:
    """The group's entries. Raises `EntryDamaged` at the first that breaks a rule; after one of a newer
    version of the app no rule between them is known."""
    ids, newer = set[str](), False
    for version, entry in log.since(group, 0):
        newer = newer or isinstance(entry, UnknownEvent)
        if not newer and (broken := broken_rule(entry, ids)):
            raise EntryDamaged(group, version, broken)
        ids.add(entry.id)
        yield entry


def _listed(log: Log) -> list[str]:
    """The groups that the directory lists."""
    listed = dict[str, None]()
    for _version, entry in log.since(DIRECTORY, 0):
        match entry:
            case GroupListed(group=group):
                listed[group] = None
            case GroupUnlisted(group=group):
                listed.pop(group, None)
    return list(listed)
