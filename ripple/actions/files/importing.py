"""Taking acts from elsewhere into a group, part by part, and taking all of them back.

Nobody waits for a large file: between two parts whoever else looks or posts goes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from time import perf_counter, sleep
from typing import TypeVar

from ripple.actions.host_check import must_be_host
from ripple.actions.joining import new_id
from ripple.domain.erasing import spent
from ripple.domain.events.acts import ActEdited, ActPosted
from ripple.domain.events.imports import ImportBegun, ImportUndone
from ripple.domain.history import History
from ripple.domain.import_errors import NoUndo
from ripple.domain.imports import UNDONE_WITHIN
from ripple.domain.model import Act
from ripple.live import LiveGroup, Progress, silently

PART = 250  # acts that are stored and laid out at once: some hundredths of a second
BETWEEN_S = 1e-2  # two parts: else the group's lock is taken again before anybody who waits for it is awake
TURN_S, PAUSE_S = 1e-3, 1e-4  # of work, after which others go first, and how long they are let

T = TypeVar("T")


def giving_way(things: Iterable[T]) -> Iterator[T]:
    """The same things. After each millisecond of work on them others who wait for the interpreter go first:
    Python itself would let them wait for five."""
    since = perf_counter()
    for thing in things:
        yield thing
        if perf_counter() - since > TURN_S:
            sleep(PAUSE_S)
            since = perf_counter()


def can_come(history: History, act: str) -> bool:
    """Whether an act of this id would be new in the group: it never was there, or went again with all that
    came with it."""
    return act not in history.held_by or history.is_taken_back(act)


def take_in(
    live: LiveGroup, acts: Sequence[Act], by: str = "", *, now: datetime, progress: Progress = silently
) -> int:
    """Add the acts that can come in to the group, as one import of the host ``by``; how many did.

    ``progress`` is told how many of how many were looked at. Cut off on the way, what came stays: the same
    file brings the rest.
    """
    brought, done, came = new_id(), 0, 0
    for start in range(0, len(acts), PART):
        part = acts[start : start + PART]
        live.catch_up()
        fresh = [act for act in part if can_come(live.history, act.id)]
        if fresh:
            begun = [] if came else [ImportBegun(id=f"import {brought}", at=now, brought=brought, by=by)]
            live.append(*begun, *(_entry(live.history, act, brought, now) for act in giving_way(fresh)))
            live.catch_up()
        done, came = done + len(part), came + len(fresh)
        progress(done, len(acts))
        if done < len(acts):
            sleep(BETWEEN_S)
    return came


def _entry(history: History, act: Act, brought: str, now: datetime) -> ActPosted | ActEdited:
    """What brings the act. An id is posted once: one that was taken back comes as it was first."""
    if act.id not in history.held_by:
        return ActPosted(at=now, act=act, brought=brought)
    return ActEdited(id=f"bring {act.id} {brought}", at=now, act=act, revives=True, brought=brought)


def undo_import(live: LiveGroup, host: str, brought: str, *, now: datetime) -> int:
    """Take back all acts that came with an import, their words and names for good; how many acts went.

    As where one act is taken away: what grew from it stays, around an unnamed drop. What was taken away
    before by itself is not counted, and does not come again with the file. A second time does nothing.
    Raises `NotAllowed` unless it is a host, and `NoUndo`.
    """
    must_be_host(live, host, "undo an import")
    taken = live.history.imports.find(brought)
    if taken is None or (not taken.undone and not taken.can_be_undone(now)):
        raise NoUndo(UNDONE_WITHIN.days)
    if not taken.undone:
        live.append(ImportUndone(id=f"undo import {brought}", at=now, brought=brought, by=host))
        live.catch_up()
    # First the news, then the words: cut off in between, the next opening of the group takes them away.
    gone = [act for act in taken.acts if live.history.erased.get(act) == taken.undone]
    if words := [entry for act in giving_way(gone) for entry in spent(live.history, act)]:
        live.erase(*words)
    return len(gone)
