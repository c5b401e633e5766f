"""What is told wherever one is: that somebody passed on what one shared, in one quiet line.

Of what one shared unsigned the page *You* alone tells, where one goes by oneself: a line that comes without
being asked for would tell whoever looks over one's shoulder whose it is.
"""

from __future__ import annotations

import streamlit as st

from ripple.app.navigation import YOU_PAGE
from ripple.app.pond.ripple_link import see_ripple
from ripple.app.session import Here, act_asked_for, heard_so_far
from ripple.app.ui import markup
from ripple.domain.model import Act, How
from ripple.domain.moderation import posted
from ripple.language import gettext as _


def tell_heard(group: Here, *, seen: bool) -> None:
    """Say what came of one's acts since one looked; nothing more of it where it is ``seen`` just now."""
    acts = _unseen(group)
    if seen or (acts and act_asked_for() == acts[-1].id):
        _seen(group)
    elif acts:
        # At the foot of the window: it covers no way to a page, and moves nothing that one is about to press.
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="heard"):
            st.html(markup.quiet(_said(group, acts)))
            _way_to_see(group, acts)
            st.button(_("All right"), type="tertiary", key="heard_read", on_click=_seen, args=(group,))


def _unseen(group: Here) -> list[Act]:
    """The acts that others passed on from a signed one of whoever looks, and that they have not seen yet,
    the last one last; those of the group are looked through once, as they come.

    What they left unsigned themselves is known to one browser alone, and these are kept for all of theirs: so
    they are kept whoever it was, or another browser would tell it by a line that does not come.
    """
    history, heard = group.live.history, heard_so_far(group)

    def told_of(act: Act) -> bool:
        parent = history.acts.get(act.inspired_by or "")
        mine = parent is not None and parent.author == group.member.id
        return mine and act.told_by is None and act.author != group.member.id

    def take() -> list[Act]:
        came = len(history.acts) - heard.acts
        heard.acts = len(history.acts)
        newest = [act for _nth, act in zip(range(came), reversed(history.acts.values()), strict=False)]
        heard.unseen += [act.id for act in reversed(newest) if told_of(act)]
        acts = [history.acts[act] for act in heard.unseen if act in history.acts]
        others = [act for act in acts if not posted(group.asker(act.id), act)]
        return [act for act in others if not act.erased and told_of(act)]

    return group.live.as_one(take)


def _seen(group: Here) -> None:
    heard_so_far(group).unseen.clear()


def _said(group: Here, acts: list[Act]) -> str:
    """One sentence, which counts nobody."""
    last = acts[-1]
    name = group.live.history.name_of(last.author or "")
    if len(acts) > 1:
        said = (
            _("{name} passed yours on, and there is more.")
            if name
            else _("Yours was passed on, and there is more.")
        )
    elif last.way_on is How.READING:
        said = _("Yours inspired {name}.") if name else _("Yours inspired somebody.")
    else:
        said = _("{name} passed yours on.") if name else _("Somebody passed yours on.")
    return said.format(name=markup.typed(name))


def _way_to_see(group: Here, acts: list[Act]) -> None:
    """To its ripple or, where there are several, to all that came of one's acts."""
    if len(acts) > 1:
        st.page_link(YOU_PAGE, label=_("See what grew from yours"), icon=":material/water:")
    else:
        see_ripple(group, acts[0].id)
