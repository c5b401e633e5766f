"""How a page that stands keeps up with others: it asks, and what it does not say any more is drawn."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ripple.app.session import Here, here, is_gone, now, today, visit
from ripple.app.ui.widgets import runs_alone
from ripple.domain.resting import opens_at
from ripple.live import LiveGroup

# How often a page looks by itself: at midnight, out of sight, and where its questions do not come through.
LOOK_ANYWAY_EVERY_S = 30
KEEPS_UP = "keeps up"  # the part that looks for news
PICTURE, FRESH_CARDS = "picture and story", "fresh cards"  # the parts of home that tell of acts

_ask_for_news = st.components.v2.component(
    "look_for_news", js=Path(__file__).with_name("look_for_news.js").read_text("utf-8")
)


@st.fragment(run_every=LOOK_ANYWAY_EVERY_S, key=KEEPS_UP)
def keep_up(group: Here) -> None:
    """Draw the page again as soon as somebody else posts, and at midnight, for what was today is yesterday
    then. The browser asks whether there is news (`ripple.web.news`); this runs when there is, unless it was
    so little that the answer said it all.

    Only what changed is sent, so focus and half-typed words stay where they are. An open dialog
    would be drawn anew and lose them: the news waits until it closes. What comes while anything else is being
    drawn waits too, for the next look: a button that was pressed would go unheard.
    """
    if runs_alone():
        if is_gone(group.live, LiveGroup.look) or not group.holds:
            st.rerun()
        if is_out_of_date(group) and visit().dialog is None:
            st.rerun()
    away = "&away" if visit().away else ""
    _ask_for_news(
        key="look_for_news",
        data={"url": f"news/{group.live.id}?page={visit().page}{away}", "seen": _drawn_so_far(group)},
        on_news_change=lambda: _hear(group),
    )


def _drawn_so_far(group: Here) -> int:
    """The version from which on the browser asks. What came alone since it knows of itself: an answer that
    it did not get is given once more."""
    fresh = visit().fresh
    if fresh is None:
        return visit().seen
    if not runs_alone() or not group.live.recent.knows_since(fresh.drawn):
        fresh.drawn = fresh.seen
    return fresh.drawn


def is_otherwise(group: Here) -> bool:
    """Whether what the page took for granted is not so any more: that it is this day, that the store can be
    reached, or cannot, and that the group rests, or does not."""
    if opens_at(group.live.history.settings, now()) != visit().opens:
        return True
    return today() != visit().day or (group.live.trouble is not None) != visit().away


def is_out_of_date(group: Here) -> bool:
    """Whether the page does not say any more what is so: something happened that whoever looks may see, or it
    came alone a while ago, midnight went by, or the store cannot be reached, or can again."""
    fresh = visit().fresh
    return is_otherwise(group) or _has_news(group) or (fresh is not None and fresh.is_old(now()))


def _hear(group: Here) -> None:
    """There is news, says the browser. Where it is acts that are too many for an answer, or an answer was
    lost, the parts that tell of them are drawn and no more."""
    fresh = visit().fresh
    if fresh is None or visit().dialog or is_gone(group.live, LiveGroup.look) or not group.holds:
        return
    if is_otherwise(group) or fresh.is_old(now()):
        return
    if fresh.takes_alone() or (fresh.drawn < fresh.seen and not _has_news(group)):
        st.rerun([KEEPS_UP, PICTURE, FRESH_CARDS])


def _has_news(group: Here) -> bool:
    """Whether anything came that whoever looks may see; what they do not is seen herewith."""
    live, fresh = group.live, visit().fresh
    version = live.version
    if live.recent.is_news(live.history, group.asker, fresh.seen if fresh else visit().seen):
        return True
    visit().seen = version
    if fresh:
        fresh.seen = version
    return False


def mark_seen() -> None:
    """Remember the version that this run draws, and on which day, so that `keep_up` knows what is news."""
    live = here().live
    visit().seen, visit().day = live.version, today()
    visit().opens = opens_at(live.history.settings, now())
    visit().away = live.id in visit().damaged  # as this run said above; it may have come back meanwhile
