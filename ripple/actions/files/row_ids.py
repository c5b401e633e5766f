"""What a file calls an act, and the id under which a group keeps it.

Teachers number their rows 1, 2, 3, in every file anew; so the id tells what the row is called and what it
says, and the same row of the same file is the same act for ever. It holds no words: an id stays when all
that people wrote is erased.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict

from ripple.domain.history import History
from ripple.domain.model import Act

# As this app makes them, which is kept as it is; digits alone may be a telephone's.
_OWN_ID = re.compile(r"(?=.*[a-f])[0-9a-f]{16}(?:[0-9a-f]{16})?")
_HALF = 16


def kept_id(act: Act) -> str:
    """The id for an act that a file calls ``act.id``: what it is called, and then what it says."""
    if _OWN_ID.fullmatch(act.id):
        return act.id
    said = (act.id, act.posted_at.isoformat(), act.text, act.told_by or "", *(one.name for one in act.people))
    return called(act.id) + _digest("\0".join(said))


def called(row: str) -> str:
    """The first half of the ids of acts that a file calls ``row``."""
    return _digest(row)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_HALF]


class Names:
    """What files call the acts of a group."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._acts: defaultdict[str, list[str]] = defaultdict(list)
        for act in list(history.held_by):
            if not history.is_taken_back(act):
                self._acts[act[:_HALF]].append(act)

    def id_of(self, act: Act) -> str:
        """Where the act of a file is in the group, or the id under which it will be.

        One that came in under its own words, as was once done, is known by what it says; where that was
        changed or erased since, by what it is called.
        """
        there = self._history.written(act.id)
        if there and (there.erased or there.edited_at or _says(there) == _says(act)):
            return act.id
        return kept_id(act)

    def meant_by(self, row: str) -> list[str]:
        """The acts of the group that a file may call ``row``."""
        return [row] if row in self._history.held_by else self._acts.get(called(row), [])


def _says(act: Act) -> tuple[object, ...]:
    return act.text, act.posted_at
