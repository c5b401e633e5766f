"""A store that forgets: for tests, and for trying things out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from threading import RLock

from ripple.domain.errors import UnknownGroup
from ripple.domain.events.log import Stored


class MemoryLog:
    """The `Log` protocol on plain lists."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._logs: defaultdict[str, list[Stored]] = defaultdict(list)
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._forgotten: set[str] = set()
        self._erased: Counter[str] = Counter()
        self._note = ""

    def append(self, group: str, *entries: Stored, after: int | None = None) -> int:
        with self._lock:
            if group in self._forgotten:
                raise UnknownGroup(group)
            for entry in entries if after in (None, len(self._logs[group])) else ():
                if entry.id not in self._ids[group]:
                    self._ids[group].add(entry.id)
                    self._logs[group].append(entry)
            return len(self._logs[group])

    def since(self, group: str, version: int) -> Sequence[tuple[int, Stored]]:
        with self._lock:
            return list(enumerate(self._logs[group][version:], start=version + 1))

    def walk(self, group: str, version: int) -> Iterator[tuple[int, Stored]]:
        return iter(self.since(group, version))

    def version(self, group: str) -> int:
        with self._lock:
            return len(self._logs[group])

    def glance(self, group: str) -> int:
        return self.version(group)

    def erase(self, group: str, *entry_ids: str) -> None:
        with self._lock:
            log, erased = self._logs[group], set(entry_ids)
            self._erased[group] += 1
            log[:] = [entry.without_words() if entry.id in erased else entry for entry in log]

    def forget(self, group: str) -> None:
        with self._lock:
            self._forgotten.add(group)
            self._logs.pop(group, None)
            self._ids.pop(group, None)

    def replaced(self, _group: str) -> int:
        return 0

    def stamp(self, group: str) -> str:
        with self._lock:
            return f"{self._erased[group]} {len(self._logs[group])}"

    def remember(self, note: str) -> None:
        self._note = note

    def remembered(self) -> str:
        return self._note

    def tell(self, word: str) -> None:
        pass  # there are no others

    def hear(self, listener: Callable[[str], None]) -> None:
        pass

    def groups(self) -> Sequence[str]:
        with self._lock:
            return sorted(group for group, log in self._logs.items() if log)

    def release(self, group: str) -> None:
        pass  # there is no other place

    def close(self) -> None:
        pass
