"""Which of its visitors the server knows: for the doors, which treat members and strangers apart."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import streamlit as st
from streamlit.runtime import get_instance
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.stats import CacheStat

from ripple.actions.joining import signed_in, tokens_in, waiting_with
from ripple.app.session import groups
from ripple.domain.errors import RippleError

LOOKED_AT = 20  # groups of one browser: as many as anybody is in
ALL_ASLEEP = 1_000  # closed pages; each holds some 0.4 MB, and the picture that it was sent
OF_A_MEMBER = 8  # of these by one member: their phone in a pocket, their tabs
OF_STRANGERS = 64  # by all who are in no group
STRANGERS = "strangers"


def member_of(cookies: Mapping[str, str]) -> str:
    """Who shows these cookies: a member, or somebody who waits to be one; empty for a stranger."""
    for group, token in islice(tokens_in(cookies).items(), LOOKED_AT):
        try:
            live = groups().group(group)
        except RippleError:  # no such group, or it cannot be read: it vouches for nobody
            continue
        if member := signed_in(live, token) or waiting_with(live, token):
            return f"{group} {member.id}"
    return ""


def still_in(cookies: Mapping[str, str]) -> dict[str, str]:
    """Of the tokens that these cookies show, by group, those that are good: of groups that are open, for to
    open one keeps everybody waiting who loads a page."""
    return {
        group: token
        for group, token in islice(tokens_in(cookies).items(), LOOKED_AT)
        if (live := groups().if_open(group)) and (signed_in(live, token) or waiting_with(live, token))
    }


class SleepingPages(MemorySessionStorage):
    """Keep closed pages, which may come back: so many of each member, and so many of all strangers.

    Streamlit keeps 128, whosever they are: a stranger who opens and closes as many would throw out every
    phone that sleeps in a pocket. What was uploaded on a page goes when it is closed.
    """

    def __init__(self, ttl_seconds: int) -> None:
        super().__init__(maxsize=ALL_ASLEEP, ttl_seconds=ttl_seconds)
        self._by: dict[str, list[str]] = {}

    def save(self, session_info: SessionInfo) -> None:
        session = session_info.session
        get_instance().uploaded_file_mgr.remove_session_files(session.id)
        here = session.session_state["here"] if "here" in session.session_state else None  # noqa: SIM401 - no dict
        who, most = (f"{here.live.id} {here.member.id}", OF_A_MEMBER) if here else (STRANGERS, OF_STRANGERS)
        asleep = [each for each in self._by.get(who, ()) if each != session.id and self.get(each)]
        while len(asleep) >= most:
            self._end(asleep.pop(0))
        self._by[who] = [*asleep, session.id]
        super().save(session_info)

    def _end(self, session_id: str) -> None:
        if info := self.get(session_id):
            info.session.shutdown()
            self.delete(session_id)


def let_pages_sleep() -> None:
    """From now on it is `SleepingPages` that keeps them; before the first visitor."""
    storage = SleepingPages(st.get_option("server.disconnectedSessionTTL"))
    get_instance()._session_mgr._session_storage = storage  # type: ignore[attr-defined]  # `st.App` makes its own


def bytes_held() -> int:
    """How large all files are that somebody uploaded on an open page."""
    stats = get_instance().uploaded_file_mgr.get_stats()
    return sum(
        stat.byte_length for family in stats.values() for stat in family if isinstance(stat, CacheStat)
    )
