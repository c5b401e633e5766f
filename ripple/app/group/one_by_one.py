"""What waits for a host, one after the other: each with its answers under the thumb, and then the next."""

from __future__ import annotations

from itertools import chain, islice
from pathlib import Path

import streamlit as st

from ripple.app.acts.card import undo_line
from ripple.app.acts.review_queue import decide, said_of, what_cannot_be_had_back
from ripple.app.group.newcomers import newcomer_to_answer, undo_sent_away
from ripple.app.session import Here, here, visit
from ripple.app.tab_state import ONE_BY_ONE
from ripple.app.ui import markup
from ripple.app.ui.widgets import close_dialogs, dialog, opens
from ripple.domain.model import Member
from ripple.domain.moderation import Case, to_decide, waits_for
from ripple.formats import Number
from ripple.language import N_
from ripple.language import gettext as _

_next_one = st.components.v2.component(
    "next_one", js=Path(__file__).with_name("next_one.js").read_text("utf-8"), isolate_styles=False
)


def offer_one_by_one() -> None:
    """For a host, where something waits: the way to answer it all without looking for it."""
    group = here()
    if visit().is_one_by_one or not waits_for(group.live.history, group.asker):
        return
    st.button(
        _("Look at them one by one"),
        key="begin_one_by_one",
        icon=":material/visibility:",
        on_click=opens,
        args=(ONE_BY_ONE,),
    )


@dialog(N_("One by one"))
def one_by_one_dialog() -> None:
    """The first of what waits; with its answer the next comes, in the same place."""
    group = here()
    first = next(islice(_waiting(group), 1), None)
    with st.container(key="one_by_one", gap="small"):
        if first is None:
            st.write(_("That was all. Thank you for looking after it."))
            if st.button(_("All right"), key="end_one_by_one", type="primary"):
                close_dialogs()
                st.rerun()
        else:
            left = Number(waits_for(group.live.history, group.asker))
            st.html(markup.quiet(_("Waiting for you: {count}").format(count=left)))
            _draw(group, first)
        if visit().taken_back or visit().sent_away:
            undo_line(st.container())
            undo_sent_away(st.container())
    _next_one(key="next_one", data={"of": _id(first)})


def _waiting(group: Here) -> chain[Member | Case]:
    """People first: they see nothing until they are in. What hosts hid themselves waits for nobody."""
    history = group.live.history
    people = list(history.waiting.values()) if group.member.host else []
    cases = (case for case in to_decide(history, group.asker) if case.waits or case.reports)
    return chain(people, cases)


def _draw(group: Here, one: Member | Case) -> None:
    if isinstance(one, Member):
        newcomer_to_answer(group, one)
    else:
        st.html(said_of(group, one) + what_cannot_be_had_back())
        decide(group, one)


def _id(one: Member | Case | None) -> str:
    if one is None:
        return "none"
    return one.id if isinstance(one, Member) else one.act.id
