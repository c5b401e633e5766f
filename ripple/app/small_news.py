"""News that are nothing but acts: they come to the page that stands, and the rest of it is not drawn anew.

For everybody who looks that is a fraction of the work. Whatever else the page says of them (numbers, weeks)
is so again once it is drawn as a whole, a minute later at most.
"""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ripple.app.acts.fresh import FRESH
from ripple.app.pond.as_sent import NEWS_OF_POND, still_serves
from ripple.app.pond.filters import ALWAYS, YOUNG
from ripple.app.pond.story import NEWEST, picked_act
from ripple.app.session import Here, is_gone, now, visit
from ripple.app.tab_state import CARDS, Fresh
from ripple.app.ui.widgets import KEEPS_UP, is_otherwise, runs_alone
from ripple.domain.events.acts import ActPosted
from ripple.domain.events.log import Stored
from ripple.domain.model import Act
from ripple.domain.moderation import FOR_FEW, concerns, posted
from ripple.live import LiveGroup

PARTS = (KEEPS_UP, NEWS_OF_POND, NEWEST, FRESH)  # what runs where such news come


class Came(NamedTuple):
    """What came until a ``version``: ``acts`` for everybody, newest first, and entries ``for_few``."""

    version: int
    acts: tuple[Act, ...]
    for_few: tuple[Stored, ...]


def hear_small_news() -> None:
    """The page is drawn as a whole: from now on acts can come to it alone."""
    visit().fresh = Fresh()


def take_small_news(group: Here) -> None:
    """Just before the page would look for news: where they are small, some parts of it run instead."""
    fresh, live = visit().fresh, group.live
    if fresh is None or visit().dialog or not runs_alone():
        return
    if is_gone(live, LiveGroup.look) or not group.holds or is_otherwise(group):
        return
    came = live.once(f"acts since {visit().seen}", lambda: acts_alone(live, visit().seen))
    if came and _fit(group, came) and len(fresh.acts) + len(came.acts) <= CARDS and still_serves(live):
        visit().seen, visit().fresh = came.version, Fresh((*came.acts, *fresh.acts), now())
        st.rerun(PARTS)


def acts_alone(live: LiveGroup, seen: int) -> Came | None:
    """What came since the version that was ``seen``; None where it is more than acts, or these are not to
    be seen."""
    version, history = live.version, live.history
    came = [entry for at, entry in live.log.since(live.id, seen) if at <= version]
    acts = [history.acts.get(entry.act.id) for entry in came if isinstance(entry, ActPosted)]
    few = tuple(entry for entry in came if isinstance(entry, FOR_FEW))
    shown = tuple(act for act in reversed(acts) if act and not act.erased)
    return Came(version, shown, few) if shown and len(shown) + len(few) == len(came) else None


def _fit(group: Here, came: Came) -> bool:
    """Whether nothing else that is said to whoever looks is another for these acts."""
    history, pond = group.live.history, group.live.pond
    parents = (history.acts.get(act.inspired_by or "") for act in came.acts)
    if any(posted(group.asker(act.id), act) for act in (*came.acts, *parents) if act):
        return False  # it is theirs, or they are told that theirs was passed on
    if any(concerns(history, group.asker, entry) for entry in came.for_few):
        return False
    picked = picked_act(group)
    grew = picked and any(pond.story(act.id)[0] == pond.story(picked)[0] for act in came.acts)
    return not grew and visit().period == ALWAYS and pond.shown - len(came.acts) >= YOUNG
