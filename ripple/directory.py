"""Which code invites to which group, and who is known where, as this process has read it."""

from __future__ import annotations

from threading import RLock
from typing import assert_never

from ripple.domain.events.directory import DIRECTORY, GroupListed, GroupUnlisted, IdentityListed
from ripple.domain.events.log import DirectoryEvent, Stored
from ripple.store import Log


class Directory:
    """What the directory's log says: ``groups`` by code or secret, the ``codes`` of each, and the groups that
    are ``known_to`` an identity, or were since this process began. Safe for many threads."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = RLock()
        self.version = 0  # how far the log was read
        self._replaced = 0  # as often as another state of it was seen
        self.groups: dict[str, str] = {}
        self.codes: dict[str, tuple[str, str]] = {}
        self.known_to: dict[str, list[str]] = {}

    def read(self) -> Directory:
        """The same, as far as the log goes by now."""
        with self._lock:
            newest, replaced = self._log.version(DIRECTORY), self._log.replaced(DIRECTORY)
            if newest < self.version or replaced != self._replaced:  # another state was restored
                for known in (self.groups, self.codes, self.known_to):
                    known.clear()
                self.version, self._replaced = 0, replaced
            if newest != self.version:
                for version, entry in self._log.since(DIRECTORY, self.version):
                    self._take(entry)
                    self.version = version
            return self

    def _take(self, event: Stored) -> None:
        if not isinstance(event, DirectoryEvent):  # from a newer version of the app
            return
        match event:
            case GroupListed():  # a new code revokes the one before
                self._unlist(event.group)
                self.codes[event.group] = event.code, event.secret
                self.groups |= {code: event.group for code in self.codes[event.group] if code}
            case GroupUnlisted():
                self._unlist(event.group)
            case IdentityListed():
                if event.identity:  # else it was erased
                    self.known_to[event.identity] = [*self.known_to.get(event.identity, []), event.group]
            case _:
                assert_never(event)

    def _unlist(self, group: str) -> None:
        for before in self.codes.pop(group, ()):
            if self.groups.get(before) == group:
                del self.groups[before]
