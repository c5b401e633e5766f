"""The other groups of this browser, and what waits in each: the desk of who looks after several."""

from __future__ import annotations

import streamlit as st

from ripple.actions.invitations import format_code, list_under_its_code
from ripple.app import session
from ripple.app.session import Here, groups, here, now
from ripple.app.ui import markup
from ripple.app.ui.widgets import literal
from ripple.domain.moderation import waits_for
from ripple.domain.signs import isolated
from ripple.formats import Number
from ripple.language import gettext as _


def other_groups() -> None:
    """A card for each, those first in which something waits for a host; nothing for who is in one group."""
    now_here = here().live.id
    others = [mine for mine in session.memberships() if not mine.waits and mine.live.id != now_here]
    if not others:
        return
    st.header(_("Your other groups"), anchor=False)
    for mine in sorted(others, key=_waiting, reverse=True):
        _card(mine)


def _waiting(mine: Here) -> int:
    return waits_for(mine.live.history, mine.asker)


def _card(mine: Here) -> None:
    name, waiting = mine.live.history.name, _waiting(mine)
    with st.container(border=True, gap="small", key=f"desk {mine.live.id}"):
        st.html(markup.group_name(name))
        if waiting:
            st.html(markup.sentence(_("Waiting for you: {count}").format(count=Number(waiting))))
        if mine.member.host:
            code = format_code(list_under_its_code(groups(), mine.live, now=now()))
            st.html(markup.quiet(_("The code to come in: {code}").format(code=code)))
        label = literal(_("Go to {group}").format(group=isolated(name)))
        st.button(label, key=f"go {mine.live.id}", on_click=_go_to, args=(mine.live.id,))


def _go_to(group: str) -> None:
    st.query_params["group"] = group
