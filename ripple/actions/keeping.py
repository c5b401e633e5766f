"""What the app lets go by itself, in every group: words that are older than it keeps them, and the group.

Of each group a note says when something is next to be done, so that a group in which nobody did anything is
not read to learn that. A note holds for a group as it was then, and may be lost: then it is read once more.
"""

from __future__ import annotations

import json
import logging
import threading
from datetime import datetime, timedelta
from typing import Any

from ripple.actions.ending import end_when_due
from ripple.actions.organisation_identity import erase_identities_of_the_gone
from ripple.actions.retention import let_old_words_go, next_old
from ripple.domain.ending import ends_at
from ripple.domain.erasing import left_over
from ripple.domain.errors import StoreReadOnly
from ripple.live import Groups, LiveGroup

AT_LEAST_EVERY = timedelta(days=1)  # so often each group is read, whatever its note says

log = logging.getLogger(__name__)

Notes = dict[str, list[str]]  # group -> how its entries were, and when something is due


def keep_everywhere(groups: Groups, now: datetime, stopped: threading.Event) -> None:
    """Erase what is older than its group keeps it, and the groups whose time has come, until ``stopped``;
    trouble with one group is logged and stops no other."""
    notes, listed = _notes_in(groups), groups.listed()
    for group in listed:
        if stopped.is_set():
            break
        try:
            _keep(groups, group, notes, now)
        except Exception:
            log.exception("the old words of a group, or the group itself, could not be let go")
    _note(groups, {group: notes[group] for group in listed if group in notes})


def _keep(groups: Groups, group: str, notes: Notes, now: datetime) -> None:
    """Let go what is due in the group, unless its note says that nothing is; note when something will be."""
    if group in notes:
        then, due = notes[group]
        if then == groups.log.stamp(group) and now < datetime.fromisoformat(due):
            return
    notes.pop(group, None)
    with groups.in_passing(group) as live:
        if end_when_due(groups, live, now=now):
            return
        let_old_words_go(live, now=now)
        erase_identities_of_the_gone(live)
        stamp = groups.log.stamp(group)
        live.catch_up()  # so that all which the stamp stands for was looked at
        if stamp and (live.history.newer or not left_over(live.history)):
            notes[group] = [stamp, _next_due(live, now).isoformat()]


def _note(groups: Groups, notes: Notes) -> None:
    said = json.dumps(notes)
    if notes and said != groups.log.remembered():
        try:
            groups.log.remember(said)
        except StoreReadOnly:
            log.warning("what is next to be let go could not be noted: every group will be read again")


def _next_due(live: LiveGroup, now: datetime) -> datetime:
    soon = (now + AT_LEAST_EVERY, ends_at(live.history), next_old(live.history))
    return min(moment for moment in soon if moment)


def _notes_in(groups: Groups) -> Notes:
    """The notes of the last round; none where they were lost, or are from another version of the app."""
    try:
        found: Any = json.loads(groups.log.remembered())
        sound = {group: [str(stamp), due] for group, (stamp, due) in found.items() if _is_a_time(due)}
    except (ValueError, TypeError, AttributeError):
        return {}
    return sound


def _is_a_time(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None
