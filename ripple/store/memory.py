"""A store that forgets: for tests, and for trying things out."""

from collections import defaultdict
from collections.abc import Sequence
from threading import RLock

from ripple.domain.entries import Entry
from ripple.domain.errors import UnknownGroup


class MemoryLog:
    """The `Log` protocol on plain lists."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._logs: defaultdict[str, list[Entry]] = defaultdict(list)
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._forgotten: set[str] = set()

    def append(self, group: str, *entries: Entry) -> int:
        with self._lock:
            if group in self._forgotten:
                raise UnknownGroup(group)
            for entry in entries:
                if entry.id not in self._ids[group]:
                    self._ids[group].add(entry.id)
                    self._logs[group].append(entry)
            return len(self._logs[group])

    def since(self, group: str, version: int, limit: int | None = None) -> Sequence[tuple[int, Entry]]:
        with self._lock:
            end = None if limit is None else version + limit
            return list(enumerate(self._logs[group][version:end], start=version + 1))

    def version(self, group: str) -> int:
        with self._lock:
            return len(self._logs[group])

    def erase(self, group: str, *entry_ids: str) -> None:
        with self._lock:
            log = self._logs[group]
            log[:] = [entry.without_words() if entry.id in entry_ids else entry for entry in log]

    def forget(self, group: str) -> None:
        with self._lock:
            self._forgotten.add(group)
            self._logs.pop(group, None)
            self._ids.pop(group, None)

    def close(self) -> None:
        pass
