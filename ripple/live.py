"""A group as this process shares it: its log folded once, for every session that looks.

Pages never read a file. They read a `LiveGroup`, which catches up from the log's tail.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar

from ripple.domain.entries import DIRECTORY as DIRECTORY
from ripple.domain.entries import Entry, GroupListed, GroupUnlisted
from ripple.domain.erasing import left_over
from ripple.domain.errors import StoreReadOnly, UnknownGroup
from ripple.domain.history import History
from ripple.domain.signing import IdentityListed
from ripple.network.pond import Pond
from ripple.store import Log

KEPT_OPEN_S = 1_800  # a group that nobody looked at for this long is closed

T = TypeVar("T")

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


def silently(done: int, total: int) -> None:
    """Tell nobody."""


def fold(
    news: Iterable[tuple[int, Entry]], history: History, pond: Pond, progress: Progress = silently
) -> None:
    """Take the entries into the history and then into the pond, each act once and as it is after all of them.

    So an act that was taken back and brought back a thousand times costs the pond no more than any other.
    """
    touched: dict[str, None] = {}
    for version, entry in news:
        touched.update(dict.fromkeys(history.apply(version, entry)))
    for done, act in enumerate(touched, 1):
        pond.put(history.acts[act])
        progress(done, len(touched))


@dataclass(slots=True)
class LiveGroup:
    """One group: what is true now (``history``) and how it looks (``pond``).

    Reading goes without a lock: `catch_up` is the only writer, and what it changes it
    changes by whole acts. What must see one version as a whole goes through `as_one` or `once`; what
    only walks through one of its dicts takes a ``list`` of it first, which is made in one step of the
    interpreter: a dict that grows under a walk ends it.
    """

    id: str
    log: Log
    version: int = 0  # how far the log was read, by the history and by the pond
    history: History = field(default_factory=History)
    pond: Pond = field(default_factory=Pond)
    looked_at: float = 0.0
    _lock: RLock = field(default_factory=RLock)
    _made: dict[str, tuple[int, object]] = field(default_factory=dict)

    @property
    def secret(self) -> str:
        """What the link to the group holds; empty for a group from before there were such."""
        return self.history.group.secret if self.history.group else ""

    def catch_up(self, progress: Progress = silently) -> int:
        """Take in what the log has and we have not; return the version reached. Cheap without news.

        ``progress`` is told how many of how many acts have found their place.
        Raises `UnknownGroup` once the group was deleted.
        """
        known = self.version  # asked first: while we ask the log, another thread may go on
        newest = self.log.version(self.id)
        if newest == known:
            return known
        if newest < known:
            raise UnknownGroup(self.id)
        with self._lock:
            fold(self.log.since(self.id, self.history.version), self.history, self.pond, progress)
            self.version = self.history.version
            return self.version

    def finish_erasing(self) -> None:
        """Erase what a crash left: it came after the news of an edit, and before the old words were gone.

        Only what the log still has is asked for, if this is the first look at it.
        """
        if left := left_over(self.history):
            try:
                self.log.erase(self.id, *left)
            except StoreReadOnly:  # a full disk must keep nobody from reading: the next opening tries again
                log.warning("%d entries could not be erased in a group", len(left))

    def as_seen(self, decide: Callable[[], tuple[T, Sequence[Entry]]]) -> T:
        """Let ``decide`` look, and say what to store, under ids of its own; return what it says besides.

        It is stored only right after what ``decide`` saw: when anybody was quicker, in whatever process, it
        looks again. Without entries there is nothing to store.
        """
        while True:
            with self._lock:
                seen = self.catch_up()
                said, entries = decide()
            if not entries:
                return said
            self.log.append(self.id, *entries, after=seen)
            self.catch_up()
            if any(entry.id == entries[0].id for _, entry in self.log.since(self.id, seen)[:1]):
                return said

    def as_one(self, make: Callable[[], T]) -> T:
        """What ``make`` returns, made from one version as a whole."""
        with self._lock:
            return make()

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What ``make`` returns, made once a version however many sessions ask for ``what``."""
        with self._lock:
            made = self._made.get(what)
            if made is None or made[0] != self.version:
                made = (self.version, make())
                self._made[what] = made
            return made[1]  # type: ignore[return-value]  # the caller's own `make` made it


