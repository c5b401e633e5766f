"""A group as this process shares it: its log folded once, for every session that looks.

Pages never read a file. They read a `LiveGroup`, which catches up from the log's tail.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import TypeVar

from ripple.directory import Directory
from ripple.domain.database_errors import StoreUnreachable
from ripple.domain.erasing import left_over
from ripple.domain.errors import NewerVersion, StoreDamaged, StoreReadOnly, UnknownGroup
from ripple.domain.events.directory import DIRECTORY as DIRECTORY
from ripple.domain.events.log import DirectoryEvent, GroupEvent
from ripple.domain.events.unknown import UnknownEvent
from ripple.domain.history import History
from ripple.language import spoken
from ripple.late_pond import LatePond
from ripple.network.pond import Pond
from ripple.once import Once
from ripple.recent import Recent
from ripple.store import Log
from ripple.store.garbage import no_garbage

KEPT_OPEN_S = 1_800  # a group that nobody looked at for this long is closed
ERASE_EVERY_S = 3_600  # so often it is looked for words that a crash left
ERASE_AGAIN_S = 30  # and so soon again where they could not be erased

T = TypeVar("T")

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]


def silently(done: int, total: int) -> None:
    """Tell nobody."""


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
    looked_at: float = 0.0
    trouble: StoreUnreachable | None = None  # why it is not known just now whether there is news
    recent: Recent = field(default_factory=Recent)
    _late: LatePond = field(init=False)
    _replaced: int = 0  # as the log said when it was first read
    _erased_at: float = -math.inf  # when it was tried to finish erasing, on the clock of `looked_at`
    _lock: RLock = field(default_factory=RLock)
    _once: Once = field(default_factory=Once)

    def __post_init__(self) -> None:
        self._late = LatePond(self.history)

    @property
    def secret(self) -> str:
        """What the link to the group holds; empty for a group from before there were such."""
        return self.history.group.secret if self.history.group else ""

    @property
    def pond(self) -> Pond:
        """How the group looks, as far as its log was read."""
        if not self._late.asked_for:
            with self._lock:
                self._late.place()
        return self._late.pond

    def catch_up(self, progress: Progress = silently) -> int:
        """Take in what the log has and we have not; return the version reached. Cheap without news.

        ``progress`` is told which version of how many was taken in. While a database cannot be reached, what
        was read before stays, and the ``trouble`` says why. Raises `UnknownGroup` once the group was deleted,
        or another state of it was brought back.
        """
        try:
            reached = self._take_in(progress)
        except StoreUnreachable as trouble:
            if not self.version:
                raise
            self.trouble = StoreUnreachable(trouble.file, trouble.byte, trouble.reason)  # without a traceback
            return self.version
        self.trouble = None
        return reached

    def look(self) -> None:
        """As `catch_up`, for the many looks that come every second: what another process stored may come a
        second later."""
        try:
            if self.trouble is None and self.log.glance(self.id) == self.version:
                return
        except StoreUnreachable:
            pass  # it is told by who asks once more
        self.catch_up()

    def _take_in(self, progress: Progress) -> int:
        known = self.version  # asked first: while we ask the log, another thread may go on
        newest, replaced = self.log.version(self.id), self.log.replaced(self.id)
        if not self.history.version:  # nothing of any state was read, by a reading that broke off either
            self._replaced = replaced
        if newest < known or replaced != self._replaced:
            raise UnknownGroup(self.id)
        if newest == known:
            return known
        with self._lock:
            with no_garbage(newest - known):
                # One by one at first: an entry that was just read is dropped before the next one comes.
                read = self.log.since if known else self.log.walk
                for version, entry in read(self.id, self.history.version):
                    event = UnknownEvent(entry.id, {}) if isinstance(entry, DirectoryEvent) else entry
                    self._late.changed(self.history.apply(version, event))
                    self.recent.add(version, entry)
                    progress(version, max(version, newest))
            if self._late.asked_for:
                self._late.place()
            self.version = self.history.version
            return self.version

    def finish_erasing(self) -> None:
        """Erase what a crash left: it came after the news of an edit, and before the old words were gone.

        What cannot be erased just now (a full disk must keep nobody from reading) is tried again later,
        and so is what another process left. Where a newer version changed the group, that version does it.
        """
        if self.history.newer or self.looked_at - self._erased_at < ERASE_EVERY_S:
            return
        self._erased_at = self.looked_at
        if left := left_over(self.history):
            try:
                self.log.erase(self.id, *left)
            except (StoreReadOnly, StoreDamaged):
                self._erased_at = self.looked_at - ERASE_EVERY_S + ERASE_AGAIN_S
                log.warning("%d entries could not be erased in a group", len(left))

    def append(self, *events: GroupEvent, after: int | None = None) -> None:
        """Store the events, as `Log.append` does. Raises what that raises, and `NewerVersion`."""
        self.catch_up()
        self.must_be_known()
        self.log.append(self.id, *events, after=after)

    def erase(self, *ids: str) -> None:
        """Erase the words of these events, as `Log.erase` does. Raises what that raises, and
        `NewerVersion`."""
        self.must_be_known()
        self.log.erase(self.id, *ids)

    def must_be_known(self) -> None:
        """Raise `NewerVersion` once a newer version of the app changed the group: what is true in it, and
        whose words are needed, is not known here."""
        if self.history.newer:
            raise NewerVersion

    def as_seen(self, decide: Callable[[], tuple[T, Sequence[GroupEvent]]]) -> T:
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
            self.append(*entries, after=seen)
            self.catch_up()
            if any(entry.id == entries[0].id for _, entry in self.log.since(self.id, seen)[:1]):
                return said

    def as_one(self, make: Callable[[], T]) -> T:
        """What ``make`` returns, made from one version as a whole."""
        with self._lock:
            return make()

    def once(self, what: str, make: Callable[[], T]) -> T:
        """What ``make`` returns, made once a version and language however many sessions ask for ``what``."""
        with self._lock:
            key = what, spoken()  # what is made may have texts in it
            return self._once.made(key, self.version, make)


def enlist(log: Log, *events: DirectoryEvent) -> None:
    """Store the events in the directory, as `Log.append` does."""
    log.append(DIRECTORY, *events)


class Groups:
    """Every group that this process has open, on one store."""

    def __init__(self, log: Log, clock: Callable[[], float] = time.monotonic) -> None:
        self.log = log
        self._clock = clock
        self._lock = RLock()
        self._open: dict[str, LiveGroup] = {}
        self.directory = Directory(log)

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
                live.finish_erasing()
                return live
        except UnknownGroup:
            pass  # deleted since, or brought back as it was earlier
        with self._lock:
            self._open.pop(group, None)
        if is_open and self.log.version(group):
            return self.group(group)
        raise UnknownGroup(group)

    def begin(self, group: str, *events: GroupEvent) -> LiveGroup:
        """The group that these events begin; begun already, it is as it is."""
        self.log.append(group, *events, after=0)
        return self.group(group)

    def glance(self, group: str) -> LiveGroup:
        """The group for one of the many looks that come every second: what others stored may come a second
        later. Raises what `group` raises."""
        live = self._open.get(group)
        if live is None:
            return self.group(group)
        live.looked_at = self._clock()
        try:
            live.look()
        except UnknownGroup:  # it may have been brought back as it was earlier
            return self.group(group)
        return live

    def if_open(self, group: str) -> LiveGroup | None:
        """The group as far as it was read, if it is open; nothing is read for it."""
        return self._open.get(group)

    @contextmanager
    def in_passing(self, group: str) -> Iterator[LiveGroup]:
        """The group for one piece of work: if nobody has it open, it is read for that alone and not kept."""
        if live := self._open.get(group):
            yield live
            return
        try:
            yield Groups(self.log, self._clock).group(group)
        finally:
            if group not in self._open:  # somebody may have come meanwhile
                self.log.release(group)

    def by_code(self, code: str) -> str | None:
        """The id of the group that ``code``, or what its link holds, invites to, if any."""
        return self.directory.read().groups.get(code)

    def known_to(self, identity: str) -> list[str]:
        """The ids of the groups that have a member of this identity, or had one since this process began."""
        return self.directory.read().known_to.get(identity, [])

    def listed(self) -> list[str]:
        """The ids of all groups, oldest first."""
        return list(self.directory.read().codes)

    def _close_forgotten(self) -> None:
        deadline = self._clock() - KEPT_OPEN_S
        for group in [live.id for live in self._open.values() if live.looked_at < deadline]:
            del self._open[group]
            self.log.release(group)
