"""For hosts: start a group with the settings of this one, and hand their groups over to others."""

from __future__ import annotations

import streamlit as st

from ripple.actions.handing_on import hand_over, start_like
from ripple.actions.rate_limits import CHANGING, STARTING, check_rate
from ripple.app import session
from ripple.app.entry.starting_groups import keeper_starts, room_for_a_group
from ripple.app.session import Here, asker, check_rate_here, groups, here, now, today, visit
from ripple.app.ui import markup
from ripple.app.ui.choices import day, told_apart
from ripple.app.ui.widgets import (
    close_dialogs,
    confirmed,
    dialog,
    leave_for,
    literal,
    opens,
    showing_errors,
)
from ripple.domain.model import NEVER, replace
from ripple.domain.signs import isolated
from ripple.language import N_
from ripple.language import gettext as _
from ripple.privacy.chosen import in_force


def what_is_handed_on() -> None:
    """The two ways, for hosts; handing over only where somebody else is."""
    if not here().member.host:
        return
    with st.container(horizontal=True, gap="small", key="handing_on"):
        if not keeper_starts():
            st.button(
                _("Start a group with these settings …"),
                key="start_like",
                icon=":material/add:",
                on_click=opens,
                args=("start like",),
            )
        if _can_be_handed_over():
            st.button(
                _("Hand over my groups …"),
                key="hand_on",
                icon=":material/redo:",
                on_click=opens,
                args=("hand on",),
            )


def _can_be_handed_over() -> list[Here]:
    """The groups that are looked after from this browser and have somebody else in them."""
    mine = session.memberships()
    return [one for one in mine if one.member.host and len(one.live.history.members) > 1]


@dialog(N_("Start a group with these settings?"))
def start_like_dialog() -> None:
    """What goes along, what does not, and the name of the new group."""
    group = here()
    history = group.live.history
    said = _("It begins with the settings of {group}. No words and no people come along.")
    st.write(literal(said.format(group=isolated(history.name))))
    awake = replace(history.settings, rests_until=NEVER)
    st.html(markup.quiet(markup.sentences(in_force(awake, today()))))
    name = st.text_input(_("Name of the group"), key="like_name")
    beside = st.container()
    if confirmed(_("Start the group"), "begin_like", for_good=False):
        with showing_errors(beside):
            room_for_a_group()
            check_rate(STARTING, one=asker(), asker=asker())
            nonce = visit().draft("start like", group.live.id, name).nonce
            link = start_like(groups(), group.live, group.member.id, name, nonce=nonce, now=now())
            close_dialogs()
            leave_for(link.path)


@dialog(N_("Hand over your groups?"))
def hand_on_dialog() -> None:
    """Each group with who is to look after it; one confirmation for all."""
    st.write(
        _(
            "Choose who looks after each group from now on; you stay in it as a member. Here are the groups "
            "that this browser is signed in to and that have somebody else in them."
        )
    )
    chosen = [(mine, _successor(mine)) for mine in _can_be_handed_over() if here().holds]
    beside = st.container()
    if confirmed(_("Hand over"), "hand_on_all"):
        with showing_errors(beside):
            for mine, to in chosen:
                if to:
                    check_rate_here(CHANGING, mine.member.id)
                    hand_over(mine.live, mine.member.id, to, now=now())
                    visit().done = "handed over"
            close_dialogs()
            st.rerun()


def _successor(mine: Here) -> str | None:
    """Who is to look after the group, by id; None where nobody was chosen."""
    others = {one.id: one for one in list(mine.live.history.members.values()) if one.id != mine.member.id}
    names = told_apart(
        {member: one.name for member, one in others.items()},
        lambda member: _("came {day}").format(day=day(others[member].joined_at)),
    )
    chosen: str | None = st.selectbox(
        literal(mine.live.history.name),
        list(names),
        index=None,
        format_func=lambda member: names.get(member, member),
        placeholder=_("I go on looking after it"),
        key=f"to {mine.live.id}",
    )
    return chosen if chosen in others else None