class Groups:
    """Every group that this process has open, on one store."""

    def __init__(self, log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self.log = log
        self._clock = clock
        self._lock = RLock()
        self._open: dict[str, LiveGroup] = {}
        self._codes: dict[str, str] = {}  # code or secret -> group
        self._codes_of: dict[str, tuple[str, str]] = {}  # and back
        self._known_to: dict[str, list[str]] = {}
        self._codes_version = 0

    def group(self, group: str) -> LiveGroup:
        """The group, brought up to date. Raises `UnknownGroup` for an id that is not, or no longer, used."""
        if group == DIRECTORY:  # what people send as a group's id may name anything
            raise UnknownGroup(group)
        # One `LiveGroup` for all: who comes while a large group is read waits for that reading in its
        # `catch_up`, and whoever wants another group does not.
        with self._lock:
            is_open = group in self._open
            live = self._open.setdefault(group, LiveGroup(group, self.log))
            live.looked_at = self._clock()
            self._close_forgotten()
        try:
            if live.catch_up():
                if not is_open:
                    live.finish_erasing()
                return live
        except UnknownGroup:
            pass  # deleted since, or brought back as it was earlier
        with self._lock:
            self._open.pop(group, None)
        if is_open and self.log.version(group):
            return self.group(group)
        raise UnknownGroup(group)

    def if_open(self, group: str) -> LiveGroup | None:
        """The group as far as it was read, if it is open; nothing is read for it."""
        return self._open.get(group)

    def in_passing(self, group: str) -> LiveGroup:
        """The group for one piece of work: if nobody has it open, it is read for that alone and not kept."""
        return self._open.get(group) or Groups(self.log).group(group)

    def by_code(self, code: str) -> str | None:
        """The id of the group that ``code``, or what its link holds, invites to, if any."""
        return self._directory().get(code)

    def known_to(self, identity: str) -> list[str]:
        """The ids of the groups that have a member of this identity, or had one since this process began."""
        self._directory()
        return self._known_to.get(identity, [])

    def listed(self) -> list[str]:
        """The ids of all groups, oldest first."""
        self._directory()
        return list(self._codes_of)

    def _directory(self) -> dict[str, str]:
        """Code or secret -> group, as far as the directory's log goes."""
        with self._lock:
            newest = self.log.version(DIRECTORY)
            if newest < self._codes_version:  # an earlier state was restored
                for known in (self._codes, self._codes_of, self._known_to):
                    known.clear()
                self._codes_version = 0
            if newest != self._codes_version:
                for version, entry in self.log.since(DIRECTORY, self._codes_version):
                    self._list(entry)
                    self._codes_version = version
            return self._codes

    def _list(self, entry: Entry) -> None:
        if isinstance(entry, GroupListed | GroupUnlisted):  # a new code revokes the one before
            for before in self._codes_of.pop(entry.group, ()):
                if self._codes.get(before) == entry.group:
                    del self._codes[before]
        if isinstance(entry, GroupListed):
            self._codes_of[entry.group] = entry.code, entry.secret
            self._codes |= {code: entry.group for code in self._codes_of[entry.group] if code}
        if isinstance(entry, IdentityListed) and entry.identity:  # else it was erased
            self._known_to[entry.identity] = [*self._known_to.get(entry.identity, []), entry.group]

    def _close_forgotten(self) -> None:
        deadline = self._clock() - KEPT_OPEN_S
        for group in [live.id for live in self._open.values() if live.looked_at < deadline]:
            del self._open[group]
