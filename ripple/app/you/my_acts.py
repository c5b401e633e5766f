"""Because of you: what somebody shared here, signed or not, and what came of it. For their eyes only."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from ripple.actions.leaving import acts_of
from ripple.app.acts.card import more_button
from ripple.app.navigation import YOU_PAGE
from ripple.app.pond.ripple_link import see_ripple
from ripple.app.session import Here, here, now, visit, zone
from ripple.app.tab_state import CARDS
from ripple.app.ui import markup
from ripple.domain.events.acts import ActErased
from ripple.domain.model import Act
from ripple.domain.moderation import posted
from ripple.formats import Number
from ripple.language import gettext as _
from ripple.language import ngettext

DECLINED_SAID = timedelta(days=30)


def because_of_you() -> None:
    """The acts of whoever is here, newest first, with what grew from them and who thanks for them."""
    group = here()
    acts = sorted(acts_of(group.live.history, group.asker), key=lambda act: act.posted_at, reverse=True)
    st.header(_("Because of you"), anchor=False)
    _say_what_was_declined(group)
    if not acts:
        st.write(_("What you share will be here, with what grew from it and who was glad of it."))
        return
    if grew := group.live.pond.grown_from(act.id for act in acts):
        more = ngettext("{count} more act grew from yours.", "{count} more acts grew from yours.", grew)
        st.html(markup.sentence(more.format(count=Number(grew))))
    for act in acts[: visit().mine_shown]:
        _act_of_mine(group, act)
    if len(acts) > visit().mine_shown and st.button(
        _("Older acts of yours"), icon=":material/expand_more:", key="older_acts_of_mine"
    ):
        visit().mine_shown += CARDS
        st.rerun()


def _say_what_was_declined(group: Here) -> None:
    """That a host did not let something through, kindly and for a while: nothing goes without a word."""
    newest = [one.at for one in list(group.live.history.declined.values()) if _was_mine(group, one)][-1:]
    for at in newest:
        if now() - at < DECLINED_SAID:
            line = _(
                "A host did not let something of yours through ({moment}), and its words are gone. It may be "
                "a mix-up: you can ask them about it, or tell it anew."
            )
            st.html(markup.sentence(line.format(moment=markup.when(at, now=now(), zone=zone()))))


def _was_mine(group: Here, erased: ActErased) -> bool:
    asker = group.asker(erased.act)
    return erased.declined in (asker.member, asker.claim)


def link_to_mine_out_of_sight(group: Here) -> None:
    """To whom something waits for a host or is hidden: where they find it."""
    history = group.live.history
    acts = [*list(history.awaiting.values()), *list(history.hidden.values())]
    if any(not act.erased and posted(group.asker(act.id), act) for act in acts):
        with st.container(key="mine_waits"):  # no print has it
            waits = _("Something of yours waits for a host")
            st.page_link(YOU_PAGE, label=waits, icon=":material/hourglass:")


def _act_of_mine(group: Here, act: Act) -> None:
    history = group.live.history
    with st.container(border=True, gap="xxsmall", key=f"mine {act.id}"):
        above = markup.quiet(_out_of_sight(group, act))
        st.html(above + markup.card(act, history, now=now(), zone=zone()) + markup.thanked(act, history))
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"can {act.id}"):
            see_ripple(group, act.id)
            more_button(group, act)


def _out_of_sight(group: Here, act: Act) -> str:
    """Why others do not see it; nothing where they do."""
    history = group.live.history
    if act.id in history.awaiting:
        return _("Waiting for a host. Everybody sees it once a host has read it.")
    if history.reports.hides(act.id):
        return _(
            "Out of sight until a host has looked at it: somebody asked for that. It may well be shown "
            "again just as it is."
        )
    return (
        _("A host took it out of sight. You can edit it, or ask them about it.")
        if act.id in history.hidden
        else ""
    )
