"""How long words are kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from ripple.actions.posting import erase_spent
from ripple.domain.events.acts import ActErased
from ripple.domain.history import History
from ripple.domain.model import Act
from ripple.domain.times import let_go_at
from ripple.live import LiveGroup


def let_old_words_go(live: LiveGroup, *, now: datetime) -> int:
    """Erase the words that are older than the group keeps them; return of how many acts.

    What grew from them stays, around unnamed drops. What was reported the hosts have until they decided.
    """
    live.catch_up()
    history = live.history
    until = history.settings.kept_since(now)
    if until is None or history.newer:  # then that version does it
        return 0
    old = [act.id for act in _with_words(history) if act.posted_at < until]
    if old:
        gone = [ActErased(id=f"let go {act} {now:%Y-%m-%d}", at=now, act=act, answers=False) for act in old]
        live.append(*gone)
        erase_spent(live, *old)
    return len(old)


def next_old(history: History) -> datetime | None:
    """When the next words are older than the group keeps them; None where none ever are, or only a newer
    version knows."""
    days, until = history.settings.keep_days, history.settings.keep_until
    if (days is None and until is None) or history.newer:
        return None
    oldest = min((act.posted_at for act in _with_words(history)), default=None)
    if oldest and until:
        return let_go_at(until, oldest)
    return oldest and oldest + timedelta(days=days or 0)


def _with_words(history: History) -> list[Act]:
    ids = dict.fromkeys((*history.acts, *history.awaiting))
    return [act for one in ids if (act := history.written(one)) and not act.erased]
